"""The numbers in the cells: one transparent layer, written once and then patched cell by cell.

A number that was written once is kept as a small picture: a map has few different numbers, and writing is
what takes the time.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from poolviz.frame.model import Board, Notes
from poolviz.views import spots
from poolviz.views.contrast import luminance, rgb
from poolviz.views.fonts import Weight, font, metrics
from poolviz.views.grid import Grid
from poolviz.views.hand import PLAIN, SHARE, SMALLEST, Hand, fitting
from poolviz.views.layer import Layer
from poolviz.views.sheet import Part, cells_of, read
from poolviz.views.theme import Theme

_QUESTION = "?"
# Of the cell: height of a note.
_NOTE_SHARE = 0.215
_LEFT_OF_CORNER = 0.8  # how much of a cell's width a note has beside the corner that marks a change
_DARK = 0.5  # the luminance between dark and light words
_PIXELS = 6_000_000  # of kept pictures, in all: many times what a screen shows of them at once


class Digits:
    """Writes numbers and notes of boards, for one theme and one density of the screen."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self._theme = theme
        self._ratio = ratio
        self._pictures: dict[tuple[str, float, bool], QImage] = {}
        self._pixels = 0

    def paint(
        self,
        layer: Layer,
        grid: Grid,
        board: Board,
        part: Part,
        hand: Hand,
        cells: list[tuple[int, int]] | None = None,
    ) -> None:
        """Write the numbers of a part in that hand: all, or those of the named cells."""
        if cells is None:
            layer.clear([grid.device(part)])
            cells = cells_of(part)
        else:
            layer.clear([grid.device((row, column, 1, 1)) for row, column in cells])
        if board.bare:
            return
        sheet = read(board, part)
        dark = spots.dark_digits(board, self._theme, part, sheet.values)
        painter = layer.painter()
        for row, column in cells:
            if not board.has(row, column):
                continue
            at = row - part[0], column - part[1]
            if (row, column) in board.asked:
                size = fitting(_QUESTION, grid, SHARE)
                is_dark = bool(luminance(np.array(rgb(self._theme.text), np.uint8)) < _DARK)  # as the words
                self._write(painter, grid, (row, column), (_QUESTION, size), "", is_dark)
            elif sheet.pending is None or not sheet.pending[at]:
                text = hand.written(board.numbers, sheet.values[at])
                note = self._note(board.notes, row, column)
                size = min(fitting(text, grid, SHARE), hand.size)
                is_change = board.notes is not None and board.notes.style == "change"
                self._write(painter, grid, (row, column), (text, size), note, bool(dark[at]), is_change)
        painter.end()

    def _write(
        self,
        painter: QPainter,
        grid: Grid,
        cell: tuple[int, int],
        number: tuple[str, float],
        note: str,
        dark: bool,
        beside_corner: bool = False,
    ) -> None:
        inside = grid.inner(*cell)
        # As if it had one letter more: the corner of a mark takes the room of that.
        note_size = fitting(f"{note}0" if beside_corner and note else note, grid, _NOTE_SHARE)
        if note and note_size >= SMALLEST:
            lower = QRectF(inside.left(), inside.top() + inside.height() * 0.68, inside.width(), 0.0)
            lower.setHeight(inside.height() * 0.26)
            if beside_corner:
                lower.setWidth(inside.width() * _LEFT_OF_CORNER)
            self._place(painter, lower, note, note_size, dark)
            inside.setHeight(inside.height() * 0.86)
        if number[1] >= SMALLEST:
            self._place(painter, inside, *number, dark)

    def _place(self, painter: QPainter, area: QRectF, text: str, size: float, dark: bool) -> None:
        key = (text, size, dark)
        picture = self._pictures.get(key)
        if picture is None:
            if self._pixels > _PIXELS:
                self._pictures.clear()
                self._pixels = 0
            picture = self._pictures[key] = self._written(text, size, dark)
            self._pixels += picture.width() * picture.height()
        ratio = self._ratio
        width, height = picture.width() / ratio, picture.height() / ratio
        x = round((area.center().x() - width / 2) * ratio) / ratio
        y = round((area.center().y() - height / 2) * ratio) / ratio
        painter.drawImage(QPointF(x, y), picture)

    def _written(self, text: str, size: float, dark: bool) -> QImage:
        measure = metrics(size, Weight.Medium)
        width = measure.horizontalAdvance(text) + 2
        # From the top of a figure to the ground line, so that it stands in the middle of its cell.
        height = measure.capHeight() + 2 * measure.descent()
        picture = QImage(
            round(width * self._ratio) + 1,
            round(height * self._ratio) + 1,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(font(size, Weight.Medium))
        painter.setPen(QColor(self._theme.digit_dark if dark else self._theme.digit_light))
        painter.drawText(QPointF(1.0, measure.descent() + measure.capHeight()), text)
        painter.end()
        return picture

    def _note(self, notes: Notes | None, row: int, column: int) -> str:
        if notes is None:
            return ""
        number = notes.plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0]
        if notes.style == "number":
            return PLAIN.written("plain", number)
        if notes.style == "change":
            return PLAIN.written("signed", number) if number else ""
        index = int(number)
        return "" if index < 0 else "({}, {})".format(*divmod(index, notes.columns))
