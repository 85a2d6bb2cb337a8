"""Small pictures of maps and of kernels."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from poolviz.frame.model import Scale
from poolviz.frame.plane import Array
from poolviz.maps.filters import Filter
from poolviz.maps.map import Map
from poolviz.model.display import Display, scale_of
from poolviz.views.ramp import ramp_of
from poolviz.views.theme import Theme

THUMBNAIL = 40  # pixels
_AS_IT_IS = Display()


def thumbnail(
    map_: Map, theme: Theme, side: int = THUMBNAIL, channel: int = 0, display: Display = _AS_IT_IS
) -> QPixmap:
    """One channel of a map as a square picture of ``side`` pixels, in the colours of the stage.

    Of a large map only some cells are read, so that the cost follows the picture.
    """
    step = max(1, max(map_.size) // (2 * side))
    numbers = map_.read(channel, slice(None, None, step), slice(None, None, step))
    return _picture(numbers, scale_of(map_, channel, display), theme, side, smooth=step > 1)


def kernel_picture(found: Filter, theme: Theme, side: int) -> QPixmap:
    """The weights of a filter, negative ones in one colour and positive ones in the other."""
    largest = float(np.abs(found.kernel).max())
    return _picture(found.kernel, Scale(-largest, largest, "signed"), theme, side, smooth=False)


def _picture(numbers: Array, scale: Scale, theme: Theme, side: int, *, smooth: bool) -> QPixmap:
    pixels = np.ascontiguousarray(ramp_of(theme, scale.palette).map(numbers, scale))
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
    small = image.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation,
    )
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.drawImage((side - small.width()) // 2, (side - small.height()) // 2, small)
    painter.end()
    return picture
