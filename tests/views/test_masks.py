"""Marks on very many cells: only what is in sight is looked at, and only their own pixels change."""

from __future__ import annotations

import weakref

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PySide6.QtGui import QImage

from poolviz.frame.layout import Place
from poolviz.frame.model import Block, Mark
from poolviz.views import marks
from poolviz.views.blocks import merged
from poolviz.views.grid import Grid
from poolviz.views.known import Mask
from poolviz.views.masks import _seen, around, few_in, is_broad
from poolviz.views.raster import indices
from tests.views.conftest import Shown
from tests.views.frames import board, frame_of, painted, picture

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=9))


@given(MASKS)
def test_the_rectangle_around_a_mask_is_the_smallest(mask: Mask) -> None:
    block = around(mask)
    rows, columns = np.nonzero(mask)
    if not rows.size:
        assert block == Block(0, 0, 0, 0)
    else:
        assert (block.row, block.column) == (int(rows.min()), int(columns.min()))
        assert (block.rows, block.columns) == (int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1)


def test_it_is_worked_out_once_for_each_of_a_few_masks() -> None:
    kept = [np.ones((2, 2), np.bool_) for _ in range(20)]
    assert all(around(mask) == Block(0, 0, 2, 2) for mask in kept)
    assert around(kept[-1]) is around(kept[-1])


def test_a_mask_is_not_kept_for_what_is_known_of_it() -> None:
    """A mask of a large map has as many bytes as the map has cells, and comes anew at every step."""
    mask = np.ones((300, 300), np.bool_)
    alive = weakref.ref(mask)
    around(mask)
    few_in(mask, (0, 0, 20, 20))
    del mask
    assert alive() is None


def test_looking_at_parts_of_masks_forgets_no_other_mask() -> None:
    small, large = np.eye(40, dtype=np.bool_), np.ones((300, 300), np.bool_)
    known = merged(small)
    for row in range(100):
        assert few_in(large, (row, 0, 20, 20)) is not None
    assert merged(small) is known


@given(MASKS, st.integers(0, 8), st.integers(0, 8))
def test_a_few_cells_in_sight_are_rectangles_of_the_whole(mask: Mask, row: int, column: int) -> None:
    rows, columns = mask.shape
    row, column = min(row, rows - 1), min(column, columns - 1)
    blocks = few_in(mask, (row, column, rows - row, columns - column))
    assert blocks is not None
    covered = np.zeros_like(mask)
    for block in blocks:
        top, left, tall, wide = (int(number) for number in block)
        covered[top : top + tall, left : left + wide] = True
    expected = mask.copy()
    expected[:row], expected[:, :column] = False, False
    assert np.array_equal(covered, expected)


def test_many_cells_in_sight_are_no_rectangles() -> None:
    assert few_in(np.ones((100, 100), np.bool_), (0, 0, 100, 100)) is None
    assert is_broad(np.ones((200, 200), np.bool_))
    assert not is_broad(np.ones((20, 20), np.bool_))
    assert not is_broad(Block(0, 0, 500, 500))


def pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1).copy()


@pytest.mark.parametrize("role", ["dropped", "changed", "field"])
def test_only_pixels_of_the_mask_change(show: Shown, role: str) -> None:
    mask = np.zeros((200, 200), np.bool_)
    mask[40:80, 50:90] = True
    mask[150, :] = True
    shown = board(values=np.zeros((200, 200)))
    bare = painted(show, frame_of(shown))
    marked = painted(show, frame_of(shown, marks=(Mark("input", role, mask),)))  # type: ignore[arg-type]
    before, after = pixels(picture(bare)), pixels(picture(marked))
    grid = marked._scenery.grids["input"]
    area = grid.device((0, 0, 200, 200))
    rows, columns = indices(area, grid)
    inside = np.zeros(before.shape, np.bool_)
    inside[area.top() : area.bottom() + 1, area.left() : area.right() + 1] = mask[rows][:, columns]
    differs = before != after
    assert not differs[~inside].any()
    share = differs[inside].mean()
    assert share > (0.1 if role == "dropped" else 0.9)


@given(array_shapes(min_dims=2, max_dims=2, max_side=30), st.floats(0.1, 3.0), st.floats(0.0, 3.0), st.data())
def test_every_cell_is_seen_from_however_far(
    shape: tuple[int, int], cell: float, start: float, data: st.DataObject
) -> None:
    grid = Grid.of(board("a", np.zeros(shape)), Place(start, start, cell, cell), 1.0)
    whole = grid.device((0, 0, *shape))
    assume(not whole.isEmpty())
    mask = np.zeros(shape, np.bool_)
    row, column = data.draw(st.integers(0, shape[0] - 1)), data.draw(st.integers(0, shape[1] - 1))
    mask[row, column] = True
    seen = _seen(mask, whole, grid)
    downs, acrosses = np.nonzero(seen)
    assert len(downs)
    # No farther from the cell than its edges are rounded.
    for found, at, edge in ((downs, row, whole.top()), (acrosses, column, whole.left())):
        assert np.abs(found + edge + 0.5 - (start + (at + 0.5) * cell)).max() <= 1.5 + cell / 2
    if cell >= 1:
        rows, columns = indices(whole, grid)
        np.testing.assert_array_equal(seen, mask[rows][:, columns])
    part = whole.adjusted(whole.width() // 3, whole.height() // 2, 0, 0)
    np.testing.assert_array_equal(_seen(mask, part, grid), seen[whole.height() // 2 :, whole.width() // 3 :])


def test_rows_in_turns_make_no_pattern_from_afar() -> None:
    mask = np.zeros((1024, 1024), np.bool_)
    mask[1::2] = True
    grid = Grid.of(board("a", np.zeros(mask.shape)), Place(0.0, 0.0, 0.263, 0.263), 1.0)
    assert _seen(mask, grid.device((0, 0, *mask.shape)), grid).all()


def test_close_by_they_have_shapes_again(show: Shown) -> None:
    mask = np.zeros((200, 200), np.bool_)
    mask[100, 100] = True
    shown = board(values=np.zeros((200, 200)))
    stage = painted(show, frame_of(shown, marks=(Mark("input", "changed", mask),)))
    stage.zoom_by(12)
    near = picture(stage)
    other = painted(show, frame_of(shown, marks=(Mark("input", "changed", Block(100, 100)),)))
    other.zoom_by(12)
    assert near == picture(other)


@pytest.mark.parametrize(
    "cells",
    [
        Block(1, 1, 20, 18),
        np.pad(np.ones((20, 18), np.bool_), 1),
        tuple((row, column) for row in range(20) for column in range(18)),
    ],
    ids=["rectangle", "mask", "one by one"],
)
def test_each_of_many_cells_has_its_shape_where_it_can_be_told(
    show: Shown, monkeypatch: pytest.MonkeyPatch, cells: Block | Mask | tuple[tuple[int, int], ...]
) -> None:
    drawn = []
    monkeypatch.setattr(marks, "stamp", lambda painter, shape, *more: drawn.append(shape))
    shown = board(values=np.zeros((22, 20)))
    painted(show, frame_of(shown, marks=(Mark("input", "winner", cells),)))
    assert drawn.count("corner") >= 20 * 18
