"""Buttons with pictures only, four in a row: actions of the table under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from poolviz.window.action_button import ActionButton

_COLUMNS = 4


class _Button(ActionButton):
    """As large as its picture, also while that is not drawn yet: Qt would make room for its words."""

    def sizeHint(self) -> QSize:
        """Room for the picture and a border."""
        side = round(self.fontMetrics().height() * 1.9)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """No smaller than that."""
        return self.sizeHint()


class ToolGrid(QWidget):
    """Shows actions as a grid; each button is pressed while its action is ticked."""

    def __init__(self, name: str, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: list[QToolButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, action in enumerate(actions):
            button = _Button(action, self)
            button.setObjectName("tool")
            button.setAccessibleName(action.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, *divmod(place, _COLUMNS))
            self._buttons.append(button)

    def retint(self) -> None:
        """Take the size of the text: it may have changed."""
        side = round(self.fontMetrics().height() * 1.15)
        for button in self._buttons:
            button.setIconSize(QSize(side, side))
