"""The parts of the window and where they stand: a stage in the middle, everything else around it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.stage import Stage
from poolviz.window.action_set import ActionSet
from poolviz.window.actions import Side
from poolviz.window.announcer import Announcer
from poolviz.window.appearance import Appearance
from poolviz.window.caption import CaptionBar
from poolviz.window.control_panel import ControlPanel
from poolviz.window.entry_chooser import EntryChooser
from poolviz.window.facts_card import FactsCard
from poolviz.window.folding import Folding
from poolviz.window.map_panel import MapPanel
from poolviz.window.scene_tabs import SceneTabs
from poolviz.window.side_panel import Rail, SidePanel
from poolviz.window.transport import Transport
from poolviz.window.typesetter import Typesetter

_PANEL_SHARE = 0.43  # of the width, at most, in a narrow window


class View(Protocol):
    """What shows a part of the state."""

    def show_state(self, state: State) -> None:
        """Show a state; nothing happens if nothing of it is new here."""


class Parts(QWidget):
    """Builds every part once, and puts the panels beside the stage."""

    def __init__(
        self,
        session: Session,
        actions: ActionSet,
        appearance: Appearance,
        typesetter: Typesetter,
        toggle: Callable[[Side], None],
    ) -> None:
        """``toggle`` is called to show or hide a panel."""
        super().__init__()
        icon = appearance.icon
        self.stage = Stage(session, appearance.theme)
        self.map_panel = MapPanel(session, actions, icon, lambda: appearance.theme)
        self.controls = ControlPanel(session, icon)
        self.facts = FactsCard(typesetter)
        self.tabs = SceneTabs(session)
        self.transport = Transport(session, actions, appearance.icon_on_accent)
        self.caption = CaptionBar(session, icon, actions["stop_work"])
        self._chooser = EntryChooser(session, self)
        self._announcer = Announcer(self.caption, self.stage)
        names: dict[Side, str] = {"map": say("Feature map"), "controls": say("Controls")}
        inside: dict[Side, list[QWidget]] = {"map": [self.map_panel], "controls": [self.controls, self.facts]}
        self.panels = {
            side: SidePanel(side, name, inside[side], lambda side=side: toggle(side))  # type: ignore[misc]
            for side, name in names.items()
        }
        self.rails = {side: Rail(actions[f"panel_{side}"], name, side) for side, name in names.items()}
        for panel in (self.map_panel, self.controls):
            panel.done.connect(self.stage.setFocus)
        self._lay_out()

    def show_state(self, state: State) -> None:
        """Show a state in every part; a fault in one keeps it from none of the others, and is told then."""
        with ExitStack() as parts:
            for view in reversed(self.views):  # it goes through them from the last to the first
                parts.callback(view.show_state, state)

    @property
    def views(self) -> tuple[View, ...]:
        """Everything that shows a part of the state."""
        return (
            self.stage,
            self.tabs,
            self.map_panel,
            self.controls,
            self.facts,
            self.transport,
            self.caption,
            self._chooser,
            self._announcer,
        )

    def dress(self, appearance: Appearance) -> None:
        """Everything that draws colours or letters by itself follows the theme and the size."""
        text = appearance.text
        self.stage.set_theme(appearance.theme)
        self.transport.set_text_size(text)
        self.tabs.set_text_size(text)
        for part in (self.map_panel, self.controls, self.caption):
            part.retint()
        for panel in self.panels.values():
            panel.retint(appearance.icon, text)
        for rail in self.rails.values():
            rail.retint(appearance.icon("chevron-right"), text)

    def fold(self, folding: Folding) -> None:
        """Show the panels that are wished for, and rails for the others.

        What goes goes first: both panels at once would make a narrow window wider.
        """
        for side in sorted(self.panels, key=folding.shows):
            self.panels[side].setVisible(folding.shows(side))
            self.rails[side].setVisible(not folding.shows(side))
        if folding.asked is not None:
            self._narrow(self.panels[folding.asked])

    def _narrow(self, panel: SidePanel) -> None:
        """Leave the larger part of a narrow window to the stage, as far as the panel's words allow it."""
        most = round(_PANEL_SHARE * self.deck.width())
        if panel.width() > most:
            self.deck.resizeDocks([panel], [most], Qt.Orientation.Horizontal)

    def take_usual_widths(self, panels: list[SidePanel], text: int) -> None:
        """Make some panels as wide as on the first day."""
        widths = [panel.usual_width(text) for panel in panels]
        self.deck.resizeDocks(panels, widths, Qt.Orientation.Horizontal)

    def _lay_out(self) -> None:
        # Panels between the bars and not beside them: a second main window, which is no window here.
        self.deck = QMainWindow()
        self.deck.setObjectName("deck")
        self.deck.setWindowFlags(Qt.WindowType.Widget)
        self.deck.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.deck.setCentralWidget(self.stage)
        self.deck.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.panels["map"])
        self.deck.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panels["controls"])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rails["map"])
        middle.addWidget(self.deck, 1)
        middle.addWidget(self.rails["controls"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(middle, 1)
        column.addWidget(self.transport)
        column.addWidget(self.caption)
