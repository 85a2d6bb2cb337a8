"""Where boards, charts and tables stand on the stage: pure arithmetic from a frame and a size in pixels.

All boards of a frame share one cell size, so that an output is *seen* to be smaller. Boards without a cell
size (magnifiers), charts and tables fill the place that they are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from poolviz.frame.charts import Chart
from poolviz.frame.model import Block, Board, Frame
from poolviz.frame.packing import Packing
from poolviz.frame.room import across, below_height, beside_width, down, is_free, least_beside_width
from poolviz.frame.slots import Item, slots_of
from poolviz.frame.tables import Table

_WORDS_SHARE = 0.7  # of the height, for everything but cells
_CELLS_SHARE = 0.55  # of the height is enough for cells, whatever stands beside them
_HALVINGS = 8
_LEAST_OF_CELLS = 0.6  # of their size: rather is a title cut than they become smaller
_CHART_SHAPE = 1.5  # a chart is at most so many times as high as it is wide
_NO_CHIPS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Place:
    """Where a board's cell (0, 0) begins, and how large its cells are, in pixels at zoom 1.

    A chart has one cell, its whole area; so has a table.
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


def arrange(
    frame: Frame,
    width: float,
    height: float,
    text: float,
    chips: Mapping[str, float] = _NO_CHIPS,
    *,
    is_tight: bool = False,
) -> dict[str, Place]:
    """Places for every board and chart of the frame's arrangement, centred in width × height pixels.

    ``text`` is the height of ordinary text in pixels; headings, lines of words and gaps follow it.
    ``chips`` says how wide the buttons above a board or a chart are. Where it ``is_tight`` columns stand
    closer to each other.
    """
    slots = slots_of(frame)
    if not slots:
        return {}
    rows, columns = len(frame.arrangement), len(frame.arrangement[0])
    packing = Packing(slots, rows, columns, width, height, text, chips, is_tight)
    untitled = replace(packing, has_titles=False)
    cell, largest = packing.largest_cell(), untitled.largest_cell()
    if cell < _LEAST_OF_CELLS * largest:
        packing, cell = untitled, largest
    lefts, widths = packing.across(cell)
    tops, heights = packing.down(cell)
    places = {}
    for slot in slots:
        wide = lefts[slot.right] + widths[slot.right] - lefts[slot.left]
        top = tops[slot.top] + packing.lower(slot)
        tall = tops[slot.bottom] + heights[slot.bottom] - top - packing.under(slot)
        room = lefts[slot.left], top, wide, tall
        is_centred = slot.top == 0 and slot.bottom == packing.rows - 1
        if isinstance(slot.item, Board) and is_free(slot.item):
            places[slot.item.name] = _magnifier(slot.item, room, packing, is_centred)
        else:
            places[slot.item.name] = _place(slot.item, room, cell, packing, is_centred)
    return places


def fitting_text(frame: Frame, width: float, height: float, text: float, least: float) -> float:
    """The height of text, at most ``text``, at which words leave the cells their share of the stage.

    It is never less than ``least``, if that is less than ``text``.
    """
    slots = slots_of(frame)
    if not slots or text <= least:
        return text
    rows, columns = len(frame.arrangement), len(frame.arrangement[0])

    def fits(size: float) -> bool:
        packing = Packing(slots, rows, columns, width, height, size, _NO_CHIPS)
        is_little = packing.height_of_words() <= _WORDS_SHARE * height
        return is_little or packing.height_with(_CELLS_SHARE * height) <= height

    if fits(text):
        return text
    low, high = least, text
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _place(
    item: Item, room: tuple[float, float, float, float], cell: float, packing: Packing, is_centred: bool
) -> Place:
    """Centred where it stands alone; in a single row all have room for the same words, and stay in line."""
    left, top, width, height = room
    if isinstance(item, Chart):
        return Place(left, top, width, min(height, _CHART_SHAPE * width))
    if isinstance(item, Table):
        return Place(left, top, width, height)
    cell_width, cell_height = cell * (item.cell_columns or 1.0), cell * (item.cell_rows or 1.0)
    words = packing.words_below if packing.rows == 1 else below_height(item, packing.text)
    tall = down(item) * cell + words
    spare = max(height - tall, 0.0) / 2 if is_centred else 0.0
    return Place(
        left + (item.rim.left + item.overhang.left) * cell_width,
        top + spare + (item.rim.top + item.overhang.top) * cell_height,
        cell_width,
        cell_height,
    )


def _magnifier(
    board: Board, room: tuple[float, float, float, float], packing: Packing, is_centred: bool
) -> Place:
    """As large as its place, less what words beside and under it take; centred where it stands alone."""
    left, top, width, height = room
    height -= below_height(board, packing.text)
    words, least = beside_width(board, packing.text), least_beside_width(board, packing.text)
    wide = max(width - words, min(width - least, packing.magnifier))
    side = min(wide / across(board), height / down(board))
    spare = max(height - side * down(board), 0.0) / 2 if is_centred else 0.0
    aside = (wide - side * across(board)) / 2
    return Place(left + aside, top + spare, side, side)
