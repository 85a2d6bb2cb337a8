"""The map is dragged over the stage: cell by cell, by either of its boards, and never by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from poolviz.frame.model import Cell
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.stage import Stage
from tests.views.conftest import Shown
from tests.views.test_pointer import at, click, move

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def states(session: Session) -> list[State]:
    found: list[State] = []
    session.subscribe(found.append)
    return found


@pytest.fixture
def stage(show: Shown, session: Session) -> Stage:
    session.show_scene("shift")
    return show()


def press(stage: Stage, where: QPoint) -> None:
    QTest.mousePress(stage._canvas.viewport(), LEFT, pos=where)


def let_go(stage: Stage, where: QPoint) -> None:
    QTest.mouseRelease(stage._canvas.viewport(), LEFT, pos=where)


def cursor(stage: Stage) -> Qt.CursorShape:
    return stage._canvas.viewport().cursor().shape()


@pytest.mark.parametrize("board", ["input", "shifted"])
def test_a_drag_moves_the_map_by_whole_cells(
    stage: Stage, session: Session, states: list[State], board: str
) -> None:
    start, end = at(stage, Cell(board, 1, 1)), at(stage, Cell(board, 3, 2))
    press(stage, start)
    heard = len(states)
    move(stage, start + QPoint(1, 1))
    assert len(states) == heard  # not yet a whole cell
    move(stage, end)
    assert (session.state.frame.moved, len(states)) == ((2, 1), heard + 1)
    move(stage, end + QPoint(1, 0))
    assert len(states) == heard + 1
    move(stage, at(stage, Cell(board, 0, 1)))
    let_go(stage, at(stage, Cell(board, 0, 1)))
    move(stage, start)
    assert session.state.frame.moved == (-1, 0)
    assert not session.state.pinned


def test_a_second_drag_goes_on_from_where_the_map_lies(stage: Stage, session: Session) -> None:
    for _ in range(2):
        press(stage, at(stage, Cell("input", 0, 0)))
        move(stage, at(stage, Cell("input", 1, 2)))
        let_go(stage, at(stage, Cell("input", 1, 2)))
    assert session.state.frame.moved == (2, 4)


def test_a_press_that_stays_is_a_click(stage: Stage, session: Session) -> None:
    click(stage, Cell("input", 1, 1))
    assert (session.state.pinned, session.state.focus) == (True, Cell("input", 1, 1))
    click(stage, Cell("input", 1, 1))
    assert not session.state.pinned


def test_a_hand_shows_what_can_be_dragged(stage: Stage, session: Session) -> None:
    move(stage, QPoint(1, 1))
    move(stage, at(stage, Cell("shifted", 1, 1)))
    assert cursor(stage) == Qt.CursorShape.OpenHandCursor
    press(stage, at(stage, Cell("shifted", 1, 1)))
    assert cursor(stage) == Qt.CursorShape.ClosedHandCursor
    let_go(stage, at(stage, Cell("shifted", 1, 1)))
    move(stage, at(stage, Cell("max", 1, 1)))
    assert cursor(stage) == Qt.CursorShape.ArrowCursor
    session.set_pen(tool="brush")
    move(stage, at(stage, Cell("input", 1, 1)))
    assert cursor(stage) == Qt.CursorShape.ArrowCursor


def test_the_brush_draws_instead(stage: Stage, session: Session) -> None:
    session.set_pen(tool="brush", value=7)
    press(stage, at(stage, Cell("input", 0, 0)))
    move(stage, at(stage, Cell("input", 0, 2)))
    let_go(stage, at(stage, Cell("input", 0, 2)))
    assert session.state.frame.moved == (0, 0)
    assert session.state.document.map.values[0, 0].tolist() == [7, 7, 7, 4]


def test_small_cells_take_a_longer_way(show: Shown, session: Session) -> None:
    session.show_scene("shift")
    session.act("photograph")
    stage = show()
    start = at(stage, Cell("input", 100, 100))
    press(stage, start)
    move(stage, start + QPoint(12, -6))
    let_go(stage, start + QPoint(12, -6))
    assert session.state.frame.moved == (-1, 2)


def test_a_cell_that_is_edited_is_not_dragged(stage: Stage, session: Session) -> None:
    session.edit_at(Cell("input", 0, 0))
    click(stage, Cell("input", 2, 2))
    assert session.state.editing == Cell("input", 2, 2)
