"""The menu of ready-made maps, each with a small picture of itself, and what can be made of the open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from poolviz.maps.presets import DEEP_PRESETS, PRESETS, Preset, sample
from poolviz.session.session import Session
from poolviz.views.theme import Theme
from poolviz.window.thumbnails import thumbnail


class MapMenu:
    """Fills a menu with the presets. The pictures are drawn when it opens for the first time in a theme."""

    def __init__(
        self, menu: QMenu, session: Session, theme: Callable[[], Theme], actions: Sequence[QAction] = ()
    ) -> None:
        """``actions`` follow the presets."""
        self._session = session
        self._theme = theme
        self._drawn_in: Theme | None = None
        self._seed = 0
        self._entries: list[tuple[Preset, QAction]] = []
        for presets in (PRESETS, DEEP_PRESETS):
            for preset in presets:
                action = menu.addAction(preset.title)
                action.setIconVisibleInMenu(True)
                action.triggered.connect(lambda _=False, chosen=preset: self._choose(chosen))
                self._entries.append((preset, action))
            menu.addSeparator()
        menu.addActions(actions)
        menu.aboutToShow.connect(self._draw)

    def _choose(self, preset: Preset) -> None:
        """Open a preset; a random one is another one each time, and its name says which."""
        if preset.seeded:
            self._session.choose_preset(preset.id, self._seed)
            self._seed += 1
        else:
            self._session.choose_preset(preset.id)

    def _draw(self) -> None:
        theme = self._theme()
        if theme is self._drawn_in:
            return
        self._drawn_in = theme
        for preset, action in self._entries:
            action.setIcon(QIcon(thumbnail(sample(preset), theme)))
