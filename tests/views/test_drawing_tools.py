"""Tools under a real pointer: shapes are shown while they are dragged, the right button erases."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.session.pen import Tool
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.stage import Stage
from tests.views.conftest import Shown
from tests.views.test_pointer import at

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def blank(session: Session) -> Session:
    session.open_map(Map.from_array(np.zeros((4, 5), int)))
    session.set_pen(value=7)
    return session


def canvas(stage: Stage) -> QWidget:
    return stage._canvas.viewport()


def go(stage: Stage, where: QPoint) -> None:
    QTest.mouseMove(canvas(stage), where)
    QApplication.processEvents()


def drag(stage: Stage, start: Cell, end: Cell, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(canvas(stage), button, pos=at(stage, start))
    go(stage, at(stage, end))
    QTest.mouseRelease(canvas(stage), button, pos=at(stage, end))


def picture(session: Session) -> list[str]:
    return ["".join(str(number) for number in row) for row in session.state.document.map.values[0]]


@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        ("line", ["70000", "07000", "00700", "00000"]),
        ("outline", ["77700", "70700", "77700", "00000"]),
        ("rectangle", ["77700", "77700", "77700", "00000"]),
    ],
)
def test_a_shape_is_shown_while_it_is_dragged_and_drawn_at_the_end(
    show: Shown, blank: Session, tool: Tool, expected: list[str]
) -> None:
    blank.set_pen(tool=tool)
    stage = show()
    QTest.mousePress(canvas(stage), LEFT, pos=at(stage, Cell("input", 0, 0)))
    go(stage, at(stage, Cell("input", 2, 2)))
    assert picture(blank) == ["00000"] * 4
    assert "pending" in blank.state.frame.roles("input", 2, 2)
    assert [mark.role for mark in stage._scenery._overlay._marks].count("pending") >= 1
    QTest.mouseRelease(canvas(stage), LEFT, pos=at(stage, Cell("input", 2, 2)))
    assert picture(blank) == expected
    assert blank.state.sketch is None
    blank.undo()
    assert picture(blank) == ["00000"] * 4


@pytest.mark.parametrize("tool", ["brush", "rectangle"])
def test_after_a_stroke_the_cell_under_the_pointer_is_told(show: Shown, blank: Session, tool: Tool) -> None:
    blank.set_pen(tool=tool)
    stage = show()
    go(stage, at(stage, Cell("input", 0, 0)))
    drag(stage, Cell("input", 0, 0), Cell("input", 2, 3))
    assert blank.state.focus == Cell("input", 2, 3)


def test_a_shape_ends_at_the_border_of_its_board(show: Shown, blank: Session) -> None:
    blank.set_pen(tool="rectangle")
    stage = show()
    QTest.mousePress(canvas(stage), LEFT, pos=at(stage, Cell("input", 2, 3)))
    go(stage, at(stage, Cell("output", 1, 1)))
    go(stage, QPoint(canvas(stage).width() - 2, canvas(stage).height() - 2))
    QTest.mouseRelease(canvas(stage), LEFT, pos=QPoint(2, 2))
    assert picture(blank) == ["00000", "00000", "00077", "00077"]


def test_escape_gives_a_shape_up(show: Shown, blank: Session) -> None:
    blank.set_pen(tool="rectangle")
    stage = show()
    QTest.mousePress(canvas(stage), LEFT, pos=at(stage, Cell("input", 0, 0)))
    go(stage, at(stage, Cell("input", 2, 2)))
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    assert blank.state.sketch is None
    QTest.mouseRelease(canvas(stage), LEFT, pos=at(stage, Cell("input", 2, 2)))
    assert picture(blank) == ["00000"] * 4
    QTest.keyClick(stage, Qt.Key.Key_Escape)  # nothing is left to give up


@pytest.mark.parametrize("tool", ["brush", "line", "outline", "rectangle"])
def test_the_right_button_erases(show: Shown, blank: Session, tool: Tool) -> None:
    blank.open_map(Map.from_array(np.full((4, 5), 3)))
    blank.set_pen(tool=tool)
    stage = show()
    drag(stage, Cell("input", 0, 0), Cell("input", 0, 2), RIGHT)
    assert picture(blank) == ["00033", "33333", "33333", "33333"]
    assert blank.state.undo_label == "erase"
    blank.undo()
    assert picture(blank) == ["33333"] * 4


def test_the_right_button_leaves_the_pointer_alone(show: Shown, session: Session) -> None:
    stage = show()
    before = session.state.document
    QTest.mouseClick(canvas(stage), RIGHT, pos=at(stage, Cell("input", 1, 1)))
    assert (session.state.document, session.state.pinned) == (before, False)


def test_a_second_button_does_not_disturb_a_stroke(show: Shown, blank: Session) -> None:
    blank.set_pen(tool="brush")
    stage = show()
    QTest.mousePress(canvas(stage), LEFT, pos=at(stage, Cell("input", 0, 0)))
    QTest.mousePress(canvas(stage), RIGHT, pos=at(stage, Cell("input", 3, 3)))
    assert picture(blank) == ["70000", "00000", "00000", "00000"]
    QTest.mouseRelease(canvas(stage), LEFT, pos=at(stage, Cell("input", 0, 0)))


@pytest.mark.parametrize(("tool", "count"), [("fill", 20), ("blob", 5)])
def test_fill_and_blob_act_once_a_press(show: Shown, blank: Session, tool: Tool, count: int) -> None:
    blank.set_pen(tool=tool, spread=3)
    stage = show()
    drag(stage, Cell("input", 1, 1), Cell("input", 2, 3))
    assert np.count_nonzero(blank.state.document.map.values) == count
    blank.undo()
    assert picture(blank) == ["00000"] * 4


def test_the_eyedropper_takes_a_number_from_any_board(show: Shown, session: Session) -> None:
    session.set_pen(tool="line")
    session.set_pen(tool="eyedropper")
    stage = show()
    QTest.mouseClick(canvas(stage), LEFT, pos=at(stage, Cell("output", 0, 0)))
    assert (session.state.pen.value, session.state.pen.tool) == (6, "line")
    session.set_pen(tool="eyedropper")
    QTest.mouseClick(canvas(stage), LEFT, pos=QPoint(2, 2))
    assert session.state.pen.tool == "eyedropper"


def test_shapes_on_the_upstream_gradient(show: Shown, session: Session) -> None:
    session.change(stride=1, backward=True)
    session.set_pen(tool="outline", value=-1)
    stage = show()
    drag(stage, Cell("upstream", 0, 0), Cell("upstream", 2, 2))
    upstream = session.state.frame.board("upstream")
    assert upstream.part(0, 0, 3, 3).tolist() == [[-1, -1, -1], [-1, 5, -1], [-1, -1, -1]]


def test_a_number_that_is_typed_comes_first(show: Shown, session: Session) -> None:
    stage = show()
    session.set_pen(tool="brush")
    session.edit_at(Cell("input", 0, 0))
    stage._editor.setText("seven")
    stage._editor.setModified(True)
    before = session.state.document
    QTest.mouseClick(canvas(stage), RIGHT, pos=at(stage, Cell("input", 3, 3)))
    assert session.state.document is before
    assert session.state.editing == Cell("input", 0, 0)


def test_the_pointer_puts_and_drags_the_cell_cursor(
    show: Shown, session: Session, states: list[State]
) -> None:
    session.toggle_cursor()
    stage = show()
    drag(stage, Cell("input", 1, 1), Cell("input", 3, 2))
    cursor = session.state.cursor
    assert cursor is not None
    assert (cursor.cell, cursor.anchor) == (Cell("input", 3, 2), Cell("input", 1, 1))
    where = at(stage, Cell("input", 0, 3))
    QTest.mouseClick(canvas(stage), LEFT, Qt.KeyboardModifier.ShiftModifier, where)
    cursor = session.state.cursor
    assert cursor is not None
    assert (cursor.cell, cursor.anchor) == (Cell("input", 0, 3), Cell("input", 1, 1))
    assert not session.state.pinned
    QTest.mousePress(canvas(stage), LEFT, pos=where)
    session.toggle_cursor()
    go(stage, at(stage, Cell("input", 2, 0)))
    assert session.state.cursor is None
    QTest.mouseRelease(canvas(stage), LEFT, pos=where)
    assert states


@pytest.fixture
def states(session: Session) -> list[State]:
    found: list[State] = []
    session.subscribe(found.append)
    return found
