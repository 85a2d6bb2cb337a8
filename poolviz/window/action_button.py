"""A button that shows one action, and forgets nothing and gathers nothing however often that changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import QToolButton, QWidget


class ActionButton(QToolButton):
    """Looks as its action does, and triggers it.

    Qt 6.11 connects a button to its action once more whenever the action changes: 144 bytes, and each further
    change takes longer. Here the button takes over what it shows without asking Qt to set the action again.
    """

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)

    def actionEvent(self, event: QActionEvent) -> None:
        """Take over what has changed."""
        if event.type() == QEvent.Type.ActionChanged and event.action() is self.defaultAction():
            self._take_over(event.action())
        else:
            super().actionEvent(event)

    def _take_over(self, action: QAction) -> None:
        self.setText(action.iconText().replace("&", "&&"))
        self.setIcon(action.icon())
        self.setToolTip(action.toolTip())
        self.setStatusTip(action.statusTip())
        self.setWhatsThis(action.whatsThis())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
