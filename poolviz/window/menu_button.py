"""A wide button that shows what is chosen and opens a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget


class MenuButton(QPushButton):
    """Text on the left, a chevron on the right. A style sheet could draw the chevron only from a file."""

    def __init__(
        self, name: str, tip: str, icon: Callable[[str], QIcon], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._name = name
        self._choice = ""
        self.setObjectName("menuButton")
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text = QLabel(self)
        self._text.setObjectName("menuButtonText")
        self._chevron = QLabel(self)
        for label in (self._text, self._chevron):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 9, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._chevron)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._open)
        self.setMenu(menu)
        self.show_choice("")

    @property
    def choice(self) -> str:
        """The text that is shown."""
        return self._choice

    def show_choice(self, text: str) -> None:
        """Show what is chosen now."""
        self._choice = text
        self._cut()
        self.setAccessibleName(f"{self._name}: {text}")
        self.updateGeometry()

    def show_refused(self, refused: bool) -> None:
        """Frame the button while what was chosen cannot be."""
        self.setProperty("refused", refused)
        self.style().unpolish(self)
        self.style().polish(self)

    def retint(self) -> None:
        """Draw the chevron anew: the theme or the size has changed."""
        self._chevron.setPixmap(self._icon("chevron-down").pixmap(self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of a long name."""
        super().resizeEvent(event)
        self._cut()

    def _open(self) -> None:
        """As wide as the button, and arrow keys go on from what is chosen now."""
        menu = self.menu()
        menu.setMinimumWidth(self.width())
        chosen = next((action for action in menu.actions() if action.text() == self._choice), None)
        if chosen is not None and menu.activeAction() is None:
            menu.setActiveAction(chosen)

    def _cut(self) -> None:
        letters = self._text.fontMetrics()
        room = self.width() - letters.height() - 34
        self._text.setText(letters.elidedText(self._choice, Qt.TextElideMode.ElideMiddle, max(room, 0)))

    def sizeHint(self) -> QSize:
        """Room for text and chevron; the button's own text is empty."""
        letters = self._text.fontMetrics()
        width = letters.horizontalAdvance(self._choice) + letters.height() + 40
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A long name is cut off rather than the panel made wider."""
        return QSize(80, super().sizeHint().height())
