"""The row of scenes at the top: one tab for every scene that was found."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar

from poolviz.frame.words import say, translated
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.fonts import Weight, text_width
from poolviz.views.style import tab_lengths

_SMALLEST = 11
# Padding and margin of a tab in multiples of its letters, as in the style sheet; its border; the margins.
_AROUND, _BORDER, _MARGINS = 2.3, 6, 24


class SceneTabs(QFrame):
    """Tabs in the scenes' own order."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("scenes")
        self._session = session
        self._ids = tuple(session.scenes)
        self._tabs = QTabBar()
        self._tabs.setObjectName("sceneTabs")
        self._tabs.setAccessibleName(say("Scenes"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for scene in session.scenes.values():
            place = self._tabs.addTab(translated(scene.title))
            self._tabs.setTabToolTip(place, translated(scene.tip))
        self._tabs.currentChanged.connect(lambda place: session.show_scene(self._ids[place]))
        self._text, self._fitted = 14, 0
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 10, 1)
        # All of the row: the letters of the pressed tab are wider, and it would not ask for more by itself.
        row.addWidget(self._tabs, 1)

    def set_text_size(self, text: int) -> None:
        """Letters as large as everywhere, if the tabs have room for them."""
        self._text, self._fitted = text, 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The tabs do not make the window wider: their letters give way."""
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Make the letters smaller where not all tabs would be seen."""
        room = self.width() - _MARGINS
        sizes = range(self._text, _SMALLEST, -1)
        size = next((size for size in sizes if self._width(size) <= room), _SMALLEST)
        if size != self._fitted:
            self._fitted = size
            self._tabs.setStyleSheet("" if size == self._text else tab_lengths(size))

    def _width(self, size: int) -> float:
        titles = [self._tabs.tabText(place) for place in range(self._tabs.count())]
        around = _AROUND * size + _BORDER
        return sum(text_width(title, size, Weight.DemiBold) + around for title in titles)

    def show_state(self, state: State) -> None:
        """Press the tab of the scene on show."""
        place = self._ids.index(state.document.scene)
        if place != self._tabs.currentIndex():
            with QSignalBlocker(self._tabs):
                self._tabs.setCurrentIndex(place)
