"""The stage shows what it is given, once, and asks the session for one thing at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from poolviz.frame.model import Block, Cell, Run
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.slide import SECONDS, Slide
from poolviz.views.stage import Stage
from tests.views.conftest import Shown
from tests.views.frames import board, frame_of, picture, state_of, window_frame

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


def slides(stage: Stage) -> bool:
    return stage.wants_ticks


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


# Showing


def test_the_same_state_again_asks_for_no_painting(show: Shown, session: Session) -> None:
    stage = show()
    before = picture(stage)
    stage.show_state(session.state)
    stage.show_state(replace(session.state))
    QApplication.processEvents()
    assert picture(stage) == before


def test_zoom_stays_while_stepping_and_ends_with_another_shape(show: Shown, session: Session) -> None:
    stage = show()
    stage.zoom_by(2.0)
    session.seek(3)
    assert stage.zoom == 2.0
    session.resize(6, 6)
    assert stage.zoom == 1.0


def test_fit_shows_everything_again(show: Shown) -> None:
    stage = show()
    before = picture(stage)
    stage.zoom_about(3.0, QPointF(100, 100))
    assert picture(stage) != before
    stage.fit()
    assert picture(stage) == before


def test_zooming_out_ends_where_everything_is_seen(show: Shown) -> None:
    stage = show()
    stage.zoom_by(0.1)
    assert stage.zoom == 1.0


def test_the_formula_is_read_out(show: Shown, session: Session) -> None:
    stage = show()
    assert stage._formula.accessibleName() == session.state.frame.formula_text != ""


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


# Choices on the stage


def test_the_passes_stand_above_and_change_once(show: Shown, session: Session, states: list[State]) -> None:
    stage = show()
    backward = next(b for b in stage.findChildren(QPushButton) if "Backward" in b.text())
    states.clear()
    backward.click()
    assert len(states) == 1
    assert session.state.frame.has("gradient")
    assert backward.isChecked()


def test_chips_stand_between_heading_and_board(show: Shown, session: Session) -> None:
    session.change(backward=True)
    stage = show()
    chips = [b for b in stage._canvas.viewport().findChildren(QPushButton) if b.isVisible()]
    assert len(chips) == 4
    top = stage._scenery.grids["upstream"].extent().top()
    for chip in chips:
        bottom = chip.mapTo(stage._canvas.viewport(), QPoint(0, chip.height())).y()
        assert top - 40 < bottom < top
    next(chip for chip in chips if chip.text() == "all 1").click()
    assert session.state.frame.board("upstream").value(1, 1) == 1


def test_chips_go_with_their_board(show: Shown, session: Session) -> None:
    session.change(backward=True)
    stage = show()
    session.change(backward=False)
    QApplication.processEvents()
    viewport = stage._canvas.viewport()
    assert [b for b in viewport.findChildren(QPushButton) if b.isVisible()] == []


# Sliding


def test_marks_slide_while_time_goes_by_and_numbers_do_not_wait(show: Shown) -> None:
    stage = show()
    stage.show_state(state_of(window_frame(0)))
    stage.animated = True
    after = state_of(window_frame(2), step=1)
    stage.show_state(after)
    assert slides(stage)
    assert stage._state is after
    first = picture(stage)
    stage.advance(SECONDS / 2)
    second = picture(stage)
    stage.advance(SECONDS)
    third = picture(stage)
    assert len({bytes(image.constBits()) for image in (first, second, third)}) == 3
    assert not slides(stage)
    still = show()
    still.show_state(after)
    assert third == picture(still)


def test_a_step_during_a_slide_goes_on_from_where_it_is() -> None:
    slide = Slide()
    first, second, third = (window_frame(column) for column in (0, 2, 0))
    slide.begin(first, second)
    midway = slide.advanced(SECONDS / 2)
    onwards = slide.begin(second, third)
    assert onwards.marks[0].cells == midway.marks[0].cells
    assert slide.advanced(SECONDS * 2).marks == third.marks
    assert not slide.is_under_way


def test_frames_without_a_counterpart_do_not_slide() -> None:
    slide = Slide()
    after = frame_of(board())
    assert slide.begin(window_frame(), after) is after
    assert not slide.is_under_way


def test_nothing_slides_with_reduced_motion(show: Shown) -> None:
    stage = show()
    stage.show_state(state_of(window_frame(0)))
    stage.show_state(state_of(window_frame(2), step=1))
    assert not slides(stage)


def test_nothing_slides_when_jumping(show: Shown) -> None:
    stage = show()
    stage.animated = True
    stage.show_state(state_of(window_frame(0)))
    stage.show_state(state_of(window_frame(2), step=2))
    assert not slides(stage)


def test_nothing_slides_when_playing_is_fast(show: Shown) -> None:
    stage = show()
    stage.animated = True
    stage.show_state(state_of(window_frame(0), playing=True, speed=16.0))
    stage.show_state(state_of(window_frame(2), step=1, playing=True, speed=16.0))
    assert not slides(stage)


# The formula


@pytest.mark.parametrize("width", [1600, 700, 360])
@pytest.mark.parametrize("text", [13, 26])
def test_a_formula_is_never_cut_off(show: Shown, width: int, text: int) -> None:
    stage = show(width=width)
    stage.set_text_size(text)
    runs = tuple(Run(f"{i} + ") for i in range(40))
    stage._formula.show_runs(runs)
    for piece in stage._formula._pieces:
        assert piece.x >= 0
        assert piece.x + piece.width <= stage._formula.width()
        assert piece.y + 0.2 * stage._formula._size <= stage._formula.height()
