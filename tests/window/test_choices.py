"""Choices, ticks and actions: one exit each, and rows that stay when others come and go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from poolviz.window.commands import value_of
from poolviz.window.main_window import MainWindow
from poolviz.window.menu_button import MenuButton
from tests.window.conftest import Spy, named, part
from tests.window.test_controls import _field, _sentences, type_into

Key = Qt.Key


def _button(window: MainWindow, text: str) -> QAbstractButton:
    return next(
        b for b in window.parts.controls.findChildren(QAbstractButton) if b.text() == text and b.isVisible()
    )


def _unfold(window: MainWindow) -> None:
    fold = part(window.parts.controls, QToolButton, "fold")
    assert isinstance(fold, QToolButton)
    fold.click()


def test_modes_are_joined_buttons(window: MainWindow, spy: Spy) -> None:
    QTest.mouseClick(_button(window, "Average"), Qt.MouseButton.LeftButton)
    assert value_of(window.session.state, "mode") == "average"
    assert _button(window, "Average").isChecked()
    assert not _button(window, "Max").isChecked()
    assert spy.calls == ["change"]
    QTest.mouseClick(_button(window, "Average"), Qt.MouseButton.LeftButton)
    assert spy.calls == ["change"], "the pressed one is pressed already"
    assert _button(window, "Average").isChecked()


@pytest.mark.parametrize("field", ["coverage", "same_size"])
def test_a_tick_calls_once(window: MainWindow, spy: Spy, field: str) -> None:
    control = next(c for c in window.session.state.controls if c.field == field)
    box = named(window, control.label)
    assert isinstance(box, QCheckBox)
    box.click()
    assert value_of(window.session.state, field) is True
    assert box.isChecked()
    assert spy.calls == ["change"]


def test_what_is_folded_opens(window: MainWindow, spy: Spy) -> None:
    labels = [c.label for c in window.session.state.controls if c.folded]
    assert labels
    hidden = [b for b in window.parts.controls.findChildren(QCheckBox) if b.text() in labels]
    assert not any(box.isVisible() for box in hidden)
    _unfold(window)
    assert all(box.isVisible() for box in hidden)
    for box in hidden:
        before = value_of(window.session.state, _field_of(window, box.text()))
        spy.clear()
        box.click()
        assert len(spy.calls) == 1
        assert value_of(window.session.state, _field_of(window, box.text())) != before
        box.click()


def _field_of(window: MainWindow, label: str) -> str:
    return next(c.field for c in window.session.state.controls if c.label == label)


def test_a_refusal_inside_the_fold_opens_it(window: MainWindow) -> None:
    window.session.change(dilation=(9, 9))
    assert "dilation" in window.session.state.refused
    assert len(_sentences(window.parts.controls)) == 1


def test_a_choice_from_a_menu_calls_once(window: MainWindow, spy: Spy) -> None:
    _unfold(window)
    button = next(b for b in window.parts.controls.findChildren(QPushButton, "menuButton") if b.isVisible())
    entries = button.menu().actions()
    entries[-1].trigger()
    assert spy.calls == ["change"]
    assert button.accessibleName().endswith(entries[-1].text())


def test_pool_again_calls_once_and_can_be_undone(window: MainWindow, spy: Spy) -> None:
    QTest.mouseClick(_button(window, "Pool again"), Qt.MouseButton.LeftButton)
    assert spy.calls == ["act"]
    assert window.session.state.document.map.size == (2, 2)
    assert _field(window, "Size").text() == "2 × 2"
    window.session.undo()
    assert _field(window, "Size").text() == "4 × 4"


def test_typing_is_not_disturbed_by_states_that_do_not_concern_it(window: MainWindow) -> None:
    field = _field(window, "Window")
    type_into(field, "3", enter=False)
    window.session.step_by(1)
    assert field.text() == "3"


def test_what_makes_no_sense_now_is_grey(window: MainWindow) -> None:
    assert named(window, "Stride").isEnabled()
    window.session.change(whole_map=True)
    assert not named(window, "Stride").isEnabled()
    assert not window.actions_["stride_up"].isEnabled()


def test_rows_that_stay_keep_focus_and_text_when_others_come_and_go(window: MainWindow) -> None:
    field = _field(window, "Window")
    type_into(field, "3", enter=False)
    before = [control.field for control in window.session.state.controls]
    window.session.change(mode="lp")
    assert [control.field for control in window.session.state.controls] != before
    assert field.hasFocus()
    assert field.text() == "3"


def test_a_number_that_need_not_be_whole(window: MainWindow) -> None:
    window.session.change(mode="lp")
    field = _field(window, "Power p")
    type_into(field, "2,5")
    assert value_of(window.session.state, "p") == 2.5
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    assert value_of(window.session.state, "p") == 3.5
    type_into(field, "many")
    assert _sentences(window.parts.controls) == ["“many” is no number."]


def test_the_panel_follows_every_mode_without_leaving_rows_behind(window: MainWindow) -> None:
    for mode in ("lp", "average", "max", "average", "lp", "max"):
        window.session.change(mode=mode)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shown = [c for c in window.session.state.controls if not getattr(c, "board", "")]
        rows = [w for w in window.parts.controls.findChildren(QWidget) if hasattr(w, "show_control")]
        assert len(rows) == len(shown)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the word of a screen without keys
def test_a_list_opens_at_what_is_chosen(window: MainWindow) -> None:
    window.session.change(padding_rule="valid")
    lists = window.parts.controls.findChildren(MenuButton)
    menu = next(button for button in lists if button.accessibleName() == "Padding rule: valid").menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    chosen = menu.activeAction()
    assert chosen is not None
    assert chosen.text() == "valid"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert value_of(window.session.state, "padding_rule") == "same"
