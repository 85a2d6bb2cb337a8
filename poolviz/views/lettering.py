"""Where the words around boards, charts and tables stand, and how much room each has."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board, Frame
from poolviz.frame.room import BELOW, HEADING, LINE, beside_distance, beside_height, lines_height
from poolviz.frame.speech import Line
from poolviz.frame.tables import Table
from poolviz.views.headings import SIZE, Heading, baseline, with_heading
from poolviz.views.words import LETTERS, Placed, fitting

_ASIDE = 1.2  # between two texts, in multiples of the text size
# Between two texts that stand under boards, as these are seen to be apart; large figures need the room.
_CLOSE = {"small": 0.8, "normal": 0.8, "large": 0.6}
_CAPITAL = 0.73  # height of a capital letter, of the size of the letters
_READABLE = 0.9  # of their usual size: where letters would be smaller, few words are better
_LEAST_HEADING = 0.68  # of their usual size
_ALIKE = 0.75  # one very long line makes the others of its kind no smaller than this


@dataclass(frozen=True)
class _Wish:
    """A line that wants to be written: its row, the size at which it fits, and the room to its right.

    Lines of one kind are written in one size, if they can be.
    """

    line: Line
    kind: tuple[bool, str]
    x: float
    top: float
    tall: float
    size: float
    room: float


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
        items: tuple[Board | Chart | Table, ...] = (*frame.boards, *frame.charts, *frame.tables)
        self._items = [item for item in items if item.name in areas]
        self._reaches = {item.name: self._reach(item) for item in self._items}

    def headings(self) -> tuple[Heading, ...]:
        """A heading above every board and chart that has words for it.

        Where one has no room all get smaller, and then say it in few words, before any is cut.
        """
        headings = []
        for item in self._items:
            if item.heading_lines and (item.title or item.detail):
                area = self._areas[item.name]
                line = baseline(area.top(), self._text, item.heading_lines)
                band = QRectF(area.left(), line - self._text, 1.0, self._text)
                room = self._room(band, item.name, self._viewport.right(), self._taken)
                brief = item.brief if isinstance(item, Board) else ""
                headings.append(Heading(item.title, item.detail, area.left(), line, room, brief))
        size = self._size_of(headings)
        if not all(heading.fits(size) for heading in headings):
            headings = [replace(heading, title=heading.brief or heading.title) for heading in headings]
            size = self._size_of(headings)
        return tuple(replace(heading, size=size) for heading in headings)

    def _size_of(self, headings: list[Heading]) -> float:
        """The largest size at which all titles have room, as far as they could still be read."""
        size = SIZE * self._text
        least = math.floor(_LEAST_HEADING * size)
        while size > least and not all(heading.fits(size) for heading in headings):
            size = math.ceil(size) - 1.0  # letters come in whole pixels, and are wider than a share of them
        return size

    def lines(self) -> tuple[Placed, ...]:
        """The lines of words at the right of boards and under them, in one size for each kind."""
        wishes = [
            wish for board in self._frame.boards if board.name in self._areas for wish in self._of(board)
        ]
        wishes = self._shortened(wishes)
        sizes: dict[tuple[bool, str], list[float]] = defaultdict(list)
        for wish in wishes:
            sizes[wish.kind].append(wish.size)
        common = {kind: max(min(found), _ALIKE * max(found)) for kind, found in sizes.items()}
        return tuple(_placed(wish, min(wish.size, common[wish.kind])) for wish in wishes)

    def _shortened(self, wishes: list[_Wish]) -> list[_Wish]:
        """Lines in few words where one of them could hardly be read otherwise: all in its row or column."""
        able = [wish for wish in wishes if wish.line.short]
        rows = {wish.top for wish in able if _is_cramped(wish, self._text)}
        columns = {wish.x for wish in able if wish.top in rows}
        rows = {wish.top for wish in able if wish.x in columns}
        return [
            _with_line(wish, replace(wish.line, runs=wish.line.short), self._text)
            if wish.line.short and wish.top in rows
            else wish
            for wish in wishes
        ]

    def _of(self, board: Board) -> list[_Wish]:
        area, text = self._areas[board.name], self._text
        natural, tall = lines_height(board.beside, text), self._beside(board)
        top = area.top() + max(area.height() - tall, 0.0) / 2
        below = max(area.bottom(), top + tall) + BELOW * text
        beside = text * tall / natural if natural else text
        return [
            *self._rows(board, board.beside, (area.right() + beside_distance(board, text), top), beside),
            *self._rows(board, board.below, (area.left(), below), text),
        ]

    def _rows(
        self, board: Board, lines: Sequence[Line], start: tuple[float, float], text: float
    ) -> list[_Wish]:
        wishes = []
        x, top = start
        for line in lines:
            tall = LINE[line.size] * text
            band = QRectF(x, top, 1.0, tall)
            aside = _CLOSE[line.size] if lines is board.below else _ASIDE
            room = self._room(band, board.name, self._whole.right(), aside=aside)
            kind = lines is board.beside, line.size
            wishes.append(_Wish(line, kind, x, top, tall, fitting(line, text, room), room))
            top += tall
        return wishes

    def _reach(self, item: Board | Chart | Table) -> QRectF:
        """An item with its heading and with the words under it."""
        area = self._areas[item.name]
        headed = with_heading(item, area, self._text)
        if not isinstance(item, Board) or not (item.beside or item.below):
            return headed
        more = max(self._beside(item) - area.height(), 0.0)
        return headed.adjusted(0, 0, 0, more + self._under(item) + BELOW * self._text)

    def _beside(self, board: Board) -> float:
        """How high the lines beside a board are: they are shrunk only where something stands below."""
        area, text = self._areas[board.name], self._text
        tops = [
            self._areas[item.name].top() - item.heading_lines * HEADING * text
            for item in self._items
            if self._areas[item.name].top() > area.bottom() and self._areas[item.name].right() > area.left()
        ]
        free = min([self._whole.bottom(), *tops]) - area.top() - self._under(board)
        return min(lines_height(board.beside, text), max(beside_height(board, area.height(), text), free))

    def _under(self, board: Board) -> float:
        return lines_height(board.below, self._text)

    def _room(
        self, band: QRectF, own: str, end: float, taken: Sequence[QRectF] = (), aside: float = _ASIDE
    ) -> float:
        """From the left end of a band to whatever stands to its right at that height."""
        end -= self._text / 2
        for name, reach in self._reaches.items():
            if name != own and reach.left() > band.left() and _is_at_height(band, reach):
                end = min(end, reach.left() - aside * self._text)
        for area in taken:
            if area.left() > band.left() and _is_at_height(band, area):
                end = min(end, area.left() - self._text / 2)
        return max(end - band.left(), 0.0)


def _is_cramped(wish: _Wish, text: float) -> bool:
    return wish.size < int(_READABLE * LETTERS[wish.line.size] * text)


def _with_line(wish: _Wish, line: Line, text: float) -> _Wish:
    """Other words in the same place."""
    return replace(wish, line=line, size=fitting(line, text, wish.room))


def _placed(wish: _Wish, size: float) -> Placed:
    """Capitals stand in the middle of their row."""
    return Placed(wish.line, wish.x, wish.top + (wish.tall + _CAPITAL * size) / 2, size, wish.room)


def _is_at_height(band: QRectF, area: QRectF) -> bool:
    return area.top() < band.bottom() and band.top() < area.bottom()
