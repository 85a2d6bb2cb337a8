"""A blob is the Gaussian that it says, and exact numbers stay exact."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.maps.map import Map
from poolviz.maps.tools import Cell, Joining, blob, blob_patches, written

Array = NDArray[Any]

CELLS = st.tuples(st.integers(-6, 20), st.integers(-6, 20))
SIZES = st.tuples(st.integers(1, 14), st.integers(1, 14))


def blank(rows: int, columns: int, kind: str = "u1") -> Map:
    return Map.from_array(np.zeros((2, rows, columns), kind))


def blob_slowly(array: Array, cell: Cell, peak: float, diameter: int, joining: Joining) -> Array:
    result = array.astype(np.float64)
    middle = [place - (diameter - 1) // 2 + (diameter - 1) / 2 for place in cell]
    nearest = 0.0 if diameter % 2 else 0.5
    for row, column in np.ndindex(*array.shape):
        square = (row - middle[0]) ** 2 + (column - middle[1]) ** 2
        if square > (diameter / 2) ** 2:
            continue
        height = peak * math.exp(-18 * (square - nearest) / diameter**2)
        if array.dtype.kind in "iu" and peak == round(peak):
            height = round(height)
        old = float(array[row, column])
        if joining == "add":
            result[row, column] = old + height
        else:
            result[row, column] = min(old, height) if peak < 0 else max(old, height)
    return result


@settings(deadline=None)
@given(
    SIZES,
    CELLS,
    st.sampled_from([9, -9, 4.25, 100, -0.5]),
    st.integers(1, 15),
    st.sampled_from(["add", "keep"]),
    st.sampled_from(["u1", "u4", "i8", "f4", "f8"]),
)
def test_a_blob_is_what_the_formula_says(
    size: Cell, cell: Cell, peak: float, diameter: int, joining: Joining, kind: str
) -> None:
    array = (np.arange(size[0] * size[1]).reshape(size) % 7).astype(kind)
    made = blob(Map.from_array(array), 0, cell, peak, diameter, joining)
    expected = blob_slowly(array, cell, peak, diameter, joining)
    if array.dtype.kind in "iu" and peak == round(peak):
        assert made.dtype.kind in "iu"
        assert np.array_equal(made.values[0], expected)
    else:
        tolerance = 1e-5 if kind == "f4" else 1e-12
        assert np.allclose(made.values[0], expected, rtol=tolerance, atol=tolerance)
    assert np.array_equal(
        written(array, blob_patches(array, cell, peak, diameter, joining)), made.values[0], equal_nan=True
    )


@pytest.mark.parametrize("diameter", [1, 2, 5, 8, 25])
def test_a_blob_reaches_its_peak_and_fades(diameter: int) -> None:
    made = blob(blank(31, 31, "f8"), 0, (15, 15), 10.0, diameter).values[0]
    assert made.max() == made[15, 15] == 10
    assert (made.max(axis=0) > 0).sum() == diameter
    if diameter > 5:
        assert made[15, made[15] > 0].min() < 0.4


def test_kept_numbers_stay_exact_and_unknown_ones_unknown() -> None:
    large = 2**63 + 1
    array = np.array([[large, 3, 0]], np.uint64)
    assert blob(Map.from_array(array), 0, (0, 1), 9, 3, "keep").values.tolist() == [[[large, 9, 1]]]
    unknown = Map.from_array([[math.nan, 0.0]])
    for joining in ("add", "keep"):
        assert math.isnan(blob(unknown, 0, (0, 0), 9, 3, joining).value(0, 0, 0))
    large_sum = blob(Map.from_array(np.array([[2**63 - 1]])), 0, (0, 0), 9, 1)
    assert large_sum.value(0, 0, 0) == 2.0**63


def test_a_hollow_in_the_widest_positive_type_needs_floating_point() -> None:
    # No type of whole numbers holds −9 beside all that uint64 holds; a brush that draws −9 does the same.
    made = blob(Map.from_array(np.zeros((1, 1), np.uint64)), 0, (0, 0), -9, 1)
    assert made.value(0, 0, 0) == -9
    assert made.dtype == np.float64


@pytest.mark.parametrize("cell", [(-9, 4), (4, -9), (9, 4), (4, 9)])
def test_a_blob_outside_leaves_the_map(cell: Cell) -> None:
    before = blank(5, 5)
    assert blob(before, 0, cell, 9, 5) is before


def test_a_sum_may_grow_the_type() -> None:
    made = blob(Map.from_array(np.full((1, 1), 250, np.uint8)), 0, (0, 0), 10, 1)
    assert made.value(0, 0, 0) == 260
    assert made.dtype == np.int16
