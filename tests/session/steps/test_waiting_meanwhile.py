"""What goes on while the picture of a step is awaited: playing, edits, and what is compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from poolviz.frame.model import Cell
from poolviz.model.scene import Gesture
from poolviz.session.session import Session
from poolviz.session.state import State
from tests.session.conftest import now, until_shown
from tests.session.steps.wide import ROW, assert_same, at_once


def test_playing_arrives_at_the_end_through_every_row_that_it_has_time_for(session: Session) -> None:
    session.seek(9 * ROW - 1)
    until_shown(session)
    session.set_speed(4.0)
    states: list[State] = []
    session.subscribe(states.append)
    session.play_pause()
    until_shown(session)
    assert any(state.working for state in states)
    steps = [state.step for state in states if not state.working]
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
    assert now(session).working
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
    acts: tuple[Callable[[Session], None], ...] = (
        lambda one: one.keep(),
        lambda one: one.wiggle(3, Cell("input", 13, 3)),
        lambda one: one.seek(15 * ROW),
        lambda one: one.keep(),
    )
    for act in acts:
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
    other = at_once()
    for one in (session, other):
        one.ask()
        one.seek(12 * ROW)
        until_shown(one)
        one.step_by(ROW)
        assert bool(one.state.working) is (one is session)
        until_shown(one)
        one.step_by(ROW - 1)
        assert one.state.veiled is False  # that was an answer
    until_shown(session)
    assert_same(session, other)


def test_nothing_is_given_away_to_who_goes_on_before_a_step_is_shown(session: Session) -> None:
    session.ask()
    session.seek(12 * ROW)
    until_shown(session)
    for _ in range(3):  # hidden, shown, and the next one hidden
        session.step_by(ROW)
        assert now(session).working
    until_shown(session)
    assert (now(session).step, now(session).veiled) == (14 * ROW, True)
    assert now(session).frame.caption.lead == "Your turn"


def test_one_may_go_on_while_the_picture_of_a_setting_is_being_made(session: Session) -> None:
    other = at_once()
    for one in (session, other):
        one.change(mode="lp")
        one.seek(12 * ROW)
    until_shown(session)
    assert_same(session, other)
    session.seek(15 * ROW)
    assert now(session).working
    session.change(mode="max")
    session.seek(13 * ROW)
    session.stop_work()
    assert (now(session).step, now(session).document.spec.mode, session.active) == (12 * ROW, "lp", False)
    assert_same(session, other)
