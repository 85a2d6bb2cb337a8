"""Rows of the controls for whole numbers: one number, or rows and columns linked or apart."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QToolButton

from poolviz.frame.words import say
from poolviz.model.controls import Control, FloatControl, IntControl, PairControl
from poolviz.session.session import Session
from poolviz.session.state import Refusal
from poolviz.window.commands import nudge
from poolviz.window.field_row import FieldRow
from poolviz.window.typed import Pair, read_number, read_pair, written, written_pair

# A window is read as rows × columns even when it is square; a step as one number.
_ALWAYS_BOTH = frozenset({"window"})


class IntRow(FieldRow):
    """One number."""

    def __init__(self, control: IntControl | FloatControl, session: Session) -> None:
        name = control.field
        super().__init__(
            control.label,
            control.tip,
            typed=self._typed,
            stepped=lambda by: nudge(session, name, by),
            given_up=lambda: session.give_up(name),
        )
        self._name = name
        self._session = session
        self._complaint = no_number if isinstance(control, FloatControl) else no_whole_number

    def show_control(self, control: Control, refusal: Refusal | None) -> None:
        """Show the value, or what was typed and refused."""
        assert isinstance(control, IntControl | FloatControl)
        value = control.value if refusal is None else refusal.typed
        down, up = control.value > control.low, control.value < control.high
        self.show_text(written(value), refusal, down=down, up=up)

    def _typed(self, text: str) -> None:
        number = read_number(text)
        if number is None:
            self._session.refuse(self._name, text, self._complaint(text))
        else:
            self._session.change(**{self._name: number})


class PairRow(FieldRow):
    """Rows and columns: one field for both while they are linked, two once they are not."""

    def __init__(self, control: PairControl, session: Session, icon: Callable[[str], QIcon]) -> None:
        name, label = control.field, control.label
        super().__init__(
            label,
            control.tip,
            typed=lambda text: self._send(read_pair(text), text),
            stepped=lambda by: nudge(session, name, by),
            given_up=lambda: session.give_up(name),
        )
        self._name = name
        self._session = session
        self._icon = icon
        self._value = control.value
        self._link = self._link_button(label)
        self._sides = tuple(
            self._made(
                title,
                lambda text, side=side: self._typed_side(side, text),  # type: ignore[misc]
                lambda by, side=side: self._step_side(side, by),  # type: ignore[misc]
            )
            for side, title in enumerate(
                (say("{label}, rows", label=label), say("{label}, columns", label=label))
            )
        )
        self._times = QLabel("×")
        self._line.insertWidget(1, self._link)
        for part in (self._sides[0], self._times, self._sides[1]):
            self._line.addWidget(part)
        self._arrange(True)

    @property
    def linked(self) -> bool:
        """Whether rows and columns move together."""
        return self._link.isChecked()

    def retint(self) -> None:
        """Draw the icon anew: the theme has changed."""
        self._link.setIcon(self._icon("link" if self.linked else "unlink"))
        self._link.setIconSize(QSize(*[self.fontMetrics().height()] * 2))

    def show_control(self, control: Control, refusal: Refusal | None) -> None:
        """Show the value, or what was typed and refused."""
        assert isinstance(control, PairControl)
        self._value = control.value
        value = control.value if refusal is None else refusal.typed
        down, up = min(control.value) > control.low, max(control.value) < control.high
        text = written_pair(value, short=self._name not in _ALWAYS_BOTH)
        self.show_text(text, refusal, down=down, up=up)
        for side, field in enumerate(self._sides):
            number = value[side] if isinstance(value, tuple) else value
            wrong = refusal is not None and number != control.value[side]
            field.show_text(written(number), refused=wrong, down=down, up=up)

    def _link_button(self, label: str) -> QToolButton:
        link = QToolButton()
        link.setCheckable(True)
        link.setChecked(True)
        link.setObjectName("link")
        link.setAccessibleName(say("{label}: rows and columns together", label=label))
        link.setToolTip(say("Rows and columns together, or each by itself"))
        link.toggled.connect(self._arrange)
        return link

    def _arrange(self, linked: bool) -> None:
        self.field.setVisible(linked)
        for part in (*self._sides, self._times):
            part.setVisible(not linked)
        self.retint()

    def _shown_pair(self) -> Pair:
        """What stands in the fields: the refused value if there is one, else the good one."""
        refusal = self._session.state.refused.get(self._name)
        typed = None if refusal is None else refusal.typed
        return (typed[0], typed[1]) if isinstance(typed, tuple) and len(typed) == 2 else self._value

    def _typed_side(self, side: int, text: str) -> None:
        number = read_number(text)
        self._send(None if number is None else self._with(side, number), text)

    def _step_side(self, side: int, by: int) -> None:
        self._send(self._with(side, self._value[side] + by), "")

    def _with(self, side: int, number: int | float) -> Pair:
        rows, columns = self._shown_pair()
        return (number, columns) if side == 0 else (rows, number)

    def _send(self, pair: Pair | None, text: str) -> None:
        if pair is None:
            self._session.refuse(self._name, text, no_size(text))
        else:
            self._session.change(**{self._name: pair})


def no_number(text: str) -> str:
    """Why a text cannot be a number."""
    if not text:
        return say("A number is expected here.")
    return say("“{text}” is no number.", text=text)


def no_whole_number(text: str) -> str:
    """Why a text cannot be a whole number."""
    if not text:
        return say("A whole number is expected here.")
    return say("“{text}” is no number; a whole number is expected.", text=text)


def no_size(text: str) -> str:
    """Why a text cannot be rows and columns."""
    if not text:
        return say("One whole number is expected here, or two as in “2 × 3”.")
    return say("“{text}” is no size; one whole number is expected, or two as in “2 × 3”.", text=text)
