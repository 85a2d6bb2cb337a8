"""Who sees what: told from the counts, and found by changing pixels and looking what moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from poolviz.frame.cells import Block
from poolviz.frame.plane import Array, ArrayPlane
from poolviz.model.rows import RowEntry
from poolviz.scenes.stack.flow import flow
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.reduction import Reduction
from poolviz.scenes.stack.view import PICTURE, Target, View
from tests.scenes.stack import slow
from tests.scenes.stack.showing_stack import POOL, RELU, conv, own, view, without

_FEW = 10
STACKS = {
    "blocks": own(conv(4), RELU, POOL, conv(4), RELU, POOL),
    "unpadded": own(conv(4, 5, 1, 0), RELU, POOL, conv(4, 3, 1, 0)),
    "strided": own(conv(4, 3, 2, 1), conv(4, 3, 1, 1), POOL),
}


def between(shown: View, target: Target, level: int) -> set[tuple[int, int]]:
    block = shown.inside(shown.seen(target, level), level)
    assert block is not None
    rows = range(int(block.row), int(block.row + block.rows))
    columns = range(int(block.column), int(block.column + block.columns))
    return {(row, column) for row in rows for column in columns}


@pytest.mark.parametrize("name", STACKS)
@pytest.mark.parametrize("version", ["with", "without"])
def test_a_cell_moves_with_the_pixels_that_it_sees_and_with_no_others(name: str, version: str) -> None:
    parameters = replace(STACKS[name], side=_FEW)
    parameters = parameters if version == "with" else without(parameters)
    shown = view(parameters, np.random.default_rng(1).random((_FEW, _FEW)))
    values = np.array(shown.picture.read(slice(None), slice(None)), np.float32)
    last = len(shown.stack.levels) - 1
    rows, columns = shown.counted(last).size
    rest = flow(values, shown.stack, version).levels[last]
    target = Target(last, rows // 2, columns // 2)
    seen = between(shown, target, PICTURE)
    moved = set()
    for row in range(_FEW):
        for column in range(_FEW):
            changed = values.copy()
            changed[row, column] += 500.0  # large enough to win every maximum and to pass every ReLU
            there = flow(changed, shown.stack, version).levels[last]
            if not np.array_equal(there[:, target.row, target.column], rest[:, target.row, target.column]):
                moved.add((row, column))
    assert moved <= seen
    assert len(moved) > 0.6 * len(seen), "a maximum may hide some of them"


def test_levels_between_are_those_of_the_slow_reference() -> None:
    for parameters in STACKS.values():
        shown = view(parameters)
        places = [level.places[-1] for level in shown.stack.levels]
        sight = [slow.seen(parameters.layers, 16)[place] for place in places]
        last = len(places) - 1
        for cell in range(shown.counted(last).size[0]):
            whole = sight[last][cell]
            for level in range(last):
                block = shown.seen(Target(last, cell, cell), level)
                count = shown.counted(level).size[0]
                wanted = {other for other in range(count) if sight[level][other] <= whole}
                told = set(range(int(block.row), int(block.row + block.rows))) & set(range(count))
                assert told == wanted, (parameters.layers, level, cell)


def test_the_nearest_cell_is_the_one_whose_field_lies_about_the_point() -> None:
    shown = view(StackParameters())
    for level in range(len(shown.stack.levels)):
        for point in ((0.0, 223.0), (84.0, 90.0), (100.3, 41.9)):
            target = shown.nearest(level, point)
            middle, size = shown.middle(target), shown.counted(level).size[0]
            for found, wanted, cell in zip(middle, point, (target.row, target.column), strict=True):
                if 0 < cell < size - 1:
                    assert abs(found - wanted) <= shown.counted(level).jump / 2


def test_crops_are_the_pixels_with_zeros_where_padding_is() -> None:
    values = np.arange(256.0).reshape(16, 16)
    shown = view(own(conv(4), POOL), values)
    assert shown.crop(Target(0, 5, 6)).tolist() == values[4:7, 5:8].tolist()
    corner = shown.crop(Target(0, 0, 0))
    assert corner.tolist() == [[0, 0, 0], [0, 0, 1], [0, 16, 17]]
    assert shown.crop(Target(1, 1, 1)).shape == (4, 4)
    assert shown.inside(Block(-3, 0, 2, 2), PICTURE) is None
    only_padding = view(own(conv(4, 1, 4, 0), side=1), [[1.0]])
    assert only_padding.crop(Target(0, 0, 0)).tolist() == [[1.0]]


def test_of_a_field_wider_than_a_screen_every_so_many_th_pixel_is_shown() -> None:
    shown = view(own(*[RowEntry("pool", (64, 8, 32))] * 3, side=32), np.arange(1024.0).reshape(32, 32))
    target = Target(2, 0, 0)
    seen = shown.seen(target, PICTURE)
    assert seen.rows == 64 + 63 * 8 + 63 * 64
    crop = shown.crop(target)
    assert 512 <= max(crop.shape) <= 1024
    every = -(-seen.rows // 1024)
    inside = [row for row in range(int(seen.row), int(seen.row + seen.rows), int(every)) if 0 <= row < 32]
    assert len(inside) > 5
    assert crop[crop > 0].tolist() == [
        row * 32.0 + column for row in inside for column in inside if row + column
    ]


def reduced(values: Array, side: int) -> Array:
    return Reduction(ArrayPlane(values), side).derivation.whole()


@pytest.mark.parametrize("size", [(9, 9), (13, 8), (5, 7), (4, 4), (3, 10)])
@pytest.mark.parametrize("side", [1, 3, 4, 8, 11])
def test_an_edit_changes_the_picture_as_if_it_were_made_anew(size: tuple[int, int], side: int) -> None:
    rng = np.random.default_rng(side)
    values = rng.integers(-9, 9, size).astype(np.float64)
    before = reduced(values, side)
    for row, column in np.ndindex(size):
        rows, columns = int(rng.integers(1, size[0] - row + 1)), int(rng.integers(1, size[1] - column + 1))
        edited = values.copy()
        edited[row : row + rows, column : column + columns] = np.nan
        after = before.copy()
        part = Reduction(ArrayPlane(edited), side).derivation.again((row, column, rows, columns))
        down, across = part.values.shape
        after[part.row : part.row + down, part.column : part.column + across] = part.values
        np.testing.assert_array_equal(after, reduced(edited, side))


def test_a_picture_is_the_middle_square_of_a_map() -> None:
    wide = np.arange(24.0).reshape(4, 6)
    assert reduced(wide, 4).tolist() == wide[:, 1:5].tolist()
    assert reduced(wide, 2).tolist() == [[wide[:2, 1:3].mean(), wide[:2, 3:5].mean()], [16.5, 18.5]]
    assert reduced(np.array([[1, 2], [3, 4]]), 4)[:, 0].tolist() == [1, 1, 3, 3]
    odd = reduced(np.arange(25.0).reshape(5, 5), 3)
    assert odd.shape == (3, 3)
    assert odd[0, 0] == 0.0
    assert np.isclose(reduced(np.ones((7, 7)), 3), 1).all()
