"""Cells too small for digits: gathered straight from colours into device pixels.

Edges fall on the same device pixels whatever part is painted, so that a patched picture equals one painted
as a whole.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from poolviz.frame.model import Block, Board, Patch, Scale
from poolviz.views import spots
from poolviz.views.colours import Picture
from poolviz.views.grid import Grid
from poolviz.views.layer import Layer
from poolviz.views.ramp import Pixels, pixel, ramp_of
from poolviz.views.sheet import Part, clip, rows_between
from poolviz.views.shrink import is_shrunk, shrink
from poolviz.views.theme import Theme


def paint(layer: Layer, grid: Grid, board: Board, picture: Picture, theme: Theme, part: Part) -> None:
    """Paint a part of a board into a layer, from its colours at the grid's level."""
    area = grid.device(part)
    if is_shrunk(grid) or board.spots is not None:
        # Cells smaller than a pixel have a share in its neighbours as well, and spots lie over them.
        area = area.adjusted(-2, -2, 2, 2).intersected(grid.device((0, 0, *grid.shape)))
    area = area.intersected(layer.bounds)
    if area.isEmpty():
        return
    target = layer.pixels(area)
    if is_shrunk(grid):
        shrink(target, area, grid, picture)
    else:
        rows, columns = indices(area, grid)
        np.take(picture.pixels[rows - picture.row], columns - picture.column, axis=1, out=target)
    _limit(target, area, grid, board, theme)
    if board.patch is not None:
        _lay_patch(target, area, grid, board.patch, board.scale, theme)
    for row, column in board.hollow:
        target[_slices(grid.device((row, column, 1, 1)), area)] = pixel(theme.pending_fill)
    if board.spots is not None:
        spots.draw(target, area, grid, board, theme)
    if board.void is not None:
        target[_slices(_free(grid, board.void), area)] = pixel(theme.stage)
    if grid.gap:
        _gaps(target, area, grid, pixel(theme.stage))


def indices(area: QRect, grid: Grid) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which row and column every device pixel of an area shows."""
    down = np.arange(area.top(), area.top() + area.height())
    across = np.arange(area.left(), area.left() + area.width())
    rows = np.searchsorted(grid.row_edges(0, grid.shape[0]), down, "right") - 1
    columns = np.searchsorted(grid.column_edges(0, grid.shape[1]), across, "right") - 1
    return rows.clip(0, grid.shape[0] - 1), columns.clip(0, grid.shape[1] - 1)


def _free(grid: Grid, void: Block) -> QRect:
    """The device pixels of a block without cells, with those that it shares with cells."""
    part = grid.device((int(void.row), int(void.column), int(void.rows), int(void.columns)))
    return part.adjusted(-1, -1, 0, 0) if is_shrunk(grid) else part


def _limit(target: Pixels, area: QRect, grid: Grid, board: Board, theme: Theme) -> None:
    """Cover what is not out yet."""
    rows, columns = board.shape
    if board.shown is None or board.shown >= rows * columns:
        return
    if board.hidden == "zero":
        cover = int(ramp_of(theme, board.scale.palette).map(np.zeros((1, 1)), board.scale)[0, 0])
    else:
        cover = pixel(theme.pending_fill)
    for part in rows_between(max(board.shown, 0), rows * columns, columns):
        inside = _slices(grid.device(part), area)
        target[inside] = cover


def _lay_patch(target: Pixels, area: QRect, grid: Grid, patch: Patch, scale: Scale, theme: Theme) -> None:
    whole = (patch.row, patch.column, *patch.values.shape)
    part = clip((whole[0], whole[1], whole[2], whole[3]), grid.shape)
    values = patch.values[
        part[0] - patch.row : part[0] - patch.row + part[2],
        part[1] - patch.column : part[1] - patch.column + part[3],
    ]
    common = grid.device(part).intersected(area)
    if common.isEmpty() or not values.size:
        return
    colours = ramp_of(theme, scale.palette).map(values, scale)
    rows, columns = indices(common, grid)
    rows, columns = (rows - part[0]).clip(0, part[2] - 1), (columns - part[1]).clip(0, part[3] - 1)
    target[_slices(common, area)] = colours[np.ix_(rows, columns)]


def _gaps(target: Pixels, area: QRect, grid: Grid, ground: int) -> None:
    """Leave the ground visible between the cells: half a gap on either side of every edge."""
    before = grid.gap // 2
    for offset in range(-before, grid.gap - before):
        down = grid.row_edges(0, grid.shape[0]) + offset - area.top()
        across = grid.column_edges(0, grid.shape[1]) + offset - area.left()
        target[down[(down >= 0) & (down < area.height())]] = ground
        target[:, across[(across >= 0) & (across < area.width())]] = ground


def _slices(part: QRect, area: QRect) -> tuple[slice, slice]:
    common = part.intersected(area).translated(-area.topLeft())
    return (
        slice(common.top(), common.top() + max(common.height(), 0)),
        slice(common.left(), common.left() + max(common.width(), 0)),
    )
