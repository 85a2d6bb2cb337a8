"""One row of the controls each: a choice, a tick, a button. Rows of numbers are in `number_rows`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from poolviz.model.controls import ActionControl, ChoiceControl, Control, ToggleControl
from poolviz.session.session import Session
from poolviz.session.state import Refusal
from poolviz.window.field_row import Refused
from poolviz.window.menu_button import MenuButton
from poolviz.window.segments import Segments
from poolviz.window.tick_box import TickBox

_FEW = 3  # so many choices stand side by side; more go into a menu


class ChoiceRow(QWidget):
    """One of a few values: joined buttons, or a menu when there are many."""

    def __init__(self, control: ChoiceControl, session: Session, icon: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._options = control.options
        self._segments: Segments | None = None
        self._menu: MenuButton | None = None
        self._line: QBoxLayout | None = None
        self._refused = Refused()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)

        def choose(value: object) -> None:
            session.change(**{control.field: value})

        if control.listed:
            heading = QLabel(control.label.upper())
            heading.setObjectName("heading")
            column.addWidget(heading)
            self._segments = Segments(control.label, control.options, choose, listed=True)
            column.addWidget(self._segments)
        elif len(control.options) <= _FEW:
            self._segments = Segments(control.label, control.options, choose)
            column.addWidget(self._segments)
        else:
            line = self._line = QHBoxLayout()
            self._menu = _menu(control, choose, icon)
            label = QLabel(control.label)
            label.setToolTip(control.tip)
            label.setBuddy(self._menu)
            self._label = label
            line.addWidget(label)
            line.addWidget(self._menu, 1)
            column.addLayout(line)
        column.addWidget(self._refused)

    def show_control(self, control: Control, refusal: Refusal | None) -> None:
        """Show the value; a refused choice stays chosen, framed, with its sentence."""
        assert isinstance(control, ChoiceControl)
        value = control.value if refusal is None else refusal.typed
        if self._segments is not None:
            self._segments.show_value(value)
        if self._menu is not None:
            self._menu.show_choice(next((o.label for o in self._options if o.value == value), str(value)))
            self._menu.show_refused(refusal is not None)
            self._fit()
        self._refused.show_sentence("" if refusal is None else refusal.sentence)

    def retint(self) -> None:
        """Draw the icon anew: the theme has changed."""
        if self._menu is not None:
            self._menu.retint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A menu that has no room beside its label stands under it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._line is not None and self._menu is not None:
            beside = self._label.sizeHint().width() + self._line.spacing() + self._menu.sizeHint().width()
            fits = beside <= self.width()
            way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
            self._line.setDirection(way)


class ToggleRow(QWidget):
    """On or off."""

    def __init__(self, control: ToggleControl, session: Session) -> None:
        super().__init__()
        self._value = control.value
        self._box = TickBox(control.label)
        self._box.setToolTip(control.tip)
        self._box.setAccessibleName(control.label)
        self._box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._box.clicked.connect(lambda: self._clicked(session, control.field))
        self._refused = Refused()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._box)
        column.addWidget(self._refused)

    def show_control(self, control: Control, refusal: Refusal | None) -> None:
        """Show the value."""
        assert isinstance(control, ToggleControl)
        self._value = control.value
        self._box.setChecked(control.value if refusal is None else bool(refusal.typed))
        self._refused.show_sentence("" if refusal is None else refusal.sentence)

    def _clicked(self, session: Session, field: str) -> None:
        session.change(**{field: self._box.isChecked()})


class ActionRow(QWidget):
    """Something to do once."""

    def __init__(self, control: ActionControl, session: Session) -> None:
        super().__init__()
        self._button = QPushButton(control.label)
        self._button.setToolTip(control.tip)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(lambda: session.act(control.field))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._button)

    def show_control(self, control: Control, refusal: Refusal | None) -> None:
        """Whether it can be done now."""
        assert isinstance(control, ActionControl)
        self._button.setEnabled(control.enabled)


def _menu(
    control: ChoiceControl, choose: Callable[[object], None], icon: Callable[[str], QIcon]
) -> MenuButton:
    button = MenuButton(control.label, control.tip, icon)
    for option in control.options:
        action = button.menu().addAction(option.label)
        action.setToolTip(option.tip)
        action.triggered.connect(lambda _=False, value=option.value: choose(value))
    button.menu().setToolTipsVisible(True)
    button.retint()
    return button
