"""Steps whose pictures take long: made beside the program, as those of a document are."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Cell, Frame
from poolviz.frame.plane import Array
from poolviz.maps.map import Map
from poolviz.model import running
from poolviz.model.scene import Gesture
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.session.conftest import Listener, now, until_shown

SIZE, WINDOW = 30, 9
ROW = SIZE - WINDOW + 1  # steps
WIDE = Map.from_array(np.random.default_rng(5).integers(-9, 9, (SIZE, SIZE)) / 4, "Wide windows")
# Windows of a few rows span some 17 rows of the map, which are more numbers; those of one row are fewer.
MODES: dict[str, dict[str, Any]] = {
    "max": {"mode": "max"},
    "split": {"mode": "max", "ties": "split"},
    "average": {"mode": "average"},
    "lp": {"mode": "lp", "p": 3.0},
    "compare": {},
}


@pytest.fixture
def large_from() -> int:
    return 450


def shown_in(session: Session, kind: str) -> Session:
    session.open_map(WIDE)
    until_shown(session)
    if kind == "compare":
        session.show_scene("compare")
        until_shown(session)
    for field, value in {**MODES[kind], "window": WINDOW, "stride": 1, "backward": True}.items():
        session.change(**{field: value})
        until_shown(session)
    session.seek(0)
    until_shown(session)
    return session


@pytest.fixture
def session(working_session: Session) -> Session:
    """One that shows the way back of an average under wide windows, at its first step."""
    return shown_in(working_session, "average")


def at_once(kind: str = "average") -> Session:
    """The same with all work done at once."""
    return shown_in(new_session(Jobs(inline=True)), kind)


def numbers(frame: Frame) -> dict[str, Array]:
    """All that the boards of a picture show."""
    found = {}
    for board in frame.boards:
        values = board.plane.read(slice(None), slice(None)).copy()
        if board.patch is not None:
            rows = slice(board.patch.row, board.patch.row + len(board.patch.values))
            values[rows, : board.patch.values.shape[1]] = board.patch.values
        found[board.name] = values
    return found


def assert_same(one: Session, other: Session) -> None:
    frame, expected = now(one).frame, now(other).frame
    assert now(one).step == now(other).step
    assert (frame.caption, frame.formula, frame.facts) == (expected.caption, expected.formula, expected.facts)
    found, wanted = numbers(frame), numbers(expected)
    assert found.keys() == wanted.keys()
    for name, values in found.items():
        np.testing.assert_array_equal(values, wanted[name], err_msg=name)


@pytest.mark.parametrize("kind", MODES)
def test_a_step_that_takes_long_is_awaited_and_then_shown(working_session: Session, kind: str) -> None:
    session, other = shown_in(working_session, kind), at_once(kind)
    for step in (12 * ROW, 15 * ROW - 1, 15 * ROW, 14 * ROW + 3, ROW * ROW - 1):
        session.seek(step)
        until_shown(session)
        other.seek(step)
        assert_same(session, other)
    before, ear = now(session).frame, Listener(session)
    session.seek(13 * ROW)
    assert ear.taken() == 1
    assert now(session).working
    assert now(session).step == 13 * ROW
    assert now(session).frame.caption.lead == "Working"
    assert now(session).frame.board("input").plane is before.board("input").plane
    assert now(session).frame.board("input").editable
    until_shown(session)
    assert ear.taken() == 1
    other.seek(13 * ROW)
    assert_same(session, other)


def test_it_is_made_in_another_thread_only(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    found, whole = [], running.backward_rows

    def watched(given: Array, *others: Any) -> Any:  # noqa: ANN401 - as the function itself
        first, last = others[3:5]
        if last > first:
            found.append(threading.current_thread())
        return whole(given, *others)

    monkeypatch.setattr(running, "backward_rows", watched)
    for step in (12 * ROW, 13 * ROW - 1, 15 * ROW):
        session.seek(step)
        until_shown(session)
    session.gesture(Gesture("set", Cell("input", 14, 3), 7.0))
    until_shown(session)
    session.hover(Cell("output", 11, 4))
    until_shown(session)
    session.hover(Cell("input", 12, 4))
    until_shown(session)
    assert found
    assert threading.main_thread() not in found


def test_within_a_row_nothing_is_awaited(session: Session) -> None:
    session.seek(15 * ROW)
    until_shown(session)
    for act in (
        *[lambda: session.step_by(1)] * 5,
        lambda: session.step_by(-4),
        lambda: session.hover(Cell("output", 15, 7)),
        lambda: session.hover(Cell("gradient", 17, 7)),
        lambda: session.hover(None),
        lambda: session.seek(16 * ROW - 1),
    ):
        act()
        assert not now(session).working
    session.step_by(ROW)
    assert now(session).working
    until_shown(session)
    session.step_by(1)
    assert not now(session).working  # the next step was worked out in advance
    session.step_by(-1)
    assert not now(session).working


def test_stopping_leads_back_to_the_step_that_was_shown_last(session: Session) -> None:
    session.seek(3)
    before = now(session)
    session.seek(12 * ROW)
    session.step_by(ROW)
    session.stop_work()
    assert (now(session).step, now(session).working, session.active) == (3, "", False)
    assert now(session).frame.caption == before.frame.caption
    assert now(session).frame.formula == before.frame.formula
    session.seek(12 * ROW)  # it can be asked for again
    until_shown(session)
    assert now(session).frame.place == f"window {12 * ROW + 1} of {ROW * ROW}"
    session.hover(Cell("output", 18, 2))
    assert now(session).working
    session.stop_work()
    assert (now(session).step, now(session).focus, session.active) == (12 * ROW, None, False)


def test_quick_steps_end_at_the_right_picture(session: Session) -> None:
    for row in range(10, 17):
        session.seek(row * ROW)
        session.advance(0.001)
    session.step_by(-2 * ROW)
    until_shown(session)
    other = at_once()
    other.seek(14 * ROW)
    assert_same(session, other)


def test_a_step_back_to_what_is_known_is_shown_at_once(session: Session) -> None:
    session.seek(12 * ROW)
    assert now(session).working
    session.seek(2)
    assert not now(session).working
    assert now(session).frame.place == f"window 3 of {ROW * ROW}"
    until_shown(session)
    assert now(session).step == 2


def test_playing_arrives_at_the_end_through_every_row_that_it_has_time_for(session: Session) -> None:
    session.seek(9 * ROW - 1)
    until_shown(session)
    session.set_speed(4.0)
    steps = []
    session.subscribe(lambda state: steps.append(state.step) if not state.working else None)
    session.play_pause()
    until_shown(session)
    assert now(session).step == ROW * ROW - 1
    assert not now(session).playing
    assert len(set(steps)) > ROW - 9
    assert steps == sorted(steps)


def test_time_that_a_picture_took_is_made_up_for(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.seek(9 * ROW)
    until_shown(session)
    session.play_pause()
    while not now(session).working:
        session.advance(1.0)
    step = now(session).step
    with monkeypatch.context() as patch:
        patch.setattr(session._answers, "collect", lambda: False)  # it takes three seconds
        for _ in range(3):
            session.advance(1.0)
            assert now(session).step == step
    while now(session).working:
        assert now(session).step == step
        session.advance(0.0)
    assert now(session).frame.place == f"window {step + 1} of {ROW * ROW}"
    session.advance(0.0)
    assert now(session).step == step + 3 * ROW


def test_stopping_ends_playing(session: Session) -> None:
    session.seek(9 * ROW)
    until_shown(session)
    session.play_pause()
    while not now(session).working:
        session.advance(1.0)
    session.stop_work()
    assert (now(session).working, now(session).playing, session.active) == ("", False, False)


def test_edits_and_changes_meanwhile_are_of_the_step_that_is_awaited(session: Session) -> None:
    other = at_once()
    session.seek(12 * ROW)
    other.seek(12 * ROW)
    for one in (session, other):
        one.gesture(Gesture("set", Cell("input", 13, 3), 7.0))
        one.gesture(Gesture("set", Cell("upstream", 12, 0), 70.0))
    until_shown(session)
    assert_same(session, other)
    session.seek(15 * ROW)
    session.undo()
    other.seek(15 * ROW)
    other.undo()
    until_shown(session)
    assert_same(session, other)
    session.seek(12 * ROW)
    session.show_scene("stack")
    until_shown(session)
    assert now(session).frame.caption.lead != "Working"


def test_what_is_kept_beside_and_what_a_wiggle_began_from_are_awaited_as_well(session: Session) -> None:
    other = at_once()
    session.seek(12 * ROW)
    until_shown(session)
    other.seek(12 * ROW)
    for act in (
        lambda one: one.keep(),
        lambda one: one.wiggle(3, Cell("input", 13, 3)),
        lambda one: one.seek(15 * ROW),
        lambda one: one.keep(),
    ):
        act(session)
        until_shown(session)
        act(other)
        assert_same(session, other)
    session.seek(12 * ROW)
    until_shown(session)
    session.keep()
    session.stop_work()
    assert now(session).kept is None
    assert not session.active


def test_the_room_is_asked_about_a_step_that_is_awaited(session: Session) -> None:
    session.ask()
    session.seek(12 * ROW - 1)
    until_shown(session)
    session.seek(15 * ROW - 1)
    session.seek(12 * ROW - 1)
    until_shown(session)
    session.step_by(ROW)
    session.step_by(ROW)
    until_shown(session)
    assert not now(session).working


def test_work_that_fails_leads_back_and_is_tried_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise MemoryError

    session.seek(3)
    with monkeypatch.context() as patch:
        patch.setattr(running, "backward_rows", broken)
        session.seek(12 * ROW)
        with pytest.raises(MemoryError):
            until_shown(session)
    assert now(session).step == 3
    session.seek(12 * ROW)
    until_shown(session)
    assert now(session).step == 12 * ROW


def test_under_small_windows_no_step_is_awaited(session: Session) -> None:
    session.change(window=2)
    until_shown(session)
    for step in (0, 5 * 29, 5 * 29 + 1, 28 * 29):
        session.seek(step)
        assert not now(session).working
