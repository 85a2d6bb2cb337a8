"""A panel at the side of the stage: a dock with a quiet title, and the narrow rail that brings it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QTransform
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poolviz.frame.words import say
from poolviz.window.actions import Side

# In multiples of the text's height.
_WIDTHS: dict[Side, float] = {"map": 17.8, "controls": 20.6}
_NARROWEST = 14.0


class SidePanel(QDockWidget):
    """Holds widgets in a column that scrolls when the window is too low for it."""

    def __init__(self, side: Side, title: str, contents: list[QWidget], hide: Callable[[], None]) -> None:
        super().__init__(title)
        self._side = side
        self.setObjectName(f"{side}Panel")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.hide_button = QToolButton()
        self.hide_button.setObjectName("hidePanel")
        self.hide_button.setAccessibleName(say("Hide the panel “{title}”", title=title))
        self.hide_button.setToolTip(say("Hide this panel"))
        self.hide_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide_button.clicked.connect(lambda: hide())
        self.setTitleBarWidget(self._title_bar(title))
        inner = QWidget()
        inner.setObjectName("panelInside")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 6, 16, 16)
        column.setSpacing(18)
        for widget in contents:
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner
        self.setWidget(self._scroll)

    def set_text_size(self, text: int) -> None:
        """The narrowest width follows the letters, so that nothing is cut off."""
        needed = self._inner.minimumSizeHint().width() + self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(max(round(_NARROWEST * text), needed))

    def usual_width(self, text: int) -> int:
        """How wide the panel is at first."""
        return round(_WIDTHS[self._side] * text)

    def retint(self, icon: Callable[[str], QIcon], text: int) -> None:
        """Draw the icon anew: the theme or the size has changed."""
        self.hide_button.setIcon(icon("close"))
        self.hide_button.setIconSize(QSize(text, text))

    def _title_bar(self, title: str) -> QWidget:
        bar = QWidget()
        bar.setObjectName("panelTitle")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 12, 10, 4)
        heading = QLabel(title.upper())
        heading.setObjectName("heading")
        row.addWidget(heading, 1)
        row.addWidget(self.hide_button)
        return bar


class Rail(QFrame):
    """Stands where a hidden panel was, and brings it back."""

    def __init__(self, action: QAction, title: str, side: Side) -> None:
        super().__init__()
        self._mirrored = side == "controls"
        self.setProperty("side", side)
        self.setObjectName("rail")
        self.button = QToolButton()
        self.button.setObjectName("railButton")
        self.button.setToolTip(say("Show the panel “{title}”", title=title))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(action.trigger)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 10)
        column.addWidget(self.button)
        column.addStretch(1)

    def retint(self, icon: QIcon, text: int) -> None:
        """Draw the icon anew: the theme or the size has changed. It points to where the panel will be."""
        side = round(text * 1.3)
        picture = icon.pixmap(side)
        if self._mirrored:
            picture = picture.transformed(QTransform().scale(-1, 1))
        self.button.setIcon(QIcon(picture))
        self.button.setIconSize(QSize(side, side))
