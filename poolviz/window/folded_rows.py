"""Rows that are folded away until they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from poolviz.window.fold_button import FoldButton


class FoldedRows(QWidget):
    """A line that opens, and rows under it."""

    left = Signal()

    def __init__(self, words: str, icon: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._icon = icon
        self._fold = FoldButton(self)
        self._fold.show_words(words)
        self._fold.toggled.connect(self._unfold)
        self._folded = QWidget(self)
        self._folded.hide()
        self._inner = QVBoxLayout(self._folded)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._fold)
        column.addWidget(self._folded)

    def retint(self) -> None:
        """Draw the icons anew: the theme has changed."""
        self._fold.setIcon(self._icon("chevron-down" if self._fold.isChecked() else "chevron-right"))

    def _unfold(self, opened: bool) -> None:
        self._folded.setVisible(opened)
        self.retint()
