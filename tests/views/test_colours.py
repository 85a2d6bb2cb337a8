"""The colours of a plane: right at every level, wherever one looks, and patched to what is right anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from poolviz.frame.model import Board, Scale
from poolviz.views import colours
from poolviz.views.colours import Colours, halved
from poolviz.views.ramp import Pixels, ramp_of
from poolviz.views.sheet import Part, clip
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.frames import Dabbed, board


def channels(pixels: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.stack([pixels >> shift & 0xFF for shift in (16, 8, 0)], axis=-1).astype(np.int64)


@given(arrays(np.uint32, array_shapes(min_dims=2, max_dims=2, max_side=7), elements=st.integers(0, 0xFFFFFF)))
def test_halving_takes_the_mean_of_four(pixels: Pixels) -> None:
    small = halved(pixels)
    padded = np.pad(channels(pixels), [(0, side % 2) for side in pixels.shape] + [(0, 0)], mode="edge")
    for row, column in np.ndindex(small.shape):
        four = padded[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        assert channels(small)[row, column].tolist() == (four.sum((0, 1)) // 4).tolist()
    assert (small >> 24 == 0xFF).all()


WHOLE = 0, 0, 10**6, 10**6


def seen(colours: Colours, shown: Board, theme: Theme, level: int = 0) -> Pixels:
    colours.follow(shown, theme)
    return colours.picture(level, clip(WHOLE, shown.shape)).pixels


def new(shown: Board, theme: Theme, level: int = 0) -> Pixels:
    """Mapped as a whole, and halved as a whole."""
    pixels = ramp_of(theme, "values").map(shown.plane.read(slice(None), slice(None)), shown.scale)
    for _ in range(level):
        pixels = halved(pixels)
    return pixels


@given(st.integers(0, 4), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30)), max_size=5))
def test_a_patched_pyramid_equals_a_new_one(level: int, dabs: list[tuple[int, int]]) -> None:
    shown = board(values=np.arange(21 * 31).reshape(21, 31) % 8)
    patched = Colours()
    seen(patched, shown, LIGHT, 4)
    for row, column in dabs:
        shown = replace(shown, plane=Dabbed(shown.plane, (row, column, 3, 2)))
        seen(patched, shown, LIGHT)
    np.testing.assert_array_equal(seen(patched, shown, LIGHT, level), new(shown, LIGHT, level))


@pytest.mark.parametrize("change", ["theme", "scale", "plane", "shape"])
def test_whatever_changes_the_colours_maps_them_anew(change: str) -> None:
    before = board()
    after = {
        "theme": before,
        "scale": replace(before, scale=Scale(0.0, 20.0)),
        "plane": board(values=np.eye(4)),
        "shape": board(values=np.eye(3)),
    }[change]
    theme = DARK if change == "theme" else LIGHT
    kept = Colours()
    for level in (0, 1):
        seen(kept, before, LIGHT, level)
        np.testing.assert_array_equal(seen(kept, after, theme, level), new(after, theme, level))


SHAPE = (70, 90)
PLACES = st.tuples(st.integers(0, 60), st.integers(0, 80), st.integers(1, 40), st.integers(1, 40))


@pytest.fixture
def tiny_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planes of the size of these tests count as very large."""
    monkeypatch.setattr(colours, "_AT_ONCE", 1000)
    monkeypatch.setattr(colours, "_STRIP", 1000)
    monkeypatch.setattr(colours, "_SMALLEST", 20)


@pytest.mark.usefixtures("tiny_steps")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PLACES, st.booleans()), min_size=1, max_size=6))
def test_close_by_every_part_is_right_wherever_one_moves(looks: list[tuple[Part, bool]]) -> None:
    shown = board(values=np.arange(70 * 90).reshape(SHAPE) % 8)
    kept = Colours()
    for place, is_dabbed in looks:
        if is_dabbed:
            shown = replace(shown, plane=Dabbed(shown.plane, (place[1] % 60, place[0], 5, 3)))
        part = clip(place, SHAPE)
        kept.follow(shown, LIGHT)
        picture = kept.picture(0, part)
        assert picture.covers(part)
        assert picture.pixels.size < 70 * 90
        rows, columns = picture.pixels.shape
        whole = new(shown, LIGHT)
        there = whole[picture.row : picture.row + rows, picture.column : picture.column + columns]
        np.testing.assert_array_equal(picture.pixels, there)


@pytest.mark.usefixtures("tiny_steps")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 3), st.lists(st.tuples(st.integers(0, 9), PLACES), max_size=4))
def test_a_very_large_plane_develops_into_the_same_picture(level: int, dabs: list[tuple[int, Part]]) -> None:
    shown = board(values=np.arange(70 * 90).reshape(SHAPE) % 8)
    kept = Colours()
    seen(kept, shown, LIGHT, level)
    due, step = kept.picture(level, (0, 0, 0, 0)).due, 2**level
    assert due is not None
    assert due.first == 0
    rows, columns = (np.array([2, 3, 5]), np.array([1, 2]))  # single cells, at once
    some = new(shown, LIGHT)[np.ix_(rows * step, columns * step)]
    np.testing.assert_array_equal(due.sample(rows, columns), some)
    dabs = sorted(dabs, key=lambda dab: dab[0])
    for tick in range(100):
        for _, part in (dab for dab in dabs if dab[0] == tick):
            shown = replace(shown, plane=Dabbed(shown.plane, clip(part, SHAPE)))
            seen(kept, shown, LIGHT, level)
        if kept.is_developing:
            kept.develop()
            picture = kept.picture(level, (0, 0, 0, 0))
            there = None if picture.due is None else picture.due.first
            np.testing.assert_array_equal(picture.pixels[:there], new(shown, LIGHT, level)[:there])
    assert not kept.is_developing
    np.testing.assert_array_equal(seen(kept, shown, LIGHT, level), new(shown, LIGHT, level))
    for other in range(6):  # also from closer by and further away
        np.testing.assert_array_equal(seen(kept, shown, LIGHT, other), new(shown, LIGHT, other))
