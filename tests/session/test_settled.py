"""Whatever was done, and however much of it was worked out beside the program: at rest it is right."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.model.controls import ChoiceControl, PairControl, ToggleControl
from poolviz.model.document import Document
from poolviz.model.scene import Compute, Gesture, Scene, Timeline
from poolviz.scenes.stack.scene import Stack
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.session import Session, new_session
from poolviz.session.wishes import Wish, Wishes
from poolviz.views.sheet import read
from tests.session.conftest import LARGE, until_shown


@pytest.fixture
def large_from() -> int:
    """Everything but the smallest map is very large."""
    return 30


@pytest.fixture
def session(working_session: Session) -> Session:
    return working_session


def settle(session: Session) -> None:
    session.pause()
    until_shown(session)


def fresh(session: Session) -> Frame:
    """The same picture made by somebody who works everything out at once."""
    state, memo = session.state, Memo(eager=True)
    memo.progress = state.progress
    return session.scene.timeline(state.document, memo).frame(state.step, None)


def assert_alike(found: Frame, expected: Frame) -> None:
    assert found.caption == expected.caption
    assert [fact.value for fact in found.facts] == [fact.value for fact in expected.facts]
    assert [run.text for run in found.formula] == [run.text for run in expected.formula]
    assert [(c.name, c.detail) for c in found.charts] == [(c.name, c.detail) for c in expected.charts]
    for board in expected.boards:
        other = found.board(board.name)
        assert (other.title, other.detail, other.shape) == (board.title, board.detail, board.shape)
        part = (0, 0, *board.shape)
        one, two = (read(which, part).values.astype(np.float64) for which in (other, board))
        np.testing.assert_allclose(one, two, rtol=1e-5, atol=1e-6)


SCENES = [scene for scene in new_session(Jobs(inline=True)).scenes if scene != "recall"]


@pytest.mark.parametrize("scene", SCENES)
def test_what_came_later_is_on_the_stage_in_the_end(session: Session, scene: str) -> None:
    session.open_map(LARGE)
    settle(session)
    session.show_scene(scene)
    settle(session)
    assert_alike(session.state.timeline.frame(session.state.step, None), fresh(session))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_done_the_picture_is_right_once_it_rests(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    acts: tuple[Callable[[], None], ...] = (
        lambda: session.open_map(_some_map(chance)),
        lambda: session.show_scene(chance.choice(SCENES)),
        lambda: _change(session, chance),
        lambda: _change(session, chance),
        lambda: session.gesture(Gesture("set", _some_cell(session, chance), chance.choice([1.0, -2.5]))),
        lambda: session.seek(chance.randrange(session.state.timeline.length)),
        lambda: session.hover(_some_cell(session, chance)),
        lambda: session.wiggle(chance.choice([-1, 2])),
        session.undo,
        session.redo,
        session.keep,
        lambda: session.advance(0.1),
    )
    for _ in range(40):
        chance.choice(acts)()
    settle(session)
    assert_alike(session.state.timeline.frame(session.state.step, None), fresh(session))


def _some_map(chance: random.Random) -> Map:
    rng = np.random.default_rng(chance.randrange(1000))
    shape = chance.randint(1, 2), chance.randint(2, 11), chance.randint(2, 11)
    return Map.from_array(rng.integers(-4, 9, shape).astype(chance.choice(["i2", "f8"])), "some")


def _some_cell(session: Session, chance: random.Random) -> Cell:
    boards = [board for board in session.state.frame.boards if board.editable] or session.state.frame.boards
    board = chance.choice(boards)
    return Cell(board.name, chance.randrange(board.shape[0]), chance.randrange(board.shape[1]))


def _change(session: Session, chance: random.Random) -> None:
    control = chance.choice(session.state.controls)
    if isinstance(control, ChoiceControl):
        session.change(**{control.field: chance.choice(control.options).value})
    elif isinstance(control, PairControl):
        session.change(**{control.field: (chance.randint(0, 4), chance.randint(0, 4))})
    elif isinstance(control, ToggleControl):
        session.change(**{control.field: not control.value})


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until it is set no worker sees the stack."""
    opened, whole = threading.Event(), Stack.timeline

    def timeline(self: Stack, document: Document, compute: Compute) -> Timeline:
        if threading.current_thread() is not threading.main_thread():
            opened.wait(5)
        return whole(self, document, compute)

    monkeypatch.setattr(Stack, "timeline", timeline)
    yield opened
    opened.set()


def test_what_a_worker_asks_for_in_vain_is_nobodys_wish(session: Session, gate: threading.Event) -> None:
    session.open_map(LARGE)
    settle(session)
    session.show_scene("stack")
    session.stop_work()
    gate.set()
    time.sleep(0.2)
    assert session.state.document.scene == "slide"
    assert not session.active
    session.seek(3)
    assert not session.state.working


def test_the_cursor_is_seen_once_while_it_waits_and_says_less_than_the_work(
    session: Session, gate: threading.Event
) -> None:
    session.open_map(LARGE)
    settle(session)
    session.place_cursor(Cell("input", 3, 3))
    session.show_scene("stack")
    session.move_cursor(5, 5)
    assert session.state.frame.caption.lead == "Working"
    assert len([mark for mark in session.state.frame.marks if mark.role == "chosen"]) == 1
    gate.set()
    settle(session)


@pytest.mark.parametrize("act", [Session.undo, Session.redo, lambda session: session.show_scene("compare")])
def test_a_fault_leaves_everything_as_it_was(
    session: Session, act: Callable[[Session], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.change(window=3)
    session.change(stride=1)
    session.undo()
    settle(session)
    before = session.state, session._playback, session._history

    def fault(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(session, "_made", fault)
        with pytest.raises(MemoryError):
            act(session)
    assert (session.state, session._playback, session._history) == before
    session.redo()
    assert session.state.document.spec.stride == 1


def test_an_answer_that_cannot_be_kept_is_done_without_in_the_end() -> None:
    wish, wishes = Wish("large", LARGE, "fits", lambda task: None), Wishes()
    for _ in range(3):
        wishes = wishes.again()
        wishes.add(wish)
        assert wishes.first is wish
        wishes.give(wish)
    wishes = wishes.again()
    wishes.add(wish)
    assert wishes.first is None
    other = Wishes()
    other.add(wish)
    assert other.first is wish, "another document may ask again"


def test_a_worker_makes_the_frame_that_is_shown_then(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a longer timeline stays at its end, that is its own end."""
    session.show_scene("unpool")
    session.open_map(LARGE)
    settle(session)
    scene = session.scene
    whole, made = type(scene).timeline, list[int]()

    def timeline(self: Scene, document: Document, compute: Compute) -> Timeline:
        found = whole(self, document, compute)

        def frame(step: int, focus: Cell | None) -> Frame:
            if threading.current_thread() is not threading.main_thread():
                made.append(step)
            return found.frame(step, focus)

        return replace(found, frame=frame)

    monkeypatch.setattr(type(scene), "timeline", timeline)
    for rounds in (1, 3, 2):
        session.change(rounds=rounds)
        settle(session)
        assert session.state.step == session.state.timeline.length - 1
        assert made.pop() == session.state.step
