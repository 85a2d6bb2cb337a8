"""The menu of ready-made maps, each with a small picture of itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from poolviz.frame.model import Palette, Scale
from poolviz.maps.map import Map
from poolviz.maps.presets import PRESETS, Preset
from poolviz.session.session import Session
from poolviz.views.ramp import ramp_of
from poolviz.views.theme import Theme

THUMBNAIL = 40  # pixels


class MapMenu:
    """Fills a menu with the presets. The pictures are drawn when it opens for the first time in a theme."""

    def __init__(self, menu: QMenu, session: Session, theme: Callable[[], Theme]) -> None:
        self._session = session
        self._theme = theme
        self._drawn_in: Theme | None = None
        self._seed = 0
        self._entries = [(preset, menu.addAction(preset.title)) for preset in PRESETS]
        for preset, action in self._entries:
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _=False, chosen=preset: self._choose(chosen))
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
            action.setIcon(QIcon(thumbnail(preset.make(), theme)))


def thumbnail(map_: Map, theme: Theme, side: int = THUMBNAIL) -> QPixmap:
    """The first channel of a map as a small square picture in a theme's colours."""
    rows, columns = map_.size
    step = max(1, max(rows, columns) // (2 * side))
    numbers = map_.read(0, slice(None, None, step), slice(None, None, step))
    palette: Palette = "picture" if map_.kind == "picture" else "values"
    scale = Scale(float(numbers.min()), float(numbers.max()), palette)
    pixels = np.ascontiguousarray(ramp_of(theme, palette).map(numbers, scale))
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    small = image.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.FastTransformation if step == 1 else Qt.TransformationMode.SmoothTransformation,
    )
    painter = QPainter(picture)
    painter.drawImage((side - small.width()) // 2, (side - small.height()) // 2, small)
    painter.end()
    return picture
