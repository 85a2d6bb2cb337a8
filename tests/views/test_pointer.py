"""The pointer looks, pins, zooms, pans, draws and nudges: one call of the session for each wish."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Block, Cell
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.stage import Stage
from tests.views.conftest import Shown

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


def at(stage: Stage, cell: Cell) -> QPoint:
    """The middle of a cell on the canvas."""
    grid = stage._scenery.grids[cell.board]
    return grid.rectangle(Block(cell.row, cell.column)).center().toPoint()


def click(stage: Stage, cell: Cell, button: Qt.MouseButton = LEFT) -> None:
    QTest.mouseClick(stage._canvas.viewport(), button, pos=at(stage, cell))


def move(stage: Stage, where: QPoint) -> None:
    QTest.mouseMove(stage._canvas.viewport(), where)
    QApplication.processEvents()


def turn(
    stage: Stage,
    where: QPoint,
    notches: float,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Turn the wheel over a point of the canvas."""
    viewport = stage._canvas.viewport()
    event = QWheelEvent(
        QPointF(where),
        QPointF(viewport.mapToGlobal(where)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


@pytest.fixture
def states(session: Session) -> list[State]:
    found: list[State] = []
    session.subscribe(found.append)
    return found


# Looking and pinning


def test_pointing_at_a_cell_lights_it_once(show: Shown, session: Session, states: list[State]) -> None:
    stage = show()
    where = at(stage, Cell("output", 0, 1))
    move(stage, where)
    move(stage, where + QPoint(2, 2))
    assert [state.focus for state in states] == [Cell("output", 0, 1)]


def test_leaving_the_canvas_lights_nothing(show: Shown, session: Session) -> None:
    stage = show()
    move(stage, at(stage, Cell("input", 0, 0)))
    assert session.state.focus is not None
    QApplication.sendEvent(stage._canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert session.state.focus is None


def test_a_click_pins_and_another_lets_go(show: Shown, session: Session) -> None:
    stage = show()
    click(stage, Cell("input", 2, 1))
    assert (session.state.pinned, session.state.focus) == (True, Cell("input", 2, 1))
    click(stage, Cell("input", 0, 0))
    assert session.state.focus == Cell("input", 0, 0)
    click(stage, Cell("input", 0, 0))
    assert not session.state.pinned


def test_a_click_beside_the_boards_lets_go(show: Shown, session: Session) -> None:
    stage = show()
    click(stage, Cell("input", 2, 1))
    QTest.mouseClick(stage._canvas.viewport(), LEFT, pos=QPoint(3, 3))
    assert not session.state.pinned


def test_a_number_of_the_formula_lights_its_cell(show: Shown, session: Session) -> None:
    stage = show()
    formula = stage._formula
    piece = next(p for p in formula._pieces if p.run.cell is not None)
    QTest.mouseMove(formula, formula._area(piece).center().toPoint())
    QApplication.processEvents()
    assert session.state.focus == piece.run.cell
    QApplication.sendEvent(formula, QEvent(QEvent.Type.Leave))
    assert session.state.focus is None


# Zooming and panning with the pointer


def test_the_wheel_zooms_about_the_pointer(show: Shown) -> None:
    stage = show()
    where = at(stage, Cell("input", 3, 0))
    turn(stage, where, 2)
    assert stage.zoom > 1.2
    assert stage.cell_at(QPointF(where)) == Cell("input", 3, 0)


def test_a_pinch_zooms(show: Shown) -> None:
    stage = show()
    viewport = stage._canvas.viewport()
    where = QPointF(at(stage, Cell("input", 3, 0)))
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        where,
        where,
        QPointF(viewport.mapToGlobal(where)),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(viewport, pinch)
    assert stage.zoom == 1.5
    assert stage.cell_at(where) == Cell("input", 3, 0)


@pytest.mark.parametrize("with_space", [False, True])
def test_dragging_pans(show: Shown, session: Session, with_space: bool) -> None:
    stage = show()
    stage.zoom_by(3.0)
    viewport = stage._canvas.viewport()
    start, before = QPoint(300, 300), stage.cell_at(QPointF(300, 300))
    button = LEFT if with_space else MIDDLE
    if with_space:
        move(stage, start)
        QTest.keyPress(stage, Qt.Key.Key_Space)
    QTest.mousePress(viewport, button, pos=start)
    QTest.mouseMove(viewport, start + QPoint(40, 30))
    QApplication.processEvents()
    QTest.mouseRelease(viewport, button, pos=start + QPoint(40, 30))
    if with_space:
        QTest.keyRelease(stage, Qt.Key.Key_Space)
    assert stage.cell_at(QPointF(340, 330)) == before
    assert not session.state.playing
    assert not session.state.pinned


def test_space_without_dragging_plays(show: Shown, session: Session) -> None:
    stage = show()
    move(stage, QPoint(300, 300))
    stage._canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    QTest.keyClick(stage, Qt.Key.Key_Space)
    assert session.state.playing


def test_space_is_left_to_the_window_while_the_pointer_is_elsewhere(show: Shown, session: Session) -> None:
    stage = show()
    stage._canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(stage, event)
    assert not event.isAccepted()


# Changing numbers with the pointer


def test_the_wheel_nudges_an_upstream_gradient(show: Shown, session: Session) -> None:
    session.change(backward=True)
    stage = show()
    before = session.state.frame.board("upstream").value(0, 0)
    assert before is not None
    turn(stage, at(stage, Cell("upstream", 0, 0)), 1)
    assert session.state.frame.board("upstream").value(0, 0) == before + 1
    for _ in range(4):
        turn(stage, at(stage, Cell("upstream", 0, 0)), -0.25)
    assert session.state.frame.board("upstream").value(0, 0) == before
    turn(stage, at(stage, Cell("upstream", 0, 0)), 1, Qt.KeyboardModifier.ControlModifier)
    assert stage.zoom > 1


def test_a_stroke_of_the_brush_is_one_step_of_undo(show: Shown, session: Session) -> None:
    session.set_pen(tool="brush", value=9.0)
    stage = show()
    viewport = stage._canvas.viewport()
    QTest.mousePress(viewport, LEFT, pos=at(stage, Cell("input", 0, 0)))
    for column in (1, 2, 3):
        QTest.mouseMove(viewport, at(stage, Cell("input", 0, column)))
        QApplication.processEvents()
    QTest.mouseRelease(viewport, LEFT, pos=at(stage, Cell("input", 0, 3)))
    board = session.state.frame.board("input")
    assert [board.value(0, column) for column in range(4)] == [9, 9, 9, 9]
    session.undo()
    assert session.state.frame.board("input").value(0, 1) == 1


def test_the_brush_leaves_other_boards_alone(show: Shown, session: Session, states: list[State]) -> None:
    session.set_pen(tool="brush", value=9.0)
    stage = show()
    states.clear()
    click(stage, Cell("output", 0, 0))
    assert [state.document for state in states if state.document is not session.state.document] == []
    assert not session.state.undo_label
