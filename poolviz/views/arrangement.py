"""Where everything on the stage is seen: the layout of the frame, under the present zoom."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize

from poolviz.frame.layout import Place, arrange, fitting_text
from poolviz.frame.model import Board, Frame
from poolviz.frame.orders import (
    Order,
    after,
    as_it_is,
    in_one_row,
    may_be_one_row,
    may_have_words_aside,
    on_a_low_stage,
    with_chips_in_two_lines,
    with_fewer_words,
    with_words_aside,
    without_words,
)
from poolviz.frame.room import across, below_width, beside_width, down, is_free
from poolviz.frame.tables import Table
from poolviz.views.camera import Camera

# Words are not larger than these shares of the stage's height and width, or cells would vanish beside them.
_WORDS_SHARE, _WORDS_ACROSS = 0.06, 0.034
_LEAST_TEXT = 13.0
# In cells smaller than so many text sizes a number is not read with ease. Another order must gain so much, or
# less if the scene names it.
_CRAMPED, _WORTHWHILE, _WORTHWHILE_OWN = 2.2, 1.3, 1.15
# A board whose longer side is less than so many text sizes has too little room beside its words.
_TINY = 9.0
# Such a board of fewer pixels shows nothing that words could be about.
_HARDLY_SEEN = 96.0
# Chips that would take more than this share of the stage's width stand in two lines.
_CHIPS_IN_ONE_LINE, _ALMOST = 0.6, 0.8
# Nobody needs to look closer than at cells of so many pixels.
_LARGEST_CELL = 480.0
# Words that come out longer than those laid out for are shrunk, up to so much.
_OUTGROWN = 1.2

# Says how wide the buttons above each board and chart are, at a height of text that they then take, and in
# one line or two.
Chips = Callable[[float, int], Mapping[str, float]]


@dataclass(frozen=True)
class Seen:
    """Places of boards and charts on the canvas, the whole stage there, and the height of words."""

    places: Mapping[str, Place]
    whole: QRectF
    text: float


class Arrangement:
    """Lays a frame out in a size of canvas; the zoom stays until boards change their shapes."""

    def __init__(self) -> None:
        self._camera = Camera()
        self._size = QSize(1, 1)
        self._wanted_text = self._text = _LEAST_TEXT
        self._shapes: Hashable = None
        self._extents: Hashable = None
        self._chips: Mapping[str, float] = {}
        self._words: Mapping[str, float] = {}
        self._places: dict[str, Place] = {}
        self._order: Order = as_it_is
        self._shown: tuple[Frame, Frame] | None = None
        self._nearest = 1.0

    @property
    def zoom(self) -> float:
        """How many times as large as when everything fits."""
        return self._camera.zoom

    @property
    def text(self) -> float:
        """The height of words on the canvas: what was asked for, or less on a low or crowded stage."""
        return self._text

    def show_frame(self, frame: Frame, chips: Chips) -> None:
        """Take a frame in; only another shape of it, or longer words, ask for another layout.

        Zooming ends where boards become larger or smaller, not where they only have other cells.
        """
        if _shapes(frame) != self._shapes:
            if _extents(frame) != self._extents:
                self._camera = Camera()
        elif chips(self._text, 1) == self._chips and not _outgrown(_words(frame), self._words):
            return
        self._arrange(frame, chips)

    def shown(self, frame: Frame) -> Frame:
        """The frame in the order in which it is laid out: that of the scene, or one with larger boards."""
        if self._shown is None or self._shown[0] is not frame:
            self._shown = frame, self._order(frame)
        return self._shown[1]

    def set_size(self, size: QSize, text: float) -> None:
        """Use another size of canvas and height of text from now on."""
        self._size, self._wanted_text = QSize(max(size.width(), 1), max(size.height(), 1)), text

    def show_again(self, frame: Frame, chips: Chips) -> None:
        """Lay out anew in another size; the zoom stays."""
        self._arrange(frame, chips)
        self._look(self._camera)

    def seen(self) -> Seen:
        """Where everything is on the canvas now."""
        places = {name: self._camera.place(place) for name, place in self._places.items()}
        whole = self._camera.place(Place(0.0, 0.0, self._size.width(), self._size.height()))
        return Seen(places, QRectF(whole.x, whole.y, whole.cell_width, whole.cell_height), self.text)

    def fit(self) -> None:
        """Show everything."""
        self._camera = Camera()

    def zoom_about(self, factor: float, point: QPointF | None = None) -> None:
        """Zoom with a point staying where it is; the middle unless told."""
        at = point or QPointF(self._size.width() / 2, self._size.height() / 2)
        self._look(self._camera.zoomed(factor, at.x(), at.y(), self._nearest))

    def pan(self, x: float, y: float) -> None:
        """Move everything by so many pixels."""
        self._look(self._camera.panned(x, y))

    def _look(self, camera: Camera) -> None:
        self._camera = camera.within(self._size.width(), self._size.height())

    def _arrange(self, frame: Frame, chips: Chips) -> None:
        """Lay out as the frame says; where that leaves cells or boards too small, in another order.

        Chips that would crowd one line take two, unless cells would lose their room to that.
        """
        self._shapes, self._words, self._shown = _shapes(frame), _words(frame), None
        self._extents = _extents(frame)
        self._text = self._fitting_text(frame)
        self._chips = chips(self._text, 1)
        self._order, self._places, cell = self._best(frame, self._chips)
        if max(self._chips.values(), default=0.0) > _CHIPS_IN_ONE_LINE * self._size.width():
            order, places, other = self._best(with_chips_in_two_lines(frame), chips(self._text, 2))
            if other > _ALMOST * cell:
                self._order, self._places, cell = after(with_chips_in_two_lines, order), places, other
        self._nearest = _LARGEST_CELL / cell

    def _best(self, frame: Frame, chips: Mapping[str, float]) -> tuple[Order, dict[str, Place], float]:
        """An order of a frame with cells that are large enough, or the largest; its places; the cells."""
        best: Order = as_it_is
        places = self._arranged(frame, chips)
        cell = _common_cell(frame, places)
        for order, is_tight in self._other_ways(frame, cell):
            if cell >= self._enough(frame, is_tight=is_tight):
                break
            other = order(frame)
            found = self._arranged(other, chips, is_tight=is_tight)
            gain = _WORTHWHILE_OWN if order is on_a_low_stage else _WORTHWHILE
            if _common_cell(other, found) > gain * cell:
                best, places, cell = order, found, _common_cell(other, found)
        return best, places, cell

    def _enough(self, frame: Frame, *, is_tight: bool) -> float:
        """How large cells are that need no other order.

        Boards come closer and lose their words only where they could hardly be seen otherwise.
        """
        enough = _CRAMPED * self.text
        return min(enough, _HARDLY_SEEN / _longest(frame)) if is_tight else enough

    def _other_ways(self, frame: Frame, cell: float) -> Iterator[tuple[Order, bool]]:
        """What may be tried: each must make cells clearly larger than what was found before.

        At last columns may stand closer as well, and words may go.
        """
        orders = [in_one_row] if may_be_one_row(frame) else []
        if may_have_words_aside(frame) and cell * _longest(frame) < _TINY * self.text:
            orders.append(with_words_aside)
        if frame.low:
            orders.append(on_a_low_stage)
        yield from ((order, False) for order in orders)
        for fewer in (as_it_is, with_fewer_words, without_words):
            yield from ((after(order, fewer), True) for order in (*reversed(orders), as_it_is))

    def _fitting_text(self, frame: Frame) -> float:
        width, height = self._size.width(), self._size.height()
        most = min(self._wanted_text, max(_LEAST_TEXT, min(_WORDS_SHARE * height, _WORDS_ACROSS * width)))
        return fitting_text(frame, width, height, most, _LEAST_TEXT)

    def _arranged(
        self, frame: Frame, chips: Mapping[str, float], *, is_tight: bool = False
    ) -> dict[str, Place]:
        width, height = self._size.width(), self._size.height()
        return arrange(frame, width, height, self.text, chips, is_tight=is_tight)


def _common_cell(frame: Frame, places: Mapping[str, Place]) -> float:
    """The smallest cell of the boards that keep to the common size."""
    sizes = (
        min(places[board.name].cell_width, places[board.name].cell_height)
        for board in frame.boards
        if board.name in places and board.cell_columns is not None
    )
    return min(sizes, default=math.inf)


def _longest(frame: Frame) -> float:
    """The longest side of the boards that keep to the common size, in its cells."""
    return max((max(across(b), down(b)) for b in frame.boards if not is_free(b)), default=math.inf)


def _shapes(frame: Frame) -> Hashable:
    """What decides where boards stand."""
    boards = tuple(
        (b.name, b.shape, b.cell_rows, b.cell_columns, b.rim, b.overhang, b.heading_lines, _sizes(b))
        for b in frame.boards
    )
    charts = tuple(chart.name for chart in frame.charts)
    return frame.arrangement, boards, charts, tuple(_extent(table) for table in frame.tables)


def _extents(frame: Frame) -> Hashable:
    """How large boards are in common cells, wherever they stand; a magnifier has cells of its own."""
    boards = tuple((b.name, round(across(b), 3), round(down(b), 3), is_free(b)) for b in frame.boards)
    return frame.arrangement, boards, tuple(_extent(table) for table in frame.tables)


def _extent(table: Table) -> Hashable:
    """What decides how large a table would like to be."""
    return table.name, len(table.columns), len(table.rows), len(table.totals), table.heading_lines


def _sizes(board: Board) -> tuple[tuple[str, ...], ...]:
    """How many lines of words there are, and how large; what they say may change from step to step."""
    return tuple(tuple(line.size for line in lines) for lines in (board.beside, board.below))


def _words(frame: Frame) -> dict[str, float]:
    """How wide the words beside and under each board would like to be."""
    return {
        board.name: max(beside_width(board, 1.0), below_width(board, 1.0))
        for board in frame.boards
        if board.beside or board.below
    }


def _outgrown(words: Mapping[str, float], room: Mapping[str, float]) -> bool:
    """Whether words are so much longer than those laid out for that shrinking them is not enough."""
    return any(wide > _OUTGROWN * room.get(name, 0.0) for name, wide in words.items())
