"""A label, a field for a number, and the sentence that says why a value cannot be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from poolviz.session.state import Refusal
from poolviz.window.fields import NumberField


class Refused(QLabel):
    """The sentence under a control that says why its value cannot be; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refusal")
        self.setWordWrap(True)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self.setText(sentence)
        self.setVisible(bool(sentence))


class FieldRow(QWidget):
    """A label, a field, and under them the sentence that says why a value cannot be."""

    left = Signal()

    def __init__(
        self,
        label: str,
        tip: str,
        *,
        typed: Callable[[str], None],
        stepped: Callable[[int], None],
        given_up: Callable[[], None],
    ) -> None:
        super().__init__()
        self._tip = tip
        self._given_up = given_up
        self._label = QLabel(label)
        self._label.setToolTip(tip)
        self.field = self._made(label, typed, stepped)
        self._label.setBuddy(self.field)
        self._refused = Refused()
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._label, 1)
        self._line.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addWidget(self._refused)

    @property
    def sentence(self) -> str:
        """Why the value cannot be; empty if it can."""
        return self._refused.text()

    def show_text(
        self, text: str, refusal: Refusal | None = None, *, down: bool = True, up: bool = True
    ) -> None:
        """Show a value, or what was refused and why; ``down`` and ``up`` say which arrows make sense."""
        self.field.show_text(text, refused=refusal is not None, down=down, up=up)
        self._refused.show_sentence("" if refusal is None else refusal.sentence)

    def _made(self, name: str, typed: Callable[[str], None], stepped: Callable[[int], None]) -> NumberField:
        field = NumberField(name, self._tip)
        field.typed.connect(typed)
        field.stepped.connect(stepped)
        field.given_up.connect(self._given_up)
        field.left.connect(self.left)
        return field
