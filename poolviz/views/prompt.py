"""The prompt above the boards: what is asked, how the answer was, and one thing to be read from afar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from poolviz.frame.model import Prompt
from poolviz.views.theme import Theme

# In multiples of the text size.
_NARROW = 60.0
_TEXT, _VERDICT, _ASIDE, _MARGIN = 1.5, 1.25, 1.5, 1.0
_TICK, _CROSS = "✓", "✗"


class PromptLine(QWidget):
    """Away while nothing is asked. Both lines wrap; the verdict keeps its line while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = 13.0
        self._prompt: Prompt | None = None
        self._text, self._verdict, self._aside = (QLabel(self) for _ in range(3))
        for label in (self._text, self._verdict):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for label in (self._text, self._verdict, self._aside):
            label.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.addWidget(self._text)
        words.addWidget(self._verdict)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._aside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_prompt(self, prompt: Prompt | None) -> None:
        """Show what is asked, or nothing."""
        if prompt == self._prompt:
            return
        self._prompt = prompt
        self.setVisible(prompt is not None)
        if prompt is None:
            return
        self._text.setText(prompt.text)
        self._aside.setText(prompt.aside)
        sign = "" if prompt.good is None else f"{_TICK if prompt.good else _CROSS}  "
        # A space keeps the line, so that nothing moves when the verdict comes.
        self._verdict.setText(f"{sign}{prompt.verdict}" if prompt.verdict else " ")
        for label in (self._text, self._verdict, self._aside):
            label.setAccessibleName(label.text())
        self._paint()

    def set_look(self, theme: Theme, text: float) -> None:
        """Use another theme, or another height of ordinary text in pixels."""
        self._theme = theme
        self._size = text
        margin = round(_MARGIN * text)
        self._row.setContentsMargins(2 * margin, margin, margin, 0)
        self._row.setSpacing(margin)
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what stands aside comes first, on a line of its own."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self._size
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)

    def _paint(self) -> None:
        theme, prompt = self._theme, self._prompt
        good = prompt.good if prompt is not None else None
        verdict = theme.text if good is None else theme.good if good else theme.bad
        looks = (
            (self._text, theme.text, _TEXT, 600),
            (self._verdict, verdict, _VERDICT, 500),
            (self._aside, theme.text, _ASIDE, 600),
        )
        for label, colour, size, weight in looks:
            # The window's own sheet would win over setFont.
            pixels = round(size * self._size)
            label.setStyleSheet(
                f"color: {colour}; background: transparent; font-size: {pixels}px; font-weight: {weight}"
            )
