"""A list of rows as a control: by mouse and by keyboard alone, and what is refused stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from poolviz.model.rows import RowEntry
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.window.fields import NumberField
from poolviz.window.main_window import MainWindow
from poolviz.window.rows_list import RowsList
from poolviz.window.rows_row import RowsRow
from tests.window.conftest import Press, Spy, named, part

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
CONV, RELU, POOL = RowEntry("conv", (64, 3, 1, 1)), RowEntry("relu"), RowEntry("pool", (2, 2, 0))


@pytest.fixture
def rows(window: MainWindow, spy: Spy) -> RowsRow:
    window.session.show_scene("stack")
    window.session.change(layers=(CONV, RELU, POOL))
    found = part(window.parts.controls, RowsRow)
    found.list.setFocus()
    spy.clear()
    return found


def layers(window: MainWindow) -> list[str]:
    own = window.session.state.document.parameters["stack"]
    assert isinstance(own, StackParameters)
    return [row.kind for row in own.layers]


def texts(rows: RowsRow) -> list[str]:
    return [rows.list.item(place).text() for place in range(rows.list.count())]


def press_button(rows: RowsRow, name: str) -> None:
    button = next(b for b in rows.findChildren(QPushButton) if name in (b.text(), b.accessibleName()))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def fields(rows: RowsRow) -> list[NumberField]:
    return [field for field in rows.findChildren(NumberField) if field.isVisible()]


def test_rows_are_named_and_numbered(rows: RowsRow) -> None:
    assert texts(rows) == ["1   conv 3×3, 64", "2   ReLU", "3   pool 2×2"]
    assert rows.list.accessibleName() == "Layers"
    assert rows.list.toolTip()


def test_up_and_down_choose_and_show_the_numbers(rows: RowsRow, spy: Spy, press: Press) -> None:
    assert [field.accessibleName() for field in fields(rows)] == ["Channels", "Window", "Stride", "Padding"]
    press(Key.Key_Down)
    assert rows.list.currentRow() == 1
    assert fields(rows) == []
    press(Key.Key_Down)
    assert [field.text() for field in fields(rows)] == ["2", "2", "0"]
    assert spy.calls == [], "choosing changes nothing"


def test_alt_moves_delete_removes_insert_adds(
    window: MainWindow, rows: RowsRow, spy: Spy, press: Press
) -> None:
    press(Key.Key_Down, Alt)
    assert layers(window) == ["relu", "conv", "pool"]
    assert rows.list.currentRow() == 1
    press(Key.Key_Up, Alt)
    press(Key.Key_Up, Alt)
    assert layers(window) == ["conv", "relu", "pool"]
    press(Key.Key_Insert)
    assert layers(window) == ["conv", "conv", "relu", "pool"]
    assert rows.list.currentRow() == 1
    press(Key.Key_Delete)
    assert layers(window) == ["conv", "relu", "pool"]
    assert spy.calls == ["change"] * 4
    for _ in range(4):
        press(Key.Key_Delete)
    assert layers(window) == []
    press(Key.Key_Insert)
    assert layers(window) == ["conv"]


def test_buttons_do_the_same(window: MainWindow, rows: RowsRow, spy: Spy) -> None:
    press_button(rows, "+ pool")
    assert layers(window) == ["conv", "pool", "relu", "pool"]
    press_button(rows, "Move this row down (Alt+↓)")
    press_button(rows, "Move this row up (Alt+↑)")
    press_button(rows, "Remove this row (Delete)")
    assert layers(window) == ["conv", "relu", "pool"]
    assert spy.calls == ["change"] * 4
    more = next(b for b in rows.findChildren(QPushButton) if b.text() == "…")
    average = next(a for a in more.menu().actions() if a.text() == "average pool")
    average.trigger()
    assert "average" in layers(window)


def test_numbers_are_typed_and_stepped(window: MainWindow, rows: RowsRow) -> None:
    channels = fields(rows)[0]
    channels.setFocus()
    QTest.keyClick(channels, Key.Key_Up)
    assert texts(rows)[0] == "1   conv 3×3, 65"
    channels.selectAll()
    QTest.keyClicks(channels, "128")
    QTest.keyClick(channels, Key.Key_Return)
    assert texts(rows)[0] == "1   conv 3×3, 128"
    assert window.stage.hasFocus()


def test_what_cannot_be_stays_with_its_sentence(window: MainWindow, rows: RowsRow) -> None:
    before = window.session.state.document
    padding = fields(rows)[3]
    padding.setFocus()
    padding.selectAll()
    QTest.keyClicks(padding, "9")
    QTest.keyClick(padding, Key.Key_Return)
    assert padding.text() == "9"
    assert padding.refused
    sentence = next(label for label in rows.findChildren(QLabel, "refusal") if label.text())
    assert sentence.text().startswith("Layer 1: Padding of 9 is too much")
    assert window.session.state.document is before
    QTest.keyClick(padding, Key.Key_Escape)
    assert padding.text() == "1"
    assert not padding.refused


def test_what_is_no_number_is_said(window: MainWindow, rows: RowsRow) -> None:
    stride = fields(rows)[2]
    stride.setFocus()
    stride.selectAll()
    QTest.keyClicks(stride, "two")
    QTest.keyClick(stride, Key.Key_Return)
    assert stride.text() == "two"
    assert "“two” is no number" in window.session.state.refused["layers"].sentence
    QTest.keyClick(stride, Key.Key_Up)
    assert stride.text() == "two", "there is nothing to step from"
    rows.list.setFocus()
    QTest.keyClick(rows.list, Key.Key_Escape)
    assert not window.session.state.refused
    assert window.stage.hasFocus()


def test_a_long_stack_scrolls_in_its_list(window: MainWindow, rows: RowsRow) -> None:
    tall = rows.list.height()
    window.session.change(preset="VGG-16")
    assert rows.list.count() == 36
    assert rows.list.height() < 3 * tall
    assert isinstance(named(window, "Layers"), RowsList)


def test_a_layer_that_was_refused_is_not_listed_as_one_that_is_there(
    window: MainWindow, rows: RowsRow
) -> None:
    change = window.session.change
    change(layers=(RowEntry("conv", (64, 0, 1, 1)), RELU, POOL))
    assert texts(rows) == ["1   refused: conv 0×0, 64", "2   ReLU", "3   pool 2×2"]
    window.session.give_up("layers")
    assert texts(rows)[0] == "1   conv 3×3, 64"
    change(layers=(CONV, RowEntry("full", (0,)), RELU, POOL))
    assert texts(rows) == ["1   conv 3×3, 64", "2   refused: FC 0", "3   ReLU", "4   pool 2×2"]
