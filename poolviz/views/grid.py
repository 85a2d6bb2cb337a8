"""Where the cells of one board are on the screen, on whole pixels of the device."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF

from poolviz.frame.layout import Place
from poolviz.frame.model import Block, Board, Rim
from poolviz.views.sheet import Part, clip

# Cells at least so large, in logical pixels, are drawn one by one, with gaps and round corners.
LARGE = 28.0


@dataclass(frozen=True)
class Grid:
    """One board's cells under the present zoom: ``place`` in logical pixels, ``ratio`` device per logical."""

    place: Place
    shape: tuple[int, int]
    rim: Rim
    overhang: Rim
    ratio: float = 1.0
    void: Block | None = None

    @classmethod
    def of(cls, board: Board, place: Place, ratio: float = 1.0) -> Grid:
        """The grid of a board at a place."""
        return cls(place, board.shape, board.rim, board.overhang, ratio, board.void)

    @cached_property
    def cell(self) -> float:
        """The shorter side of a cell, in logical pixels."""
        return min(self.place.cell_width, self.place.cell_height)

    @cached_property
    def gap(self) -> int:
        """Device pixels left free between two cells."""
        if self.cell < 6:
            return 0
        return max(1, round((1 if self.cell < 16 else 2) * self.ratio))

    @cached_property
    def radius(self) -> float:
        """How round the corners of a cell are, in logical pixels."""
        return min(max(self.cell * 0.045, 1.5), 6.0)

    def row_edges(self, first: int, count: int) -> NDArray[np.int64]:
        """Device pixels at which ``count`` rows from ``first`` on begin, and where the last one ends."""
        return self._edges(self.place.y, self.place.cell_height, first, count)

    def column_edges(self, first: int, count: int) -> NDArray[np.int64]:
        """Device pixels at which ``count`` columns from ``first`` on begin, and where the last one ends."""
        return self._edges(self.place.x, self.place.cell_width, first, count)

    def device(self, part: Part) -> QRect:
        """Whole cells in device pixels, gaps included."""
        row, column, rows, columns = part
        left, right = round(self._x(column) * self.ratio), round(self._x(column + columns) * self.ratio)
        top, bottom = round(self._y(row) * self.ratio), round(self._y(row + rows) * self.ratio)
        return QRect(left, top, right - left, bottom - top)

    def rectangle(self, block: Block) -> QRectF:
        """Cells in logical pixels, on the same edges as the painted ones; fractions lie between them."""
        row, column, rows, columns = block
        left, top = self._x(column), self._y(row)
        return QRectF(left, top, self._x(column + columns) - left, self._y(row + rows) - top)

    def inner(self, row: float, column: float) -> QRectF:
        """One cell without the gap around it, in logical pixels."""
        gap = self.gap / self.ratio
        left, top = self._x(column), self._y(row)
        width, height = self._x(column + 1) - left, self._y(row + 1) - top
        return QRectF(left + gap / 2, top + gap / 2, width - gap, height - gap)

    def board(self) -> QRectF:
        """The board without its rim."""
        return self.rectangle(Block(0, 0, *self.shape))

    def reach(self) -> tuple[int, int, int, int]:
        """Rows above, rows below, columns left and columns right of the board that are drawn as well."""
        rim, over = self.rim, self.overhang
        return (
            rim.top + over.top,
            rim.bottom + over.bottom,
            rim.left + over.left,
            rim.right + over.right,
        )

    def extent(self) -> QRectF:
        """The board with rim and overhang."""
        return QRectF(self._extent)

    @cached_property
    def _extent(self) -> QRectF:
        top, bottom, left, right = self.reach()
        rows, columns = self.shape
        return self.rectangle(Block(-top, -left, rows + top + bottom, columns + left + right))

    def visible(self, area: QRectF) -> Part:
        """The cells of the board itself that an area meets."""
        place = self.place
        # Painted edges are up to half a device pixel off, which is more than one cell where cells are tiny.
        half = 0.5 / self.ratio
        row = math.floor((area.top() - half - place.y) / place.cell_height) - 1
        column = math.floor((area.left() - half - place.x) / place.cell_width) - 1
        rows = math.ceil((area.height() + 2 * half) / place.cell_height) + 3
        columns = math.ceil((area.width() + 2 * half) / place.cell_width) + 3
        return clip((row, column, rows, columns), self.shape)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and column under a point; None beside the board, and where it has no cell."""
        row, column = self.place.cell_at(point.x(), point.y())
        rows, columns = self.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        return None if self.void is not None and self.void.contains(row, column) else (row, column)

    def _edges(self, start: float, size: float, first: int, count: int) -> NDArray[np.int64]:
        steps = np.arange(first, first + count + 1)
        edges: NDArray[np.int64] = np.rint((start + steps * size) * self.ratio).astype(np.int64)
        return edges

    def _x(self, column: float) -> float:
        x = self.place.x + column * self.place.cell_width
        return round(x * self.ratio) / self.ratio if column == int(column) else x

    def _y(self, row: float) -> float:
        y = self.place.y + row * self.place.cell_height
        return round(y * self.ratio) / self.ratio if row == int(row) else y
