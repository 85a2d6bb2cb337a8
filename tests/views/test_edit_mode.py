"""The cell cursor by keys: it takes those that belong to cells and no others, and only while it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Block, Cell
from poolviz.session.cursor import Cursor
from poolviz.session.session import Session
from poolviz.views.stage import Stage
from tests.views.conftest import Shown

Key = Qt.Key
SHIFT, CONTROL, ALT, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


def claims(stage: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> bool:
    """Whether a key is taken away from the window's shortcuts."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
    event.ignore()
    QApplication.sendEvent(stage, event)
    return event.isAccepted()


def edited(session: Session) -> Cell | None:
    """The cell that takes what is typed; asked anew, so that a type checker remembers no earlier one."""
    return session.state.editing


def cell(session: Session) -> tuple[int, ...] | None:
    cursor = session.state.cursor
    return None if cursor is None else tuple(cursor.cell[1:])


def test_keys_are_the_window_s_until_the_cursor_is_called(show: Shown, session: Session) -> None:
    stage = show()
    stage._canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever it may be
    for key in (Key.Key_Left, Key.Key_Space, Key.Key_Delete, Key.Key_Home, Key.Key_Escape):
        assert not claims(stage, key)
    assert not stage._edit_mode.isVisible()
    session.toggle_cursor()
    for key in (Key.Key_Left, Key.Key_Space, Key.Key_Delete, Key.Key_Home, Key.Key_Escape, Key.Key_Tab):
        assert claims(stage, key)
    assert claims(stage, Key.Key_Minus, text="-")
    assert claims(stage, Key.Key_Right, CONTROL)
    for key, held in (
        (Key.Key_G, NONE),
        (Key.Key_PageDown, NONE),
        (Key.Key_Z, CONTROL),
        (Key.Key_Left, ALT | SHIFT),
        (Key.Key_Return, CONTROL),
    ):
        assert not claims(stage, key, held)
    assert stage._edit_mode.isVisible()
    assert stage._edit_mode.geometry() == stage._canvas.viewport().rect()


@pytest.mark.parametrize(("key", "held"), [(Key.Key_Right, CONTROL), (Key.Key_Down, SHIFT)])
def test_arrows_with_a_modifier_call_the_cursor(
    show: Shown, session: Session, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    stage = show()
    QTest.keyClick(stage, key, held)
    assert cell(session) == (0, 0)


def test_arrows_move_and_select(show: Shown, session: Session) -> None:
    session.toggle_cursor()
    stage = show()
    for key, held, expected in (
        (Key.Key_Down, NONE, (1, 0)),
        (Key.Key_Right, NONE, (1, 1)),
        (Key.Key_Right, CONTROL, (1, 3)),
        (Key.Key_Up, NONE, (0, 3)),
        (Key.Key_Home, NONE, (0, 0)),
        (Key.Key_End, NONE, (0, 3)),
        (Key.Key_Left, NONE, (0, 2)),
    ):
        QTest.keyClick(stage, key, held)
        assert cell(session) == expected
    QTest.keyClick(stage, Key.Key_Left, SHIFT)
    QTest.keyClick(stage, Key.Key_Down, CONTROL | SHIFT)
    assert session.state.cursor == Cursor(Cell("input", 3, 1), Cell("input", 0, 2))


def test_a_typed_number_fills_what_is_selected(show: Shown, session: Session) -> None:
    session.toggle_cursor()
    stage = show()
    QTest.keyClick(stage, Key.Key_Right, SHIFT)
    QTest.keyClicks(stage, "-")
    assert edited(session) == Cell("input", 0, 1)
    QTest.keyClicks(stage._editor, "4")
    QTest.keyClick(stage._editor, Key.Key_Return)
    assert session.state.document.map.values[0, 0].tolist() == [-4, -4, 2, 4]
    assert edited(session) is None
    assert session.state.cursor == Cursor(Cell("input", 0, 1), Cell("input", 0, 0)), "it stays selected"
    QTest.keyClick(stage, Key.Key_Backspace)
    assert session.state.document.map.values[0, 0].tolist() == [0, 0, 2, 4]


def test_enter_edits_and_escape_leaves_cell_then_cursor(show: Shown, session: Session) -> None:
    session.toggle_cursor()
    stage = show()
    QTest.keyClick(stage, Key.Key_Return)
    assert edited(session) == Cell("input", 0, 0)
    QTest.keyClicks(stage._editor, "5")
    QTest.keyClick(stage._editor, Key.Key_Return)
    assert edited(session) == Cell("input", 1, 0)
    assert cell(session) == (1, 0)
    QTest.keyClick(stage._editor, Key.Key_Escape)
    assert (edited(session), cell(session)) == (None, (1, 0))
    QTest.keyClick(stage, Key.Key_Escape)
    assert cell(session) is None
    assert not stage._edit_mode.isVisible()


def test_space_uses_the_tool(show: Shown, session: Session) -> None:
    session.set_pen(tool="rectangle", value=9)
    session.toggle_cursor()
    stage = show()
    QTest.keyClick(stage, Key.Key_Right, SHIFT)
    QTest.keyClick(stage, Key.Key_Down, SHIFT)
    QTest.keyClick(stage, Key.Key_Space)
    assert session.state.document.map.values[0, :2, :2].tolist() == [[9, 9], [9, 9]]
    assert not session.state.playing
    QTest.keyClick(stage, Key.Key_Space, SHIFT)
    assert session.state.document.map.values[0, :2, :2].tolist() == [[0, 0], [0, 0]]


def test_tab_goes_to_the_next_board_and_what_cannot_be_changed_stays(show: Shown, session: Session) -> None:
    session.toggle_cursor()
    stage = show()
    QTest.keyClick(stage, Key.Key_Tab)
    assert session.state.cursor == Cursor(Cell("output", 0, 0))
    before = session.state.document
    for key in (Key.Key_Return, Key.Key_5, Key.Key_Delete):
        QTest.keyClick(stage, key)
    assert (session.state.document, session.state.editing) == (before, None)
    QTest.keyClick(stage, Key.Key_Backtab, SHIFT)
    assert session.state.cursor == Cursor(Cell("input", 0, 0))


def test_the_stage_takes_the_keys_when_the_cursor_comes(show: Shown, session: Session) -> None:
    stage = show()
    stage._formula.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    stage._formula.setFocus()
    session.toggle_cursor()
    assert stage.hasFocus()
    stage.resize(stage.width() + 60, stage.height() + 40)
    QApplication.processEvents()
    assert stage._edit_mode.geometry() == stage._canvas.viewport().rect()


def test_the_canvas_moves_along_with_the_cursor(show: Shown, session: Session) -> None:
    stage = show()
    session.toggle_cursor()
    stage.zoom_by(6.0)
    for key in (Key.Key_End, Key.Key_Home):
        QTest.keyClick(stage, key)
        QTest.keyClick(stage, Key.Key_Down, CONTROL)
        cursor = session.state.cursor
        assert cursor is not None
        grid = stage._scenery.grids["input"]
        middle = grid.rectangle(Block(cursor.cell.row, cursor.cell.column)).center()
        assert stage._canvas.viewport().rect().contains(middle.toPoint())
    assert stage.zoom > 4
