"""The numbers in the cells: one transparent layer, written once and then patched cell by cell.

A number that was written once is kept as a small picture: a map has few different numbers, and writing is
what takes the time.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from poolviz.frame.model import Board, Notes
from poolviz.frame.numbers import plain, signed
from poolviz.views import spots
from poolviz.views.contrast import luminance, rgb
from poolviz.views.fonts import Weight, font, metrics, text_width
from poolviz.views.grid import Grid
from poolviz.views.layer import Layer
from poolviz.views.sheet import Part, cells_of, read
from poolviz.views.theme import Theme

_QUESTION = "?"
# Smaller letters cannot be read.
SMALLEST = 7.0
# Of the cell: height of a number, room across, height of a note.
_SHARE, _ROOM, _NOTE_SHARE = 0.4, 0.76, 0.215
# Larger ones only cost room: the cells of a magnifier grow without end when a large map is looked at closely.
_LARGEST = 320.0
_LEFT_OF_CORNER = 0.8  # how much of a cell's width a note has beside the corner that marks a change
_DARK = 0.5  # the luminance between dark and light words
_REFERENCE = 100.0
_KEPT = 6000  # texts
_PIXELS = 6_000_000  # of kept pictures, in all: many times what a screen shows of them at once
# Up to so many numbers are measured to find a size that suits all of them, but never less than this share
# of what one figure may have.
_MEASURED, _LEAST_COMMON = 4096, 0.62


class Digits:
    """Writes numbers and notes of boards, for one theme and one density of the screen."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self._theme = theme
        self._ratio = ratio
        self._pictures: dict[tuple[str, float, bool], QImage] = {}
        self._pixels = 0
        self._texts: dict[tuple[str, str, object], str] = {}

    def paint(
        self,
        layer: Layer,
        grid: Grid,
        board: Board,
        part: Part,
        largest: float,
        cells: list[tuple[int, int]] | None = None,
    ) -> None:
        """Write the numbers of a part, at most so large: all, or those of the named cells."""
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
            at = row - part[0], column - part[1]
            if (row, column) in board.asked:
                size = fitting(_QUESTION, grid, _SHARE)
                is_dark = bool(luminance(np.array(rgb(self._theme.text), np.uint8)) < _DARK)  # as the words
                self._write(painter, grid, (row, column), (_QUESTION, size), "", is_dark)
            elif sheet.pending is None or not sheet.pending[at]:
                text = self._text(board.numbers, sheet.values[at])
                note = self._note(board.notes, row, column)
                size = min(fitting(text, grid, _SHARE), largest)
                is_change = board.notes is not None and board.notes.style == "change"
                self._write(painter, grid, (row, column), (text, size), note, bool(dark[at]), is_change)
        painter.end()

    def common_size(self, grid: Grid, board: Board, part: Part) -> float:
        """The font size at which the longest number of a part fits its cell.

        It looks at the plane, not at what is out already, so that numbers keep their size as they come.
        One very long number among short ones does not make all of them tiny.
        """
        largest = fitting("", grid, _SHARE)
        if part[2] * part[3] > _MEASURED:
            return largest
        row, column, rows, columns = part
        values = board.plane.read(slice(row, row + rows), slice(column, column + columns))
        # Sorted, so that equal numbers follow each other. np.unique would do, but imports all of numpy.ma.
        ordered = np.sort(values, axis=None)
        distinct = [*ordered[:1], *ordered[1:][ordered[1:] != ordered[:-1]]]
        texts = {self._text(board.numbers, number) for number in distinct}
        smallest = min((fitting(text, grid, _SHARE) for text in texts), default=largest)
        return max(smallest, int(_LEAST_COMMON * largest * 2) / 2)

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

    def _text(self, style: str, number: np.generic) -> str:
        if style == "none":
            return ""
        key = (style, number.dtype.char, number.item())
        text = self._texts.get(key)
        if text is None:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            text = self._texts[key] = signed(number) if style == "signed" else plain(number)
        return text

    def _note(self, notes: Notes | None, row: int, column: int) -> str:
        if notes is None:
            return ""
        number = notes.plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0]
        if notes.style == "number":
            return self._text("plain", number)
        if notes.style == "change":
            return self._text("signed", number) if number else ""
        index = int(number)
        return "" if index < 0 else "({}, {})".format(*divmod(index, notes.columns))


def fitting(text: str, grid: Grid, share: float) -> float:
    """The font size at which a text fits a cell, in steps of half a pixel.

    Only the number of letters counts, so that numbers alike look alike.
    """
    cell = grid.place
    size = min(share * grid.cell, _LARGEST)
    if text:
        shape = "".join("0" if letter.isdigit() else letter for letter in text)
        wide = text_width(shape, _REFERENCE, Weight.Medium) / _REFERENCE
        size = min(size, _ROOM * cell.cell_width / wide)
    return int(size * 2) / 2


def are_readable(grid: Grid) -> bool:
    """Whether a number of one figure can be read in a cell."""
    return fitting("0", grid, _SHARE) >= SMALLEST
