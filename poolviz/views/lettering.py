"""Where the words around boards and charts stand, and how much room each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board, Frame
from poolviz.frame.room import BELOW, BESIDE, HEADING, LINE, lines_height
from poolviz.frame.speech import Line
from poolviz.views.headings import Heading, baseline
from poolviz.views.words import Placed, fitting

_ASIDE = 1.2  # between two texts, in multiples of the text size
_CAPITAL = 0.73  # height of a capital letter, of the size of the letters


@dataclass(frozen=True)
class _Wish:
    """A line that wants to be written: where its row begins, and the room to its right."""

    line: Line
    is_beside: bool
    x: float
    top: float
    room: float

    @property
    def kind(self) -> tuple[bool, str]:
        """Lines of one kind are written in one size."""
        return self.is_beside, self.line.size


class Lettering:
    """Finds places for headings and lines: each may be as wide as there is room up to what comes next.

    ``areas`` are those of boards and charts on the canvas, ``whole`` is the whole stage under the present
    zoom, ``taken`` is what chips stand on.
    """

    def __init__(
        self,
        frame: Frame,
        areas: Mapping[str, QRectF],
        viewport: QRectF,
        whole: QRectF,
        text: float,
        taken: Sequence[QRectF],
    ) -> None:
        self._frame = frame
        self._areas = areas
        self._viewport = viewport
        self._whole = whole
        self._text = text
        self._taken = taken
        items: tuple[Board | Chart, ...] = (*frame.boards, *frame.charts)
        self._items = [item for item in items if item.name in areas]
        self._reaches = {item.name: self._reach(item) for item in self._items}

    def headings(self) -> tuple[Heading, ...]:
        """One heading above every board and chart that has words for it."""
        headings = []
        for item in self._items:
            if item.title or item.detail:
                area = self._areas[item.name]
                line = baseline(area.top(), self._text, item.heading_lines)
                band = QRectF(area.left(), line - self._text, 1.0, self._text)
                room = self._room(band, item.name, self._viewport.right(), self._taken)
                headings.append(Heading(item.title, item.detail, area.left(), line, room))
        return tuple(headings)

    def lines(self) -> tuple[Placed, ...]:
        """The lines of words at the right of boards and under them, in one size for each kind."""
        wishes = [
            wish for board in self._frame.boards if board.name in self._areas for wish in self._of(board)
        ]
        sizes: dict[tuple[bool, str], float] = {}
        for wish in wishes:
            size = fitting(wish.line, self._text, wish.room)
            sizes[wish.kind] = min(size, sizes.get(wish.kind, size))
        return tuple(
            Placed(wish.line, wish.x, self._foot(wish, sizes[wish.kind]), sizes[wish.kind], wish.room)
            for wish in wishes
        )

    def _of(self, board: Board) -> list[_Wish]:
        area, text = self._areas[board.name], self._text
        tall = lines_height(board.beside, text)
        top = area.top() + max(area.height() - tall, 0.0) / 2
        below = max(area.bottom(), top + tall) + BELOW * text
        return [
            *self._rows(board, board.beside, area.right() + BESIDE * text, top, True),
            *self._rows(board, board.below, area.left(), below, False),
        ]

    def _rows(
        self, board: Board, lines: Sequence[Line], x: float, top: float, is_beside: bool
    ) -> list[_Wish]:
        wishes = []
        for line in lines:
            tall = LINE[line.size] * self._text
            room = self._room(QRectF(x, top, 1.0, tall), board.name, self._whole.right())
            wishes.append(_Wish(line, is_beside, x, top, room))
            top += tall
        return wishes

    def _foot(self, wish: _Wish, size: float) -> float:
        """Where the letters stand, so that capitals are in the middle of the row."""
        return wish.top + (LINE[wish.line.size] * self._text + _CAPITAL * size) / 2

    def _reach(self, item: Board | Chart) -> QRectF:
        """An item with its heading and with the words under it."""
        area = self._areas[item.name]
        above = item.heading_lines * HEADING * self._text if item.title else 0.0
        if isinstance(item, Chart) or not (item.beside or item.below):
            return area.adjusted(0, -above, 0, 0)
        more = max(lines_height(item.beside, self._text) - area.height(), 0.0)
        return area.adjusted(0, -above, 0, more + lines_height(item.below, self._text) + BELOW * self._text)

    def _room(self, band: QRectF, own: str, end: float, taken: Sequence[QRectF] = ()) -> float:
        """From the left end of a band to whatever stands to its right at that height."""
        end -= self._text / 2
        for name, reach in self._reaches.items():
            if name != own and reach.left() > band.left() and _is_at_height(band, reach):
                end = min(end, reach.left() - _ASIDE * self._text)
        for area in taken:
            if area.left() > band.left() and _is_at_height(band, area):
                end = min(end, area.left() - self._text / 2)
        return max(end - band.left(), 0.0)


def _is_at_height(band: QRectF, area: QRectF) -> bool:
    return area.top() < band.bottom() and band.top() < area.bottom()
