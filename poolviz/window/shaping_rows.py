"""Changes of the whole map, folded away until they are wanted: moved, turned, mirrored, with noise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from poolviz.frame.words import say
from poolviz.maps.transforms import Edge, Filler
from poolviz.model.controls import Option
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.window.action_set import ActionSet
from poolviz.window.field_row import FieldRow
from poolviz.window.folded_rows import FoldedRows
from poolviz.window.menu_button import MenuButton
from poolviz.window.number_rows import no_number, no_whole_number
from poolviz.window.tool_actions import CHANGES
from poolviz.window.tool_grid import ToolGrid
from poolviz.window.typed import read_number, written

_MOST_NOISE = 10.0**15


def _edges() -> dict[Edge, Option]:
    return {
        "wrap": Option("wrap", say("Wrap"), say("What leaves on one side comes in on the other")),
        "zeros": Option("zeros", say("Zeros"), say("0 comes in")),
        "repeat": Option("repeat", say("Repeat"), say("The last cell comes in again")),
    }


def _fillers() -> dict[Filler, Option]:
    return {
        "zero": Option("zero", say("Zeros"), say("It is filled with 0")),
        "value": Option("value", say("Value"), say("It is filled with the number that is drawn")),
        "edge": Option("edge", say("Repeat"), say("The last row and column go on")),
        "reflect": Option("reflect", say("Mirror"), say("The map goes on as in a mirror")),
        "wrap": Option("wrap", say("Wrap"), say("The map begins again")),
    }


class ShapingRows(FoldedRows):
    """Buttons for what is done at once, and what it is done with."""

    def __init__(self, session: Session, actions: ActionSet, icon: Callable[[str], QIcon]) -> None:
        super().__init__(say("Whole map: turn · mirror · shift · noise"), icon)
        self._session = session
        self._actions = actions
        self._shown: tuple[object, ...] = ()
        self._grid = ToolGrid(say("Change the whole map"), [actions[name] for name in CHANGES])
        self._edge = self._menu(say("At the edge"), list(_edges().values()), self._choose_edge)
        self._filler = self._menu(say("Larger map"), list(_fillers().values()), self._choose_filler)
        self._amount = self._row(
            "noise_amount", say("Noise ±"), say("The largest number that noise adds"), self._choose_amount
        )
        self._seed = self._row(
            "noise_seed", say("Seed"), say("The same seed gives the same noise"), self._choose_seed
        )
        self._noise = QPushButton(say("Add noise"))
        self._noise.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._noise.setToolTip(actions["noise"].toolTip())
        self._noise.clicked.connect(actions["noise"].trigger)
        self._lay_out()

    def show_state(self, state: State) -> None:
        """Show what is chosen, and what was refused."""
        shaping = state.shaping
        now = (shaping, state.refused)
        if now == self._shown:
            return
        self._shown = now
        self._edge.show_choice(_edges()[shaping.edge].label)
        self._filler.show_choice(_fillers()[shaping.filler].label)
        for row, name, value in (
            (self._amount, "noise_amount", shaping.amount),
            (self._seed, "noise_seed", shaping.seed),
        ):
            refusal = state.refused.get(name)
            row.show_text(written(value if refusal is None else refusal.typed), refusal, down=value > 0)

    def retint(self) -> None:
        """Draw the icons anew: the theme has changed."""
        super().retint()
        self._grid.retint()
        for button in (self._edge, self._filler):
            button.retint()

    def _lay_out(self) -> None:
        self._inner.addWidget(self._grid)
        pairs = QGridLayout()
        pairs.setSpacing(10)
        pairs.setColumnStretch(1, 1)
        for place, (text, button) in enumerate(
            ((say("At the edge"), self._edge), (say("Larger map"), self._filler))
        ):
            label = QLabel(text)
            label.setBuddy(button)
            pairs.addWidget(label, place, 0)
            pairs.addWidget(button, place, 1)
        self._inner.addLayout(pairs)
        for part in (self._amount, self._seed, self._noise):
            self._inner.addWidget(part)

    def _unfold(self, opened: bool) -> None:
        if opened:
            for name in CHANGES:
                self._actions.in_sight(name)
            self._actions.refresh(self._icon)  # their icons are drawn when they are seen for the first time
        super()._unfold(opened)

    def _menu(self, name: str, options: list[Option], choose: Callable[[object], None]) -> MenuButton:
        button = MenuButton(name, name, self._icon)
        button.menu().setToolTipsVisible(True)
        for option in options:
            action = button.menu().addAction(option.label)
            action.setToolTip(option.tip)
            action.triggered.connect(lambda _=False, value=option.value: choose(value))
        return button

    def _row(self, name: str, label: str, tip: str, typed: Callable[[str], None]) -> FieldRow:
        def step(by: int) -> None:
            shaping = self._session.state.shaping
            value = shaping.seed if name == "noise_seed" else shaping.amount
            typed(str(max(value + by, 0)))

        row = FieldRow(label, tip, typed=typed, stepped=step, given_up=lambda: self._session.give_up(name))
        row.left.connect(self.left)
        return row

    # -- what was typed or chosen ------------------------------------------------------------------

    def _choose_edge(self, value: object) -> None:
        self._session.set_shaping(edge=next(edge for edge in _edges() if edge == value))

    def _choose_filler(self, value: object) -> None:
        self._session.set_shaping(filler=next(filler for filler in _fillers() if filler == value))

    def _choose_amount(self, text: str) -> None:
        number = read_number(text)
        if number is None:
            self._session.refuse("noise_amount", text, no_number(text))
        elif not 0 <= number <= _MOST_NOISE:
            sentence = say("“{text}” is no amount of noise; a number from 0 to 10¹⁵ is expected.", text=text)
            self._session.refuse("noise_amount", text, sentence)
        else:
            self._session.give_up("noise_amount")
            self._session.set_shaping(amount=float(number))

    def _choose_seed(self, text: str) -> None:
        number = read_number(text)
        if not isinstance(number, int):
            self._session.refuse("noise_seed", text, no_whole_number(text))
        elif number < 0:
            sentence = say("“{text}” is no seed; a whole number from 0 on is expected.", text=text)
            self._session.refuse("noise_seed", text, sentence)
        else:
            self._session.give_up("noise_seed")
            self._session.set_shaping(seed=number)
