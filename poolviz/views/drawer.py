"""Drawing with the pointer: a stroke that goes on, or a shape between the press and the release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF

from poolviz.frame.model import Cell

if TYPE_CHECKING:
    from poolviz.session.session import Session
    from poolviz.session.state import State


class Sheet(Protocol):
    """What the drawer needs of a stage."""

    @property
    def state(self) -> State | None:
        """What is shown."""

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell under a point."""

    def cell_on(self, board: str, point: QPointF) -> Cell | None:
        """The cell of a board that is nearest to a point."""


class Drawer:
    """Follows the pointer from press to release; what is drawn there the session's tool in hand says."""

    def __init__(self, session: Session, sheet: Sheet) -> None:
        self._session = session
        self._sheet = sheet
        self._start: Cell | None = None
        self._last: Cell | None = None
        self._erases = False

    @property
    def is_busy(self) -> bool:
        """Whether a button is held that draws."""
        return self._last is not None

    def press(self, cell: Cell | None, *, erase: bool) -> None:
        """Begin on a cell, if it can be changed; the eyedropper takes its number from any board."""
        state = self._sheet.state
        if state is None or cell is None or self.is_busy:
            return
        if state.pen.tool == "eyedropper":
            self._session.pick(cell)
        elif state.pen.draws and state.frame.board(cell.board).editable:
            self._start = self._last = cell
            self._erases = erase
            self._go_on(cell, cell)

    def move(self, at: QPointF) -> None:
        """The pointer goes on with the button held."""
        state, last = self._sheet.state, self._last
        if state is None or last is None:
            return
        # A shape ends at the border; a brush that has left the board paints nothing there.
        cell = self._sheet.cell_on(last.board, at) if state.pen.stretches else self._sheet.cell_at(at)
        if cell is not None and cell != last and cell.board == last.board:
            self._last = cell
            self._go_on(cell, last)

    def release(self) -> None:
        """The button is let go: a shape is drawn now, a stroke ends."""
        state, last, start = self._sheet.state, self._last, self._start
        self._start = self._last = None
        if state is None or last is None:
            return
        # Another scene may have come while the button was held, and the board may be gone.
        if state.pen.stretches and state.frame.has(last.board):
            self._session.draw(last, start, erase=self._erases)
        self._session.end_stroke()

    def cancel(self) -> None:
        """Draw nothing more, and show no shape."""
        if self.is_busy:
            self._start = self._last = None
            self._session.sketch(None)
            self._session.end_stroke()

    def _go_on(self, cell: Cell, last: Cell) -> None:
        state = self._sheet.state
        if state is None:
            return
        if state.pen.stretches:
            self._session.sketch(cell, self._start, erase=self._erases)
        elif state.pen.tool == "brush" or cell == self._start:
            self._session.draw(cell, last, erase=self._erases)
