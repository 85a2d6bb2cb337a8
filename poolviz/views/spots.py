"""Spots: the colours of a board where some of its cells stand out, and cells too small to be seen."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from poolviz.frame.model import Board, Scale, Spots
from poolviz.frame.plane import Array
from poolviz.views.grid import Grid
from poolviz.views.ramp import Pixels, has_dark_digits, ramp_of
from poolviz.views.sheet import Part, clip
from poolviz.views.theme import Theme

_LEAST = 2.0  # logical pixels: a spot is never smaller
_LEFT = 90  # of 256 parts of its own colour are left to a cell that is dimmed
_LANES = np.uint32(0xFF00FF)
_OPAQUE = np.uint32(0xFF000000)


def dimmed(colours: Pixels, spots: Spots, where: tuple[slice, slice], theme: Theme, scale: Scale) -> Pixels:
    """The colours of a part of a board, all but those of its spots nearer to nothing if the spots dim."""
    if not spots.dim:
        return colours
    return np.where(spots.cells.read(*where) != 0, colours, _sunk(colours, _nothing(theme, scale)))


def shades(board: Board, theme: Theme, part: Part, values: Array) -> Pixels:
    """The colours of a part of a board whose numbers are ``values``, dimmed where its spots dim."""
    colours = ramp_of(theme, board.scale.palette).map(values, board.scale)
    if board.spots is None:
        return colours
    return dimmed(colours, board.spots, _slices(part), theme, board.scale)


def dark_digits(board: Board, theme: Theme, part: Part, values: Array) -> NDArray[np.bool_]:
    """Whether dark digits read better than light ones on each cell of a part."""
    if board.spots is None or not board.spots.dim:
        ramp = ramp_of(theme, board.scale.palette)
        return ramp.dark_digits[ramp.entries(values, board.scale)]
    colours = shades(board, theme, part, values)
    lanes = np.stack([colours >> 16 & 0xFF, colours >> 8 & 0xFF, colours & 0xFF], axis=-1)
    return has_dark_digits(theme, lanes.astype(np.uint8))


def draw(target: Pixels, area: QRect, grid: Grid, board: Board, theme: Theme) -> None:
    """Lay the spots that lie in an area over its device pixels, where cells are smaller than a spot.

    Where several meet, the largest number is on top: that is the one that was kept.
    """
    if grid.cell >= _LEAST:
        return
    part = _around(area, grid)
    rows, columns = np.nonzero(_cells(board, part))
    values = board.plane.read(*_slices(part))[rows, columns]
    if board.shown is not None:
        out = (rows + part[0]) * board.shape[1] + columns + part[1] < board.shown
        rows, columns, values = rows[out], columns[out], values[out]
    if not values.size:
        return
    upward = np.argsort(values, kind="stable")
    colours = ramp_of(theme, board.scale.palette).map(values[None, upward], board.scale)[0]
    place, ratio, side = grid.place, grid.ratio, math.ceil(_LEAST * grid.ratio)
    tops = _begins(rows[upward] + part[0], place.y, place.cell_height, ratio, side) - area.top()
    lefts = _begins(columns[upward] + part[1], place.x, place.cell_width, ratio, side) - area.left()
    for down, across in np.ndindex(side, side):
        y, x = tops + down, lefts + across
        inside = (y >= 0) & (y < area.height()) & (x >= 0) & (x < area.width())
        target[y[inside], x[inside]] = colours[inside]


def _begins(cells: Array, origin: float, size: float, ratio: float, side: int) -> NDArray[np.int64]:
    """The first device pixel of each spot: a cell that is large enough in this direction keeps its place."""
    middles = (origin + (cells + 0.5) * size) * ratio
    first: NDArray[np.int64] = np.floor(middles - side / 2 + 0.5).astype(np.int64)
    return first


def _around(area: QRect, grid: Grid) -> Part:
    """The cells whose spots may reach into an area of device pixels."""
    place, ratio = grid.place, grid.ratio
    row = math.floor((area.top() / ratio - place.y - _LEAST) / place.cell_height)
    column = math.floor((area.left() / ratio - place.x - _LEAST) / place.cell_width)
    rows = math.ceil((area.height() / ratio + 2 * _LEAST) / place.cell_height) + 1
    columns = math.ceil((area.width() / ratio + 2 * _LEAST) / place.cell_width) + 1
    return clip((row, column, rows, columns), grid.shape)


def _cells(board: Board, part: Part) -> NDArray[np.bool_]:
    assert board.spots is not None
    cells: NDArray[np.bool_] = board.spots.cells.read(*_slices(part)) != 0
    return cells


def _slices(part: Part) -> tuple[slice, slice]:
    row, column, rows, columns = part
    return slice(row, row + rows), slice(column, column + columns)


def _nothing(theme: Theme, scale: Scale) -> np.uint32:
    """The colour of 0 if the colours have two sides, else that of the smallest number."""
    number = 0.0 if scale.low < 0 < scale.high else scale.low
    return np.uint32(ramp_of(theme, scale.palette).map(np.array([[number]]), scale)[0, 0])


def _sunk(colours: Pixels, ground: np.uint32) -> Pixels:
    """Colours mixed with that of nothing, which has the larger share."""
    own, other = np.uint32(_LEFT), np.uint32(256 - _LEFT)
    red_blue = ((colours & _LANES) * own + (ground & _LANES) * other) >> 8 & _LANES
    green = ((colours >> 8 & 0xFF) * own + (ground >> 8 & 0xFF) * other) & np.uint32(0xFF00)
    sunk: Pixels = (red_blue | green | _OPAQUE).astype(np.uint32, copy=False)
    return sunk
