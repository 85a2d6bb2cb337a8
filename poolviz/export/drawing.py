"""How an exercise is drawn on paper: black lines and letters, which any printer and any copier keeps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from poolviz.exercises import Answers
from poolviz.export.blocks import INDENT, LINE, SMALL, TEXT, Grid
from poolviz.export.lettering import POINT, Weight, paper_font, width_of
from poolviz.export.pages import Placed
from poolviz.frame.cells import Cell
from poolviz.frame.model import Mark
from poolviz.frame.numbers import plain, signed
from poolviz.frame.words import say
from poolviz.views.theme import LIGHT

_THIN, _THICK = 0.6, 1.4
_SMALLEST = 6.0
_RISE = 0.36  # of a letter's height, from the middle of a line to its foot


class Pencil:
    """A painter that counts in points and knows the few things that stand on a worksheet."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float = TEXT,
        weight: Weight = Weight.Normal,
        *,
        quiet: bool = False,
    ) -> None:
        """A line of text from its left end and foot."""
        self._painter.setFont(paper_font(size, weight))
        self._painter.setPen(QColor(LIGHT.quiet if quiet else LIGHT.text))
        self._painter.drawText(QPointF(x * POINT, y * POINT), text)

    def write_back(self, x: float, y: float, text: str, size: float, *, quiet: bool = False) -> None:
        """A line of text that ends at x."""
        self.write(x - width_of(text, size), y, text, size, quiet=quiet)

    def write_in(
        self, box: QRectF, text: str, weight: Weight = Weight.Normal, *, quiet: bool = False
    ) -> None:
        """A number in the middle of a cell, smaller if it is long."""
        size = TEXT
        while size > _SMALLEST and width_of(text, size, weight) > box.width() - 3:
            size -= 0.5
        x = box.center().x() - width_of(text, size, weight) / 2
        self.write(x, box.center().y() + _RISE * size, text, size, weight, quiet=quiet)

    def line(self, x: float, y: float, length: float, *, thick: bool = False) -> None:
        """A line to the right."""
        self._pen(_THICK if thick else _THIN)
        self._painter.drawLine(QPointF(x * POINT, y * POINT), QPointF((x + length) * POINT, y * POINT))

    def box(self, box: QRectF, *, thick: bool = False, dashed: bool = False) -> None:
        """The outline of a cell."""
        self._pen(_THICK if thick else _THIN, dashed=dashed)
        self._painter.drawRect(_in_dots(box))

    def ring(self, box: QRectF) -> None:
        """A ring inside a cell."""
        self._pen(_THICK)
        self._painter.drawEllipse(_in_dots(box.adjusted(2, 2, -2, -2)))

    def _pen(self, width: float, *, dashed: bool = False) -> None:
        pen = QPen(QColor(LIGHT.quiet if dashed else LIGHT.text), width * POINT)
        if dashed:
            pen.setDashPattern([3.0, 3.0])
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_exercise(pencil: Pencil, placed: Placed, *, solved: bool) -> None:
    """The question and its grids; with the answers where it is a key."""
    block, exercise = placed.block, placed.block.exercise
    pencil.write(placed.x, placed.y + TEXT, f"{placed.number}.", TEXT, Weight.Bold)
    for place, line in enumerate(block.question):
        pencil.write(placed.x + INDENT, placed.y + TEXT + place * LINE, line)
    answers = exercise.solution() if solved else {}
    for grid in block.grids:
        at = QPointF(placed.x + grid.x, placed.y + grid.y)
        _draw_grid(pencil, grid, at)
        for mark in exercise.marks:
            if mark.board == grid.sheet.name:
                _draw_asked(pencil, grid, at, mark)
        for cell, number in answers.items():
            if cell.board == grid.sheet.name:
                _draw_answer(pencil, grid, at, cell, number, typed=exercise.asked == "type")
    if answers and exercise.asked != "type":
        pencil.write(placed.x + INDENT, placed.y + block.height, picked(answers), SMALL, Weight.Bold)


def picked(answers: Answers) -> str:
    """The cells that are to be picked, in words: a ring alone cannot be read out.

    >>> picked({Cell("input", 1, 2): 1.0, Cell("input", 3, 0): 1.0})
    'Answer: (1, 2) (3, 0)'
    """
    cells = " ".join(f"({cell.row}, {cell.column})" for cell in sorted(answers) if answers[cell])
    return say("Answer: {cells}", cells=cells or say("none"))


def _draw_grid(pencil: Pencil, grid: Grid, at: QPointF) -> None:
    sheet = grid.sheet
    (rows, columns), rim = sheet.size, sheet.rim
    title = QPointF(at.x() - rim.left * grid.cell_width, at.y() - rim.top * grid.cell_height - 5)
    pencil.write(title.x(), title.y(), sheet.title, SMALL, Weight.DemiBold)
    beside = title.x() + width_of(f"{sheet.title}  ", SMALL, Weight.DemiBold)
    pencil.write(beside, title.y(), sheet.detail, SMALL, quiet=True)
    for row in range(-rim.top, rows + rim.bottom):
        for column in range(-rim.left, columns + rim.right):
            box = _box(grid, at, row, column)
            inside = 0 <= row < rows and 0 <= column < columns
            if not inside:
                pencil.box(box, dashed=True)
                pencil.write_in(box, rim.text, quiet=True)
            elif sheet.values is not None:
                pencil.box(box)
                value = sheet.values[row, column]
                pencil.write_in(box, signed(value) if sheet.numbers == "signed" else plain(value))
            else:
                pencil.box(box)
    pencil.box(QRectF(at.x(), at.y(), columns * grid.cell_width, rows * grid.cell_height), thick=True)


def _draw_asked(pencil: Pencil, grid: Grid, at: QPointF, mark: Mark) -> None:
    """A question mark in the cells that are asked about."""
    rows, columns = grid.sheet.size
    for row in range(rows):
        for column in range(columns):
            if mark.covers(row, column):
                pencil.write_in(_box(grid, at, row, column), "?", Weight.Bold)


def _draw_answer(pencil: Pencil, grid: Grid, at: QPointF, cell: Cell, number: float, *, typed: bool) -> None:
    box = _box(grid, at, cell.row, cell.column)
    if typed:
        pencil.write_in(box, signed(number) if grid.sheet.numbers == "signed" else plain(number), Weight.Bold)
    elif number:
        pencil.ring(box)


def _box(grid: Grid, at: QPointF, row: int, column: int) -> QRectF:
    wide, tall = grid.cell_width, grid.cell_height
    return QRectF(at.x() + column * wide, at.y() + row * tall, wide, tall)


def _in_dots(box: QRectF) -> QRectF:
    return QRectF(box.x() * POINT, box.y() * POINT, box.width() * POINT, box.height() * POINT)
