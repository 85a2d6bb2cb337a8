"""Cells large enough to be seen one by one: round corners, gaps, outlines of what is not out yet, rims."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from poolviz.frame.model import Block, Board, Rim
from poolviz.views import spots
from poolviz.views.fonts import Weight, font
from poolviz.views.grid import LARGE, Grid
from poolviz.views.layer import Layer
from poolviz.views.sheet import Part, Sheet, cells_of, read
from poolviz.views.theme import Theme

Cells = Iterable[tuple[int, int]]


def paint(
    layer: Layer, grid: Grid, board: Board, theme: Theme, part: Part, cells: Cells | None = None
) -> None:
    """Paint the cells of a part into a layer: all, or those that are named."""
    sheet = read(board, part)
    colours = spots.shades(board, theme, part, sheet.values)
    wanted = cells_of(part) if cells is None else cells
    brushes: dict[int, QBrush] = {}
    painter = layer.painter()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(theme.stage)
    for row, column in wanted:
        at = row - part[0], column - part[1]
        painter.fillRect(grid.rectangle(Block(row, column)), ground)
        if not board.has(row, column):
            continue
        if sheet.pending is not None and sheet.pending[at]:
            _outline(painter, grid, (row, column), theme)
            continue
        colour = int(colours[at])
        if colour not in brushes:
            brushes[colour] = QBrush(QColor.fromRgb(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brushes[colour])
        painter.drawRoundedRect(grid.inner(row, column), grid.radius, grid.radius)
        if _is_nan(sheet, at):
            painter.setBrush(QBrush(QColor(theme.quiet), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(grid.inner(row, column), grid.radius, grid.radius)
    painter.end()


def paint_rims(layer: Layer, grid: Grid, board: Board, theme: Theme) -> None:
    """Paint what lies around a board: its padding, and outside of that what windows overhang."""
    outer = _around(board.shape, board.rim, board.overhang)
    inner = _around(board.shape, board.rim)
    painter = layer.painter()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if board.overhang[:4] != (0, 0, 0, 0):
        _rim(painter, grid, theme, (outer, inner), "", Qt.PenStyle.DotLine)
    if board.rim[:4] != (0, 0, 0, 0):
        board_itself = Block(0, 0, *board.shape)
        _rim(painter, grid, theme, (inner, board_itself), board.rim.text, Qt.PenStyle.DashLine)
    painter.end()


def _rim(
    painter: QPainter, grid: Grid, theme: Theme, ring: tuple[Block, Block], text: str, line: Qt.PenStyle
) -> None:
    """Ghost cells between two blocks; a plain frame where cells are small."""
    outer, inner = ring
    is_padding = line == Qt.PenStyle.DashLine
    pen = QPen(QColor(theme.pending), 1.0, line)
    fill = QColor(theme.ghost) if is_padding else QColor(Qt.GlobalColor.transparent)
    painter.setPen(pen)
    painter.setBrush(fill)
    if grid.cell < LARGE:
        painter.drawRect(grid.rectangle(outer).adjusted(0.5, 0.5, -0.5, -0.5))
        return
    painter.setFont(font(grid.cell * 0.26, Weight.Medium))
    for row, column in _ring(outer, inner):
        cell = grid.inner(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(pen)
        painter.drawRoundedRect(cell, grid.radius, grid.radius)
        if text:
            painter.setPen(QColor(theme.quiet))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)


def _ring(outer: Block, inner: Block) -> Cells:
    for row in range(int(outer.row), int(outer.row + outer.rows)):
        for column in range(int(outer.column), int(outer.column + outer.columns)):
            if not inner.contains(row, column):
                yield row, column


def _around(shape: tuple[int, int], *rims: Rim) -> Block:
    top, bottom = sum(rim.top for rim in rims), sum(rim.bottom for rim in rims)
    left, right = sum(rim.left for rim in rims), sum(rim.right for rim in rims)
    return Block(-top, -left, shape[0] + top + bottom, shape[1] + left + right)


def _outline(painter: QPainter, grid: Grid, cell: tuple[int, int], theme: Theme) -> None:
    pen = QPen(QColor(theme.pending), 1.3)
    pen.setDashPattern([3.0, 2.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside: QRectF = grid.inner(*cell).adjusted(0.7, 0.7, -0.7, -0.7)
    painter.drawRoundedRect(inside, grid.radius, grid.radius)


def _is_nan(sheet: Sheet, at: tuple[int, int]) -> bool:
    number = sheet.values[at]
    return isinstance(number, np.floating) and bool(np.isnan(number))
