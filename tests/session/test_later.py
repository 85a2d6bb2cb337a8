"""Answers that take long: the frame is shown without them, and once more when they are there."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from poolviz import scenes
from poolviz.frame.model import Board, Caption, Cell, Frame
from poolviz.maps.presets import by_id
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.scene import Compute, Gesture, Timeline, discover
from poolviz.model.task import StoppedError, Task
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


@dataclass(frozen=True)
class NoParameters:
    pass


class Patient:
    """A scene whose caption tells two sums that take long, and that can be held up."""

    id, title, order, tip = "patient", "Patient", 9, "It waits"

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.fails = False
        self.tasks: list[Task] = []

    def parameters(self) -> NoParameters:
        return NoParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        return ()

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        map_ = document.map

        def total(task: Task) -> float:
            self.tasks.append(task)
            while not self.gate.is_set():
                task.reached(1, 4)
                time.sleep(0.001)
            if self.fails:
                raise ZeroDivisionError
            return float(map_.values.sum())

        def frame(step: int, focus: Cell | None) -> Frame:
            told: list[object] = [
                compute.later(f"Adding {name}", map_, name, total) for name in ("one", "two")
            ]
            told += ["given up"] if compute.gave_up else []
            plane = map_.plane(0)
            board = Board("input", "Input", "", plane, document.scale)
            return Frame((board,), (("input",),), caption=Caption("", str(told)), place="here")

        return Timeline(3, frame, lambda cell: None)

    def edit(self, document: Document, gesture: Gesture) -> Document:
        return replace(document, map=document.map.edited(0, *gesture.cell[1:], gesture.value))


@pytest.fixture
def scene() -> Patient:
    return Patient()


@pytest.fixture
def patient(scene: Patient) -> Iterator[Session]:
    document = Document(by_id("worked-example").make(), scene="patient")
    session = Session({**discover(scenes), "patient": scene}, document, Jobs())
    yield session
    scene.gate.set()
    session.close()


def told(session: Session) -> str:
    return session.state.frame.caption.text


def until_told(session: Session, text: str) -> None:
    deadline = time.monotonic() + 10
    while told(session) != text:
        assert time.monotonic() < deadline, told(session)
        session.advance(0.001)
        time.sleep(0.001)


def until_begun(scene: Patient, count: int) -> None:
    deadline = time.monotonic() + 10
    while len(scene.tasks) < count:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_one_after_the_other_arrives_and_each_is_shown_once(patient: Session, scene: Patient) -> None:
    assert told(patient) == "[None, None]"
    assert (patient.state.working, patient.active) == ("Adding one", True)
    ear = Listener(patient)
    patient.advance(0.1)
    assert ear.taken() == 0  # nothing is there yet
    scene.gate.set()
    until_told(patient, "[50.0, 50.0]")
    assert ear.taken() == 2
    assert (now(patient).working, patient.active) == ("", False)
    assert now(patient).undo_label == ""  # waiting is no change


def test_stepping_goes_on_meanwhile_and_asks_for_nothing_twice(patient: Session, scene: Patient) -> None:
    until_begun(scene, 1)
    patient.seek(2)
    scene.gate.set()
    until_told(patient, "[50.0, 50.0]")
    assert patient.state.step == 2
    assert len(scene.tasks) == 2


def test_an_edit_makes_the_answers_to_the_old_map_stale(patient: Session, scene: Patient) -> None:
    until_begun(scene, 1)
    patient.gesture(Gesture("set", Cell("input", 0, 0), 101))
    with pytest.raises(StoppedError):
        scene.tasks[0].check()
    scene.gate.set()
    until_told(patient, "[150.0, 150.0]")
    patient.undo()
    until_told(patient, "[50.0, 50.0]")


def test_another_scene_waits_for_nothing(patient: Session, scene: Patient) -> None:
    until_begun(scene, 1)
    patient.show_scene("slide")
    with pytest.raises(StoppedError):
        scene.tasks[0].check()
    assert not patient.active


def test_a_refused_change_leaves_the_work_alone(patient: Session, scene: Patient) -> None:
    until_begun(scene, 1)
    patient.change(window=9)
    assert patient.state.refused
    scene.tasks[0].check()  # not told to stop
    scene.gate.set()
    until_told(patient, "[50.0, 50.0]")


def test_a_frame_that_cannot_be_made_leaves_the_work_alone(
    patient: Session, scene: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_begun(scene, 1)

    def broken(document: Document, compute: Compute) -> Timeline:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(scene, "timeline", broken)
        with pytest.raises(RuntimeError):
            patient.gesture(Gesture("set", Cell("input", 0, 0), 101))
    scene.gate.set()
    until_told(patient, "[50.0, 50.0]")


def test_work_that_fails_is_not_begun_again_and_the_next_is(patient: Session, scene: Patient) -> None:
    scene.fails = True
    scene.gate.set()
    failures = 0
    deadline = time.monotonic() + 10
    while failures < 2:
        assert time.monotonic() < deadline
        try:
            patient.advance(0.001)
        except ZeroDivisionError:
            failures += 1
    assert told(patient) == "[None, None, 'given up']"
    patient.seek(2)
    assert told(patient) == "[None, None, 'given up']"
    assert (now(patient).working, patient.active) == ("", False)


def test_what_was_stopped_is_not_awaited_until_something_else_is_asked(
    patient: Session, scene: Patient
) -> None:
    patient.stop_work()
    patient.stop_work()
    assert told(patient) == "[None, None, 'given up']"
    assert not patient.active
    patient.gesture(Gesture("set", Cell("input", 0, 0), 101))
    assert told(patient) == "[None, None]"
    scene.gate.set()
    until_told(patient, "[150.0, 150.0]")


def test_what_cannot_be_kept_is_not_awaited(
    patient: Session, scene: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten = patient._memo.fulfil

    def fulfil(*answer: Any) -> None:  # noqa: ANN401 - as the method itself
        forgotten(*answer)
        patient._memo._known.clear()

    monkeypatch.setattr(patient._memo, "fulfil", fulfil)
    scene.gate.set()
    until_told(patient, "[None, None, 'given up']")


def test_a_session_without_a_clock_has_its_answers_at_once(scene: Patient) -> None:
    scene.gate.set()
    document = Document(by_id("worked-example").make(), scene="patient")
    session = Session({"patient": scene}, document, Jobs(inline=True))
    assert told(session) == "[50.0, 50.0]"


def test_a_task_tells_how_far_it_is_and_stops_at_its_next_check() -> None:
    jobs, gate = Jobs(), threading.Event()

    def work(task: Task) -> None:
        task.reached(1, 4)
        gate.wait(10)

    reached = [jobs.progress]
    jobs.start("Adding", work, lambda _: None, lambda _: None)
    deadline = time.monotonic() + 10
    while reached[-1] is None:
        assert time.monotonic() < deadline
        reached.append(jobs.progress)
    assert reached[-1] == 0.25
    gate.set()
    jobs.close()
    stopped = Task()
    stopped.stop()
    with pytest.raises(StoppedError):
        stopped.check()
