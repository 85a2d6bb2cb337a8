"""A very large map: its pictures are made beside the program, edits of it are shown at once."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from poolviz import scenes
from poolviz.core import PoolSpec, pool_backward
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import Compute, Gesture, Timeline, discover
from poolviz.model.task import Task
from poolviz.scenes import slide
from poolviz.scenes.shift.scene import Shift
from poolviz.session import memo, waiting
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.patience import Work
from poolviz.session.session import Session, new_session
from tests.session.conftest import LARGE, Listener, now, until_shown


@pytest.fixture
def session(working_session: Session) -> Session:
    return working_session


def test_the_last_picture_stays_until_the_new_one_is_there(session: Session) -> None:
    before = session.state.frame
    ear = Listener(session)
    session.open_map(LARGE)
    assert ear.taken() == 1
    state = now(session)
    assert state.document.map is LARGE
    assert state.title == "Large"
    assert state.undo_label == "open Large"
    assert state.frame.board("input").plane is before.board("input").plane
    assert not state.frame.board("input").editable
    assert state.frame.caption.text == "Working on 1 × 40 × 40 numbers…"
    assert state.working
    until_shown(session)
    assert ear.taken() == 1
    assert now(session).frame.board("input").plane is LARGE.plane(0)
    assert now(session).frame.board("input").editable
    assert not now(session).working


def test_looking_and_stepping_meanwhile_break_nothing(session: Session) -> None:
    session.open_map(LARGE)
    session.hover(Cell("input", 1, 1))
    session.pin(Cell("output", 0, 0))
    session.seek(3)
    session.edit_at(Cell("input", 0, 0))
    assert now(session).editing is None
    assert now(session).frame.caption.lead == "Working"
    until_shown(session)
    assert now(session).step == 3
    assert now(session).frame.place == "window 4 of 400"


def test_what_begins_anew_is_shown_from_its_start_once_it_is_there(session: Session) -> None:
    session.show_scene("stack")
    session.open_map(LARGE)
    until_shown(session)
    session.seek(2)
    session.change(preset="LeNet-5")
    assert now(session).frame.caption.lead == "Working"
    until_shown(session)
    assert now(session).step == 7
    session.seek(1)
    session.change(batch=2)
    until_shown(session)
    assert now(session).step == 1


def test_settings_can_be_changed_one_after_the_other(session: Session) -> None:
    session.open_map(LARGE)
    session.change(mode="average")
    session.change(window=3)
    session.change(backward=True)
    until_shown(session)
    spec = session.state.document.spec
    assert (spec.mode, spec.window) == ("average", 3)
    assert session.state.frame.has("gradient")
    session.undo()
    assert now(session).document.spec.window == 2
    until_shown(session)
    assert not now(session).working


def test_what_is_kept_is_worked_out_beside_the_program_as_well(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.open_map(LARGE)
    until_shown(session)
    session.keep()
    session.change(stride=3)
    until_shown(session)
    found = []

    def watched(*arguments: Any) -> Any:  # noqa: ANN401 - as the function itself
        found.append(threading.current_thread())
        return pool_backward(*arguments)

    monkeypatch.setattr(memo, "pool_backward", watched)
    session.change(backward=True)
    assert now(session).frame.caption.lead == "Working"
    assert now(session).frame.has("kept_output")  # as it was
    until_shown(session)
    assert now(session).frame.has("kept_gradient")
    session.seek(5)
    assert len(found) == 2  # of now, and of what is kept
    assert threading.main_thread() not in found


def test_where_nothing_can_be_compared_what_is_kept_is_left_alone() -> None:
    asked: list[Document] = []

    class Watched:
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of the scene
            return getattr(stack, name)

        def timeline(self, document: Document, compute: Compute) -> Timeline:
            asked.append(document)
            return stack.timeline(document, compute)

    stack = discover(scenes)["stack"]
    one, other = (Document(LARGE, PoolSpec(window=window), scene="stack") for window in (2, 3))
    state = Session({"stack": stack}, one, Jobs(inline=True)).state
    answer = waiting.wish_for(replace(state, kept=other), Watched(), Memo()).work(Task())
    assert asked == [one]
    assert not answer.others


def test_an_edit_is_shown_at_once(session: Session) -> None:
    session.open_map(LARGE)
    until_shown(session)
    session.gesture(Gesture("set", Cell("input", 0, 0), 9999))
    assert not now(session).working
    assert now(session).frame.board("output").value(0, 0) == 9999
    session.undo()
    assert not now(session).working


def test_an_edit_of_all_cells_is_worked_out_beside_the_program_if_a_setting_would_be(
    session: Session,
) -> None:
    session.open_map(Map.from_array(np.arange(900.0).reshape(30, 30)))
    session.change(window=9, stride=1)  # 22 × 22 windows that overlap: more than 1000 numbers
    assert now(session).working
    until_shown(session)
    session.gesture(Gesture("set", Cell("input", 3, 3), 9999))
    assert not now(session).working
    session.place_cursor(Cell("input", 0, 0))
    session.select_all()
    session.erase()
    assert now(session).working
    until_shown(session)
    assert now(session).frame.board("output").value(0, 0) == 0
    session.undo()
    assert not now(session).working  # that is known still
    assert now(session).frame.board("output").value(0, 0) == 9999


def test_an_edit_of_which_the_last_answer_is_forgotten_is_worked_out_beside_the_program(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo, "_MOST", 1)  # the gradient pushes out what it was worked out from
    session.open_map(LARGE)
    until_shown(session)
    session.change(backward=True)
    until_shown(session)
    session.seek(7)
    before, ear = now(session).document, Listener(session)
    session.gesture(Gesture("set", Cell("input", 0, 0), 9999))
    assert ear.taken() == 1
    assert now(session).working
    assert now(session).undo_label
    assert now(session).step == 7
    until_shown(session)
    assert ear.taken() == 1
    assert now(session).step == 7
    assert now(session).frame.board("output").value(0, 0) == 9999
    session.undo()
    assert now(session).document is before
    assert now(session).working
    session.stop_work()  # back to what was shown last
    assert now(session).document.map is not before.map
    assert now(session).frame.board("output").value(0, 0) == 9999


def test_another_scene_begins_at_its_own_start(session: Session) -> None:
    session.open_map(LARGE)
    until_shown(session)
    session.show_scene("shift")
    assert now(session).working
    assert now(session).document.scene == "shift"
    until_shown(session)
    assert now(session).step == now(session).timeline.start == 8


def test_what_cannot_be_made_is_taken_back(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.open_map(LARGE)
    until_shown(session)
    whole = slide.Slide.timeline

    def broken(scene: slide.Slide, document: Document, compute: Compute) -> Timeline:
        if document.spec.window == 3:
            raise MemoryError
        return whole(scene, document, compute)

    monkeypatch.setattr(slide.Slide, "timeline", broken)
    session.change(window=3)
    with pytest.raises(MemoryError):
        until_shown(session)
    assert now(session).document.spec.window == 2
    until_shown(session)
    assert now(session).frame.board("input").plane is LARGE.plane(0)


def test_a_program_without_a_clock_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_SOON", 1000)
    session = new_session(Jobs(inline=True))
    session.open_map(LARGE)
    assert session.state.frame.board("input").plane is LARGE.plane(0)
    assert not session.active


def test_work_on_a_picture_can_be_stopped(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.open_map(LARGE)
    until_shown(session)
    shown = now(session).frame
    gate = held_up(monkeypatch)
    session.change(mode="average")
    session.change(window=3)
    session.advance(0.3)
    assert now(session).work is None
    session.advance(0.3)
    assert now(session).work == Work("Working on 1 × 40 × 40 numbers")
    session.stop_work()
    assert now(session).work is None
    assert (now(session).document.spec.mode, now(session).document.spec.window) == ("max", 2)
    assert now(session).undo_label == "open Large"
    session.show_scene("shift")
    session.stop_work()
    assert now(session).document.scene == "slide"
    assert now(session).undo_label == "open Large"
    gate.set()
    until_shown(session)
    assert now(session).frame.board("output").value(0, 0) == shown.board("output").value(0, 0)


def test_a_job_can_be_stopped(session: Session) -> None:
    gate = threading.Event()
    ear = Listener(session)

    def work(task: Task) -> None:
        task.reached(1, 2)
        gate.wait(10)

    def never(result: object) -> None:
        raise AssertionError(result)

    session.run("Waiting…", work, never, never)
    deadline = time.monotonic() + 10
    while now(session).work != Work("Waiting…", 50):
        assert time.monotonic() < deadline
        session.advance(0.3)
    ear.taken()
    session.stop_work()
    assert (ear.taken(), now(session).busy, session.active) == (1, "", False)
    session.stop_work()
    assert ear.taken() == 0
    gate.set()


def held_up(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Hold every timeline of a scene up that is made from now on, until the gate is opened."""
    gate = threading.Event()
    for scene in (slide.Slide, Shift):
        whole = scene.timeline

        def late(self: Any, document: Document, compute: Compute, whole: Any = whole) -> Timeline:  # noqa: ANN401
            if threading.current_thread() is not threading.main_thread():
                gate.wait(10)
            made: Timeline = whole(self, document, compute)
            return made

        monkeypatch.setattr(scene, "timeline", late)
    return gate
