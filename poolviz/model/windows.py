"""The windows of a pooling over one sheet of numbers: what each of them spans, sees and holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import overload

import numpy as np

from poolviz.core import Geometry
from poolviz.frame.model import Asking, Block, Cell
from poolviz.frame.numbers import grouped
from poolviz.frame.plane import Array, Plane
from poolviz.frame.words import say

Position = tuple[int, int]
_MOST_ASKED = 256  # cells: nobody answers more of them one by one


@dataclass(frozen=True)
class Grid(Sequence[Position]):
    """The crossings of some rows and columns in reading order, each made when it is asked for.

    >>> list(Grid(range(2), range(3, 6, 2))), Grid(range(2), range(3, 6, 2)).index((1, 5))
    ([(0, 3), (0, 5), (1, 3), (1, 5)], 3)
    """

    rows: Sequence[int]
    columns: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows) * len(self.columns)

    @overload
    def __getitem__(self, index: int) -> Position: ...

    @overload
    def __getitem__(self, index: slice) -> list[Position]: ...

    def __getitem__(self, index: int | slice) -> Position | list[Position]:
        if isinstance(index, slice):
            return [self[i] for i in range(len(self))[index]]
        row, column = divmod(range(len(self))[index], len(self.columns))
        return self.rows[row], self.columns[column]

    def __iter__(self) -> Iterator[Position]:
        """All crossings in order, made faster than one by one."""
        return product(self.rows, self.columns)

    def __contains__(self, cell: object) -> bool:
        return isinstance(cell, tuple) and cell[0] in self.rows and cell[1] in self.columns

    def index(self, cell: Position, start: int = 0, stop: int | None = None) -> int:
        """Where a crossing stands in the order; ValueError if it is none of these, or out of bounds."""
        place = self.rows.index(cell[0]) * len(self.columns) + self.columns.index(cell[1])
        if place not in range(len(self))[start:stop]:
            raise ValueError(f"{cell} is not among them")
        return place


@dataclass(frozen=True, eq=False)
class Windows:
    """The windows that ``geometry`` lays over ``plane``.

    Rows and columns of outputs name the windows; their index counts them in reading order.
    """

    plane: Plane
    geometry: Geometry

    def position(self, index: int) -> Position:
        """Row and column of the output that window ``index`` answers."""
        return divmod(index, self.geometry.output[1])

    def index(self, row: int, column: int) -> int | None:
        """Which window answers an output; None if there is no such output."""
        height, width = self.geometry.output
        return row * width + column if 0 <= row < height and 0 <= column < width else None

    def place(self, index: int) -> str:
        """Where playback stands: "window 6 of 9"."""
        number, total = grouped(index + 1), grouped(self.geometry.windows)
        return say("window {number} of {total}", number=number, total=total)

    def block(self, row: int, column: int) -> Block:
        """The rectangle that a window spans, rim and overhang too."""
        rows, columns = self.geometry.rows.taps(row), self.geometry.columns.taps(column)
        return Block(rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1)

    def cells(self, row: int, column: int) -> Grid:
        """The real cells of a window, in row order."""
        return Grid(self.geometry.rows.real(row), self.geometry.columns.real(column))

    def values(self, row: int, column: int) -> Array:
        """The numbers of a window's real cells, in row order."""
        rows, columns = self.geometry.rows.real(row), self.geometry.columns.real(column)
        return self.plane.read(_slice(rows), _slice(columns)).ravel()

    def seeing(self, cell: Cell) -> Grid:
        """The windows that see a cell of the map, in order; large windows see it by the thousand."""
        return Grid(self.geometry.rows.seen_by(cell.row), self.geometry.columns.seen_by(cell.column))

    def cell(self, flat: int) -> Position | None:
        """Row and column of a flat index into the map, as winners are kept; None for −1."""
        return None if flat < 0 else divmod(flat, self.geometry.size[1])

    def equals(self, row: int, column: int, winner: Position | None, result: float) -> tuple[Position, ...]:
        """The other cells of a window that equal its winner, whose number is ``result``."""
        if winner is None or np.isnan(result):
            return ()
        cells = self.cells(row, column)
        same = np.flatnonzero(self.values(row, column) == result)
        down, across = np.divmod(same, len(cells.columns))
        rows, columns = np.array(cells.rows, np.intp)[down], np.array(cells.columns, np.intp)[across]
        found = zip(rows.tolist(), columns.tolist(), strict=True)
        return tuple(cell for cell in found if cell != winner)


def _slice(cells: range) -> slice:
    return slice(cells.start, cells.stop, cells.step)


def asking_for(
    boards: tuple[str, ...], cells: Sequence[Position], question: str, *, whole_formula: bool = False
) -> Asking:
    """What the room is asked about some cells of boards: each is veiled, or whole boards if they are many.

    >>> asking_for(("input",), [(0, 1)], "Who wins?").cells
    (Cell(board='input', row=0, column=1),)
    >>> asking_for(("input",), Grid(range(99), range(99)), "Who wins?").boards
    ('input',)
    """
    if len(cells) > _MOST_ASKED:
        return Asking((), question, whole_formula=True, boards=boards)
    asked = tuple(Cell(board, *cell) for board in boards for cell in cells)
    return Asking(asked, question, whole_formula=whole_formula)
