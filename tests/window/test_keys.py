"""Keys do what the table says while the stage has the focus, and nothing inside a field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSlider

from poolviz.frame.model import Cell
from poolviz.session.state import State
from poolviz.window.commands import value_of
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press, Spy, named, part

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def _window(state: State) -> object:
    return value_of(state, "window")


@pytest.mark.parametrize(
    ("key", "modifier", "reads", "expected"),
    [
        (Key.Key_Right, _NONE, lambda s: s.step, 2),
        (Key.Key_PageDown, _NONE, lambda s: s.step, 2),
        (Key.Key_N, _NONE, lambda s: s.step, 2),
        (Key.Key_Left, _NONE, lambda s: s.step, 0),
        (Key.Key_PageUp, _NONE, lambda s: s.step, 0),
        (Key.Key_P, _NONE, lambda s: s.step, 0),
        (Key.Key_Home, _NONE, lambda s: s.step, 0),
        (Key.Key_End, _NONE, lambda s: s.step, 3),
        (Key.Key_Space, _NONE, lambda s: s.playing, True),
        (Key.Key_BracketRight, _NONE, lambda s: s.speed, 2.0),
        (Key.Key_BracketLeft, _NONE, lambda s: s.speed, 0.5),
        (Key.Key_Greater, _NONE, lambda s: s.speed, 2.0),  # where brackets need AltGr
        (Key.Key_Less, _NONE, lambda s: s.speed, 0.5),
        (Key.Key_G, _NONE, lambda s: value_of(s, "backward"), True),
        (Key.Key_M, _NONE, lambda s: value_of(s, "mode"), "average"),
        (Key.Key_W, _NONE, _window, (3, 3)),
        (Key.Key_W, _SHIFT, _window, (1, 1)),
        (Key.Key_S, _NONE, lambda s: value_of(s, "stride"), (3, 3)),
        (Key.Key_S, _SHIFT, lambda s: value_of(s, "stride"), (1, 1)),
        (Key.Key_M, _SHIFT, lambda s: value_of(s, "whole_map"), True),
        (Key.Key_C, _NONE, lambda s: value_of(s, "coverage"), True),
        (Key.Key_O, _NONE, lambda s: value_of(s, "same_size"), True),
        (Key.Key_D, _NONE, lambda s: s.pen.tool, "brush"),
        (Key.Key_L, _NONE, lambda s: s.pen.tool, "line"),
        (Key.Key_L, _SHIFT, lambda s: s.pen.tool, "outline"),
        (Key.Key_F, _SHIFT, lambda s: s.pen.tool, "rectangle"),
        (Key.Key_F, _NONE, lambda s: s.pen.tool, "fill"),
        (Key.Key_U, _NONE, lambda s: s.pen.tool, "blob"),
        (Key.Key_I, _NONE, lambda s: s.pen.tool, "eyedropper"),
        (Key.Key_X, _NONE, lambda s: s.pen.value, 10),
        (Key.Key_X, _SHIFT, lambda s: s.pen.value, 8),
        (Key.Key_Y, _NONE, lambda s: s.pen.size, 2),
        (Key.Key_E, _NONE, lambda s: s.cursor is not None, True),
        (Key.Key_A, _CONTROL, lambda s: s.cursor is not None and s.cursor.cells, 16),
        (Key.Key_H, _NONE, lambda s: s.document.map.value(0, 0, 0), 4),
        (Key.Key_H, _SHIFT, lambda s: s.document.map.value(0, 0, 1), 2),
        (Key.Key_R, _CONTROL, lambda s: s.document.map.value(0, 0, 1), 3),
        (Key.Key_R, _CONTROL | _SHIFT, lambda s: s.document.map.value(0, 0, 1), 8),
        (Key.Key_Left, _ALT | _SHIFT, lambda s: s.document.map.value(0, 0, 1), 2),
        (Key.Key_Down, _ALT | _SHIFT, lambda s: s.document.map.value(0, 1, 1), 1),
        (Key.Key_J, _NONE, lambda s: s.shaping.seed, 1),
        (Key.Key_A, _NONE, lambda s: s.document.map.size, (2, 2)),
    ],
)
def test_a_key_does_its_action_once(
    window: MainWindow,
    press: Press,
    spy: Spy,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    reads: Callable[[State], object],
    expected: object,
) -> None:
    window.session.seek(1)
    spy.clear()
    press(key, modifier)
    assert reads(window.session.state) == expected
    assert len(spy.calls) == 1
    assert len(spy.states) == 1


@pytest.mark.parametrize(
    ("key", "moved"),
    [(Key.Key_Up, (-1, 0)), (Key.Key_Down, (1, 0)), (Key.Key_Left, (0, -1)), (Key.Key_Right, (0, 1))],
)
def test_arrows_move_the_map(
    window: MainWindow, press: Press, spy: Spy, key: Qt.Key, moved: tuple[int, int]
) -> None:
    window.session.show_scene("shift")
    spy.clear()
    press(key)
    assert window.session.state.frame.moved == moved
    assert (len(spy.calls), len(spy.states)) == (1, 1)


def test_arrows_of_an_edited_cell_move_no_map(window: MainWindow, press: Press) -> None:
    window.session.show_scene("shift")
    window.session.edit_at(Cell("input", 1, 1))
    press(Key.Key_Up)
    assert window.session.state.frame.moved == (0, 0)


def test_undo_and_redo_by_key(window: MainWindow, press: Press) -> None:
    press(Key.Key_W)
    press(Key.Key_Z, _CONTROL)
    assert _window(window.session.state) == (2, 2)
    press(Key.Key_Y, _CONTROL)
    assert _window(window.session.state) == (3, 3)
    press(Key.Key_Z, _CONTROL)
    press(Key.Key_Z, _CONTROL | _SHIFT)
    assert _window(window.session.state) == (3, 3)


def test_a_refused_window_is_stepped_from_the_one_in_force(window: MainWindow, press: Press) -> None:
    for _ in range(4):
        press(Key.Key_W)
    assert window.session.state.refused["window"].typed == (5, 5)
    assert _window(window.session.state) == (4, 4)
    press(Key.Key_W, _SHIFT)
    assert not window.session.state.refused
    assert _window(window.session.state) == (3, 3)
    window.session.change(window=(9, 9))
    press(Key.Key_W)
    assert _window(window.session.state) == (4, 4)


def test_text_size_by_key(window: MainWindow, press: Press) -> None:
    press(Key.Key_Plus, _CONTROL)
    assert window.appearance.text > 14
    press(Key.Key_Minus, _CONTROL)
    press(Key.Key_Minus, _CONTROL)
    assert window.appearance.text == 14
    press(Key.Key_Plus, _CONTROL)
    press(Key.Key_0, _CONTROL)
    assert window.appearance.text == 14


def test_zoom_by_key(window: MainWindow, press: Press) -> None:
    press(Key.Key_Plus)
    assert window.stage.zoom > 1
    press(Key.Key_Z)
    assert window.stage.zoom == 1


@pytest.mark.parametrize(
    "key", [Key.Key_Space, Key.Key_Right, Key.Key_PageDown, Key.Key_G, Key.Key_W, Key.Key_Home]
)
def test_a_field_keeps_the_keys_of_the_stage(window: MainWindow, press: Press, spy: Spy, key: Qt.Key) -> None:
    field = named(window, "Window")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    press(key)
    assert spy.calls == []


def test_letters_go_into_a_field(window: MainWindow, press: Press) -> None:
    field = named(window, "Window")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "mw g")
    assert field.text() == "mw g"


def test_a_slider_keeps_its_arrows(window: MainWindow, press: Press, spy: Spy) -> None:
    slider = part(window.parts.transport, QSlider)
    slider.setFocus()
    press(Key.Key_Right)
    assert spy.calls == ["seek"]
    assert window.session.state.step == 1


def test_other_keys_still_work_while_a_slider_has_the_focus(window: MainWindow, press: Press) -> None:
    part(window.parts.transport, QSlider).setFocus()
    press(Key.Key_G)
    press(Key.Key_Space)
    state = window.session.state
    assert (value_of(state, "backward"), state.playing) == (True, True)


def test_space_presses_the_button_that_has_the_focus(window: MainWindow, press: Press) -> None:
    button = next(b for b in window.parts.controls.findChildren(QPushButton) if b.text() == "Average")
    button.setFocus()
    press(Key.Key_Space)
    assert value_of(window.session.state, "mode") == "average"
    assert not window.session.state.playing


def test_other_keys_still_work_while_a_button_has_the_focus(window: MainWindow, press: Press) -> None:
    button = next(b for b in window.parts.controls.findChildren(QPushButton) if b.text() == "Average")
    button.setFocus()
    press(Key.Key_N)
    assert window.session.state.step == 1


def test_keys_belong_to_the_cell_while_it_is_edited(window: MainWindow, press: Press) -> None:
    window.session.edit_at(Cell("input", 0, 0))
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_G, Key.Key_Home):
        press(key)
    state = window.session.state
    assert (state.step, state.playing, value_of(state, "backward")) == (0, False, False)


def test_a_click_on_a_button_or_a_slider_leaves_the_focus_on_the_stage(window: MainWindow) -> None:
    button = next(b for b in window.parts.controls.findChildren(QPushButton) if b.text() == "Average")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(part(window.parts.transport, QSlider), Qt.MouseButton.LeftButton)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.stage is focus or window.stage.isAncestorOf(focus)


def test_on_a_map_of_one_row_a_window_grows_along_it(window: MainWindow, press: Press) -> None:
    session = window.session
    session.paste("3 1 4 1 5 9 2 6")
    assert value_of(session.state, "window") == (1, 2)
    press(Qt.Key.Key_W)
    assert value_of(session.state, "window") == (1, 3)
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert value_of(session.state, "window") == (1, 2)
    session.paste("3\n1\n4\n1")
    session.change(window=(2, 1), stride=(2, 1))
    press(Qt.Key.Key_W)
    assert value_of(session.state, "window") == (3, 1)
    assert not session.state.refused


def test_the_keys_of_another_scene_are_those_of_its_stage(window: MainWindow, press: Press) -> None:
    part(window.parts.controls, QLineEdit).setFocus()
    press(Key.Key_2, _CONTROL)
    press(Key.Key_G)
    assert window.session.state.document.scene == "compare"
    assert value_of(window.session.state, "backward")


def test_the_room_is_not_asked_where_there_is_nothing_to_ask(window: MainWindow) -> None:
    assert window.actions_["ask"].isEnabled()
    window.session.show_scene("shift")
    assert not window.actions_["ask"].isEnabled()


def test_escape_closes_a_message(window: MainWindow, press: Press) -> None:
    window.session.paste("no matrix\nat all")
    assert window.session.state.notice is not None
    press(Key.Key_Escape)
    assert window.session.state.notice is None
