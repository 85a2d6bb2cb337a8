"""A panel at the side of the stage: a dock with a quiet title, and the narrow rail that brings it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
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
_ROUNDING = 2  # pixels
_TURNS = 8  # of a scroll bar that comes and goes; usually it is one or two


class Column(QScrollArea):
    """Scrolls up and down only: it is never narrower than what stands in it."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self._turns = 0
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part and the bar beside it."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inner.minimumSizeHint().width() + bar, 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands inside has become wider or narrower: other letters, other rows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        # Where something fits without the bar only as long as the bar is there, Qt shows and hides it, one
        # call inside the other, until the stack is full and the program ends.
        if self._turns == _TURNS:
            return False
        self._turns += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._turns -= 1


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
        self.setWidget(Column(inner))

    def usual_width(self, text: int) -> int:
        """How wide the panel is at first."""
        return round(_WIDTHS[self._side] * text)

    def is_widened(self, text: int) -> bool:
        """Whether a person has pulled the panel wider than it would be by itself."""
        return self.width() > max(self.usual_width(text), self.minimumSizeHint().width()) + _ROUNDING

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
