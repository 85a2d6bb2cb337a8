"""The stage: shows a frame, turns what is done to it into calls of the session, and nothing more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from poolviz.frame.model import Frame
from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.arrangement import Arrangement
from poolviz.views.chooser import Chooser
from poolviz.views.edit_mode import TYPED, EditMode
from poolviz.views.editor import CellEditor, first_editable
from poolviz.views.formula import FormulaLine
from poolviz.views.head import Head
from poolviz.views.holding import CURSORS, Hand
from poolviz.views.looking import Looking
from poolviz.views.mirror import Mirror
from poolviz.views.page import PageView
from poolviz.views.pointer import Pointer
from poolviz.views.qtgraph import Canvas
from poolviz.views.reading import Reading
from poolviz.views.scenery import Scenery
from poolviz.views.slide import Slide
from poolviz.views.theme import Theme

_COMMAND = Qt.KeyboardModifier.ControlModifier
_USUAL_TEXT = 13.0
# Faster than this, in beats a second, sliding would only lag behind.
_SLIDES_UP_TO = 4.0


class Stage(Looking, QWidget):
    """Boards on a pyqtgraph canvas, the passes above them and the formula below.

    ``show_state`` is the one way in; calls of the session are the one way out. ``animated`` lets marks
    slide from step to step while ``advance`` is called; numbers are always those of the last state.
    """

    stirred = Signal()
    """Something begins that takes time: whoever has a clock should look whether ticks are wanted."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.animated = False
        self._session = session
        self._theme = theme
        self._text = _USUAL_TEXT
        self._state: State | None = None
        self._arrangement, self._slide = Arrangement(), Slide()
        self._space = False
        self._build(session, theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)
        self.setAccessibleName(say("Stage"))
        self._canvas.setAccessibleName(say("Boards"))

    def _build(self, session: Session, theme: Theme) -> None:
        self._canvas = Canvas(self)
        self._scenery = Scenery(self._canvas, theme)
        self._pointer = Pointer(session, self)
        self._editor = CellEditor(session, self._canvas.viewport(), self)
        self._edit_mode = EditMode(session, self._canvas.viewport(), self._begin_edit)
        self._reading = Reading(self._canvas.viewport())
        self._mirror = Mirror(self._canvas.viewport(), session.seek)
        self._page = PageView(theme, self._canvas.viewport())
        self._formula = FormulaLine(session.hover, theme, self)
        self._head = Head(theme, self)
        self._chooser = Chooser(self._head.bar, self._canvas.viewport(), session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self._head, 0), (self._canvas, 1), (self._formula, 0)):
            column.addWidget(part, stretch)
        self._canvas.listener = self._listen

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def state(self) -> State | None:
        """The state that is shown."""
        return self._state

    @property
    def zoom(self) -> float:
        """How many times as large as when everything fits."""
        return self._arrangement.zoom

    def show_state(self, state: State) -> None:
        """Show a state; parts that are the same objects as before stay untouched."""
        before, self._state = self._state, state
        if before is state:
            return
        if before is None or before.controls != state.controls:
            self._chooser.show_controls(state.controls)
        if before is None or before.frame is not state.frame:
            self._show_frame(state.frame, before)
        if self._edit_mode.show_state(state, self._scenery.grids, self.pan):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is None or before.editing != state.editing or before.frame is not state.frame:
            self._editor.show_state(state, self._scenery.grids, self._arrangement.text)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self._theme = theme
        self._look_again()

    def set_text_size(self, px: float) -> None:
        """Use another height of ordinary text, in pixels."""
        self._text = float(px)
        self._look_again()

    # -- zooming -----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show all boards as a whole."""
        self._arrangement.fit()
        self._show_again()

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle of the canvas."""
        self._arrangement.zoom_about(factor)
        self._show_again()

    def zoom_about(self, factor: float, point: QPointF) -> None:
        """Zoom with a point of the canvas staying where it is."""
        self._arrangement.zoom_about(factor, point)
        self._show_again()

    def pan(self, x: float, y: float) -> None:
        """Move everything by so many pixels."""
        self._arrangement.pan(x, y)
        self._show_again()

    # -- time --------------------------------------------------------------------------------------

    @property
    def wants_ticks(self) -> bool:
        """Whether something slides, or a picture is not complete."""
        return self._slide.is_under_way or self._scenery.is_developing

    def advance(self, seconds: float) -> None:
        """Slide on, and work on pictures that are not complete."""
        if self._slide.is_under_way:
            self._scenery.show_marks(self._slide.advanced(seconds))
        self._scenery.develop()

    # -- cells -------------------------------------------------------------------------------------

    def show_hand(self, hand: Hand) -> None:
        """Show that the map can be taken hold of here, or that it is held."""
        self._canvas.show_cursor(CURSORS[hand])

    @property
    def space_is_down(self) -> bool:
        """Whether the space bar is held, so that dragging pans."""
        return self._space

    def commit_edit(self) -> bool:
        """Take what was typed into a cell; False if it is no number."""
        return self._state is None or self._state.editing is None or self._editor.commit()

    # -- events ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the formula take its share of the new height."""
        self._formula.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room enough for a small map."""
        return QSize(round(40 * self._text), round(30 * self._text))

    def minimumSizeHint(self) -> QSize:
        """The stage gives way to everything else."""
        return QSize(round(14 * self._text), round(14 * self._text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground behind the passes."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.stage))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the cell cursor, and the space bar while the pointer is here: held, it pans."""
        if isinstance(event, QKeyEvent):
            return self._edit_mode.take(event) or self._claims_space(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._look_again()
        return False

    def _claims_space(self, event: QKeyEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Space
        if is_asked and self._canvas.viewport().underMouse():
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or a figure begins to edit a cell; Space, held, pans."""
        key = event.key()
        if key == Qt.Key.Key_Space and self._canvas.viewport().underMouse():
            self._space = True
            self._pointer.has_panned = False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin_edit("")
        elif event.text() and event.text() in TYPED and not event.modifiers() & _COMMAND:
            self._begin_edit(event.text())
        elif key == Qt.Key.Key_Escape and (self._session.take_back() or self._pointer.cancel()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A space bar that was let go without dragging plays, as it does everywhere else."""
        if event.key() == Qt.Key.Key_Space and self._space and not event.isAutoRepeat():
            self._space = False
            if not self._pointer.has_panned:
                self._session.press_space()
        else:
            super().keyReleaseEvent(event)

    def _listen(self, event: QEvent) -> bool:
        """Everything that happens on the canvas."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._look_again()
            return False
        if kind == QEvent.Type.MouseButtonPress and self._editor.isHidden():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._reading.follow(event, self._scenery.reading_at)
        return self._pointer.take(event)

    # -- showing, in parts -------------------------------------------------------------------------

    def _show_frame(self, frame: Frame, before: State | None) -> None:
        self._arrangement.show_frame(frame, self._chooser.widths)
        self._formula.show_runs(frame.formula, has_line=frame.formula_line)
        self._head.show_prompt(frame.prompt)
        self._show_scenery(frame)
        if before is not None and self._slides(before):
            frame = self._slide.begin(before.frame, frame)
        else:
            self._slide.stop()
        self._scenery.show_marks(frame)

    def _slides(self, before: State) -> bool:
        """Whether marks slide: to the next step or beat, not when jumping, not when playing fast."""
        state = self._state
        if state is None or not self.animated or (state.playing and state.speed > _SLIDES_UP_TO):
            return False
        return 0 < abs(state.step - before.step) <= max(state.timeline.beat, 1)

    def _look_again(self) -> None:
        """Everything may have changed: theme, text, size or density of the screen."""
        self._edit_mode.fit(self._canvas.viewport().rect())
        self._scenery.set_look(self._theme, self._canvas.devicePixelRatioF())
        self._formula.set_look(self._theme, self._text)
        self._head.set_look(self._theme, self._text)
        self._arrangement.set_size(self._canvas.viewport().size(), self._text)
        self._chooser.set_text_size(self._text, self.width())
        if self._state is not None:
            self._arrangement.show_again(self._state.frame, self._chooser.widths)
        self._show_again()
        self.update()

    def _show_again(self) -> None:
        """Show the same frame, at other places."""
        state = self._state
        if state is not None:
            self._slide.stop()
            self._show_scenery(state.frame)
            self._scenery.show_marks(state.frame)
            self._editor.show_state(state, self._scenery.grids, self._arrangement.text)

    def _show_scenery(self, frame: Frame) -> None:
        focus = self._state.focus if self._state is not None else None
        shown, seen = self._arrangement.shown(frame), self._arrangement.seen()
        self._scenery.show(shown, seen, self._chooser.stand, focus)
        if self._scenery.is_developing:
            self.stirred.emit()
        self._reading.show_words(self._scenery.reading_at)
        self._page.show_page(frame.page, self._theme, self._text)
        self._mirror.show_frame(frame, self._scenery.grids, self._scenery.plans)

    # -- editing -----------------------------------------------------------------------------------

    def _begin_edit(self, typed: str) -> None:
        """Edit the cell that is held or under the pointer, else the first one that can be edited."""
        state = self._state
        if state is None:
            return
        frame, focus = state.frame, state.cursor.cell if state.cursor is not None else state.focus
        if focus is None or not frame.board(focus.board).editable:
            focus = first_editable(frame)
        if focus is not None:
            self._editor.begin_with(typed)
            self._session.edit_at(focus)
