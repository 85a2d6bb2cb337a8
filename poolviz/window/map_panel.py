"""The left panel: what is open, how large it is, and what the pointer does to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.theme import Theme
from poolviz.window.action_set import ActionSet
from poolviz.window.channel_strip import ChannelStrip
from poolviz.window.display_rows import DisplayRows
from poolviz.window.field_row import FieldRow
from poolviz.window.map_menu import MapMenu
from poolviz.window.menu_button import MenuButton
from poolviz.window.number_rows import no_size, no_whole_number
from poolviz.window.reading_rows import ReadingRows
from poolviz.window.tool_panel import ToolPanel
from poolviz.window.typed import read_number, read_pair, written_pair


class MapPanel(QWidget):
    """The map menu, opening and pasting, the size, the tools."""

    done = Signal()

    def __init__(
        self,
        session: Session,
        actions: ActionSet,
        icon: Callable[[str], QIcon],
        theme: Callable[[], Theme],
    ) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._map = MenuButton(say("Feature map"), say("Choose a ready-made map"), icon)
        self._map.setProperty("strong", True)
        self._map.menu().setObjectName("presets")
        makings = [actions["filters"], actions["few_filters"]]
        self._menu = MapMenu(self._map.menu(), session, theme, makings)
        self._reading = ReadingRows(session)
        self._size = self._row(
            "size", say("Size"), say("Rows × columns of the map"), self._resize, self._grow
        )
        self._channel = self._row(
            "channel",
            say("Channel"),
            say("Which channel of the map is shown"),
            self._choose_channel,
            lambda by: session.change(channel=session.state.document.channel + by),
        )
        self._strip = ChannelStrip(session, theme)
        self._strip.left.connect(self.done)
        self._display = DisplayRows(session, icon)
        self._display.left.connect(self.done)
        self._tools = ToolPanel(session, actions, icon, theme)
        self._tools.left.connect(self.done)
        self._lay_out(actions)

    def show_state(self, state: State) -> None:
        """Show what is open."""
        self._reading.show_state(state)
        self._strip.show_state(state)
        self._display.show_state(state)
        self._tools.show_state(state)
        document = state.document
        now = (document.map, document.channel, state.refused)
        if now == self._shown:
            return
        self._shown = now
        map_ = document.map
        self._map.show_choice(state.title)
        self._show(state, self._size, "size", map_.size, down=max(map_.size) > 1)
        last = map_.channels - 1
        self._show(
            state,
            self._channel,
            "channel",
            document.channel + 1,
            down=document.channel > 0,
            up=document.channel < last,
        )
        self._channel.setVisible(last > 0)

    def retint(self) -> None:
        """Draw the icons anew: the theme has changed."""
        self._map.retint()
        self._strip.retint()
        self._display.retint()
        self._tools.retint()

    def _show(
        self, state: State, row: FieldRow, name: str, value: object, *, down: bool = True, up: bool = True
    ) -> None:
        refusal = state.refused.get(name)
        typed = value if refusal is None else refusal.typed
        if name == "channel" and refusal is not None and isinstance(typed, int):
            typed += 1  # counted from 0 inside and from 1 by people
        text = written_pair(typed, short=False)
        row.show_text(text, refusal, down=down, up=up)

    def _row(
        self,
        name: str,
        label: str,
        tip: str,
        typed: Callable[[str], None],
        stepped: Callable[[int], None],
    ) -> FieldRow:
        row = FieldRow(label, tip, typed=typed, stepped=stepped, given_up=lambda: self._session.give_up(name))
        row.left.connect(self.done)
        return row

    def _lay_out(self, actions: ActionSet) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._map)
        column.addWidget(self._reading)
        pair = QGridLayout()
        pair.setSpacing(10)
        pair.addWidget(_push_button(actions["open"], say("Open…")), 0, 0)
        pair.addWidget(_push_button(actions["paste"], say("Paste")), 0, 1)
        column.addLayout(pair)
        column.addWidget(self._size)
        column.addWidget(self._channel)
        column.addWidget(self._strip)
        column.addWidget(self._display)
        column.addSpacing(8)
        column.addWidget(self._tools)
        column.addStretch(1)

    # -- what was typed or clicked -----------------------------------------------------------------

    def _resize(self, text: str) -> None:
        size = read_pair(text)
        if size is None or not all(isinstance(side, int) for side in size):
            self._session.refuse("size", text, no_size(text))
        else:
            self._session.resize(int(size[0]), int(size[1]))

    def _grow(self, by: int) -> None:
        rows, columns = self._session.state.document.map.size
        self._session.resize(max(rows + by, 1), max(columns + by, 1))

    def _choose_channel(self, text: str) -> None:
        number = read_number(text)
        if not isinstance(number, int):
            self._session.refuse("channel", text, no_whole_number(text))
        else:
            self._session.change(channel=number - 1)


def _push_button(action: QAction, label: str) -> QPushButton:
    """A button for an action of the table, under a shorter name."""
    button = QPushButton(label)
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    return button
