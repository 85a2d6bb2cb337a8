"""The windows of a pooling over one sheet of numbers: what each of them spans, sees and holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from poolviz.core import Geometry
from poolviz.frame.model import Asking, Block, Cell
from poolviz.frame.plane import Array, Plane
from poolviz.frame.words import grouped, say
from poolviz.model.grid import FEW, Equals, Grid, Position
from poolviz.model.last import Last

_SMALLEST = 0.25  # of the map's longer side that the output's takes at least


@dataclass(frozen=True, eq=False)
class Windows:
    """The windows that ``geometry`` lays over ``plane``.

    Rows and columns of outputs name the windows; their index counts them in reading order.
    """

    plane: Plane
    geometry: Geometry
    _last: Last[Equals] = field(default_factory=Last, init=False)

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
        return self._read(row, column).ravel()

    def _read(self, row: int, column: int) -> Array:
        rows, columns = self.geometry.rows.real(row), self.geometry.columns.real(column)
        return self.plane.read(_slice(rows), _slice(columns))

    def seeing(self, cell: Cell) -> Grid:
        """The windows that see a cell of the map, in order; large windows see it by the thousand."""
        return Grid(self.geometry.rows.seen_by(cell.row), self.geometry.columns.seen_by(cell.column))

    def cell(self, flat: int) -> Position | None:
        """Row and column of a flat index into the map, as winners are kept; None for −1."""
        return None if flat < 0 else divmod(flat, self.geometry.size[1])

    def equals(self, row: int, column: int, winner: Position | None, result: float) -> Equals:
        """The cells of a window that equal its winner, whose number is ``result``; the last answer is kept.

        A picture asks several times, and of the same window again when the pointer moves.
        """
        asked = row, column, winner, result
        return self._last.of(asked, lambda: self._equals(*asked))

    def _equals(self, row: int, column: int, winner: Position | None, result: float) -> Equals:
        cells = self.cells(row, column)
        if winner is None:
            return Equals(cells, np.zeros((len(cells.rows), len(cells.columns)), np.bool_), winner)
        mask = self._read(row, column) == result
        # A NaN equals not even itself.
        mask[cells.rows.index(winner[0]), cells.columns.index(winner[1])] = True
        return Equals(cells, mask, winner)


def _slice(cells: range) -> slice:
    return slice(cells.start, cells.stop, cells.step)


def legible_cell(geometry: Geometry) -> float:
    """How wide a cell of the output is drawn where a map is too large for numbers, in cells of the map.

    1, so that the output is seen to be smaller; but wide windows with wide strides would leave a dot of it.

    >>> from poolviz.core import PoolSpec
    >>> legible_cell(PoolSpec(window=2, stride=2).geometry((224, 224)))
    1.0
    >>> legible_cell(PoolSpec(window="global").geometry((224, 224)))
    56.0
    """
    return max(1.0, _SMALLEST * max(geometry.size) / max(geometry.output))


def asking_for(
    boards: tuple[str, ...], cells: Sequence[Position], question: str, *, whole_formula: bool = False
) -> Asking:
    """What the room is asked about some cells of boards: each is veiled, or whole boards if they are many.

    >>> asking_for(("input",), [(0, 1)], "Who wins?").cells
    (Cell(board='input', row=0, column=1),)
    >>> asking_for(("input",), Grid(range(99), range(99)), "Who wins?").boards
    ('input',)
    """
    if len(cells) > FEW:
        return Asking((), question, whole_formula=True, boards=boards)
    asked = tuple(Cell(board, *cell) for board in boards for cell in cells)
    return Asking(asked, question, whole_formula=whole_formula)
