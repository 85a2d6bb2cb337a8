"""The headings above the boards: a title and quiet details, always as large as other text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board
from poolviz.frame.room import HEADING
from poolviz.frame.tables import Table
from poolviz.views.fonts import Weight, elided, font, text_width, whole_parts
from poolviz.views.qtgraph import Item
from poolviz.views.theme import Theme

# In multiples of the text size.
SIZE = 1.12
_SPACE = 0.45
_CHIPS = 1.35  # from the middle of the chips down to the board
_DROP = 0.75  # from the line of writing down to the board
_CAPITAL, _DESCENT = 0.73, 0.24  # of the size of the letters: how far they reach up and down


@dataclass(frozen=True)
class Heading:
    """One heading: its words, where its line of writing starts, how wide it may get, its size in pixels.

    ``brief`` is the title in few words, if there are fewer.
    """

    title: str
    detail: str
    x: float
    y: float
    room: float
    brief: str = ""
    size: float = 0.0

    def fits(self, size: float) -> bool:
        """Whether the whole title has room in letters of a size."""
        return text_width(self.title, size, Weight.DemiBold) <= self.room

    def area(self, text: float) -> QRectF:
        """What its letters take."""
        title = text_width(self.title, self.size, Weight.DemiBold)
        detail = text_width(self.detail, self.size, Weight.Normal) + _SPACE * text if self.detail else 0.0
        wide = min(title + detail, self.room)
        return QRectF(self.x, self.y - _CAPITAL * self.size, wide, (_CAPITAL + _DESCENT) * self.size)


class Headings(Item):
    """Paints all headings of a frame."""

    def __init__(self) -> None:
        super().__init__(z=1.0)
        self._headings: tuple[Heading, ...] = ()
        self._theme: Theme | None = None
        self._text = 13.0

    def show_headings(
        self, headings: tuple[Heading, ...], theme: Theme, text: float, viewport: QRectF
    ) -> None:
        """Show these headings; ``text`` is the height of ordinary text in pixels."""
        self.set_bounds(viewport)
        if theme is not self._theme or text != self._text:
            self.update()
        for heading in set(headings) ^ set(self._headings):
            self.update(_reach(heading, text))
        self._headings, self._theme, self._text = headings, theme, text

    def areas(self) -> tuple[QRectF, ...]:
        """What the letters of the headings take, for links to keep clear of."""
        return tuple(heading.area(self._text) for heading in self._headings)

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Write what is exposed, and less of it where a heading would meet its neighbour."""
        theme = self._theme
        if theme is None:
            return
        for heading in self._headings:
            size = heading.size
            if not _reach(heading, self._text).intersects(exposed):
                continue
            title = elided(heading.title, size, Weight.DemiBold, heading.room)
            painter.setFont(font(size, Weight.DemiBold))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(heading.x, heading.y), title)
            used = text_width(title, size, Weight.DemiBold) + _SPACE * self._text
            if heading.room - used < 2 * self._text:
                continue
            detail = whole_parts(heading.detail, size, Weight.Normal, heading.room - used)
            painter.setFont(font(size))
            painter.setPen(QColor(theme.quiet))
            painter.drawText(QPointF(heading.x + used, heading.y), detail)


def baseline(board_top: float, text: float, lines: int) -> float:
    """Where the line of writing of a heading lies above a board; chips stand under it on a second line."""
    return board_top - _DROP * text - (lines - 1) * HEADING * text


def with_heading(item: Board | Chart | Table, area: QRectF, text: float) -> QRectF:
    """An item's area and the lines of its heading above it, which are free where it has no title."""
    return area.adjusted(0, -item.heading_lines * HEADING * text if item.title else 0.0, 0, 0)


def middle_of_chips(board_top: float, text: float) -> float:
    """At which height chips stand above a board, on the line under its heading."""
    return board_top - _CHIPS * text


def _reach(heading: Heading, text: float) -> QRectF:
    return QRectF(heading.x - 2, heading.y - 2 * text, heading.room + 4, 3 * text)
