"""Where marks are painted: under the numbers what tints cells, over them what frames cells."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from poolviz.frame.model import Block, Mark, Role
from poolviz.views import masks, shapes
from poolviz.views.blocks import merged
from poolviz.views.grid import Grid
from poolviz.views.stamps import REACH, stamp
from poolviz.views.theme import Theme

# In logical pixels: a mark is never smaller, so that it is found on the largest map.
_SMALLEST_WINDOW = 14.0
_SMALLEST_CELL = 5.0
# Below this a shape cannot be told, only a spot.
_SPOT = 11.0
# Shapes that belong to one cell each, also when a mark names a rectangle of up to so many cells: of more
# where cells are so large that their shapes can be told.
_CELL_SHAPES = frozenset({"corner", "hollow corner", "lower corner", "dot"})
_MOST_CELLS, _MOST_TOLD = 64, 1 << 14
# How strongly the cells of a mark are tinted that are too many to have shapes of their own.
_BROAD_TINT = 0.6
# What is painted last lies on top.
ORDER: tuple[Role, ...] = (
    "dropped",
    "padding",
    "overhang",
    "pending",
    "field",
    "changed",
    "window",
    "gradient",
    "tie",
    "winner",
    "picked",
    "right",
    "wrong",
    "chosen",
)


Paint = Callable[[QPainter, QRectF], None]


def key(mark: Mark) -> Hashable:
    """Equal for marks that look the same."""
    cells = mark.cells
    return mark.board, mark.role, mark.filled, id(cells) if isinstance(cells, np.ndarray) else cells


def order(mark: Mark) -> int:
    """Marks sorted by this are painted with the important ones on top."""
    return ORDER.index(mark.role)


def is_under(mark: Mark, theme: Theme) -> bool:
    """Whether a mark paints something under the numbers."""
    pen = theme.roles[mark.role]
    return pen.tint > 0 or pen.shape == "hatch"


def is_over(mark: Mark, theme: Theme) -> bool:
    """Whether a mark paints something over the numbers."""
    return theme.roles[mark.role].shape != "hatch"


def reach(grid: Grid, mark: Mark) -> QRectF:
    """The part of the screen that a mark may touch, in logical pixels."""
    whole = QRectF()
    cells = mark.cells
    for block in (masks.around(cells),) if masks.is_broad(cells) else blocks_of(mark):
        whole = whole.united(_at_least(grid.rectangle(block), _SMALLEST_WINDOW, grid.extent()))
    return whole.adjusted(-REACH, -REACH, REACH, REACH)


def draw_under(painter: QPainter, grid: Grid, mark: Mark, theme: Theme, exposed: QRectF) -> None:
    """Paint a light colour or a hatch over the cells of a mark."""
    pen = theme.roles[mark.role]
    colour = QColor(pen.colour)
    colour.setAlphaF(pen.tint)

    def paint(inside: QPainter, area: QRectF) -> None:
        if pen.shape == "hatch":
            shapes.hatch(inside, area, theme)
        else:
            inside.fillRect(area, colour)

    blocks = _in_sight(painter, grid, mark, exposed, paint)
    for block in blocks:
        area = grid.rectangle(block).intersected(exposed)
        if not area.isEmpty():
            paint(painter, area)


def draw_over(painter: QPainter, grid: Grid, mark: Mark, theme: Theme, exposed: QRectF) -> None:
    """Paint the shape of a mark around or inside its cells."""
    pen = theme.roles[mark.role]
    half = grid.gap / grid.ratio / 2
    is_frame = pen.shape == "frame"

    def tint(inside: QPainter, area: QRectF) -> None:
        colour = QColor(pen.colour)
        colour.setAlphaF(_BROAD_TINT)
        inside.fillRect(area, colour)

    blocks = _in_sight(painter, grid, mark, exposed, tint)
    most = _MOST_TOLD if grid.cell >= _SPOT else _MOST_CELLS
    for block in _singly(blocks, most) if pen.shape in _CELL_SHAPES else blocks:
        area = grid.rectangle(block)
        area = area if is_frame else area.adjusted(half, half, -half, -half)
        area = _at_least(area, _SMALLEST_WINDOW if is_frame else _SMALLEST_CELL, grid.extent())
        if not area.adjusted(-REACH, -REACH, REACH, REACH).intersects(exposed):
            continue
        if not is_frame and min(area.width(), area.height()) < _SPOT:
            shapes.spot(painter, area, pen, theme)
            continue
        shape = "corner" if mark.filled and pen.shape == "hollow corner" else pen.shape
        stamp(painter, shape, area, grid.cell, (pen, theme), grid.ratio)


def blocks_of(mark: Mark) -> Iterator[Block]:
    """The cells of a mark as rectangles."""
    cells = mark.cells
    if isinstance(cells, np.ndarray):
        yield from merged(cells)
    elif isinstance(cells, Block):
        yield cells
    else:
        for row, column in cells:
            yield Block(row, column)


def _in_sight(painter: QPainter, grid: Grid, mark: Mark, exposed: QRectF, paint: Paint) -> Iterable[Block]:
    """The rectangles of a mark to paint; none if they were too many and are painted already."""
    cells = mark.cells
    if not masks.is_broad(cells):
        return blocks_of(mark)
    blocks = masks.few_in(cells, grid.visible(exposed))
    if blocks is None:
        masks.cut_out(painter, grid, cells, exposed, paint)
        return ()
    return blocks


def _singly(blocks: Iterable[Block], most: int) -> Iterator[Block]:
    """Rectangles of up to so many cells as their cells; larger ones as they are."""
    for block in blocks:
        row, column, rows, columns = block
        if rows * columns > most or rows != int(rows) or columns != int(columns):
            yield block
            continue
        for down in range(int(rows)):
            for across in range(int(columns)):
                yield Block(row + down, column + across)


def _at_least(area: QRectF, size: float, board: QRectF) -> QRectF:
    """An area made so large that it is found; it grows inside its board, for headings stand around that."""
    left, width = _grown(area.left(), area.width(), size, (board.left(), board.right()))
    top, height = _grown(area.top(), area.height(), size, (board.top(), board.bottom()))
    return QRectF(left, top, width, height)


def _grown(start: float, length: float, least: float, room: tuple[float, float]) -> tuple[float, float]:
    if length >= least:
        return start, length
    begin = start - (least - length) / 2
    if least <= room[1] - room[0]:
        begin = min(max(begin, room[0]), room[1] - least)
    return begin, least
