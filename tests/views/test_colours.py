"""The pyramid of colours: right at every level, and patched to what it would be anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from poolviz.frame.model import Scale
from poolviz.views.colours import Colours, halved
from poolviz.views.ramp import Pixels, ramp_of
from poolviz.views.theme import DARK, LIGHT
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


@given(st.integers(0, 4), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30)), max_size=5))
def test_a_patched_pyramid_equals_a_new_one(level: int, dabs: list[tuple[int, int]]) -> None:
    shown = board(values=np.arange(21 * 31).reshape(21, 31) % 8)
    patched = Colours()
    patched.of(shown, LIGHT, 3)
    for row, column in dabs:
        shown = replace(shown, plane=Dabbed(shown.plane, (row, column, 3, 2)))
        patched.of(shown, LIGHT)
    np.testing.assert_array_equal(patched.of(shown, LIGHT, level), Colours().of(shown, LIGHT, level))


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
    kept.of(before, LIGHT, 1)
    np.testing.assert_array_equal(kept.of(after, theme, 1), Colours().of(after, theme, 1))
    base = ramp_of(theme, "values").map(after.plane.read(slice(None), slice(None)), after.scale)
    np.testing.assert_array_equal(kept.of(after, theme), base)
