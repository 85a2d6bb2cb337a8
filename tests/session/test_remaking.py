"""The whole map moved, turned, mirrored, made noisy or resized: one undo step each, with a title."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.session.conftest import Listener, now


def values(session: Session) -> list[list[float]]:
    found: list[list[float]] = session.state.document.map.values[0].tolist()
    return found


@pytest.fixture
def small(session: Session) -> Session:
    session.open_map(Map.from_array([[1, 2], [3, 4]], "Small"))
    return session


@pytest.mark.parametrize(
    ("change", "expected", "title"),
    [
        (lambda s: s.shift_map(0, 1), [[2, 1], [4, 3]], "shift by (0, 1)"),
        (lambda s: s.shift_map(-1, 0), [[3, 4], [1, 2]], "shift by (−1, 0)"),
        (lambda s: s.turn_map(1), [[3, 1], [4, 2]], "turn right"),
        (lambda s: s.turn_map(-1), [[2, 4], [1, 3]], "turn left"),
        (lambda s: s.flip_map("left-right"), [[2, 1], [4, 3]], "mirror left and right"),
        (lambda s: s.flip_map("top-bottom"), [[3, 4], [1, 2]], "mirror top and bottom"),
    ],
)
def test_a_change_of_the_whole_map(
    small: Session, change: Callable[[Session], None], expected: list[list[int]], title: str
) -> None:
    listener = Listener(small)
    change(small)
    assert listener.taken() == 1
    assert values(small) == expected
    assert (small.state.undo_label, small.state.title) == (title, "Small")
    small.undo()
    assert values(small) == [[1, 2], [3, 4]]


@pytest.mark.parametrize(("edge", "expected"), [("zeros", [0, 1]), ("wrap", [2, 1]), ("repeat", [1, 1])])
def test_what_comes_in_at_the_edge_can_be_chosen(small: Session, edge: str, expected: list[int]) -> None:
    small.set_shaping(edge=edge)  # type: ignore[arg-type]
    small.shift_map(0, 1)
    assert values(small)[0] == expected
    shown = small.state
    small.set_shaping()
    assert small.state is shown


def test_noise_is_another_one_each_time_and_its_seed_is_told(small: Session) -> None:
    small.set_shaping(amount=3, seed=5)
    small.noise_map()
    first = values(small)
    assert small.state.undo_label == "noise ±3, seed 5"
    assert small.state.shaping.seed == 6
    small.undo()
    small.noise_map()
    assert values(small) != first
    small.undo()
    small.set_shaping(seed=5)
    small.noise_map()
    assert values(small) == first


def test_noise_that_cannot_be_is_told_and_changes_nothing(small: Session) -> None:
    before = small.state.document
    small.set_shaping(amount=0.5)
    small.noise_map()
    assert small.state.document is before
    assert small.state.notice is not None
    assert "stay whole" in small.state.notice.text
    small.set_shaping(amount=0)
    small.noise_map()
    assert small.state.document is before


def test_a_turned_map_of_another_shape_starts_again(session: Session) -> None:
    session.open_map(Map.from_array(np.arange(12).reshape(2, 6), channel_names=("one",)))
    session.seek(2)
    session.turn_map(1)
    document = session.state.document
    assert (document.map.size, session.state.step) == ((6, 2), 0)
    assert document.map.channel_names == ("one",)


@pytest.mark.parametrize(
    ("filler", "expected"),
    [
        ("zero", [1, 2, 0, 0, 0]),
        ("value", [1, 2, 9, 9, 9]),
        ("edge", [1, 2, 2, 2, 2]),
        ("reflect", [1, 2, 1, 2, 1]),
        ("wrap", [1, 2, 1, 2, 1]),
    ],
)
def test_a_larger_map_is_filled_as_was_chosen(small: Session, filler: str, expected: list[int]) -> None:
    small.set_shaping(filler=filler)  # type: ignore[arg-type]
    small.resize(2, 5)
    assert values(small)[0] == expected
    assert small.state.undo_label == "size 2 × 5"
    shown = small.state
    small.resize(2, 5)
    assert small.state is shown


def test_a_large_map_is_changed_as_a_job(session: Session) -> None:
    session.open_map(Map.from_array(np.arange(800 * 900).reshape(800, 900), "Large"))
    session.flip_map("left-right")
    assert session.state.document.map.value(0, 0, 0) == 899
    assert session.state.undo_label == "mirror left and right"
    shown = session.state.document
    session.set_shaping(amount=0)
    session.noise_map()
    assert session.state.document is shown
    session.set_shaping(amount=0.5)
    session.noise_map()
    assert session.state.notice is not None


def test_a_map_that_was_changed_meanwhile_keeps_its_change() -> None:
    session = new_session(Jobs())
    session.open_map(Map.from_array(np.zeros((800, 900)), "Large"))
    session.turn_map(1)
    assert session.state.busy == "Changing Large…"
    session.change(mode="average")
    session.open_map(Map.from_array([[1, 2], [3, 4]], "Other"))
    while session.jobs.title:
        session.advance(0.01)
    assert session.state.title == "Other"
    assert session.state.busy == ""
    session.close()


def test_a_mistake_of_the_program_is_not_hidden(small: Session) -> None:
    def broken(map_: Map) -> Map:
        raise RuntimeError("a mistake")

    small.open_map(Map.from_array(np.zeros((800, 900)), "Large"))
    with pytest.raises(RuntimeError):
        small._remake(broken, "broken")


def test_what_a_map_is_too_large_for_is_told_of_that_map_alone(session: Session) -> None:
    session.open_map(Map.from_array(np.zeros((1001, 1000), np.uint8)))
    session.filter_map()
    notice = now(session).notice
    assert notice is not None
    assert "too many numbers" in notice.text
    session.show_scene("shift")
    assert now(session).notice is None
