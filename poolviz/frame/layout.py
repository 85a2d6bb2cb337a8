"""Where boards and charts stand on the stage: pure arithmetic from a frame and a size in pixels.

All boards of a frame share one cell size, so that an output is *seen* to be smaller. The largest cell at
which everything fits is found by halving. Boards without a cell size (magnifiers) and charts fill the place
that they are given.
"""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.frame.charts import Chart
from poolviz.frame.model import Block, Board, Frame
from poolviz.frame.room import HEADING, across, below_height, beside_width, down, is_free, lines_height

# In multiples of the text size, so that everything grows with it.
_LARGEST_CELL = 7.4
_MARGIN = 1.6
_GAP_ACROSS = 6.0
_GAP_DOWN = 0.9
# Of the width that no board needs, this share goes between them, up to so much a gap.
_SPARE_SHARE = 0.35
_SPARE_MOST = 16.0
_MAGNIFIER = 15.0
_CHART = (20.0, 11.0)
_HALVINGS = 40

Item = Board | Chart


@dataclass(frozen=True)
class Place:
    """Where a board's cell (0, 0) begins, and how large its cells are, in pixels at zoom 1.

    A chart has one cell: its whole area.
    """

    x: float
    y: float
    cell_width: float
    cell_height: float

    def rectangle(self, block: Block) -> tuple[float, float, float, float]:
        """x, y, width and height of a block of cells.

        >>> Place(10, 20, 5, 5).rectangle(Block(1, 2, 1, 3))
        (20, 25, 15, 5)
        """
        return (
            self.x + block.column * self.cell_width,
            self.y + block.row * self.cell_height,
            block.columns * self.cell_width,
            block.rows * self.cell_height,
        )

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column under a point; outside the board they are out of range."""
        return int((y - self.y) // self.cell_height), int((x - self.x) // self.cell_width)


@dataclass(frozen=True)
class _Slot:
    """An item and the rows and columns of the arrangement that it takes; both ends are inside."""

    item: Item
    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class _Stage:
    """What is to be arranged, and in what room."""

    slots: tuple[_Slot, ...]
    rows: int
    columns: int
    width: float
    height: float
    text: float

    @property
    def gap(self) -> float:
        """Between columns, at least."""
        boards = [slot.item.shape for slot in self.slots if isinstance(slot.item, Board)]
        largest = max((max(shape) for shape in boards), default=1)
        gap = _GAP_ACROSS if largest < 64 else _GAP_ACROSS / 2
        gap /= max(1.0, self.columns / 3)  # a row of many boards needs its width for them
        return min(gap * (2.0 if largest <= 4 else 1.0) * self.text, 0.14 * self.width)

    def widths(self, cell: float) -> list[float]:
        """What each column needs at a cell size."""
        needs = [(slot.left, slot.right, self._wide(slot.item, cell)) for slot in self.slots]
        return _tracks(needs, self.columns, self.gap)

    def heights(self, cell: float) -> list[float]:
        """What each row needs at a cell size, headings and lines below included."""
        needs = [
            (slot.top, slot.bottom, self.heading(slot.top) + self._tall(slot.item, cell))
            for slot in self.slots
        ]
        return _tracks(needs, self.rows, _GAP_DOWN * self.text)

    def heading(self, row: int) -> float:
        """Room for the tallest heading that begins in a row: boards of a row stand side by side."""
        lines = max((slot.item.heading_lines for slot in self.slots if slot.top == row), default=0)
        return lines * HEADING * self.text

    def fits(self, cell: float) -> bool:
        """Whether everything has room at a cell size."""
        wide = sum(self.widths(cell)) + self.gap * (self.columns - 1) + 2 * _MARGIN * self.text
        tall = sum(self.heights(cell)) + _GAP_DOWN * self.text * (self.rows - 1) + _MARGIN * self.text
        return wide <= self.width and tall <= self.height

    def largest_cell(self) -> float:
        """The largest cell at which everything fits; never larger than is comfortable to read."""
        low, high = 1e-3, _LARGEST_CELL * self.text
        if self.fits(high):
            return high
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.fits(middle) else (low, middle)
        return low

    def _wide(self, item: Item, cell: float) -> float:
        if isinstance(item, Chart):
            return min(_CHART[0] * self.text, 0.4 * self.width)
        if is_free(item):
            return min(_MAGNIFIER * self.text, 0.22 * self.width)
        return across(item) * cell + beside_width(item, self.text)

    def _tall(self, item: Item, cell: float) -> float:
        if isinstance(item, Chart):
            return min(_CHART[1] * self.text, 0.4 * self.height)
        if is_free(item):
            return 0.0
        return max(down(item) * cell, lines_height(item.beside, self.text)) + below_height(item, self.text)


def arrange(frame: Frame, width: float, height: float, text: float) -> dict[str, Place]:
    """Places for every board and chart of the frame's arrangement, centred in width × height pixels.

    ``text`` is the height of ordinary text in pixels; headings, lines of words and gaps follow it.
    """
    slots = _slots(frame)
    if not slots:
        return {}
    stage = _Stage(slots, len(frame.arrangement), len(frame.arrangement[0]), width, height, text)
    cell = stage.largest_cell()
    widths, heights = stage.widths(cell), stage.heights(cell)
    gap = _widened(stage, sum(widths))
    down_gap = _GAP_DOWN * text
    left = (width - sum(widths) - gap * (stage.columns - 1)) / 2
    top = max((height - sum(heights) - down_gap * (stage.rows - 1)) / 2, _MARGIN * text / 2)
    lefts = [left + sum(widths[:i]) + gap * i for i in range(stage.columns)]
    tops = [top + sum(heights[:i]) + down_gap * i for i in range(stage.rows)]
    places = {}
    for slot in slots:
        wide = lefts[slot.right] + widths[slot.right] - lefts[slot.left]
        tall = tops[slot.bottom] + heights[slot.bottom] - tops[slot.top]
        centred = slot.top == 0 and slot.bottom == stage.rows - 1
        heading = stage.heading(slot.top)
        room = (lefts[slot.left], tops[slot.top] + heading, wide, tall - heading)
        places[slot.item.name] = _place(slot.item, room, cell, text, centred)
    return places


def _slots(frame: Frame) -> tuple[_Slot, ...]:
    items: dict[str, Item] = {board.name: board for board in frame.boards}
    items |= {chart.name: chart for chart in frame.charts}
    spots: dict[str, list[tuple[int, int]]] = {}
    for r, row in enumerate(frame.arrangement):
        for c, name in enumerate(row):
            if name:
                spots.setdefault(name, []).append((r, c))
    return tuple(
        _Slot(
            items[name],
            min(r for r, _ in at),
            max(r for r, _ in at),
            min(c for _, c in at),
            max(c for _, c in at),
        )
        for name, at in spots.items()
    )


def _tracks(needs: list[tuple[int, int, float]], count: int, gap: float) -> list[float]:
    """Sizes of rows or columns: first what lies in one, then what spans several makes them larger."""
    sizes = [0.0] * count
    for first, last, need in sorted(needs, key=lambda need: need[1] - need[0]):
        span = range(first, last + 1)
        lacking = need - sum(sizes[i] for i in span) - gap * (last - first)
        if lacking > 0:
            for i in span:
                sizes[i] += lacking / len(span)
    return sizes


def _place(
    item: Item, room: tuple[float, float, float, float], cell: float, text: float, centred: bool
) -> Place:
    left, top, width, height = room
    if isinstance(item, Chart):
        return Place(left, top, width, height)
    if is_free(item):
        side = min(width / across(item), height / down(item))
        return Place(
            left + (width - side * across(item)) / 2, top + (height - side * down(item)) / 2, side, side
        )
    cell_width, cell_height = cell * (item.cell_columns or 1.0), cell * (item.cell_rows or 1.0)
    tall = down(item) * cell + below_height(item, text)
    spare = max(height - tall, 0.0) / 2 if centred else 0.0
    return Place(
        left + (item.rim.left + item.overhang.left) * cell_width,
        top + spare + (item.rim.top + item.overhang.top) * cell_height,
        cell_width,
        cell_height,
    )


def _widened(stage: _Stage, boards: float) -> float:
    """The gap with a share of the room that is left over, so that links have space to swing."""
    if stage.columns < 2:
        return stage.gap
    spare = stage.width - 2 * _MARGIN * stage.text - boards - stage.gap * (stage.columns - 1)
    return stage.gap + min(max(spare, 0.0) * _SPARE_SHARE / (stage.columns - 1), _SPARE_MOST * stage.text)
