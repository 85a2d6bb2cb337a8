"""What the pointer does: the tools, the number that they write, how wide they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from poolviz.frame.numbers import full
from poolviz.frame.words import say
from poolviz.session.pen import LARGEST_PEN
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.session.values import values_of
from poolviz.views.theme import Theme
from poolviz.window.action_set import ActionSet
from poolviz.window.field_row import FieldRow
from poolviz.window.number_rows import no_number
from poolviz.window.ramp_slider import RampSlider
from poolviz.window.shaping_rows import ShapingRows
from poolviz.window.tool_actions import TOOLS
from poolviz.window.tool_grid import ToolGrid
from poolviz.window.typed import read_number, written


class ToolPanel(QWidget):
    """The lower part of the left panel; rows that mean nothing for the tool in hand are hidden."""

    left = Signal()

    def __init__(
        self, session: Session, actions: ActionSet, icon: Callable[[str], QIcon], theme: Callable[[], Theme]
    ) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._tools = ToolGrid(say("Tools"), [actions.in_sight(name) for name in TOOLS])
        self._value = self._row(
            "pen_value",
            say("Value"),
            say("The number that is drawn"),
            self._choose_value,
            session.nudge_value,
        )
        self._ramp = RampSlider(say("Value by colour"), theme, lambda value: session.set_pen(value=value))
        self._width = self._row(
            "pen_size",
            say("Brush size"),
            say("How many cells the brush covers across"),
            self._choose_width,
            session.nudge_width,
        )
        self._changes = ShapingRows(session, actions, icon)
        self._changes.left.connect(self.left)
        heading = QLabel(say("TOOLS"))
        heading.setObjectName("heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (heading, self._tools, self._value, self._ramp, self._width, self._changes):
            column.addWidget(part)

    def show_state(self, state: State) -> None:
        """Show the tool in hand, and what it writes."""
        self._changes.show_state(state)
        pen, document = state.pen, state.document
        now = (pen, document.map, document.channel, document.display, state.refused)
        if now == self._shown:
            return
        self._shown = now
        offered = values_of(document)
        refusal = state.refused.get("pen_value")
        self._value.show_text(written(pen.value if refusal is None else refusal.typed), refusal)
        self._ramp.show_value(pen.value, offered)
        self._ramp.setToolTip(
            say(
                "From {low} to {high}, as this map is shown; any other number can be typed",
                low=full(offered.scale.low),
                high=full(offered.scale.high),
            )
        )
        refusal = state.refused.get("pen_size")
        typed = written(pen.width if refusal is None else refusal.typed)
        self._width.show_text(typed, refusal, down=pen.width > 1, up=pen.width < LARGEST_PEN)
        for row in (self._value, self._ramp):
            row.setVisible(pen.draws)
        self._width.setVisible(pen.has_size)

    def retint(self) -> None:
        """Draw everything anew: the theme or the size has changed."""
        self._tools.retint()
        self._changes.retint()
        self._ramp.update()

    def _row(
        self, name: str, label: str, tip: str, typed: Callable[[str], None], stepped: Callable[[int], None]
    ) -> FieldRow:
        row = FieldRow(label, tip, typed=typed, stepped=stepped, given_up=lambda: self._session.give_up(name))
        row.left.connect(self.left)
        return row

    def _choose_value(self, text: str) -> None:
        number = read_number(text)
        if number is None:
            self._session.refuse("pen_value", text, no_number(text))
        else:
            self._session.give_up("pen_value")
            self._session.set_pen(value=float(number))

    def _choose_width(self, text: str) -> None:
        number = read_number(text)
        if isinstance(number, int) and 1 <= number <= LARGEST_PEN:
            self._session.give_up("pen_size")
            self._session.set_width(number)
            return
        sentence = say(
            "“{text}” is no size for a brush; a whole number from 1 to {most} is expected.",
            text=text,
            most=LARGEST_PEN,
        )
        self._session.refuse("pen_size", text, sentence)
