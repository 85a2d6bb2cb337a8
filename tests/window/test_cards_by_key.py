"""The cards by keyboard alone, and what a screen reader hears of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel

from poolviz.model.cards import cards
from poolviz.scenes.recall.parameters import CARDS
from poolviz.views.page import PageView
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press, part

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(window: MainWindow) -> list[str]:
    """The paragraphs on the stage."""
    page = part(window, PageView)
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_all_cards_are_explained_without_a_mouse(window: MainWindow, press: Press) -> None:
    window.session.show_scene("recall")
    window.session.change(kind=CARDS)
    for card in cards():
        assert not set(shown(window)) & set(card.answer)
        press(Key.Key_Return)
        assert shown(window) == list(card.answer)
        press(Key.Key_2)
    assert window.session.state.progress.of(CARDS).right == 6
    press(Key.Key_N)
    press(Key.Key_Return)
    press(Key.Key_1)
    assert window.session.state.progress.of(CARDS).last[-1] is False


def test_one_key_shows_it_and_undo_leads_back(window: MainWindow, press: Press) -> None:
    window.session.show_scene("recall")
    window.session.change(kind=CARDS)
    press(Key.Key_Return)
    press(Key.Key_E)
    assert window.session.state.document.scene == "slide"
    assert not part(window, PageView).isVisible()
    press(Key.Key_Z, _CONTROL)
    assert window.session.state.document.scene == "recall"
    assert shown(window) == list(cards()[0].answer)


def test_the_keys_of_cards_have_their_usual_meaning_elsewhere(window: MainWindow) -> None:
    for name in ("again", "known", "example"):
        assert not window.actions_[f"recall.{name}"].isEnabled()


def test_question_and_answer_are_announced(
    window: MainWindow, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        heard.append(event.message() if hasattr(event, "message") else "")

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    window.session.show_scene("recall")
    window.session.change(kind=CARDS)
    assert "Pool this map" in heard[-1]
    press(Key.Key_Return)
    assert all(paragraph.rstrip(".") in heard[-1] for paragraph in cards()[0].answer)
