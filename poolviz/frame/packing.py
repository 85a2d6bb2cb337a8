"""How boards, charts and tables are packed into the stage: sizes of its rows and columns, and of a cell.

The largest cell at which everything fits is guessed, nearer each time. Words wider than their board get room
of their own while there is some; what is left over goes between the boards.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board
from poolviz.frame.room import (
    HEADING,
    LEAST_CHIPS,
    across,
    below_height,
    below_width,
    beside_height,
    beside_width,
    down,
    heading_width,
    is_free,
    least_beside_width,
    least_heading_width,
    lines_height,
)
from poolviz.frame.slots import Item, Slot
from poolviz.frame.table_room import rows_height, table_width
from poolviz.frame.tables import Table
from poolviz.frame.tracks import Need, stretched, tracks

# In multiples of the text size, so that everything grows with it.
_LARGEST_CELL = 7.4
_MARGIN = 1.6
_ASIDE = 1.2  # between words and what stands at their right
_GAP_ACROSS = 6.0
_TIGHT_GAP = 2.0  # where cells could hardly be seen otherwise
_GAP_DOWN = 0.9
_MOST_DOWN = 2.4
_MAGNIFIER, _LOW_MAGNIFIER = 15.0, 6.0
_MAGNIFIER_SHARE = 0.22  # of the stage, at most
_CHART = (16.0, 6.5)
_WIDE_CHART, _TALL_CHART = 24.0, 18.0
_CHART_SHARE, _TIGHT_CHART = 0.35, 0.27  # of the stage, at most
_TABLE_SHARE = 0.5  # of the stage, at most; the more so the narrower it may be
_LEAST_TABLE = 0.6  # of its width: columns are left out before cells become small
# Of the room that nothing needs, this share goes between the boards, up to so much a gap; across, at most so
# many times the widest column: boards that belong together stand together.
_SPARE_SHARE = 0.35
_SPARE_MOST = 16.0
_GAP_OF_WIDEST = 1.3
_MOST_HEADING = 0.7  # of its columns, if all were equally wide: then it is cut
_MOST_CHIPS = 0.45  # of the stage's width: chips as wide as this may make the cells smaller
_GUESSES, _EXACT = 40, 1e-4  # of a pixel


@dataclass(frozen=True)
class Packing:
    """What is to be arranged, and in what room. Sizes in pixels; ``chips`` by names of boards and charts."""

    slots: tuple[Slot, ...]
    rows: int
    columns: int
    width: float
    height: float
    text: float
    chips: Mapping[str, float]
    is_tight: bool = False
    has_titles: bool = True  # whether columns are wide enough for them

    @cached_property
    def gap(self) -> float:
        """Between columns, at least."""
        if self.is_tight:
            return _TIGHT_GAP * self.text
        boards = [slot.item.shape for slot in self.slots if isinstance(slot.item, Board)]
        largest = max((max(shape) for shape in boards), default=1)
        gap = _GAP_ACROSS if largest < 64 else _GAP_ACROSS / 2
        gap /= max(1.0, self.columns / 3)  # a row of many boards needs its width for them
        # Two small boards leave width for a link to be seen; where more stands, cells need it.
        far = largest <= 4 and self.columns <= 2
        return min(gap * (2.0 if far else 1.0) * self.text, 0.14 * self.width)

    def across(self, cell: float) -> tuple[list[float], list[float]]:
        """Left ends and widths of the columns, centred."""
        sizes, gaps = self._widths(cell), self.columns - 1
        room = self.width - 2 * _MARGIN * self.text - sum(sizes)
        gap = self.gap
        if gaps:
            most = min(_SPARE_MOST * self.text, max(_GAP_OF_WIDEST * max(sizes) - gap, 0.0))
            gap += min(max(room - gap * gaps, 0.0) * _SPARE_SHARE / gaps, most)
        wanted = tracks(self._wishes(cell, gap), sizes, gap)
        if sum(wanted) - sum(sizes) > room - gap * gaps:
            gap = self.gap
            wanted = tracks(self._wishes(cell, gap), sizes, gap)
        sizes = stretched(sizes, wanted, room - gap * gaps)
        return _starts(sizes, gap, (self.width - sum(sizes) - gap * gaps) / 2), sizes

    def down(self, cell: float) -> tuple[list[float], list[float]]:
        """Tops of the rows' boards and how far they may reach down, centred."""
        sizes, rows = self._heights(cell), self.rows
        spare = self.height - _MARGIN * self.text - self.first_heading - sum(sizes)
        if rows > 1:
            wider = min(spare * _SPARE_SHARE / (rows - 1), (_MOST_DOWN - _GAP_DOWN) * self.text)
            sizes = [size + max(wider, 0.0) * (row < rows - 1) for row, size in enumerate(sizes)]
            spare = self.height - _MARGIN * self.text - self.first_heading - sum(sizes)
        sizes = stretched(sizes, tracks(self._needs_down(cell, at_best=True), sizes, 0.0), spare)
        total = self.first_heading + sum(sizes)
        top = max((self.height - total) / 2, _MARGIN * self.text / 2)
        return _starts(sizes, 0.0, top + self.first_heading), sizes

    @cached_property
    def words_below(self) -> float:
        """The height of the most words under a board."""
        boards = (slot.item for slot in self.slots if isinstance(slot.item, Board))
        return max((below_height(board, self.text) for board in boards), default=0.0)

    @property
    def magnifier(self) -> float:
        """How wide a magnifier is, at most where words stand beside it."""
        return min(_MAGNIFIER * self.text, _MAGNIFIER_SHARE * self.width)

    @cached_property
    def first_heading(self) -> float:
        """Room above the first row; what stands beside all rows has its heading to itself."""
        first = [slot for slot in self.slots if slot.top == 0]
        beside = [slot for slot in first if not self.is_beside_all(slot)]
        return max((self.heading(slot) for slot in beside or first), default=0.0)

    def heading(self, slot: Slot) -> float:
        """Room for an item's own heading."""
        return slot.item.heading_lines * HEADING * self.text

    def is_beside_all(self, slot: Slot) -> bool:
        """Whether an item takes all of several rows."""
        return self.rows > 1 and slot.top == 0 and slot.bottom == self.rows - 1

    def under(self, slot: Slot) -> float:
        """Room under an item for the gap and the headings that follow it; nothing in the last row."""
        return self._unders[slot.item.name]

    @cached_property
    def _unders(self) -> Mapping[str, float]:
        found = {}  # once for all sizes of cells that are tried
        for slot in self.slots:
            lines = (other.item.heading_lines for other in self.slots if slot.is_right_above(other))
            room = (_GAP_DOWN + max(lines, default=0) * HEADING) * self.text
            found[slot.item.name] = room if slot.bottom < self.rows - 1 else 0.0
        return found

    def height_of_words(self) -> float:
        """What headings, words, gaps and charts take of the height, whatever the size of the cells."""
        return self.first_heading + sum(self._heights(0.0)) + _MARGIN * self.text

    def height_with(self, room: float) -> float:
        """What everything takes of the height once cells take ``room`` of it, and tables have their rows.

        That may be less than all of it together: words at the right of boards stand beside cells.
        """
        needs = self._needs_down(room / max(self._down, 1.0), at_best=False)
        for slot in self.slots:
            if isinstance(slot.item, Table):
                rows = rows_height(slot.item, self.text, at_best=False, most=math.inf)
                needs.append(Need(slot.top, slot.bottom, rows + self.under(slot)))
        return self.first_heading + sum(tracks(needs, [0.0] * self.rows, 0.0)) + _MARGIN * self.text

    @property
    def _down(self) -> float:
        """How many cells lie under each other in all rows."""
        boards = [(slot, slot.item) for slot in self.slots if isinstance(slot.item, Board)]
        needs = [Need(slot.top, slot.bottom, down(item)) for slot, item in boards if not is_free(item)]
        return sum(tracks(needs, [0.0] * self.rows, 0.0))

    def largest_cell(self) -> float:
        """The largest cell at which everything fits; never larger than is comfortable to read.

        Room needed grows along a line that bends now and then: a few guesses where it would meet the room
        there is come nearer than many halvings.
        """
        (low, high), moved = (1e-3, _LARGEST_CELL * self.text), 0
        left, lacking = self._spare(low), self._spare(high)
        if lacking >= 0 or left < 0:
            return high if lacking >= 0 else low
        for _ in range(_GUESSES):
            middle = low + (high - low) * left / (left - lacking)
            spare = self._spare(middle)
            if abs(spare) < _EXACT:
                return middle
            # The Illinois way: an end that stays twice counts for half, or all guesses come from one side.
            if spare > 0:
                low, left, lacking = middle, spare, lacking / (2 if moved > 0 else 1)
            else:
                high, lacking, left = middle, spare, left / (2 if moved < 0 else 1)
            moved = 1 if spare > 0 else -1
        return low

    def _spare(self, cell: float) -> float:
        """How much room is left across or down, whichever is less."""
        wide = sum(self._widths(cell)) + self.gap * (self.columns - 1) + 2 * _MARGIN * self.text
        tall = self.first_heading + sum(self._heights(cell)) + _MARGIN * self.text
        return min(self.width - wide, self.height - tall)

    def _widths(self, cell: float) -> list[float]:
        """What columns need at least: words beside boards are shrunk before cells are."""
        needs = [Need(slot.left, slot.right, self._wide(slot.item, cell)) for slot in self.slots]
        for slot in self.slots:
            item = slot.item
            if isinstance(item, Board) and item.beside:
                words = self._wide(item, cell) + least_beside_width(item, self.text)
                needs.append(self._words(slot, slot.right, words, self.gap))
            if item.heading_lines and self.has_titles:
                last = self._next_heading(slot)
                most = _MOST_HEADING * self.width * (last - slot.left + 1) / self.columns
                needs.append(self._words(slot, last, least_heading_width(item, self.text, most), self.gap))
            if item.name in self.chips:
                chips = min(LEAST_CHIPS * self.chips[item.name], _MOST_CHIPS * self.width)
                needs.append(self._words(slot, slot.right, chips, self.gap))
        return tracks(needs, [0.0] * self.columns, self.gap)

    def _heights(self, cell: float) -> list[float]:
        """From the boards of each row to those of the next: only what is right above another needs room."""
        return tracks(self._needs_down(cell, at_best=False), [0.0] * self.rows, 0.0)

    def _needs_down(self, cell: float, *, at_best: bool) -> list[Need]:
        return [
            Need(
                slot.top,
                slot.bottom,
                self._tall(slot.item, cell, at_best=at_best) + self.under(slot) + self.lower(slot),
            )
            for slot in self.slots
        ]

    def lower(self, slot: Slot) -> float:
        """How much lower than the first row's boards an item begins, for its own heading to have room."""
        return self.heading(slot) - self.first_heading if self.is_beside_all(slot) else 0.0

    def _wishes(self, cell: float, gap: float) -> list[Need]:
        """What words and charts would like: a heading may reach over boards that have none."""
        found = []
        for slot in self.slots:
            item = slot.item
            found.append(self._words(slot, self._next_heading(slot), heading_width(item, self.text), gap))
            found.append(self._words(slot, slot.right, self.chips.get(item.name, 0.0), gap))
            if isinstance(item, Chart):
                found.append(Need(slot.left, slot.right, _WIDE_CHART * self.text))
            elif isinstance(item, Table):
                found.append(Need(slot.left, slot.right, table_width(item, self.text)))
            else:
                beside = self._wide(item, cell) + beside_width(item, self.text)
                wish = max(self._below(slot.top), beside if item.beside else 0.0)
                found.append(self._words(slot, slot.right, wish, gap))
        return found

    def _below(self, row: int) -> float:
        """What words under the boards of a row would like: the same for all, so that columns keep step."""
        boards = (slot.item for slot in self.slots if slot.top == row and isinstance(slot.item, Board))
        return max((below_width(board, self.text) for board in boards), default=0.0)

    def _words(self, slot: Slot, last: int, width: float, gap: float) -> Need:
        """Room for words from a slot's left end to a column; they may reach into the gap after it."""
        into_gap = gap - _ASIDE * self.text if last < self.columns - 1 else 0.0
        return Need(slot.left, last, width - into_gap)

    def _next_heading(self, slot: Slot) -> int:
        """The last column before the next heading in the same row."""
        lefts = [
            other.left
            for other in self.slots
            if other.top == slot.top and other.left > slot.right and other.item.title
        ]
        return min(lefts, default=self.columns) - 1

    def _wide(self, item: Item, cell: float) -> float:
        if isinstance(item, Chart):
            return min(_CHART[0] * self.text, (_TIGHT_CHART if self.is_tight else _CHART_SHARE) * self.width)
        if isinstance(item, Table):
            return min(_LEAST_TABLE * table_width(item, self.text), _TABLE_SHARE * self.width)
        return self.magnifier if is_free(item) else across(item) * cell

    def _tall(self, item: Item, cell: float, *, at_best: bool) -> float:
        if isinstance(item, Chart):
            tall = _TALL_CHART if at_best else _CHART[1]
            return min(tall * self.text, _CHART_SHARE * self.height)
        if isinstance(item, Table):
            return rows_height(item, self.text, at_best=at_best, most=_TABLE_SHARE * self.height)
        if is_free(item):
            low = min(_LOW_MAGNIFIER * self.text, _MAGNIFIER_SHARE * self.height)
            return low + below_height(item, self.text)
        least = beside_height(item, down(item) * cell, self.text)
        beside = max(least, lines_height(item.beside, self.text)) if at_best else least
        return beside + below_height(item, self.text)


def _starts(sizes: list[float], gap: float, first: float) -> list[float]:
    return [first + sum(sizes[:i]) + gap * i for i in range(len(sizes))]
