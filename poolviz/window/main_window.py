"""The main window: puts the parts together, hands every state to each of them, and does what only it can."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.stage import Stage
from poolviz.window.action_set import ActionSet
from poolviz.window.actions import Side
from poolviz.window.appearance import Appearance
from poolviz.window.caption import CaptionBar
from poolviz.window.clock import Clock
from poolviz.window.control_panel import ControlPanel
from poolviz.window.facts_card import FactsCard
from poolviz.window.folding import Folding
from poolviz.window.incoming import Incoming
from poolviz.window.keyboard import is_kept
from poolviz.window.map_panel import MapPanel
from poolviz.window.preferences import Preferences, ThemeChoice
from poolviz.window.scene_tabs import SceneTabs
from poolviz.window.sheets import show_about, show_keys
from poolviz.window.side_panel import Rail, SidePanel
from poolviz.window.transport import Transport
from poolviz.window.typesetter import Typesetter

_SIZE = (1600, 900)


class MainWindow(QMainWindow):
    """Everything around one stage."""

    _painted = Signal()

    def __init__(self, session: Session, preferences: Preferences, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.session = session
        self.appearance = appearance
        self._preferences = preferences
        self._folding = Folding()
        self._woken = False
        self._state = session.state
        self._typesetter = Typesetter(self)
        self._incoming = Incoming(session, preferences)
        self.actions_ = ActionSet(self, self)
        self._build()
        self.clock = Clock(session, self.stage, self)
        self._unsubscribe = session.subscribe(self.show_state)
        self._painted.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        appearance.changed.connect(self._dress)
        self.setAcceptDrops(True)
        self._restore()
        self._dress()
        self.show_state(session.state)
        self.stage.setFocus()

    # -- the parts ---------------------------------------------------------------------------------

    def _build(self) -> None:
        session, icon = self.session, self.appearance.icon
        self.stage = Stage(session, self.appearance.theme)
        self.map_panel = MapPanel(session, self.actions_, icon, lambda: self.appearance.theme)
        self.controls = ControlPanel(session, icon)
        self.facts = FactsCard(self._typesetter)
        self.tabs = SceneTabs(session)
        self.transport = Transport(session, self.actions_, self.appearance.icon_on_accent)
        self.caption = CaptionBar(session, icon)
        self._name = QLabel()
        self._name.setObjectName("openName")
        self.panels: dict[Side, SidePanel] = {
            "map": SidePanel("map", say("Feature map"), [self.map_panel], lambda: self.toggle_panel("map")),
            "controls": SidePanel(
                "controls",
                say("Controls"),
                [self.controls, self.facts],
                lambda: self.toggle_panel("controls"),
            ),
        }
        self.rails: dict[Side, Rail] = {
            "map": Rail(self.actions_["panel_map"], say("Feature map"), "map"),
            "controls": Rail(self.actions_["panel_controls"], say("Controls"), "controls"),
        }
        for panel in (self.map_panel, self.controls):
            panel.done.connect(self.stage.setFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        self.actions_.fill(self.menuBar())
        self.menuBar().setCornerWidget(self._name)
        self._deck = QMainWindow()
        self._deck.setObjectName("deck")
        self._deck.setWindowFlags(Qt.WindowType.Widget)
        self._deck.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._deck.setCentralWidget(self.stage)
        self._deck.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.panels["map"])
        self._deck.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panels["controls"])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for part in (self.rails["map"], self._deck, self.rails["controls"]):
            middle.addWidget(part, 1 if part is self._deck else 0)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(middle, 1)
        column.addWidget(self.transport)
        column.addWidget(self.caption)
        self.setCentralWidget(whole)

    # -- what is shown -----------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        """Hand a state to every part; each finds out by itself what is new to it."""
        self._state = state
        for view in (
            self.stage,
            self.tabs,
            self.map_panel,
            self.controls,
            self.facts,
            self.transport,
            self.caption,
        ):
            view.show_state(state)
        self.actions_.refresh(self.appearance.icon)
        title = f"{state.title} — poolviz"
        if title != self.windowTitle():
            self.setWindowTitle(title)
            self._name.setText(title)
        self.clock.wind()

    def _dress(self) -> None:
        """Everything that draws colours or letters by itself follows the theme and the size."""
        appearance, text = self.appearance, self.appearance.text
        self.stage.set_theme(appearance.theme)
        self.stage.set_text_size(text)
        self.actions_.refresh(appearance.icon, repaint=True)
        self.transport.set_text_size(text)
        for part in (self.map_panel, self.controls, self.caption):
            part.retint()
        for panel in self.panels.values():
            panel.retint(appearance.icon, text)
            panel.set_text_size(text)
        for rail in self.rails.values():
            rail.retint(appearance.icon("chevron-right"), text)
        self._fold(self._folding.resized(self.width(), appearance.scale))

    def _fold(self, folding: Folding) -> None:
        self._folding = folding
        for side, panel in self.panels.items():
            panel.setVisible(folding.shows(side))
            self.rails[side].setVisible(not folding.shows(side))
        self.actions_.refresh(self.appearance.icon)

    def _wake(self) -> None:
        """The first picture is on the screen: what could wait begins now."""
        self.facts.wake()

    def _restore(self) -> None:
        if not self.restoreGeometry(self._preferences.geometry):
            room = self.screen().availableSize()
            self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))
        if not self._deck.restoreState(self._preferences.widths):
            docks = list(self.panels.values())
            widths = [dock.usual_width(self.appearance.text) for dock in docks]
            self._deck.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
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

    def change_text_size(self, by: int) -> None:
        """Larger or smaller letters; 0 for the usual ones."""
        self.appearance.change_text_size(by)

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

    def show_keys(self) -> None:
        """Show all keys on one sheet."""
        show_keys(self, self.appearance.text)

    def show_about(self) -> None:
        """Tell what the program is and whose work is in it."""
        show_about(self, self.appearance.text)

    # -- Qt's own calls ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys that belong to a field or to an edited cell are no shortcuts."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and is_kept(event, editing=self._state.editing is not None)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint wakes what had to wait for it."""
        super().paintEvent(event)
        if not self._woken:
            self._woken = True
            self._painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panels fold when the window becomes narrow."""
        super().resizeEvent(event)
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
        self._preferences.widths = self._deck.saveState()
        self._preferences.hidden = self._folding.hidden
        self._preferences.speed = self._state.speed
        self.clock.stop()
        self._unsubscribe()
        self._typesetter.close()
        super().closeEvent(event)
