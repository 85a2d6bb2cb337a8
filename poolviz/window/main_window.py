"""The main window: puts the parts together, hands every state to each of them, and does what only it can."""

from __future__ import annotations

from contextlib import ExitStack

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu

from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.window.action_set import ActionSet
from poolviz.window.actions import Side
from poolviz.window.appearance import Appearance
from poolviz.window.clock import Clock
from poolviz.window.copying import Copying
from poolviz.window.folding import Folding
from poolviz.window.incoming import Incoming
from poolviz.window.keyboard import is_kept
from poolviz.window.language import promise
from poolviz.window.number_sheet import ask_number
from poolviz.window.open_name import PROGRAM, OpenName
from poolviz.window.outgoing import Outgoing
from poolviz.window.parts import Parts
from poolviz.window.preferences import Preferences, ThemeChoice
from poolviz.window.recents import Recents
from poolviz.window.sheets import show_about, show_keys
from poolviz.window.typesetter import Typesetter

_SIZE = (1600, 900)


class MainWindow(QMainWindow):
    """Everything around one stage."""

    _painted = Signal()
    _grown = Signal(list, int)

    def __init__(self, session: Session, preferences: Preferences, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.session = session
        self.appearance = appearance
        self._preferences = preferences
        self._folding = Folding()
        self._woken = False
        self._stage_look = ("", 0, 0)
        self._state = session.state
        self._typesetter = Typesetter(self)
        self._incoming = Incoming(session, preferences)
        self._recents = Recents(session, preferences, self._incoming)
        self.outgoing = Outgoing(session, preferences, self)
        self.actions_ = ActionSet(self, self)
        self.parts = Parts(session, self.actions_, appearance, self._typesetter, self.toggle_panel)
        self.stage = self.parts.stage
        self._copying = Copying(session, self.stage)
        self.stage.animated = appearance.moves
        self.setCentralWidget(self.parts)
        self.actions_.fill(self.menuBar())
        self._name = OpenName(self.menuBar())
        self.clock = Clock(session, self.stage, self)
        self._unsubscribe = session.subscribe(self.show_state)
        self.stage.stirred.connect(self.clock.wind)
        self._painted.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._grown.connect(self.parts.take_usual_widths, Qt.ConnectionType.QueuedConnection)
        appearance.changed.connect(self._dress)
        self.setAcceptDrops(True)
        self.installEventFilter(self)
        self._restore()
        self._dress()
        self.show_state(session.state)
        self.stage.setFocus()

    # -- what is shown -----------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        """Hand a state to every part; each finds out by itself what is new to it."""
        self._state = state
        title = f"{state.frame.title or state.title}{PROGRAM}"
        with ExitStack() as done:  # from the last to the first, whatever goes wrong in one of them
            done.callback(self.clock.wind)
            done.callback(self._name.show_name, title)
            done.callback(self.setWindowTitle, title)
            done.callback(self.actions_.refresh, self.appearance.icon)
            done.callback(self._recents.show_state, state)
            done.callback(self.parts.show_state, state)

    def _dress(self) -> None:
        """Follow the theme and the size."""
        appearance = self.appearance
        self.actions_.refresh(appearance.icon, repaint=True)
        self.parts.dress(appearance)
        self._name.fit()
        self._size_stage()
        self._fold(self._folding.resized(self.width(), appearance.scale))

    def _size_stage(self) -> None:
        """Large letters on the stage and under it, as far as they leave the boards their room."""
        self.parts.caption.set_text_size(self.appearance.caption_text(self.height()))
        text = self.appearance.stage_text(self.height())
        wanted = (self.appearance.theme.name, text, self.appearance.text)
        if wanted != self._stage_look:
            self._stage_look = wanted
            # Its buttons and chips follow; without a sheet of its own it takes the one of the whole program.
            self.stage.setStyleSheet(self.appearance.stage_style(text))
            self.stage.set_text_size(text)

    def _fold(self, folding: Folding) -> None:
        self._folding = folding
        self.parts.fold(folding)
        self.actions_.refresh(self.appearance.icon)

    def _wake(self) -> None:
        """The first picture is on the screen: what could wait begins now."""
        self.parts.facts.wake()

    def _restore(self) -> None:
        if not self.restoreGeometry(self._preferences.geometry):
            room = self.screen().availableSize()
            # A frame around the window needs a little of the screen, too.
            self.resize(min(_SIZE[0], room.width() - 16), min(_SIZE[1], room.height() - 48))
        if not self.parts.deck.restoreState(self._preferences.widths):
            self.parts.take_usual_widths(list(self.parts.panels.values()), self.appearance.text)
        hidden = self._preferences.hidden
        self._folding = Folding(map="map" not in hidden, controls="controls" not in hidden)

    # -- what only a window can do (see actions.Desk) ----------------------------------------------

    @property
    def theme_choice(self) -> ThemeChoice:
        """Light, dark, or as the system shows."""
        return self.appearance.choice

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Show a theme from now on."""
        self.appearance.choose(choice)
        self.actions_.refresh(self.appearance.icon)

    @property
    def is_calm(self) -> bool:
        """Whether nothing slides because somebody asked poolviz for it."""
        return self._preferences.calm

    def choose_calm(self, calm: bool) -> None:
        """Let nothing slide, or let it slide if the system does not mind."""
        self._preferences.calm = calm
        self.stage.animated = self.appearance.moves
        self.actions_.refresh(self.appearance.icon)

    @property
    def language_choice(self) -> str:
        """The code of a language, or "system"."""
        return self._preferences.language

    def choose_language(self, choice: str) -> None:
        """Speak a language from the next start on: what is on the screen has been said already."""
        self._preferences.language = choice
        self.actions_.refresh(self.appearance.icon)
        self.session.notify(promise(choice, kept=self._preferences.keeps))

    def show_recents(self) -> None:
        """Offer the files that were opened last."""
        self._recents.pop_up(self)

    def list_recents(self, menu: QMenu) -> None:
        """Put the files that were opened last into a menu."""
        self._recents.fill(menu)

    def change_text_size(self, by: int) -> None:
        """Larger or smaller letters; 0 for the usual ones."""
        usual = [panel for panel in self.parts.panels.values() if not panel.is_widened(self.appearance.text)]
        self.appearance.change_text_size(by)
        # Panels that grew with the letters would not shrink with them; how narrow they may be is known soon.
        self._grown.emit(usual, self.appearance.text)

    def zoom(self, factor: float) -> None:
        """Look closer, or from further away; 0 shows everything."""
        if factor:
            self.stage.zoom_by(factor)
        else:
            self.stage.fit()
        self.clock.wind()

    def open_file(self) -> None:
        """Let a file be chosen and open it."""
        self._incoming.choose_file(self)

    def paste(self) -> None:
        """Open what was copied elsewhere."""
        self._incoming.paste()

    def copy(self, notation: str) -> None:
        """Copy a board as numbers in a notation."""
        self._copying.copy(notation)

    def copy_picture(self) -> None:
        """Copy the stage as a picture."""
        self._copying.copy_picture()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def toggle_panel(self, side: Side) -> None:
        """Show or hide a panel."""
        self._fold(self._folding.toggled(side))

    def has_panel(self, side: Side) -> bool:
        """Whether a panel is shown."""
        return self._folding.shows(side)

    def ask_number(self, field: str) -> None:
        """Let a number of the scene be typed, also where its panel is hidden."""
        ask_number(self, self.session, field)

    def show_keys(self) -> None:
        """Show all keys on one sheet."""
        show_keys(self, self.appearance.text)

    def show_about(self) -> None:
        """Tell what the program is and whose work is in it."""
        show_about(self, self.appearance.text)

    # -- Qt's own calls ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that belong to a field or to an edited cell are no shortcuts."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and is_kept(event, editing=self._state.editing is not None)
        ):
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wanted closes a message, and leads back to the stage from any button."""
        if event.key() == Qt.Key.Key_Escape:
            self.session.dismiss()
            self.stage.setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint wakes what had to wait for it."""
        super().paintEvent(event)
        if not self._woken:
            self._woken = True
            self._painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panels fold when the window becomes narrow."""
        super().resizeEvent(event)
        self._name.fit()
        self._size_stage()
        folding = self._folding.resized(self.width(), self.appearance.scale)
        if folding is not self._folding:
            self._fold(folding)

    def changeEvent(self, event: QEvent) -> None:
        """Full screen may also be left by the system."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_.refresh(self.appearance.icon)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and texts may be dropped anywhere."""
        if self._incoming.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self._incoming.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, and stop everything that works beside it."""
        self._preferences.geometry = self.saveGeometry()
        self._preferences.widths = self.parts.deck.saveState()
        self._preferences.hidden = self._folding.hidden
        self._preferences.speed = self._state.speed
        self.clock.stop()
        self._unsubscribe()
        self._typesetter.close()
        super().closeEvent(event)
