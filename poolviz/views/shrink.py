"""Several cells in one pixel: each pixel shows the mean colour of the cells it covers.

So no thin line is lost, and a pixel comes out the same whether a part is painted or the whole.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from poolviz.views.colours import Indices, Picture
from poolviz.views.grid import Grid
from poolviz.views.ramp import Pixels

# Two colours are summed side by side in one number; so many cells fit before 16 bits overflow.
_NARROW = 256
_FEW = 64  # rows of one sum
_BLOCK = 1 << 18  # cells at a time, so that the work stays in the processor's cache
_RED_BLUE, _GREEN = np.uint32(0xFF00FF), np.uint32(0xFF00)
_OPAQUE = np.uint32(0xFF000000)


def is_shrunk(grid: Grid) -> bool:
    """Whether a cell is smaller than a pixel of the device."""
    return grid.cell * grid.ratio < 1.0


def level_of(grid: Grid) -> int:
    """How often cells can be joined by four before they are larger than a pixel of the device."""
    size = max(grid.place.cell_width, grid.place.cell_height) * grid.ratio
    return int(math.log2(1.0 / size)) if is_shrunk(grid) and size < 1.0 else 0


def shrink(target: Pixels, area: QRect, grid: Grid, picture: Picture) -> None:
    """Fill an area of device pixels with the mean colours under them, from colours at the grid's level."""
    place, level = grid.place, level_of(grid)
    ratio = grid.ratio * 2**level
    tall, wide = (-(-side // 2**level) for side in grid.shape)
    origin_y, origin_x = place.y * grid.ratio, place.x * grid.ratio
    rows = _starts(area.top(), area.height(), origin_y, place.cell_height * ratio, tall)
    columns = _starts(area.left(), area.width(), origin_x, place.cell_width * ratio, wide)
    if picture.due is not None:
        ends = _ends(rows)
        there = int(np.searchsorted(ends, picture.due.first, "right"))  # pixels whose cells are all there
        if there < len(target):
            target[there:] = picture.due.sample(_middles(rows[there:]), _middles(columns))
        if not there:
            return
        target, rows = target[:there], np.append(rows[:there], ends[there - 1])
    most = int(np.diff(rows).max(initial=1)) * int(np.diff(columns).max(initial=1))
    kind = np.uint32 if most <= _NARROW else np.uint64
    step = max(1, _BLOCK // max(int(columns[-1] - columns[0]) * max(int(np.diff(rows).max(initial=1)), 1), 1))
    for first in range(0, len(target), step):
        part = rows[first : first + step + 1]
        target[first : first + step] = _means(picture, part, columns, kind)


def _ends(starts: Indices) -> Indices:
    """Where each pixel ends, of at least one cell."""
    return np.maximum(starts[1:], starts[:-1] + 1)


def _middles(starts: Indices) -> Indices:
    """The cell in the middle of each pixel."""
    middles: Indices = (starts[:-1] + _ends(starts) - 1) // 2
    return middles


def _starts(first: int, count: int, origin: float, cell: float, cells: int) -> Indices:
    """The first cell of each of ``count`` pixels, and where the last one ends; at least one cell each."""
    edges = np.arange(first, first + count + 1)
    starts: Indices = np.floor((edges - origin) / cell).astype(np.int64).clip(0, cells)
    starts[:-1] = starts[:-1].clip(0, cells - 1)
    starts[-1] = max(starts[-1], starts[-2] + 1)
    return starts


def _means(
    picture: Picture, rows: Indices, columns: Indices, kind: type[np.uint32] | type[np.uint64]
) -> Pixels:
    top, left = picture.row, picture.column
    cells = picture.pixels[rows[0] - top : rows[-1] - top, columns[0] - left : columns[-1] - left]
    counts = (np.diff(rows).clip(1)[:, None] * np.diff(columns).clip(1)).astype(kind)
    lane = 16 if kind is np.uint32 else 32
    # Red and blue are added in one go, as two numbers in one; those of pixels lie 16 bits apart already.
    red_blue: NDArray[np.integer] = cells & _RED_BLUE
    if kind is np.uint64:
        wide = red_blue.astype(kind)
        red_blue = wide & 0xFF | wide >> 16 << 32
    both = _sums(red_blue, rows, columns)
    green = _sums((cells & _GREEN).astype(kind, copy=False), rows, columns) >> 8
    mask = (1 << lane) - 1
    red, blue = (both >> lane) // counts, (both & mask) // counts
    mixed = red.astype(np.uint32) << 16 | (green // counts).astype(np.uint32) << 8 | blue.astype(np.uint32)
    result: Pixels = mixed | _OPAQUE
    return result


def _sums(values: NDArray[np.integer], rows: Indices, columns: Indices) -> NDArray[np.integer]:
    down = _rows_added(values, rows - rows[0])
    across: NDArray[np.integer] = _rows_added(np.ascontiguousarray(down.T), columns - columns[0]).T
    return across


def _rows_added(values: NDArray[np.integer], edges: Indices) -> NDArray[np.integer]:
    """The sums of the rows between one edge and the next, of at least one row each.

    Whole rows are added, one of each sum at a time: for the few that meet in a pixel that takes a quarter of
    the time of `reduceat`, which goes down each column by itself.
    """
    firsts, counts = edges[:-1], np.diff(edges).clip(1)
    most = int(counts.max())
    if most > _FEW:
        many: NDArray[np.integer] = np.add.reduceat(values, firsts, axis=0, dtype=values.dtype)
        return many
    sums: NDArray[np.integer] = values[firsts]
    for later in range(1, most):
        longer = np.flatnonzero(counts > later)
        if len(longer) == len(firsts):
            sums += values[firsts + later]
        else:
            sums[longer] += values[firsts[longer] + later]
    return sums
