"""A step that takes long is stopped, fails, or comes between other work: nothing is lost or left behind."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.model import running
from poolviz.session.session import Session
from tests.session.conftest import now, until_shown
from tests.session.steps.wide import ROW

SHIFTED = Map.from_array(np.random.default_rng(1).random((80, 80)), "Shifted")


def drag(session: Session) -> str:
    """Go on quickly over many rows; what stands on the stage then, while another row is awaited."""
    session.seek(10 * ROW)
    for row in range(11, 17):
        session.seek(row * ROW)
        before = now(session).frame.place
        while now(session).frame.place == before:
            session.advance(0.001)
    assert now(session).working
    return now(session).frame.place


def test_stopping_on_the_way_leads_to_what_is_on_the_stage(
    session: Session, summing: list[threading.Thread]
) -> None:
    shown = drag(session)
    session.stop_work()
    assert summing
    assert threading.main_thread() not in summing
    assert (now(session).frame.place, now(session).working, session.active) == (shown, "", False)
    assert now(session).frame.caption.lead != "Working"
    assert shown == f"window {now(session).step + 1} of {ROW * ROW}"


def test_work_that_fails_on_the_way_leaves_what_is_on_the_stage(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise MemoryError

    shown = drag(session)
    monkeypatch.setattr(running, "backward_rows", broken)
    with pytest.raises(MemoryError):
        until_shown(session)
    assert (now(session).working, session.active) == ("", False)
    assert now(session).frame.caption.lead != "Working"
    assert now(session).frame.place == f"window {now(session).step + 1} of {ROW * ROW}"
    assert now(session).step >= int(shown.split()[1]) - 1


def test_stopping_leads_back_to_the_question_that_was_asked(session: Session) -> None:
    session.seek(ROW - 1)
    until_shown(session)
    session.ask()
    session.step_by(1)
    until_shown(session)
    assert now(session).veiled
    frame = now(session).frame
    session.seek(12 * ROW)
    session.ask()
    session.stop_work()
    assert (now(session).asking, now(session).veiled) == (True, True)
    assert now(session).frame is frame


def test_what_else_was_asked_for_comes_after_a_step_that_is_stopped(working_session: Session) -> None:
    session = curves_awaited(working_session)
    session.seek(13)
    assert now(session).frame.caption.lead == "Working"
    session.stop_work()
    until_shown(session)
    assert "working" not in now(session).frame.charts[0].detail


def test_what_else_was_asked_for_comes_after_a_step_there_and_back(working_session: Session) -> None:
    session = curves_awaited(working_session)
    session.seek(13)
    session.seek(8)
    until_shown(session)
    assert "working" not in now(session).frame.charts[0].detail


def test_a_step_comes_before_what_else_was_asked_for(working_session: Session) -> None:
    session = curves_awaited(working_session)
    session.seek(13)
    assert now(session).working.startswith("Working on")
    while now(session).frame.caption.lead == "Working":
        session.advance(0.001)
    assert now(session).working == "comparing all shifts"
    until_shown(session)
    assert "working" not in now(session).frame.charts[0].detail


def curves_awaited(session: Session) -> Session:
    """One that shows Shift, whose curves are still being worked out."""
    session.open_map(SHIFTED)
    until_shown(session)
    for side in ("window", "stride"):
        session.change(**{side: 3})
        until_shown(session)
    session.show_scene("shift")
    deadline = time.monotonic() + 20
    while now(session).frame.caption.lead == "Working":
        assert time.monotonic() < deadline
        session.advance(0.001)
    assert now(session).working == "comparing all shifts"
    return session


def test_letting_a_go_on_the_way_leaves_the_work_to_the_worker(
    session: Session, summing: list[threading.Thread]
) -> None:
    session.seek(12 * ROW)
    until_shown(session)
    session.keep()
    until_shown(session)
    summing.clear()
    session.change(mode="lp")
    session.seek(15 * ROW)
    session.keep()
    until_shown(session)
    assert now(session).frame.place == f"window {15 * ROW + 1} of {ROW * ROW}"
    assert summing
    assert threading.main_thread() not in summing
