"""The facts of a picture under a title of the scene's own: mathematics first, then what and how much."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from poolviz.frame.model import Fact, Typeset
from poolviz.session.state import State
from poolviz.window.rich import rich
from poolviz.window.typesetter import FormulaLine, Typesetter


class FactsCard(QWidget):
    """A quiet title and a card with lines; lines are reused, so that playing builds nothing."""

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._awake = False
        self._typeset: tuple[Typeset, ...] = ()
        self._facts: tuple[Fact, ...] = ()
        self._formulas: list[FormulaLine] = []
        self._lines: list[QLabel] = []
        self._title = QLabel(self)
        self._title.setObjectName("heading")
        self._card = QFrame(self)
        self._card.setObjectName("card")
        self._rule = QFrame(self._card)
        self._rule.setObjectName("rule")
        self._rule.setFixedHeight(1)
        self._inner = QVBoxLayout(self._card)
        self._inner.setContentsMargins(12, 12, 12, 12)
        self._inner.setSpacing(8)
        self._inner.addWidget(self._rule)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._card)

    def show_state(self, state: State) -> None:
        """Show the facts of the frame on the stage."""
        frame = state.frame
        title = frame.facts_title.upper()
        if title != self._title.text():
            self._title.setText(title)
        if frame.typeset != self._typeset:
            self._typeset = frame.typeset
            self._show_typeset()
        if frame.facts != self._facts:
            self._facts = frame.facts
            self._show_facts()
        self._rule.setVisible(bool(frame.typeset and frame.facts))
        self.setVisible(bool(frame.typeset or frame.facts))

    def wake(self) -> None:
        """The window has been painted: mathematics may be typeset now."""
        self._awake = True
        for line in self._formulas:
            line.wake()

    def _show_typeset(self) -> None:
        while len(self._formulas) < len(self._typeset):
            line = FormulaLine(self._typesetter, self._card)
            self._inner.insertWidget(len(self._formulas), line)
            self._formulas.append(line)
            if self._awake:
                line.wake()
        for place, line in enumerate(self._formulas):
            line.show_line(self._typeset[place] if place < len(self._typeset) else Typeset("", ""))

    def _show_facts(self) -> None:
        while len(self._lines) < len(self._facts):
            label = QLabel(self._card)
            label.setObjectName("fact")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._inner.addWidget(label)
            self._lines.append(label)
        for place, label in enumerate(self._lines):
            if place < len(self._facts):
                fact = self._facts[place]
                label.setText(_line(fact))
                label.setAccessibleName(f"{fact.label}: {fact.value}")
            label.setVisible(place < len(self._facts))


def _line(fact: Fact) -> str:
    tick = "\u00a0✓" if fact.good else ""
    return f"{rich(fact.label)} <b>{rich(fact.value)}{tick}</b>"
