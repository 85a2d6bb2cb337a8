"""Every shape writes on a map what it writes on an array, and lies where it was shown beforehand."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.frame.cells import Block
from poolviz.maps.map import Map
from poolviz.maps.shapes import Shape, drawn, reach, shape_patches
from poolviz.maps.tools import blob, fill, line, rectangle, written

Array = NDArray[Any]
Cell = tuple[int, int]

SHAPES: tuple[Shape, ...] = get_args(Shape)
CELLS = st.tuples(st.integers(-5, 16), st.integers(-5, 16))
SIZES = st.tuples(st.integers(1, 12), st.integers(1, 12))


def covered(blocks: tuple[Block, ...], size: tuple[int, int]) -> Array:
    cells = np.zeros(size, bool)
    for row, column, rows, columns in ((int(part) for part in block) for block in blocks):
        assert rows > 0
        assert columns > 0
        assert row >= 0
        assert column >= 0
        cells[row : row + rows, column : column + columns] = True
    return cells


@given(st.sampled_from(SHAPES), CELLS, CELLS, st.integers(1, 4))
def test_a_shape_on_an_array_is_the_shape_on_a_map(shape: Shape, start: Cell, end: Cell, size: int) -> None:
    array = np.arange(99.0).reshape(11, 9) % 4
    made = drawn(Map.from_array(array), 0, shape, start, end, -3, size)
    patches = shape_patches(array, shape, start, end, -3, size)
    assert np.array_equal(written(array, patches), made.values[0])


@given(CELLS, CELLS, st.integers(1, 4))
def test_each_shape_is_its_own_tool(start: Cell, end: Cell, size: int) -> None:
    before = Map.from_array(np.arange(99.0).reshape(11, 9) % 4)
    expected = {
        "line": line(before, 0, start, end, 7, size),
        "disc": line(before, 0, end, end, 7, size, "disc"),
        "rectangle": rectangle(before, 0, start, end, 7),
        "outline": rectangle(before, 0, start, end, 7, size),
        "fill": fill(before, 0, end, 7),
        "blob": blob(before, 0, end, 7, size),
    }
    assert set(expected) == set(SHAPES)
    for shape in SHAPES:
        made = drawn(before, 0, shape, start, end, 7, size)
        assert np.array_equal(made.values, expected[shape].values), shape


@given(st.sampled_from(["line", "rectangle"]), CELLS, CELLS, st.integers(1, 4), SIZES)
def test_what_is_shown_beforehand_is_what_is_drawn(
    shape: Shape, start: Cell, end: Cell, size: int, sheet: tuple[int, int]
) -> None:
    after = drawn(Map.from_array(np.zeros(sheet)), 0, shape, start, end, 1, size)
    shown = covered(reach(shape, start, end, size, sheet), sheet)
    assert np.array_equal(shown, after.values[0] == 1)


@given(CELLS, CELLS, st.integers(1, 4), SIZES)
def test_an_outline_lies_between_what_is_shown(
    start: Cell, end: Cell, size: int, sheet: tuple[int, int]
) -> None:
    after = drawn(Map.from_array(np.zeros(sheet)), 0, "outline", start, end, 1, size).values[0] == 1
    outer = covered(reach("rectangle", start, end, size, sheet), sheet)
    blocks = reach("outline", start, end, size, sheet)
    assert np.array_equal(covered(blocks[:1], sheet), outer) or not outer.any()
    assert not (after & ~outer).any()
    if after.any() and len(blocks) == 2:
        assert np.array_equal(after, outer & ~covered(blocks[1:], sheet))


@given(st.sampled_from(["disc", "blob", "fill"]), CELLS, st.integers(1, 5), SIZES)
def test_a_dab_lies_inside_what_is_shown(shape: Shape, end: Cell, size: int, sheet: tuple[int, int]) -> None:
    after = drawn(
        Map.from_array(np.arange(float(sheet[0] * sheet[1])).reshape(sheet)), 0, shape, end, end, -9, size
    )
    shown = covered(reach(shape, end, end, size, sheet), sheet)
    changed = after.values[0] != np.arange(sheet[0] * sheet[1]).reshape(sheet)
    assert not (changed & ~shown).any()


def test_a_long_line_is_shown_by_few_rectangles_that_cover_it() -> None:
    size = (4096, 4096)
    blocks = reach("line", (0, 5), (4095, 4000), 3, size)
    assert len(blocks) <= 300
    cells = covered(blocks, size)
    after = drawn(Map.from_array(np.zeros(size, np.uint8)), 0, "line", (0, 5), (4095, 4000), 1, 3)
    assert not (after.values[0] & ~cells).any()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_beside_the_sheet_is_not_shown(shape: Shape) -> None:
    assert reach(shape, (20, 20), (22, 25), 2, (4, 4)) == ()
