"""A row of joined buttons of which one is pressed: a choice between a few things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poolviz.model.controls import Option

_APART = 6  # from one button of a list to the next


class Segments(QWidget):
    """Joined buttons for a few options, or a list; a press calls ``choose`` with the option's value, once.

    The pressed one is what the state says, never what was clicked: the state may refuse.
    """

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        choose: Callable[[object], None],
        parent: QWidget | None = None,
        *,
        listed: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._options = tuple(options)
        self._choose = choose
        self._value: object = None
        self._group = QButtonGroup(self)
        row: QBoxLayout = QVBoxLayout(self) if listed else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_APART if listed else 0)
        for place, option in enumerate(self._options):
            button = self._button(place, option, name)
            if listed:
                button.setProperty("segment", "listed")
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self._clicked)

    def buttons(self) -> list[QPushButton]:
        """The buttons in their order."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def show_value(self, value: object) -> None:
        """Press the button of a value."""
        self._value = value
        for option, button in zip(self._options, self.buttons(), strict=True):
            button.setChecked(option.value == value)

    def _button(self, place: int, option: Option, name: str) -> QPushButton:
        button = QPushButton(option.label, self)
        button.setCheckable(True)
        button.setAutoDefault(False)  # Enter belongs to the button of a dialog that says so
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(option.tip)
        button.setAccessibleName(f"{name}: {option.label}")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        last = len(self._options) - 1
        button.setProperty("segment", "first" if place == 0 else "last" if place == last else "middle")
        return button

    def _clicked(self, place: int) -> None:
        value = self._options[place].value
        if value != self._value:
            self._choose(value)
        self.show_value(self._value)
