"""Where the words around boards and charts stand, and how much room each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board, Frame
from poolviz.frame.room import HEADING, below_height, lines_height
from poolviz.views.headings import Heading, baseline
from poolviz.views.words import Placed, placed_lines

# In multiples of the text size: between two texts, and from a board to the words at its right.
_ASIDE, _BESIDE = 1.2, 1.0


class Lettering:
    """Finds places for headings and lines: each may be as wide as there is room up to what comes next."""

    def __init__(
        self,
        frame: Frame,
        areas: Mapping[str, QRectF],
        viewport: QRectF,
        text: float,
        taken: Sequence[QRectF],
    ) -> None:
        """``areas`` are those of boards and charts on the canvas; ``taken`` is what chips stand on."""
        self._frame = frame
        self._areas = areas
        self._viewport = viewport
        self._text = text
        self._taken = taken
        self._items: tuple[Board | Chart, ...] = (*frame.boards, *frame.charts)
        self._lines = {item.name: item.heading_lines for item in self._items}

    def headings(self) -> tuple[Heading, ...]:
        """One heading above every board and chart."""
        headings = []
        for item in self._items:
            area = self._areas.get(item.name)
            if area is None:
                continue
            line = baseline(area.top(), self._text, item.heading_lines)
            band = QRectF(area.left(), line - self._text, 1.0, self._text)
            room = self._room(band, item.name, self._taken)
            headings.append(Heading(item.title, item.detail, area.left(), line, room))
        return tuple(headings)

    def lines(self) -> tuple[Placed, ...]:
        """The lines of words at the right of boards and under them."""
        placed: list[Placed] = []
        for board in self._frame.boards:
            area = self._areas.get(board.name)
            if area is not None and (board.beside or board.below):
                placed += self._beside(board, area)
                placed += self._below(board, area)
        return tuple(placed)

    def _beside(self, board: Board, area: QRectF) -> list[Placed]:
        tall = lines_height(board.beside, self._text)
        top = area.top() + max(area.height() - tall, 0.0) / 2
        band = QRectF(area.right() + _BESIDE * self._text, top, 1.0, max(tall, 1.0))
        room = self._room(band, board.name)
        return placed_lines(board.beside, band.left(), top, self._text, room)

    def _below(self, board: Board, area: QRectF) -> list[Placed]:
        top = area.bottom() + 0.4 * self._text
        band = QRectF(area.left(), top, 1.0, max(below_height(board, self._text), 1.0))
        return placed_lines(board.below, area.left(), top, self._text, self._room(band, board.name))

    def _room(self, band: QRectF, own: str, taken: Sequence[QRectF] = ()) -> float:
        """From the left end of a band to whatever stands to its right at that height."""
        end = self._viewport.right() - self._text / 2
        for name, area in self._areas.items():
            # What has a heading begins where that begins.
            reach = area.adjusted(0, -self._lines[name] * HEADING * self._text, 0, 0)
            if name != own and _is_at_height(band, reach) and area.left() > band.left():
                end = min(end, area.left() - _ASIDE * self._text)
        for area in taken:
            if _is_at_height(band, area) and area.left() > band.left():
                end = min(end, area.left() - self._text / 2)
        return max(end - band.left(), 0.0)


def _is_at_height(band: QRectF, area: QRectF) -> bool:
    return area.top() < band.bottom() and band.top() < area.bottom()
