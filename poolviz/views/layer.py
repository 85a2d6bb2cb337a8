"""A picture of a part of the screen in device pixels, which is painted once and then patched."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter


class Layer:
    """One QImage over a rectangle of device pixels; ``clear`` layers show what lies under them."""

    def __init__(self, bounds: QRect, ratio: float, clear: bool) -> None:
        form = QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
        self.bounds = bounds
        self.ratio = ratio
        self.image = QImage(max(bounds.width(), 1), max(bounds.height(), 1), form)
        self.image.fill(Qt.GlobalColor.transparent)

    def pixels(self, part: QRect) -> NDArray[np.uint32]:
        """A writable view (rows, columns) of the layer's own pixels inside ``part``."""
        width = self.image.bytesPerLine() // 4
        all_pixels = np.frombuffer(self.image.bits(), np.uint32).reshape(self.image.height(), width)
        part = part.intersected(self.bounds).translated(-self.bounds.topLeft())
        return all_pixels[part.top() : part.top() + part.height(), part.left() : part.left() + part.width()]

    def clear(self, areas: Iterable[QRect]) -> None:
        """Make areas of a clear layer empty again."""
        pixels = self.pixels(self.bounds)
        x, y = self.bounds.x(), self.bounds.y()
        for area in areas:
            left, top = max(area.left() - x, 0), max(area.top() - y, 0)
            pixels[top : max(area.bottom() + 1 - y, 0), left : max(area.right() + 1 - x, 0)] = 0

    def painter(self) -> QPainter:
        """A painter in the logical pixels of the viewport; the caller has to end it."""
        painter = QPainter(self.image)
        painter.translate(-self.bounds.left(), -self.bounds.top())
        painter.scale(self.ratio, self.ratio)
        return painter

    def show(self, painter: QPainter, exposed: QRectF) -> None:
        """Copy what is exposed, pixel by pixel."""
        ratio = self.ratio
        wanted = QRectF(
            exposed.x() * ratio, exposed.y() * ratio, exposed.width() * ratio, exposed.height() * ratio
        )
        part = wanted.toAlignedRect().intersected(self.bounds)
        if part.isEmpty():
            return
        target = QRectF(part.x() / ratio, part.y() / ratio, part.width() / ratio, part.height() / ratio)
        painter.drawImage(target, self.image, QRectF(part.translated(-self.bounds.topLeft())))
