"""Cells are typed into as in a spreadsheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Block, Cell
from poolviz.model.scene import Gesture
from poolviz.session.session import Session
from poolviz.views.stage import Stage
from tests.views.conftest import Shown

Key = Qt.Key


def number(session: Session, row: int, column: int, board: str = "input") -> float | int | None:
    return session.state.frame.board(board).value(row, column)


def edited(session: Session) -> Cell | None:
    return session.state.editing


def point(stage: Stage, cell: Cell) -> QPoint:
    grid = stage._scenery.grids[cell.board]
    return grid.rectangle(Block(cell.row, cell.column)).center().toPoint()


@pytest.fixture
def stage(show: Shown, session: Session) -> Stage:
    """A stage whose first cell is being edited."""
    stage = show()
    session.edit_at(Cell("input", 0, 0))
    return stage


def press(stage: Stage, key: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(stage._editor, key, modifier)


def test_a_double_click_begins_and_escape_leaves(show: Shown, session: Session) -> None:
    stage = show()
    QTest.mouseDClick(
        stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(stage, Cell("input", 1, 2))
    )
    assert edited(session) == Cell("input", 1, 2)
    assert stage._editor.isVisible()
    assert stage._editor.text() == "7"
    press(stage, Key.Key_Escape)
    assert edited(session) is None
    assert not stage._editor.isVisible()
    assert number(session, 1, 2) == 7


def test_a_field_follows_its_cell_until_something_is_typed(stage: Stage, session: Session) -> None:
    # So it does when the picture of what was typed there before comes late.
    session.gesture(Gesture("set", Cell("input", 0, 0), 9))
    assert stage._editor.text() == "9"
    QTest.keyClicks(stage._editor, "4")
    session.gesture(Gesture("set", Cell("input", 0, 0), 5))
    assert stage._editor.text() == "4"
    press(stage, Key.Key_Return)
    assert number(session, 0, 0) == 4


def test_an_output_cannot_be_typed_into(show: Shown, session: Session) -> None:
    stage = show()
    QTest.mouseDClick(
        stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(stage, Cell("output", 0, 0))
    )
    assert edited(session) is None


def test_the_field_lies_exactly_on_the_cell(stage: Stage) -> None:
    area = stage._scenery.grids["input"].rectangle(Block(0, 0)).toRect()
    assert stage._editor.geometry() == area


def test_enter_takes_the_number_and_goes_down(stage: Stage, session: Session) -> None:
    QTest.keyClicks(stage._editor, "42")
    press(stage, Key.Key_Return)
    assert number(session, 0, 0) == 42
    assert edited(session) == Cell("input", 1, 0)
    assert stage._editor.text() == "5"
    press(stage, Key.Key_Return, shift=True)
    assert edited(session) == Cell("input", 0, 0)


@pytest.mark.parametrize(
    ("text", "value"), [("1.5", 1.5), ("1,5", 1.5), ("-3", -3), ("1e2", 100), ("\u22122", -2)]
)
def test_numbers_are_read_in_either_spelling(stage: Stage, session: Session, text: str, value: float) -> None:
    stage._editor.insert(text)
    press(stage, Key.Key_Return)
    assert number(session, 0, 0) == value


def test_tab_goes_right_and_on_to_the_next_row(stage: Stage, session: Session) -> None:
    for _ in range(4):
        press(stage, Key.Key_Tab)
    assert edited(session) == Cell("input", 1, 0)
    press(stage, Key.Key_Backtab, shift=True)
    assert edited(session) == Cell("input", 0, 3)


def test_arrows_move_between_cells_until_something_is_typed(stage: Stage, session: Session) -> None:
    press(stage, Key.Key_Right)
    press(stage, Key.Key_Down)
    assert edited(session) == Cell("input", 1, 1)
    QTest.keyClicks(stage._editor, "12")
    press(stage, Key.Key_Left)
    assert edited(session) == Cell("input", 1, 1), "the arrow belongs to the text now"
    press(stage, Key.Key_Escape)
    assert number(session, 1, 1) == 6, "Escape forgets what was typed"


def test_the_edges_of_the_board_hold(stage: Stage, session: Session) -> None:
    press(stage, Key.Key_Up)
    press(stage, Key.Key_Backtab, shift=True)
    assert edited(session) == Cell("input", 0, 0)


def test_delete_sets_zero(stage: Stage, session: Session) -> None:
    press(stage, Key.Key_Delete)
    assert number(session, 0, 0) == 0
    assert edited(session) == Cell("input", 0, 0)


def test_what_is_no_number_stays_typed_and_is_told(stage: Stage, session: Session) -> None:
    QTest.keyClicks(stage._editor, "7e")
    press(stage, Key.Key_Return)
    assert edited(session) == Cell("input", 0, 0)
    assert stage._editor.text() == "7e"
    assert stage._editor.property("refused") is True
    assert session.state.notice is not None
    press(stage, Key.Key_Backspace)
    press(stage, Key.Key_Return)
    assert number(session, 0, 0) == 7
    assert stage._editor.property("refused") is False
    assert session.state.notice is None


def test_clicking_another_cell_takes_the_number_and_goes_there(stage: Stage, session: Session) -> None:
    QTest.keyClicks(stage._editor, "33")
    where = point(stage, Cell("input", 2, 2))
    QTest.mouseClick(stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert number(session, 0, 0) == 33
    assert edited(session) == Cell("input", 2, 2)


def test_clicking_elsewhere_ends_editing(stage: Stage, session: Session) -> None:
    where = point(stage, Cell("output", 0, 0))
    QTest.mouseClick(stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert edited(session) is None


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Left, Key.Key_Return, Key.Key_Tab, Key.Key_Home])
def test_keys_of_the_cell_are_kept_from_shortcuts(stage: Stage, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(stage._editor, event)
    assert event.isAccepted()


def test_a_figure_begins_to_edit_the_cell_under_the_pointer(show: Shown, session: Session) -> None:
    stage = show()
    session.hover(Cell("input", 3, 3))
    QTest.keyClicks(stage, "7")
    assert edited(session) == Cell("input", 3, 3)
    assert stage._editor.text() == "7"
    QTest.keyClicks(stage._editor, "5")
    press(stage, Key.Key_Return)
    assert number(session, 3, 3) == 75


def test_enter_edits_the_first_cell_when_none_is_pointed_at(show: Shown, session: Session) -> None:
    stage = show()
    QTest.keyClick(stage, Key.Key_Return)
    assert edited(session) == Cell("input", 0, 0)
    press(stage, Key.Key_Escape)
    session.pin(Cell("input", 2, 1))
    QTest.keyClick(stage, Key.Key_Enter)
    assert edited(session) == Cell("input", 2, 1)


def test_the_keys_come_back_to_the_stage_afterwards(show: Shown, session: Session) -> None:
    stage = show()
    stage.activateWindow()
    stage.setFocus()
    QTest.keyClick(stage, Key.Key_Return)
    assert stage._editor.hasFocus()
    press(stage, Key.Key_Escape)
    assert stage.hasFocus()


def test_the_field_follows_its_cell(stage: Stage) -> None:
    stage.zoom_by(2.0)
    area = stage._scenery.grids["input"].rectangle(Block(0, 0)).toRect()
    assert stage._editor.geometry() == area


def test_on_a_photograph_there_is_room_to_type(show: Shown, session: Session) -> None:
    session.choose_preset("photograph")
    stage = show()
    session.edit_at(Cell("input", 100, 100))
    assert stage._editor.width() >= 40
    middle = stage._scenery.grids["input"].rectangle(Block(100, 100)).center()
    assert stage._editor.geometry().contains(middle.toPoint())


def test_a_minus_begins_a_number_in_a_clicked_cell(show: Shown, session: Session) -> None:
    stage = show()
    session.pin(Cell("input", 2, 1))
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Minus, Qt.KeyboardModifier.NoModifier, "-")
    event.ignore()
    QApplication.sendEvent(stage, event)
    assert event.isAccepted()  # so that it does not zoom
    QTest.keyClicks(stage, "-")
    assert edited(session) == Cell("input", 2, 1)
    QTest.keyClicks(stage._editor, "3,5")
    press(stage, Key.Key_Return)
    assert number(session, 2, 1) == -3.5


@pytest.mark.parametrize("cell", [Cell("output", 0, 0), None])
def test_a_minus_is_left_to_the_window_where_nothing_can_be_typed(
    show: Shown, session: Session, cell: Cell | None
) -> None:
    stage = show()
    if cell is not None:
        session.pin(cell)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Minus, Qt.KeyboardModifier.NoModifier, "-")
    event.ignore()
    QApplication.sendEvent(stage, event)
    assert not event.isAccepted()


def test_where_counts_are_shown_the_number_is_edited(show: Shown, session: Session) -> None:
    stage = show()
    session.change(coverage=True)
    session.edit_at(Cell("input", 1, 2))
    assert number(session, 1, 2) == 1
    assert stage._editor.text() == "7"


def test_the_first_field_has_letters_as_large_as_the_next(show: Shown, session: Session) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("QWidget { font-size: 9px; }")
    try:
        stage = show()
        sizes = []
        for row in (0, 1):
            session.edit_at(Cell("input", row, 0))
            QApplication.processEvents()
            sizes.append(stage._editor.fontInfo().pixelSize())
        QTest.keyClicks(stage._editor, "x")
        press(stage, Key.Key_Return)  # refused, which asks the style sheet again
        sizes.append(stage._editor.fontInfo().pixelSize())
    finally:
        application.setStyleSheet("")
    assert sizes[0] == sizes[1] == sizes[2] > 13
