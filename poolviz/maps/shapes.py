"""What is drawn between two cells: one way to write it for every tool, and one to show beforehand where."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.cells import Block
from poolviz.maps.blobs import blob_patches
from poolviz.maps.drawing import Cell, cells_between, stroke
from poolviz.maps.map import Map
from poolviz.maps.patches import Patch
from poolviz.maps.sheets import Sheet, plane_of
from poolviz.maps.tools import fill_patches, line_patches, rectangle_patches

Shape = Literal["line", "disc", "rectangle", "outline", "fill", "blob"]
"""A straight stroke, a round dab, a rectangle filled or not, all equal cells that touch, a smooth bump."""

# A longer line is shown beforehand by so many rectangles: its cells are too small to be told apart anyway.
_MOST_BLOCKS = 256


def drawn(map: Map, channel: int, shape: Shape, start: Cell, end: Cell, value: float, size: int = 1) -> Map:
    """Return the map with a shape drawn from one cell to another; the map itself if nothing differs.

    Args:
        map: where to draw.
        channel: counted from 0.
        shape: what to draw. A disc, a blob and a fill lie at the end; where they start does not matter.
        start: row and column; both cells may lie outside the map.
        end: row and column.
        value: the number to write, or the peak of a blob, which is added.
        size: cells across of a line, a disc or a blob; how thick an outline is.

    Raises:
        IndexError: there is no such channel.
        ValueError: a size below 1, or a blob whose peak is no finite number.

    >>> drawn(Map.from_array([[0, 0, 0], [0, 0, 0]]), 0, "rectangle", (1, 2), (0, 1), 7).values.tolist()
    [[[0, 7, 7], [0, 7, 7]]]
    """
    if shape == "line":
        return stroke(map, channel, start, end, value, size)
    return map.patched(channel, shape_patches(map.plane(channel), shape, start, end, value, size))


def shape_patches(
    sheet: Sheet, shape: Shape, start: Cell, end: Cell, value: float, size: int = 1
) -> list[Patch]:
    """Return what `drawn` writes, for a channel of a map or for a plain array.

    Raises:
        ValueError: a size below 1, a peak that is no finite number, or an array without rows and columns.
    """
    if shape == "line":
        return line_patches(sheet, start, end, value, size)
    if shape == "disc":
        return line_patches(sheet, end, end, value, size, "disc")
    if shape == "fill":
        return fill_patches(sheet, end, value)
    if shape == "blob":
        return blob_patches(plane_of(sheet), end, value, size)
    return rectangle_patches(sheet, start, end, value, size if shape == "outline" else None)


def reach(shape: Shape, start: Cell, end: Cell, size: int, limits: tuple[int, int]) -> tuple[Block, ...]:
    """Return where a shape will lie on a sheet of so many rows and columns, as rectangles.

    Nothing is read: of a fill only the cell is told from which it spreads. The inner edge of an outline comes
    as a second rectangle.

    >>> reach("line", (0, 0), (1, 3), 1, (4, 4))
    (Block(row=0, column=0, rows=1, columns=2), Block(row=1, column=2, rows=1, columns=2))
    """
    if shape == "line":
        return _runs(cells_between(start, end, limits, size), size, limits)
    if shape in ("disc", "blob"):
        return _inside(end[0] - (size - 1) // 2, end[1] - (size - 1) // 2, size, size, limits)
    if shape == "fill":
        return _inside(*end, 1, 1, limits)
    (top, bottom), (left, right) = (sorted(ends) for ends in zip(start, end, strict=True))
    rows, columns = bottom - top + 1, right - left + 1
    outer = _inside(top, left, rows, columns, limits)
    if shape == "rectangle" or 2 * size >= min(rows, columns):
        return outer
    return (*outer, *_inside(top + size, left + size, rows - 2 * size, columns - 2 * size, limits))


def _inside(row: int, column: int, rows: int, columns: int, limits: tuple[int, int]) -> tuple[Block, ...]:
    """The part of a rectangle that lies on the sheet; none if all of it lies outside."""
    top, left = max(row, 0), max(column, 0)
    tall, wide = min(row + rows, limits[0]) - top, min(column + columns, limits[1]) - left
    return (Block(top, left, tall, wide),) if tall > 0 and wide > 0 else ()


def _runs(cells: NDArray[np.int64], size: int, limits: tuple[int, int]) -> tuple[Block, ...]:
    """What a stroke covers: one rectangle for all rows that follow each other and are covered alike."""
    if not len(cells):
        return ()
    corners = cells - (size - 1) // 2
    top, height = int(corners[:, 0].min()), int(np.ptp(corners[:, 0])) + size
    first, last = np.full(height, limits[1]), np.full(height, -1)
    for down in range(size):
        np.minimum.at(first, corners[:, 0] - top + down, corners[:, 1])
        np.maximum.at(last, corners[:, 0] - top + down, corners[:, 1] + size)
    changes = np.flatnonzero((np.diff(first) != 0) | (np.diff(last) != 0)) + 1
    # A long slanting line changes in every row: only some of the places where it does are kept.
    starts = [0, *changes[:: len(changes) // _MOST_BLOCKS + 1].tolist()]
    found: list[Block] = []
    for begin, end in zip(starts, [*starts[1:], height], strict=True):
        left, right = int(first[begin:end].min()), int(last[begin:end].max())
        found += _inside(top + begin, left, end - begin, right - left, limits)
    return tuple(found)
