"""Every tool writes the cells that a plain loop would, and touches no others."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.maps.map import Map
from poolviz.maps.patches import Patch
from poolviz.maps.tools import (
    Cell,
    blob,
    eyedropper,
    fill,
    fill_patches,
    line,
    line_patches,
    rectangle,
    rectangle_patches,
    written,
)

Array = NDArray[Any]

CELLS = st.tuples(st.integers(-6, 20), st.integers(-6, 20))
SIZES = st.tuples(st.integers(1, 14), st.integers(1, 14))


def blank(rows: int, columns: int, kind: str = "u1") -> Map:
    return Map.from_array(np.zeros((2, rows, columns), kind))


def drawn(made: Map, channel: int = 0) -> list[str]:
    return ["".join("#" if value else "." for value in row) for row in made.values[channel]]


# Lines


@given(CELLS, CELLS, st.integers(1, 4))
def test_a_line_on_an_array_is_the_line_on_a_map(start: Cell, end: Cell, diameter: int) -> None:
    array = np.arange(12 * 9).reshape(12, 9)
    made = line(Map.from_array(array), 0, start, end, -3, diameter)
    patches = line_patches(array, start, end, -3, diameter)
    assert len(patches) <= 1
    assert np.array_equal(written(array, patches), made.values[0])


def test_a_line_in_a_larger_type_is_whole() -> None:
    array = np.zeros((2, 3), np.uint8)
    patches = line_patches(array, (0, 0), (1, 1), 0.5)
    assert written(array, patches).tolist() == [[0.5, 0, 0], [0, 0.5, 0]]


# Rectangles


def rectangle_slowly(array: Array, start: Cell, end: Cell, value: float, thickness: int | None) -> Array:
    result = array.copy()
    top, bottom = min(start[0], end[0]), max(start[0], end[0])
    left, right = min(start[1], end[1]), max(start[1], end[1])
    for row, column in np.ndindex(*array.shape):
        if top <= row <= bottom and left <= column <= right:
            depth = min(row - top, bottom - row, column - left, right - column)
            if thickness is None or depth < thickness:
                result[row, column] = value
    return result


@given(SIZES, CELLS, CELLS, st.none() | st.integers(1, 6))
def test_a_rectangle_is_what_a_loop_would_draw(
    size: Cell, start: Cell, end: Cell, thickness: int | None
) -> None:
    before = blank(*size)
    made = rectangle(before, 1, start, end, 7, thickness)
    assert np.array_equal(made.values[1], rectangle_slowly(before.values[1], start, end, 7, thickness))
    assert not made.values[0].any()
    array = before.values[1]
    patches = rectangle_patches(array, start, end, 7, thickness)
    assert len(patches) <= 4
    assert np.array_equal(written(array, patches), made.values[1])
    assert not array.any()


@given(CELLS, CELLS)
def test_a_thin_outline_is_four_lines(start: Cell, end: Cell) -> None:
    corners = [start, (start[0], end[1]), end, (end[0], start[1])]
    made = blank(14, 14)
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        made = line(made, 0, one, other, 7)
    assert np.array_equal(rectangle(blank(14, 14), 0, start, end, 7, 1).values, made.values)


def test_a_rectangle_is_one_version_with_its_region() -> None:
    before = blank(9, 9)
    after = rectangle(before, 0, (6, 7), (2, 1), 5, thickness=2)
    assert drawn(after)[1:8] == [
        ".........",
        ".#######.",
        ".#######.",
        ".##...##.",
        ".#######.",
        ".#######.",
        ".........",
    ]
    assert after.parent is before
    change = after.changes_since(before)
    assert change is not None
    assert change.block == (2, 1, 5, 7)


@pytest.mark.parametrize("value", [0.5, -1, math.nan, 300, np.float64(2.5)])
def test_numbers_that_need_a_larger_type_are_drawn(value: float) -> None:
    made = rectangle(blank(4, 4), 0, (1, 1), (2, 5), value)
    expected = rectangle_slowly(np.zeros((4, 4)), (1, 1), (2, 5), value, None)
    assert np.array_equal(made.values[0], expected, equal_nan=True)
    filled = fill(line(blank(4, 4), 0, (0, 0), (3, 3), 1), 0, (3, 0), value)
    assert np.array_equal(filled.values[0][np.tril_indices(4, -1)], np.full(6, value), equal_nan=True)
    assert filled.value(0, 0, 3) == 0


def test_drawing_what_is_there_gives_the_map_itself() -> None:
    before = blank(3, 3)
    assert fill(before, 0, (1, 1), 0) is before
    assert rectangle(before, 0, (0, 0), (2, 2), 0, 1) is before
    assert line(before, 0, (0, 0), (2, 2), 0) is before
    assert blob(before, 0, (1, 1), 0, 3) is before


# Eyedropper


@given(CELLS)
def test_the_eyedropper_reads_one_cell(cell: Cell) -> None:
    array = np.arange(12 * 9).reshape(12, 9)
    inside = 0 <= cell[0] < 12 and 0 <= cell[1] < 9
    expected = array[cell].item() if inside else None
    assert eyedropper(array, cell) == expected
    assert eyedropper(Map.from_array(np.stack([array * 0, array])).plane(1), cell) == expected


# What cannot be drawn


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: rectangle(blank(3, 3), 0, (0, 0), (1, 1), 1, 0), "at least one cell thick; 0 is too thin"),
        (lambda: blob(blank(3, 3), 0, (0, 0), 1, 0), "at least one cell wide; 0 is too small"),
        (lambda: blob(blank(3, 3), 0, (0, 0), math.inf, 3), "a finite number; inf is none"),
        (lambda: line(blank(3, 3), 0, (0, 0), (1, 1), 1, 0), "at least one cell wide; 0 is too small"),
        (lambda: fill_patches(np.zeros((1, 2, 3)), (0, 0), 1), "this array has 3 dimensions"),
        (lambda: eyedropper(np.zeros(3), (0, 0)), "this array has 1 dimensions"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        draw()


@pytest.mark.parametrize(
    "draw",
    [
        lambda: fill(blank(3, 3), 2, (0, 0), 1),
        lambda: rectangle(blank(3, 3), 2, (0, 0), (1, 1), 1),
        lambda: blob(blank(3, 3), 2, (0, 0), 1, 1),
    ],
)
def test_a_missing_channel_is_refused(draw: Callable[[], object]) -> None:
    with pytest.raises(IndexError, match="no channel 2"):
        draw()


def test_writing_into_an_array_leaves_the_array() -> None:
    array = np.zeros((2, 2))
    after = written(array, [Patch(0, 0, np.ones((1, 2)))])
    assert after.tolist() == [[1, 1], [0, 0]]
    assert not array.any()
    assert not after.flags.writeable
