"""The row of scenes at the top: one tab for every scene that was found."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar

from poolviz.frame.words import say, translated
from poolviz.session.session import Session
from poolviz.session.state import State


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
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 10, 1)
        row.addWidget(self._tabs)
        row.addStretch(1)

    def show_state(self, state: State) -> None:
        """Press the tab of the scene on show."""
        place = self._ids.index(state.document.scene)
        if place != self._tabs.currentIndex():
            with QSignalBlocker(self._tabs):
                self._tabs.setCurrentIndex(place)
