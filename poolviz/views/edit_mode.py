"""The stage while the cell cursor is shown: its frame, the keys that then belong to the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QRegion
from PySide6.QtWidgets import QFrame, QWidget

from poolviz.frame.model import Block, Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from poolviz.session.session import Session
    from poolviz.session.state import State
    from poolviz.views.grid import Grid

TYPED = frozenset("0123456789.,-−+")
_MINUS = frozenset("-−")
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Home: (0, -1),
    Qt.Key.Key_End: (0, 1),
}
_TO_THE_EDGE = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
_FAR = 1 << 30  # further than any board reaches
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})
_ERASE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_TAB = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_OWN = frozenset({*_ARROWS, *_ENTER, *_ERASE, *_TAB, Qt.Key.Key_Space, Qt.Key.Key_Escape})
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_LINE = 4  # pixels that the frame may be thick


class EditMode(QFrame):
    """A frame around the canvas, shown while keys act on cells, and what those keys do.

    ``begin`` is called with what was typed when a cell is to be edited.
    """

    def __init__(self, session: Session, canvas: QWidget, begin: Callable[[str], None]) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._begin = begin
        self._state: State | None = None
        self.setObjectName("editFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether the cell cursor is shown."""
        return self._state is not None and self._state.cursor is not None

    @property
    def _is_pinned(self) -> bool:
        """Whether a cell that can be changed was clicked."""
        state = self._state
        if state is None or not state.pinned or state.focus is None or state.editing is not None:
            return False
        return self._changes(state.focus)

    def show_state(
        self, state: State, grids: Mapping[str, Grid], pan: Callable[[float, float], None]
    ) -> bool:
        """Show the frame if the cursor is shown; whether it has just come.

        Where the canvas shows only a part of the boards, it moves along with the cursor.
        """
        before, self._state = self._state, state
        self.setVisible(self.is_on)
        cursor, old = state.cursor, None if before is None else before.cursor
        if cursor is not None and cursor != old and cursor.cell.board in grids:
            cell = grids[cursor.cell.board].rectangle(Block(cursor.cell.row, cursor.cell.column)).center()
            area = QRectF(self._canvas.rect())
            if not area.contains(cell):
                pan(area.center().x() - cell.x(), area.center().y() - cell.y())
        return cursor is not None and old is None

    def fit(self, area: QRect) -> None:
        """Stand around the canvas; its inside takes no part in painting."""
        self.setGeometry(area)
        inside = self.rect().adjusted(_LINE, _LINE, -_LINE, -_LINE)
        self.setMask(QRegion(self.rect()) - QRegion(inside))

    def take(self, event: QKeyEvent) -> bool:
        """Claim the keys that belong to cells before shortcuts get them, and act on them."""
        if not self._is_own(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._press(event)
            return True
        return False

    def _is_own(self, event: QKeyEvent) -> bool:
        """Whether a key acts on cells now: with Shift or Ctrl, arrows call the cursor.

        A minus begins a number in the cell that was clicked; elsewhere it looks from further away.
        """
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held & ~(_SHIFT | _CONTROL):
            return False
        if not self.is_on:
            calls = key in _ARROWS and key not in _TO_THE_EDGE and bool(held)
            return calls or (not held and event.text() in _MINUS and self._is_pinned)
        if held & _CONTROL:
            return key in _ARROWS
        return key in _OWN or (bool(event.text()) and event.text() in TYPED)

    def _press(self, event: QKeyEvent) -> None:
        key, session = Qt.Key(event.key()), self._session
        is_shifted = bool(event.modifiers() & _SHIFT)
        if key in _ARROWS:
            far = key in _TO_THE_EDGE or bool(event.modifiers() & _CONTROL)
            down, right = (way * (_FAR if far else 1) for way in _ARROWS[key])
            session.move_cursor(down, right, select=is_shifted)
        elif key in _ENTER:
            self._edit("")
        elif key in _ERASE:
            session.erase()
        elif key in _TAB:
            session.change_board(-1 if is_shifted or key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Space:
            session.use_tool(erase=is_shifted)
        elif key == Qt.Key.Key_Escape:
            # What was only tried goes first.
            if not session.take_back():
                session.toggle_cursor()
        else:
            self._edit(event.text())

    def _edit(self, typed: str) -> None:
        """Begin to edit the cell with the cursor, or the clicked one, if it can be changed."""
        state = self._state
        cursor = None if state is None else state.cursor
        can = self._is_pinned if cursor is None else self._changes(cursor.cell)
        if can:
            self._begin(typed)

    def _changes(self, cell: Cell) -> bool:
        """Whether a cell of the frame can be typed into."""
        return self._state is not None and self._state.frame.board(cell.board).editable
