from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.session.playback import Playback
from poolviz.session.state import SPEEDS


def test_one_window_a_second() -> None:
    playback = Playback(playing=True)
    for _ in range(7):
        playback = playback.advanced(0.3, 10, 1)
    assert playback.step == 2


def test_late_ticks_skip_steps() -> None:
    assert Playback(playing=True).advanced(60.0, 100, 1).step == 60


def test_the_end_pauses_and_play_begins_again_from_there() -> None:
    playback = Playback(playing=True).advanced(99.0, 4, 1)
    assert (playback.step, playback.playing) == (3, False)
    again = playback.toggled(4)
    assert (again.step, again.playing) == (0, True)
    assert not again.toggled(4).playing


def test_a_timeline_of_one_step_has_nothing_to_play() -> None:
    assert not Playback().toggled(1).playing


def test_a_large_map_is_played_row_by_row() -> None:
    playback = Playback(playing=True).advanced(1.0, 100, 10)
    assert playback.step == 19
    assert playback.advanced(1.0, 100, 10).step == 29


def test_a_whole_photograph_takes_ten_seconds_at_most() -> None:
    playback = Playback(playing=True, speed=16.0).advanced(10.0, 112 * 112, 112)
    assert playback.step == 112 * 112 - 1


@given(st.lists(st.floats(0, 3), max_size=20), st.sampled_from(SPEEDS), st.integers(1, 40))
def test_how_time_is_cut_does_not_matter(seconds: list[float], speed: float, beat: int) -> None:
    length = 40 * beat
    playback = Playback(playing=True, speed=speed)
    for part in seconds:
        playback = playback.advanced(part, length, beat)
    whole = Playback(playing=True, speed=speed).advanced(sum(seconds), length, beat)
    assert abs(playback.step - whole.step) <= beat
    assert 0 <= playback.step < length


@pytest.mark.parametrize(("step", "shown"), [(-5, 0), (2, 2), (9, 3)])
def test_seeking_stays_inside_and_pauses(step: int, shown: int) -> None:
    playback = Playback(playing=True, carry=0.5).sought(step, 4)
    assert (playback.step, playback.playing, playback.carry) == (shown, False, 0.0)


def test_speeds_end_where_they_end() -> None:
    slowest = Playback(speed=SPEEDS[0]).faster(-1)
    assert slowest.speed == SPEEDS[0]
    assert slowest.faster(1).speed == SPEEDS[1]
    assert Playback(speed=SPEEDS[-1]).faster(1).speed == SPEEDS[-1]


def test_time_changes_nothing_while_paused() -> None:
    playback = Playback(step=2)
    assert playback.advanced(10, 9, 1) is playback
