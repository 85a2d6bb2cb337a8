"""Marks on very many cells: found and painted only where they are seen.

A few cells are painted one by one; where they are too many, the mark is painted over all that is seen, and
then cut out with the mask, pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from poolviz.frame.model import Block
from poolviz.views.blocks import rectangles
from poolviz.views.grid import Grid
from poolviz.views.known import Known, Mask
from poolviz.views.layer import Layer
from poolviz.views.sheet import Part

_BROAD = 1 << 14  # cells of a mask that is not turned into rectangles as a whole
_FEW = 1 << 12  # cells in sight that are

# A mask is asked about when its mark comes and when it goes, one step later or many: that of cells without
# a window is the same array at every step.
_known: Known[Block] = Known(8)


def is_broad(cells: object) -> TypeGuard[Mask]:
    """Whether a mark's cells are a mask of so many that only those in sight should be looked at."""
    return isinstance(cells, np.ndarray) and cells.size > _BROAD


def around(mask: Mask) -> Block:
    """The smallest rectangle around all true cells.

    >>> around(np.array([[0, 0, 0], [0, 1, 0], [0, 0, 1]]))
    Block(row=1, column=1, rows=2, columns=2)
    """
    return _known.of(mask, _surrounding)


def few_in(mask: Mask, part: Part) -> Iterator[Block] | None:
    """The true cells of a part as rectangles; None if they are too many to be painted one by one."""
    row, column, rows, columns = part
    if rows * columns > _FEW:
        return None
    blocks = rectangles(mask[row : row + rows, column : column + columns])
    return (block._replace(row=block.row + row, column=block.column + column) for block in blocks)


def _surrounding(mask: Mask) -> Block:
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return Block(0, 0, 0, 0)
    top, left = int(rows[0]), int(columns[0])
    return Block(top, left, int(rows[-1]) - top + 1, int(columns[-1]) - left + 1)


def cut_out(
    painter: QPainter, grid: Grid, mask: Mask, exposed: QRectF, paint: Callable[[QPainter, QRectF], None]
) -> None:
    """Paint over what is exposed, but let only the pixels of true cells through."""
    ratio = grid.ratio
    seen = QRectF(exposed.x() * ratio, exposed.y() * ratio, exposed.width() * ratio, exposed.height() * ratio)
    # Most masks are true in a small part only.
    row, column, rows, columns = map(int, around(mask))
    own = grid.device((row, column, rows, columns)).adjusted(-1, -1, 1, 1)
    own = own.intersected(grid.device((0, 0, *grid.shape)))
    area = seen.toAlignedRect().intersected(own)
    if area.isEmpty():
        return
    layer = Layer(area, ratio, clear=True)
    inside = layer.painter()
    paint(inside, QRectF(area.x() / ratio, area.y() / ratio, area.width() / ratio, area.height() / ratio))
    inside.end()
    layer.pixels(area)[~_seen(mask, area, grid)] = 0
    layer.show(painter, exposed)


def _seen(mask: Mask, area: QRect, grid: Grid) -> Mask:
    """Which device pixels of an area show a true cell: of small cells, any of those in the pixel.

    One cell for each pixel would make patterns that are not there, of rows that are true in turns.
    """
    rows = _first_cells(grid.row_edges(0, grid.shape[0]), area.top(), area.height(), grid.shape[0])
    columns = _first_cells(grid.column_edges(0, grid.shape[1]), area.left(), area.width(), grid.shape[1])
    whole = grid.device((0, 0, *grid.shape))
    if area.bottom() == whole.bottom():
        rows[-1] = grid.shape[0]
    if area.right() == whole.right():
        columns[-1] = grid.shape[1]
    (top, left), (bottom, right) = (rows[0], columns[0]), (max(n[-1], n[-2] + 1) for n in (rows, columns))
    part = mask[top:bottom, left:right]
    return _any_of(part if part.dtype == np.bool_ else part != 0, rows - top, columns - left)


def _any_of(part: Mask, rows: Mask, columns: Mask) -> Mask:
    """Whether anything is true from each of some rows and columns to the next ones; at least in itself."""
    if part.strides[0] < part.strides[1]:  # it takes far longer across the way the numbers lie
        return _any_of(part.T, columns, rows).T
    # Faster than reduceat, which goes down each column by itself.
    some = np.array([part[top : max(end, top + 1)].any(axis=0) for top, end in pairwise(rows.tolist())])
    found: Mask = np.logical_or.reduceat(some, columns[:-1], axis=1)
    return found


def _first_cells(edges: NDArray[Any], first: int, count: int, cells: int) -> NDArray[np.int64]:
    """The first cell that begins in each of so many pixels and the one after, or the one that they lie in."""
    pixels = np.arange(first, first + count + 1)
    begin, within = np.searchsorted(edges, pixels, "left"), np.searchsorted(edges, pixels, "right") - 1
    return np.minimum(begin, within).clip(0, cells - 1)
