"""What the pointer does on the canvas: look, pin, edit, draw, drag, nudge, zoom and pan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent

from poolviz.frame.model import Cell
from poolviz.model.scene import Gesture
from poolviz.views import drawer, holding

if TYPE_CHECKING:
    from poolviz.session.session import Session

_ZOOM_A_NOTCH = 1.2
_NOTCH = 120.0
_NONE = Qt.KeyboardModifier.NoModifier
# The wheel changes numbers on this board, because its numbers are there to be tried out.
_NUDGED_BOARD = "upstream"


class Ground(holding.Ground, drawer.Sheet, Protocol):
    """What the pointer needs of a stage."""

    @property
    def space_is_down(self) -> bool:
        """Whether dragging pans."""

    def told_at(self, point: QPointF) -> Cell | None:
        """The cell under a point, or the one that the words there stand for."""

    def seeker_at(self, point: QPointF) -> str:
        """The chart or table under a point that shows steps."""

    def bar_at(self, point: QPointF) -> Cell | None:
        """The bar under a point of a chart in which one can be chosen."""

    def position_on(self, name: str, point: QPointF) -> int | None:
        """The position of a chart or the row of a table that is nearest to a point."""

    def zoom_about(self, factor: float, point: QPointF) -> None:
        """Zoom with a point staying where it is."""

    def pan(self, x: float, y: float) -> None:
        """Move everything."""

    def commit_edit(self) -> bool:
        """Take what was typed."""


class Pointer:
    """Turns events of the canvas into calls of the session, one for each wish."""

    def __init__(self, session: Session, ground: Ground) -> None:
        self._session = session
        self._ground = ground
        self._over: Cell | None = None
        self._drawer = drawer.Drawer(session, ground)
        self._selects = False  # whether the cell cursor is dragged
        self._drag: QPointF | None = None  # where panning was last
        self._seeker = ""  # the chart that is held
        self._holding = holding.Holding(session, ground)
        self._pinned_as: Cell | None = None  # what was clicked, which a magnifier shows of another board
        self._wheel = 0.0
        self.has_panned = False

    @property
    def over(self) -> Cell | None:
        """The cell under the pointer, or the one that the words there stand for."""
        return self._over

    def take(self, event: QEvent) -> bool:
        """Handle an event of the canvas; True if it is done with."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(kind, event)
        if isinstance(event, QWheelEvent):
            self._turn(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._ground.zoom_about(1.0 + event.value(), event.position())
            return True
        if kind == QEvent.Type.Leave:
            self._point_to(None)
        return False

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        if kind == QEvent.Type.MouseMove:
            self._move(event)
        elif kind == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event.position())
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._double_click(event)
        return True

    def _move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._drag is not None:
            self._ground.pan(at.x() - self._drag.x(), at.y() - self._drag.y())
            self._drag = at
            self.has_panned = True
            return
        if self._seeker:
            self._seek(at)
            return
        if self._holding.carries(at):
            return
        if self._drawer.is_busy:
            self._drawer.move(at)
        elif self._selects:
            self._select(at)
        else:
            self._holding.points_at(self._ground.cell_at(at))
            self._point_to(self._ground.told_at(at))

    def _select(self, at: QPointF) -> None:
        """Let the selection of the cell cursor grow to the pointer."""
        state = self._ground.state
        if state is not None and state.cursor is not None:
            cell = self._ground.cell_on(state.cursor.cell.board, at)
            if cell is not None:
                self._session.place_cursor(cell, select=True)

    def _seek(self, at: QPointF) -> None:
        """Show the step that a chart has at a point, also beside it while it is held."""
        state, step = self._ground.state, self._ground.position_on(self._seeker, at)
        if state is not None and step is not None and step != state.step:
            self._session.seek(step)

    def _point_to(self, cell: Cell | None) -> None:
        if cell != self._over:
            self._over = cell
            self._session.hover(cell)

    def _press(self, event: QMouseEvent) -> None:
        button, at = event.button(), event.position()
        is_left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (is_left and self._ground.space_is_down):
            self._drag = at
        elif is_left and self._ground.commit_edit():
            self._seeker = self._ground.seeker_at(at)
            if self._seeker:
                self._seek(at)
            elif bar := self._ground.bar_at(at):
                self._session.choose(bar)
            elif not self._holding.takes(cell := self._ground.cell_at(at), at):
                self._click(cell, event.modifiers())
        elif self._erases(button) and self._ground.commit_edit():
            self._drawer.press(self._ground.cell_at(at), erase=True)

    def _erases(self, button: Qt.MouseButton) -> bool:
        """Whether a press empties cells: the right button does, of whatever draws."""
        state = self._ground.state
        return button == Qt.MouseButton.RightButton and state is not None and state.pen.draws

    def _click(self, cell: Cell | None, held: Qt.KeyboardModifier = _NONE) -> None:
        state = self._ground.state
        if state is None:
            return
        if state.editing is not None:
            is_editable = cell is not None and state.frame.board(cell.board).editable
            self._session.edit_at(cell if is_editable else None)
        elif state.pen.tool != "pointer":
            self._drawer.press(cell, erase=False)
        elif cell is not None and state.frame.board(cell.board).pickable:
            self._session.pick_answer(cell)
        elif state.cursor is not None and cell is not None:
            self._selects = True
            self._session.place_cursor(cell, select=bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif cell is None or (state.pinned and cell == self._pinned_as):
            self._session.unpin()
        else:
            self._pinned_as = cell
            self._session.pin(cell)

    def _release(self, at: QPointF) -> None:
        self._drag = None
        self._seeker = ""
        clicked = self._holding.let_go()
        if clicked is not None:
            self._click(clicked)
        self._selects = False
        if self._drawer.is_busy:
            self._drawer.release()
            self._point_to(self._ground.told_at(at))  # nothing was told under way

    def cancel(self) -> bool:
        """Give up what is being drawn; whether there was something."""
        was_busy = self._drawer.is_busy
        self._drawer.cancel()
        return was_busy

    def _double_click(self, event: QMouseEvent) -> None:
        state, cell = self._ground.state, self._ground.cell_at(event.position())
        if state is None or event.button() != Qt.MouseButton.LeftButton or state.pen.tool != "pointer":
            self._press(event)
        elif cell is not None and state.frame.board(cell.board).editable:
            self._session.edit_at(cell)

    def _turn(self, event: QWheelEvent) -> None:
        delta = event.angleDelta().y() or event.angleDelta().x()
        cell = self._ground.cell_at(event.position())
        wants_zoom = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and not wants_zoom:
            if cell is not None and (notches := self._notches(delta)):
                self._session.wiggle(notches, cell)
        elif cell is not None and cell.board == _NUDGED_BOARD and not wants_zoom:
            if notches := self._notches(delta):
                self._session.gesture(Gesture("nudge", cell, float(notches)))
        else:
            self._ground.zoom_about(_ZOOM_A_NOTCH ** (delta / _NOTCH), event.position())

    def _notches(self, delta: float) -> int:
        """How many whole notches the wheel has turned; a fine wheel collects them."""
        self._wheel += delta
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        return notches
