"""Lines of words that belong to a board: at its right, or under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from poolviz.frame.room import LINE
from poolviz.frame.speech import Line, Run
from poolviz.views.fonts import Weight, elided, font, text_width
from poolviz.views.qtgraph import Item
from poolviz.views.theme import Theme

# Size of the letters for each size of line, and how far a line may be shrunk to fit.
_LETTERS = {"small": 0.92, "normal": 1.1, "large": 2.0}
_LEAST = 0.7
# Where in its line's height the letters stand.
_FOOT = 0.68


@dataclass(frozen=True)
class Placed:
    """A line at its place: left end, line of writing, size of letters, and how wide it may get."""

    line: Line
    x: float
    y: float
    size: float
    room: float


class Words(Item):
    """Paints the lines of all boards."""

    def __init__(self) -> None:
        super().__init__(z=1.0)
        self._lines: tuple[Placed, ...] = ()
        self._theme: Theme | None = None

    def show_lines(self, lines: tuple[Placed, ...], theme: Theme, viewport: QRectF) -> None:
        """Show these lines."""
        self.set_bounds(viewport)
        if theme is not self._theme:
            self.update()
        for line in set(lines) ^ set(self._lines):
            self.update(_reach(line))
        self._lines, self._theme = lines, theme

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Write the lines that are exposed."""
        theme = self._theme
        for placed in self._lines if theme is not None else ():
            if theme is not None and _reach(placed).intersects(exposed):
                _write(painter, placed, theme)


def placed_lines(lines: Sequence[Line], x: float, y: float, text: float, room: float) -> list[Placed]:
    """Lines under each other from (x, y) on, each small enough for the room there is."""
    placed = []
    for line in lines:
        height = LINE[line.size] * text
        size = _LETTERS[line.size] * text
        wide = sum(text_width(run.text, size, weight_of(run)) for run in line.runs)
        size *= max(min(1.0, room / max(wide, 1.0)), _LEAST)
        placed.append(Placed(line, x, y + _FOOT * height, float(max(int(size), 1)), room))
        y += height
    return placed


def colour_of(run: Run, theme: Theme) -> str:
    """The colour of a run: that of its role, or of quiet or ordinary text."""
    if run.role is not None:
        return theme.roles[run.role].colour
    return theme.quiet if run.quiet else theme.text


def weight_of(run: Run) -> Weight:
    """Runs that play a role are bold: they are told apart without their colour as well."""
    return Weight.Bold if run.role is not None else Weight.Normal


def _write(painter: QPainter, placed: Placed, theme: Theme) -> None:
    x, end = placed.x, placed.x + placed.room
    for run in placed.line.runs:
        weight = weight_of(run)
        text = elided(run.text, placed.size, weight, max(end - x, 0.0))
        painter.setFont(font(placed.size, weight))
        painter.setPen(QColor(colour_of(run, theme)))
        painter.drawText(QPointF(x, placed.y), text)
        x += text_width(text, placed.size, weight)


def _reach(placed: Placed) -> QRectF:
    return QRectF(placed.x - 2, placed.y - 1.3 * placed.size, placed.room + 4, 1.8 * placed.size)
