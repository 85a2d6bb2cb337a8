"""Which rows and columns of a frame's arrangement its boards, charts and tables take."""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board, Frame
from poolviz.frame.tables import Table

Item = Board | Chart | Table


@dataclass(frozen=True)
class Slot:
    """An item and the rows and columns that it takes; both ends are inside."""

    item: Item
    top: int
    bottom: int
    left: int
    right: int

    def is_right_above(self, other: Slot) -> bool:
        """Whether the other one begins in the row under this one, in a column that both take."""
        return other.top == self.bottom + 1 and other.left <= self.right and self.left <= other.right


def slots_of(frame: Frame) -> tuple[Slot, ...]:
    """The slots of a frame, in reading order. A name that stands in several places takes them all.

    >>> slots_of(Frame((), ()))
    ()
    """
    items: dict[str, Item] = {board.name: board for board in frame.boards}
    items |= {chart.name: chart for chart in frame.charts}
    items |= {table.name: table for table in frame.tables}
    spots: dict[str, list[tuple[int, int]]] = {}
    for row, names in enumerate(frame.arrangement):
        for column, name in enumerate(names):
            if name:
                spots.setdefault(name, []).append((row, column))
    return tuple(_slot(items[name], at) for name, at in spots.items())


def _slot(item: Item, spots: list[tuple[int, int]]) -> Slot:
    rows, columns = [row for row, _ in spots], [column for _, column in spots]
    return Slot(item, min(rows), max(rows), min(columns), max(columns))
