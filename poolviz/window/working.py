"""What goes on beside the program: how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from poolviz.frame.words import say
from poolviz.session.patience import Work
from poolviz.session.state import State
from poolviz.window.action_button import ActionButton

_LETTERS = 12  # the bar is so many letters long


class WorkingBar(QWidget):
    """Seen only while something takes so long that people would wonder."""

    def __init__(self, stop: QAction) -> None:
        """``stop`` is the action that ends the work."""
        super().__init__()
        self._shown: Work | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stop = ActionButton(stop)
        self._stop.setObjectName("stopWork")
        self._stop.setText(say("Stop"))
        self._stop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._bar.hide()
        self._stop.hide()

    def sizeHint(self) -> QSize:
        """Always as tall as with its button, so that nothing beside it moves when it comes and goes."""
        hint = super().sizeHint()
        return hint.expandedTo(QSize(0, self._stop.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return self.sizeHint()

    def show_state(self, state: State) -> None:
        """Show how far the work is, or nothing."""
        work = state.work
        if work == self._shown:
            return
        self._shown = work
        if work is not None:
            # A bar without an end moves to and fro.
            self._bar.setRange(0, 0 if work.percent is None else 100)
            self._bar.setValue(work.percent or 0)
            self._bar.setAccessibleName(work.title)
            self._bar.setToolTip(work.title)
            height = self.fontMetrics().height()
            self._bar.setFixedSize(QSize(_LETTERS * self.fontMetrics().averageCharWidth(), height // 2))
        self._bar.setVisible(work is not None)
        self._stop.setVisible(work is not None)
