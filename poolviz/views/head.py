"""What stands above the boards: buttons, the prompt, how it was answered, one thing to be read from afar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from poolviz.frame.model import Prompt
from poolviz.views.theme import Theme

# In multiples of the text size.
_TEXT, _VERDICT, _ASIDE, _MARGIN = 1.5, 1.25, 1.5, 1.0
_TICK, _CROSS = "✓", "✗"


class Head(QWidget):
    """A ``bar`` for buttons; under it the prompt, away while nothing is asked.

    Its lines wrap; the verdict keeps its line while there is none, so that nothing moves when it comes.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = 13.0
        self._prompt: Prompt | None = None
        self.bar = QWidget(self)
        self._text, self._verdict, self._aside = (QLabel(self) for _ in range(3))
        for label in self._labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._aside)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.hide()
        self._top = QHBoxLayout()
        self._top.addWidget(self.bar, 1)
        self._top.addWidget(self._aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._top)
        column.addWidget(self._text)
        column.addWidget(self._verdict)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def _labels(self) -> tuple[QLabel, QLabel, QLabel]:
        return self._text, self._verdict, self._aside

    def show_prompt(self, prompt: Prompt | None) -> None:
        """Show what is asked, or nothing."""
        if prompt == self._prompt:
            return
        self._prompt = prompt
        for label in self._labels:
            label.setVisible(prompt is not None)
        if prompt is None:
            return
        sign = "" if prompt.good is None else f"{_TICK if prompt.good else _CROSS}  "
        verdict = f"{sign}{prompt.verdict}" if prompt.verdict else " "
        for label, words in zip(self._labels, (prompt.text, verdict, prompt.aside), strict=True):
            label.setText(words)
            label.setAccessibleName(words.strip())
        self._dress()

    def set_look(self, theme: Theme, text: float) -> None:
        """Use another theme, or another height of ordinary text in pixels."""
        self._theme, self._size = theme, text
        margin = round(_MARGIN * text)
        self._text.setContentsMargins(margin, margin, margin, 0)
        self._verdict.setContentsMargins(margin, margin // 3, margin, 0)
        self._aside.setContentsMargins(0, margin, margin, 0)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for one line now, or for no more than two."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Where there is no room beside the buttons, what stands aside comes first, on a line of its own."""
        wide = self.bar.sizeHint().width() + self._aside.sizeHint().width()
        is_narrow = not self._aside.isHidden() and wide > self.width()
        way = QBoxLayout.Direction.BottomToTop if is_narrow else QBoxLayout.Direction.LeftToRight
        if way != self._top.direction():
            self._top.setDirection(way)

    def _dress(self) -> None:
        theme = self._theme
        good = self._prompt.good if self._prompt is not None else None
        verdict = theme.text if good is None else theme.good if good else theme.bad
        looks = ((theme.text, _TEXT, 600), (verdict, _VERDICT, 500), (theme.text, _ASIDE, 600))
        for label, (colour, size, weight) in zip(self._labels, looks, strict=True):
            # The window's own sheet would win over a font.
            pixels = round(size * self._size)
            label.setStyleSheet(f"color: {colour}; font-size: {pixels}px; font-weight: {weight}")
        self._turn()
