"""Whole maps move, turn, take noise and change size as plain loops and NumPy's own padding would do it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray

from poolviz.maps.map import Kind, Map
from poolviz.maps.transforms import Edge, Filler, add_noise, flip, resize, rotate, shift

Array = NDArray[Any]

SHAPES = st.tuples(st.integers(1, 3), st.integers(1, 7), st.integers(1, 7))
MAPS = SHAPES.map(lambda shape: Map.from_array(np.arange(math.prod(shape)).reshape(shape) + 1, "Numbers"))


# Shift


def shifted_slowly(values: Array, rows: int, columns: int, edge: Edge) -> Array:
    result = np.zeros_like(values)
    height, width = values.shape[1:]
    for channel, row, column in np.ndindex(*values.shape):
        i, j = row - rows, column - columns
        if edge == "wrap":
            i, j = i % height, j % width
        elif edge == "repeat":
            i, j = min(max(i, 0), height - 1), min(max(j, 0), width - 1)
        if 0 <= i < height and 0 <= j < width:
            result[channel, row, column] = values[channel, i, j]
    return result


@given(MAPS, st.integers(-9, 9), st.integers(-9, 9), st.sampled_from(["zeros", "wrap", "repeat"]))
def test_a_shift_moves_every_cell(before: Map, rows: int, columns: int, edge: Edge) -> None:
    after = shift(before, rows, columns, edge)
    assert np.array_equal(after.values, shifted_slowly(before.values, rows, columns, edge))
    assert (after.name, after.kind, after.dtype) == (before.name, before.kind, before.dtype)


def test_the_example_of_the_subject_shifts_left_with_wrap() -> None:
    row = Map.from_array([0, 0, 1, 1, 0, 0, 1, 1])
    assert shift(row, 0, -1, "wrap").values.tolist() == [[[0, 1, 1, 0, 0, 1, 1, 0]]]


# Rotate and flip


@given(MAPS, st.integers(-5, 9))
def test_a_quarter_turn_brings_the_left_column_to_the_top(before: Map, quarters: int) -> None:
    after = rotate(before, quarters)
    expected = before.values
    for _ in range(quarters % 4):
        expected = np.stack([np.array([column[::-1] for column in plane.T]) for plane in expected])
    assert np.array_equal(after.values, expected)
    assert np.array_equal(rotate(after, -quarters).values, before.values)


@given(MAPS)
def test_a_flip_mirrors_every_channel(before: Map) -> None:
    across, down = flip(before, "left-right"), flip(before, "top-bottom")
    assert across.values.tolist() == [[row[::-1] for row in plane] for plane in before.values.tolist()]
    assert down.values.tolist() == [plane[::-1] for plane in before.values.tolist()]
    assert np.array_equal(flip(down, "left-right").values, rotate(before, 2).values)


@given(MAPS, st.integers(-5, 9))
def test_whole_maps_are_new_maps_with_locked_numbers(before: Map, quarters: int) -> None:
    first = before.values.copy()
    for after in (
        rotate(before, quarters),
        flip(before, "top-bottom"),
        shift(before, 1, 0),
        add_noise(before, 3, 1),
    ):
        assert not after.values.flags.writeable
        assert after.values.flags.c_contiguous
    assert np.array_equal(before.values, first)


def test_edited_tiles_move_along() -> None:
    drawn = Map.from_array(np.zeros((1, 200, 300), np.uint8)).edited(0, 10, 20, np.full((2, 150), 7))
    assert np.array_equal(rotate(drawn, 1).values[0], np.rot90(drawn.values[0], -1))
    assert shift(drawn, 100, 100).value(0, 111, 120) == 7


# Noise


@given(MAPS, st.integers(1, 40), st.integers(0, 5))
def test_noise_on_whole_numbers_is_whole_and_bounded(before: Map, amount: int, seed: int) -> None:
    after = add_noise(before, amount + 0.75, seed)
    assert after.dtype == before.dtype
    assert np.abs(after.values - before.values).max() <= amount
    assert np.array_equal(after.values, add_noise(before, amount, seed).values)


@given(
    nps.arrays(
        st.sampled_from([np.float16, np.float32, np.float64]), (2, 3, 4), elements=st.floats(-9, 9, width=16)
    ),
    st.floats(0.01, 50),
)
def test_noise_on_fractions_is_bounded_and_keeps_the_type(values: Array, amount: float) -> None:
    after = add_noise(Map.from_array(values), amount, 3).values
    assert after.dtype == values.dtype
    change = np.abs(after.astype(np.float64) - values)
    # As exact as the type allows at the size of the sum.
    assert np.all(change <= amount + np.spacing(np.abs(after).max().astype(values.dtype)).astype(np.float64))
    assert change.any()


def test_noise_is_even_and_follows_its_seed() -> None:
    before = Map.from_array(np.zeros((2, 300, 300), np.int64))
    after = add_noise(before, 2, 7)
    assert np.array_equal(after.values, add_noise(before, 2, 7).values)
    assert not np.array_equal(after.values, add_noise(before, 2, 8).values)
    assert not np.array_equal(after.values[0], after.values[1])
    counts = np.bincount(after.values.ravel() + 2, minlength=5)
    assert np.all(np.abs(counts / 180_000 - 0.2) < 0.005)
    fractions = add_noise(Map.from_array(np.zeros((1, 300, 300))), 2, 7).values
    assert abs(fractions.mean()) < 0.02
    assert abs(fractions.std() - 2 / math.sqrt(3)) < 0.02


@pytest.mark.parametrize(
    ("kind", "expected_type", "low", "high"),
    [("numbers", np.int16, -9, 264), ("picture", np.uint8, 0, 255)],
)
def test_grey_levels_stay_grey_levels(kind: Kind, expected_type: type, low: int, high: int) -> None:
    values = np.tile(np.array([0, 255], np.uint8), (1, 50, 50))
    after = add_noise(Map.from_array(values, kind=kind), 9, 1)
    assert after.dtype == expected_type
    assert (after.values.min(), after.values.max()) == (low, high)


def test_a_type_grows_only_if_a_sum_needs_it() -> None:
    middle = Map.from_array(np.full((1, 9, 9), 3, np.uint8))
    assert add_noise(middle, 3, 0).dtype == np.uint8
    assert add_noise(middle, 100, 0).dtype == np.int16
    large = add_noise(Map.from_array(np.full((1, 9, 9), 2**64 - 1, np.uint64)), 5, 0)
    assert large.dtype == np.float64


def test_noise_leaves_what_is_not_finite() -> None:
    after = add_noise(Map.from_array([[math.nan, math.inf, -math.inf]]), 1, 0).values[0, 0]
    assert math.isnan(after[0])
    assert after[1:].tolist() == [math.inf, -math.inf]


@pytest.mark.parametrize(
    ("amount", "seed", "sentence"),
    [
        (-1, 0, "from 0 to 10¹⁵; -1 is none"),
        (math.nan, 0, "from 0 to 10¹⁵; nan is none"),
        (1e300, 0, "from 0 to 10¹⁵"),
        (1, -1, "from 0 on; -1 is below"),
        (0.5, 0, "an amount of 1 or more; 0.5 is too small"),
    ],
)
def test_impossible_noise_is_refused(amount: float, seed: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        add_noise(Map.from_array([[1, 2]]), amount, seed)


# Another size


@given(
    MAPS,
    st.integers(1, 20),
    st.integers(1, 20),
    st.sampled_from(["zero", "value", "edge", "reflect", "wrap"]),
)
def test_a_larger_map_is_filled_as_numpy_pads(before: Map, rows: int, columns: int, filler: Filler) -> None:
    after = resize(before, rows, columns, filler, value=4)
    kept = before.values[:, :rows, :columns]
    if filler == "zero" or filler == "value":
        padding = [
            (0, new - old) for new, old in zip((len(before.values), rows, columns), kept.shape, strict=True)
        ]
        expected = np.pad(kept, padding, constant_values=0 if filler == "zero" else 4)
    else:
        height, width = before.size
        more = [(0, 0), (0, max(0, rows - height)), (0, max(0, columns - width))]
        expected = np.pad(before.values, more, mode=filler)[:, :rows, :columns]
    assert np.array_equal(after.values, expected)
    assert (after.name, after.dtype) == (before.name, before.dtype)


def test_a_filling_may_need_a_larger_type() -> None:
    after = resize(Map.from_array(np.ones((2, 1, 1), np.uint8)), 1, 2, "value", math.nan)
    assert np.array_equal(after.values, [[[1, math.nan]]] * 2, equal_nan=True)


def test_no_size_is_refused() -> None:
    with pytest.raises(ValueError, match="0 × 3 is too small"):
        resize(Map.from_array([[1, 2]]), 0, 3, "wrap")


def test_nothing_to_do_gives_the_map_itself() -> None:
    before = Map.from_array([[1, 2], [3, 4]])
    assert shift(before, 0, 0, "wrap") is before
    assert rotate(before, -8) is before
    assert add_noise(before, 0, 3) is before
    assert resize(before, 2, 2, "reflect") is before
