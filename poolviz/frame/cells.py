"""Cells, rectangles of cells, rims, and the roles that cells can play."""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal[
    "window",  # the cells that one output is made of, and that output
    "winner",  # the cell that gave a maximum; always with a filled corner
    "tie",  # a cell that equals the winner
    "pending",  # an output that has not been worked out yet
    "padding",  # the rim around a map
    "overhang",  # what a window of ceil mode reaches beyond rim and map
    "dropped",  # cells that no window sees
    "gradient",  # cells that receive a gradient now
    "field",  # every window that sees a cell
    "changed",  # what differs from before
    "chosen",  # what the person points at, has pinned or edits
    "picked",  # what was picked as an answer
    "right",
    "wrong",
]


class Cell(NamedTuple):
    """One cell of one board."""

    board: str
    row: int
    column: int


class Block(NamedTuple):
    """A rectangle of cells; it may reach over the edge of its board into the rim."""

    row: float
    column: float
    rows: float = 1
    columns: float = 1

    def contains(self, row: int, column: int) -> bool:
        """Whether a cell lies inside.

        >>> Block(0, 2, 2, 2).contains(1, 3)
        True
        """
        return self.row <= row < self.row + self.rows and self.column <= column < self.column + self.columns


class Rim(NamedTuple):
    """How many cells surround a board on each side, and what they show."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0
    text: str = ""


NO_RIM = Rim()
