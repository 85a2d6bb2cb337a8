"""Paragraphs in the place of the boards: all of them readable, as large as they fit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Page
from poolviz.views.page import PageView
from poolviz.views.theme import DARK, LIGHT

SHORT = Page(("One short line.",))
LONG = Page(tuple("word " * 60 for _ in range(5)))


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PageView]:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(900, 600)
    made = PageView(LIGHT, holder)
    holder.show()
    yield made
    holder.close()


def letters(view: PageView) -> int:
    """The height of the letters, in pixels."""
    return view.findChildren(QLabel)[0].font().pixelSize()


def test_it_is_away_while_there_is_no_page(view: PageView) -> None:
    assert not view.isVisible()
    view.show_page(SHORT, LIGHT, 16.0)
    assert view.isVisible()
    view.show_page(None, LIGHT, 16.0)
    assert not view.isVisible()


def test_a_screen_reader_finds_every_paragraph(view: PageView) -> None:
    view.show_page(Page(("One.", "Two.")), LIGHT, 16.0)
    labels = view.findChildren(QLabel)
    assert [label.accessibleName() for label in labels if label.isVisible()] == ["One.", "Two."]


def test_letters_shrink_so_that_all_can_be_read(qtbot: QtBot, view: PageView) -> None:
    view.show_page(SHORT, LIGHT, 16.0)
    large = letters(view)
    view.show_page(LONG, LIGHT, 16.0)
    qtbot.waitUntil(lambda: len(view.findChildren(QLabel)) == 5)
    assert letters(view) < large
    assert letters(view) >= 14


def test_what_cannot_fit_can_be_scrolled(qtbot: QtBot, view: PageView) -> None:
    view.show_page(LONG, LIGHT, 16.0)
    holder = view.parentWidget()
    assert holder is not None
    holder.resize(300, 120)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert view.verticalScrollBar().maximum() > 0


def test_quiet_words_are_quiet_in_every_theme(view: PageView) -> None:
    for theme in (LIGHT, DARK):
        view.show_page(Page(("Say it aloud.",), quiet=True), theme, 16.0)
        assert theme.quiet in view.styleSheet()
        view.show_page(SHORT, theme, 16.0)
        assert theme.text in view.styleSheet()
