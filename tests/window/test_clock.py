"""The clock runs only while something moves, and measures the time that has really passed."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poolviz.window.clock import Clock
from poolviz.window.main_window import MainWindow


class Runner:
    """Something that moves for a while and adds up the seconds it is told."""

    def __init__(self, active: bool = False) -> None:
        self.active = active
        self.wants_ticks = active
        self.seconds: list[float] = []

    def advance(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def at_rest(qapp: QApplication) -> tuple[Runner, Runner, Clock]:
    session, stage = Runner(), Runner()
    return session, stage, Clock(session, stage)


def test_it_rests_while_nothing_moves(at_rest: tuple[Runner, Runner, Clock]) -> None:
    _, _, clock = at_rest
    clock.wind()
    assert not clock.running


@pytest.mark.parametrize("mover", [0, 1])
def test_it_runs_for_each_of_the_two_alone(
    qtbot: QtBot, at_rest: tuple[Runner, Runner, Clock], mover: int
) -> None:
    *runners, clock = at_rest
    moving, still = runners[mover], runners[1 - mover]
    assert isinstance(moving, Runner)
    assert isinstance(still, Runner)
    moving.active = moving.wants_ticks = True
    clock.wind()
    assert clock.running
    qtbot.waitUntil(lambda: len(moving.seconds) >= 3)
    assert still.seconds == []
    moving.active = moving.wants_ticks = False
    qtbot.waitUntil(lambda: not clock.running)


def test_the_seconds_add_up(qtbot: QtBot, at_rest: tuple[Runner, Runner, Clock]) -> None:
    session, _, clock = at_rest
    session.active = True
    begin = time.perf_counter()
    clock.wind()
    qtbot.wait(120)
    clock.stop()
    gone = time.perf_counter() - begin
    assert 0.04 < sum(session.seconds) <= gone


def test_a_late_tick_tells_all_the_time_that_passed_but_no_long_sleep(
    qtbot: QtBot, at_rest: tuple[Runner, Runner, Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _, clock = at_rest
    now = [100.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    session.active = True
    clock.wind()
    now[0] += 0.3
    qtbot.waitUntil(lambda: bool(session.seconds))
    assert session.seconds[0] == pytest.approx(0.3)
    now[0] += 3600
    qtbot.waitUntil(lambda: max(session.seconds) > 0.4)
    assert max(session.seconds) == 0.5
    clock.stop()


def test_playing_winds_it_and_the_end_stops_it(qtbot: QtBot, window: MainWindow) -> None:
    was_running = window.clock.running
    window.session.set_speed(32.0)
    window.session.play_pause()
    assert (was_running, window.clock.running) == (False, True)
    qtbot.waitUntil(lambda: not window.session.state.playing)
    qtbot.waitUntil(lambda: not window.clock.running)
    assert window.session.state.step == 3


def test_a_closed_window_leaves_no_clock(window: MainWindow) -> None:
    window.session.play_pause()
    window.close()
    assert not window.clock.running
