"""Lines of words that belong to a board: at its right, or under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from poolviz.frame.cells import Cell
from poolviz.frame.room import is_aside
from poolviz.frame.speech import Line, Run
from poolviz.views.fonts import Weight, elided, font, text_width
from poolviz.views.qtgraph import Item
from poolviz.views.theme import Theme

# Size of the letters for each size of line, in multiples of the text size.
LETTERS = {"small": 0.9, "normal": 1.05, "large": 1.75}
_ASIDE = LETTERS["normal"] / LETTERS["large"]
_SMALLEST = 7  # pixels; smaller letters cannot be read: the line then ends in an ellipsis
_UNDERLINE, _DROP = 2.0, 0.16


@dataclass(frozen=True)
class Placed:
    """A line at its place: left end, line of writing, size of letters, and how wide it may get."""

    line: Line
    x: float
    y: float
    size: float
    room: float


class Words(Item):
    """Paints the lines of all boards; a run that stands for the lit cell is underlined."""

    def __init__(self) -> None:
        super().__init__(z=1.0)
        self._lines: tuple[Placed, ...] = ()
        self._theme: Theme | None = None
        self._lit: Cell | None = None

    def show_lines(self, lines: tuple[Placed, ...], lit: Cell | None, theme: Theme, viewport: QRectF) -> None:
        """Show these lines, with the runs of a cell underlined."""
        self.set_bounds(viewport)
        if theme is not self._theme or lit != self._lit:
            self.update()
        for line in set(lines) ^ set(self._lines):
            self.update(_reach(line))
        self._lines, self._theme, self._lit = lines, theme, lit

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell that the run under a point stands for."""
        for placed in self._lines:
            if _reach(placed).contains(point):
                for run, x, wide in _pieces(placed):
                    if x <= point.x() < x + wide:
                        return run.cell
        return None

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Write the lines that are exposed."""
        if self._theme is not None:
            for placed in self._lines:
                if _reach(placed).intersects(exposed):
                    self._write(painter, placed, self._theme)

    def _write(self, painter: QPainter, placed: Placed, theme: Theme) -> None:
        end = placed.x + placed.room
        for run, x, wide in _pieces(placed):
            size, weight = _size(placed.line, run, placed.size), _weight(placed.line, run)
            painter.setFont(font(size, weight))
            painter.setPen(QColor(_colour(placed.line, run, theme)))
            text = run.text if x + wide <= end else elided(run.text, size, weight, max(end - x, 0.0))
            painter.drawText(QPointF(x, placed.y), text)
            if run.cell is not None and run.cell == self._lit:
                line = QRectF(x, placed.y + _DROP * size, wide, _UNDERLINE)
                painter.fillRect(line, QColor(theme.accent))


def fitting(line: Line, text: float, room: float) -> float:
    """The size in whole pixels, at most that of its kind, at which a line fits its room."""
    size = int(LETTERS[line.size] * text)
    wide = _width(line, size)
    if wide > room:
        size = max(int(size * room / wide), _SMALLEST)
    while size > _SMALLEST and _width(line, size) > room:
        size -= 1
    return float(size)


def colour_of(run: Run, theme: Theme) -> str:
    """The colour of a run: that of its role, or of quiet or ordinary text."""
    if run.role is not None:
        return theme.roles[run.role].colour
    return theme.quiet if run.quiet else theme.text


def weight_of(run: Run) -> Weight:
    """Runs that play a role are bold: they are told apart without their colour as well."""
    return Weight.Bold if run.role is not None else Weight.Normal


def _is_figure(line: Line) -> bool:
    """Whether a line is one large figure, which stands out as a whole, and no formula."""
    return line.size == "large" and all(run.role is None and run.cell is None for run in line.runs)


def _colour(line: Line, run: Run, theme: Theme) -> str:
    return theme.accent if _is_figure(line) and not run.quiet else colour_of(run, theme)


def _weight(line: Line, run: Run) -> Weight:
    return Weight.Bold if _is_figure(line) and not run.quiet else weight_of(run)


def _size(line: Line, run: Run, size: float) -> float:
    return float(int(size * _ASIDE)) if is_aside(line, run) else size


def _width(line: Line, size: float) -> float:
    return sum(text_width(run.text, _size(line, run, size), _weight(line, run)) for run in line.runs)


def _pieces(placed: Placed) -> Iterator[tuple[Run, float, float]]:
    """Each run of a line with its left end and its width."""
    x = placed.x
    for run in placed.line.runs:
        wide = text_width(run.text, _size(placed.line, run, placed.size), _weight(placed.line, run))
        yield run, x, wide
        x += wide


def _reach(placed: Placed) -> QRectF:
    return QRectF(placed.x - 2, placed.y - 1.3 * placed.size, placed.room + 4, 1.8 * placed.size)
