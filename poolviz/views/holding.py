"""A map in hand: taken hold of by a board, dragged from cell to cell, and let go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtCore import QPointF, Qt

from poolviz.frame.model import Cell

if TYPE_CHECKING:
    from poolviz.session.session import Session
    from poolviz.session.state import State

Hand = Literal["none", "open", "closed"]
CURSORS: dict[Hand, Qt.CursorShape] = {
    "none": Qt.CursorShape.ArrowCursor,
    "open": Qt.CursorShape.OpenHandCursor,
    "closed": Qt.CursorShape.ClosedHandCursor,
}
Way = tuple[int, int]


class Ground(Protocol):
    """What a hand needs of a stage."""

    @property
    def state(self) -> State | None:
        """What is shown."""

    def way_between(self, board: str, start: QPointF, end: QPointF) -> Way:
        """How many cells of a board, down and across, a hand goes from one point to another."""

    def show_hand(self, hand: Hand) -> None:
        """Show that the map can be taken hold of here, or that it is held."""


@dataclass(frozen=True)
class _Held:
    """By which cell and where on the canvas, how far the map had been moved, and how far it is to be."""

    cell: Cell
    at: QPointF
    moved: Way
    target: Way
    has_moved: bool = False


class Holding:
    """Turns a drag into calls of the session, one for each cell that the map is moved."""

    def __init__(self, session: Session, ground: Ground) -> None:
        self._session = session
        self._ground = ground
        self._held: _Held | None = None

    def points_at(self, cell: Cell | None) -> None:
        """The pointer is over a cell: show whether the map can be dragged by it."""
        self._ground.show_hand("none" if self._moved_at(cell) is None else "open")

    def takes(self, cell: Cell | None, at: QPointF) -> bool:
        """Take hold of the map, if it can be dragged by this cell."""
        moved = self._moved_at(cell)
        if cell is None or moved is None:
            return False
        self._held = _Held(cell, at, moved, moved)
        self._ground.show_hand("closed")
        return True

    def carries(self, at: QPointF) -> bool:
        """Move the map as many cells as the hand has gone since it took hold; False if it holds nothing."""
        held = self._held
        if held is None:
            return False
        down, across = self._ground.way_between(held.cell.board, held.at, at)
        target = held.moved[0] + down, held.moved[1] + across
        if target != held.target:
            self._held = replace(held, target=target, has_moved=True)
            self._session.move_map(*target)
        return True

    def let_go(self) -> Cell | None:
        """Let the map go; the cell that it was held by if that was no more than a click."""
        held, self._held = self._held, None
        if held is None:
            return None
        self._ground.show_hand("open")
        return None if held.has_moved else held.cell

    def _moved_at(self, cell: Cell | None) -> Way | None:
        """How far the map that can be dragged by a cell was moved; None if nothing can be."""
        state = self._ground.state
        if state is None or cell is None or state.editing is not None or state.pen.tool != "pointer":
            return None
        return state.frame.moved if state.frame.board(cell.board).movable else None
