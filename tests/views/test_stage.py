"""The stage shows what it is given, once, and asks the session for one thing at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Run
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.qtgraph import Canvas
from poolviz.views.slide import SECONDS, Slide
from poolviz.views.stage import Stage
from tests.views.conftest import Shown
from tests.views.frames import board, frame_of, picture, state_of, window_frame


def slides(stage: Stage) -> bool:
    return stage.wants_ticks


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


def test_a_screen_reader_is_told_where_it_is(show: Shown, qtbot: QtBot) -> None:
    stage, bare = show(), Canvas()
    qtbot.addWidget(bare)
    assert (stage.accessibleName(), stage._canvas.accessibleName()) == ("Stage", "Boards")
    assert bare.accessibleName() == ""  # that of a still is read by nobody
