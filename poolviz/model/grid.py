"""Cells by their rows and columns, as sequences that are never made: windows hold them by the million."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import overload

import numpy as np

from poolviz.frame.plane import Array

Position = tuple[int, int]
FEW = 256  # cells: nobody looks at more of them one by one


class _Made(Sequence[Position]):
    """Cells that are made when they are asked for."""

    @overload
    def __getitem__(self, index: int) -> Position: ...

    @overload
    def __getitem__(self, index: slice) -> list[Position]: ...

    def __getitem__(self, index: int | slice) -> Position | list[Position]:
        if isinstance(index, slice):
            return [self[i] for i in range(len(self))[index]]
        return self._at(range(len(self))[index])

    @abstractmethod
    def _at(self, place: int) -> Position:
        """The cell at a place, counted from 0."""


@dataclass(frozen=True)
class Grid(_Made):
    """The crossings of some rows and columns in reading order, each made when it is asked for.

    >>> list(Grid(range(2), range(3, 6, 2))), Grid(range(2), range(3, 6, 2)).index((1, 5))
    ([(0, 3), (0, 5), (1, 3), (1, 5)], 3)
    """

    rows: Sequence[int]
    columns: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows) * len(self.columns)

    def _at(self, place: int) -> Position:
        row, column = divmod(place, len(self.columns))
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
class Chosen(_Made):
    """Those crossings of a grid for which a mask (rows, columns) is true, each made when it is asked for.

    Two are equal if they hold the same crossings of the same grid.
    """

    grid: Grid
    mask: Array

    @cached_property
    def _ends(self) -> Array:
        """How many there are up to the end of each row."""
        return np.cumsum([np.count_nonzero(row) for row in self.mask], dtype=np.intp)

    def __len__(self) -> int:
        return int(self._ends[-1]) if len(self._ends) else 0

    def _at(self, place: int) -> Position:
        row = int(np.searchsorted(self._ends, place, "right"))
        before = int(self._ends[row - 1]) if row else 0
        return self.grid.rows[row], self.grid.columns[int(np.flatnonzero(self.mask[row])[place - before])]

    def __iter__(self) -> Iterator[Position]:
        """All of them in order, made row by row."""
        for row, chosen in zip(self.grid.rows, self.mask, strict=True):
            for column in np.flatnonzero(chosen).tolist():
                yield row, self.grid.columns[column]

    def __contains__(self, cell: object) -> bool:
        if cell not in self.grid or not isinstance(cell, tuple):
            return False
        return bool(self.mask[self.grid.rows.index(cell[0]), self.grid.columns.index(cell[1])])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Chosen):
            return NotImplemented
        return self is other or (self.grid == other.grid and np.array_equal(self.mask, other.mask))

    def __hash__(self) -> int:
        return hash((self.grid, len(self)))


Cells = Grid | Chosen | tuple[Position, ...]
"""Some cells in reading order; no tuple has more than a few."""


def chosen_of(grid: Grid, mask: Array) -> Chosen | tuple[Position, ...]:
    """Those crossings of a grid for which a mask (rows, columns) is true: one by one if they are few.

    The mask is made read-only.

    >>> chosen_of(Grid(range(2), range(5, 7)), np.array([[False, True], [True, False]]))
    ((0, 6), (1, 5))
    """
    if np.count_nonzero(mask) > FEW:
        mask.flags.writeable = False
        return Chosen(grid, mask)
    down, across = (places.tolist() for places in mask.nonzero())
    return tuple((grid.rows[row], grid.columns[column]) for row, column in zip(down, across, strict=True))


@dataclass(frozen=True, eq=False)
class Equals:
    """The cells of a window that hold its largest number; ``mask`` (rows, columns) tells which of ``grid``.

    Where there is no winner the mask is false everywhere.
    """

    grid: Grid
    mask: Array
    winner: Position | None

    @cached_property
    def all(self) -> Chosen | tuple[Position, ...]:
        """The winner and all that equal it, in order."""
        return chosen_of(self.grid, self.mask)

    @cached_property
    def others(self) -> Chosen | tuple[Position, ...]:
        """Those that equal the winner."""
        if self.winner is None:
            return ()
        mask = self.mask.copy()
        mask[self.grid.rows.index(self.winner[0]), self.grid.columns.index(self.winner[1])] = False
        return chosen_of(self.grid, mask)
