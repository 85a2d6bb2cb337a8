"""A flood fill reaches what a walk from cell to cell reaches, and reads no more than it needs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.maps.map import Map
from poolviz.maps.tools import Cell, fill, fill_patches, line, rectangle, written

Array = NDArray[Any]


def blank(rows: int, columns: int, kind: str = "u1") -> Map:
    return Map.from_array(np.zeros((2, rows, columns), kind))


def flood_slowly(array: Array, cell: Cell, value: float) -> Array:
    same = np.isnan(array) if np.isnan(array[cell]) else array == array[cell]
    result, waiting = array.copy(), [cell]
    while waiting:
        row, column = waiting.pop()
        if 0 <= row < array.shape[0] and 0 <= column < array.shape[1] and same[row, column]:
            same[row, column] = False
            result[row, column] = value
            waiting += [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return result


@st.composite
def patchworks(draw: st.DrawFn) -> Array:
    """Arrays with regions of all shapes: a few numbers, one of them prevailing, some of them not finite."""
    size = draw(st.tuples(st.integers(1, 90), st.integers(1, 90)))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    often = draw(st.sampled_from([0.5, 0.6, 0.8, 0.95]))
    numbers = draw(st.sampled_from([(1.0, 2.0), (math.nan, 0.0, 3.0), (0.0, math.inf), (-0.0, 5.0)]))
    rest = random.choice(numbers[1:], size)
    return np.where(random.random(size) < often, numbers[0], rest)


@settings(max_examples=150, deadline=None)
@given(patchworks(), st.data())
def test_a_flood_fill_is_what_a_walk_from_cell_to_cell_fills(array: Array, data: st.DataObject) -> None:
    cell = (
        data.draw(st.integers(0, array.shape[0] - 1)),
        data.draw(st.integers(0, array.shape[1] - 1)),
    )
    before = Map.from_array(array)
    after = fill(before, 0, cell, 9)
    expected = flood_slowly(array, cell, 9)
    assert np.array_equal(after.values[0], expected, equal_nan=True)
    rows, columns = np.nonzero((expected == 9) & (array != 9))
    change = after.changes_since(before)
    assert change is not None
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    assert change.block == (int(rows.min()), int(columns.min()), height, width)
    patches = fill_patches(array, cell, 9)
    assert len(patches) == 1
    assert np.array_equal(written(array, patches), expected, equal_nan=True)


def spiral(size: int) -> Array:
    walls, row, column, down, across = np.ones((size, size), np.uint8), 0, 0, 0, 1
    lengths = [size - 1, size - 1, size - 1]
    for length in range(size - 3, 0, -2):
        lengths += [length, length]
    for length in lengths:
        for _ in range(length):
            walls[row, column] = 0
            row, column = row + down, column + across
        down, across = across, -down
    walls[row, column] = 0
    return walls


def serpentine(size: int) -> Array:
    walls = np.zeros((size, size), np.uint8)
    walls[1::4, :-1] = 1
    walls[3::4, 1:] = 1
    return walls


@pytest.mark.parametrize("maze", [spiral(301), serpentine(303), np.ascontiguousarray(serpentine(303).T)])
def test_a_maze_is_filled_to_its_end(maze: Array) -> None:
    after = fill(Map.from_array(maze), 0, (0, 0), 7)
    assert np.array_equal(after.values[0], np.where(maze == 0, 7, maze))


def test_a_flood_follows_what_was_drawn() -> None:
    # A wall across several tiles, with one gap, and another channel that must not matter.
    made = rectangle(blank(400, 400), 0, (200, 0), (210, 399), 1)
    made = line(made, 1, (0, 0), (399, 399), 8)
    closed = fill(made, 0, (0, 0), 5)
    assert np.array_equal(np.unique(closed.values[0, 211:]), [0])
    open_ = fill(line(made, 0, (200, 300), (210, 300), 0), 0, (0, 0), 5)
    assert np.count_nonzero(open_.values[0] == 5) == 400 * 389 + 11
    assert np.array_equal(open_.values[1], made.values[1])


def test_only_a_box_around_the_region_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rectangle(blank(4096, 4096), 0, (1000, 1000), (1100, 1150), 3, thickness=1)
    read: list[int] = []
    real = Map.read

    def counting(self: Map, channel: int, rows: slice, columns: slice) -> Array:
        part = real(self, channel, rows, columns)
        read.append(part.size)
        return part

    monkeypatch.setattr(Map, "read", counting)
    after = fill(before, 0, (1050, 1060), 5)
    assert sum(read) < 20 * 99 * 149
    change = after.changes_since(before)
    assert change is not None
    assert change.block == (1001, 1001, 99, 149)
    # Four tiles of 128 × 128 bytes at most: the map itself is not copied.
    assert after.nbytes <= 4 * 128 * 128


def test_large_blocks_take_no_memory_for_their_numbers() -> None:
    for patch in fill_patches(np.zeros((300, 300)), (5, 5), 0.25):
        assert patch.values.strides == (0, 0)
        assert patch.mask is None


def test_a_fill_from_outside_does_nothing() -> None:
    before = blank(3, 3)
    for cell in ((-1, 0), (0, 3), (3, 0)):
        assert fill(before, 0, cell, 5) is before
