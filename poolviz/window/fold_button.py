"""The line that opens what is folded away: it names as much of it, in whole words, as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

_BETWEEN = " · "


class FoldButton(QToolButton):
    """A flat button with a chevron; names are left out rather than the panel made wider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("fold")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Name what is folded away."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._cut()

    def sizeHint(self) -> QSize:
        """As high as its letters; the width is whatever there is."""
        return QSize(60, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may be cut off."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name more or less."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - self.iconSize().width() - self.fontMetrics().height()
        names = self._words.split(_BETWEEN)
        shown = self._words
        while names and self._length(shown) > room:
            names.pop()
            shown = _BETWEEN.join([*names, "…"])
        if not names:  # not even the first: as many of its words as fit
            words = self._words.split(_BETWEEN)[0].split()
            while words and self._length(shown := f"{' '.join(words)} …") > room:
                words.pop()
        self.setText(shown)

    def _length(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)
