"""Steps whose pictures take long: made beside the program, as those of a document are."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from poolviz.frame.model import Cell
from poolviz.model import running
from poolviz.model.scene import Gesture
from poolviz.session.session import Session
from tests.session.conftest import Listener, now, until_shown
from tests.session.steps.wide import MODES, ROW, assert_same, at_once, shown_in


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


def test_it_is_made_in_another_thread_only(session: Session, summing: list[threading.Thread]) -> None:
    summing.clear()
    for step in (12 * ROW, 13 * ROW - 1, 15 * ROW):
        session.seek(step)
        until_shown(session)
    session.gesture(Gesture("set", Cell("input", 14, 3), 7.0))
    until_shown(session)
    session.hover(Cell("output", 11, 4))
    until_shown(session)
    session.gesture(Gesture("set", Cell("input", 14, 3), 8.0))
    until_shown(session)
    session.hover(Cell("input", 12, 4))
    until_shown(session)
    assert summing
    assert threading.main_thread() not in summing


def test_within_a_row_nothing_is_awaited(session: Session) -> None:
    session.seek(15 * ROW)
    until_shown(session)
    acts: tuple[Callable[[], None], ...] = (
        *[lambda: session.step_by(1)] * 5,
        lambda: session.step_by(-4),
        lambda: session.hover(Cell("output", 15, 7)),
        lambda: session.hover(Cell("gradient", 17, 7)),
        lambda: session.hover(None),
        lambda: session.seek(16 * ROW - 1),
    )
    for act in acts:
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
        assert now(session).working
        session.advance(0.001)
    session.step_by(-2 * ROW)
    until_shown(session)
    other = at_once()
    other.seek(14 * ROW)
    assert_same(session, other)


def test_who_goes_on_quickly_sees_something_of_the_way(session: Session) -> None:
    """Dragging the slider asks for another row before the last one is there: each that is made is shown."""
    session.seek(10 * ROW)
    shown = []
    for row in range(11, 17):
        session.seek(row * ROW)
        before = now(session).frame.place
        while now(session).frame.place == before:
            assert now(session).working
            session.advance(0.001)
        shown.append(now(session).frame.place)
    assert shown[:-1] == [f"window {row * ROW + 1} of {ROW * ROW}" for row in range(10, 15)]
    until_shown(session)
    assert now(session).frame.place == f"window {16 * ROW + 1} of {ROW * ROW}"


def test_a_step_back_is_shown_as_soon_as_the_work_under_way_is_done(session: Session) -> None:
    """The worker may hold what the step back needs: the window must not wait for it."""
    session.seek(12 * ROW)
    assert now(session).working
    ear = Listener(session)
    session.seek(2)
    assert now(session).working
    until_shown(session)
    assert ear.taken() == 2
    assert now(session).frame.place == f"window 3 of {ROW * ROW}"


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


def test_only_under_wide_windows_a_step_is_awaited(session: Session) -> None:
    session.seek(12 * ROW)
    assert now(session).working
    session.change(window=2)
    until_shown(session)
    for step in (0, 5 * 29, 5 * 29 + 1, 28 * 29):
        session.seek(step)
        assert not now(session).working
