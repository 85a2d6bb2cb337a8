"""Shapes kept as small pictures: the same frame is painted at every step, only elsewhere."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from poolviz.views.shapes import SHAPES

if TYPE_CHECKING:
    from poolviz.views.theme import RolePen, Theme

# How far a shape may stand out from its cells, in logical pixels.
REACH = 14.0
# Larger shapes are mostly empty in the middle; painting them is cheaper than copying.
_LARGEST = 260.0
_KEPT = 128  # the largest take a third of a megabyte each
_FINE = 4  # positions are kept to a quarter of a device pixel


def stamp(
    painter: QPainter, shape: str, area: QRectF, cell: float, look: tuple[RolePen, Theme], ratio: float
) -> None:
    """Paint a shape around or inside an area."""
    if max(area.width(), area.height()) > _LARGEST:
        SHAPES[shape](painter, area, cell, *look)
        return
    left, top = (area.left() - REACH) * ratio, (area.top() - REACH) * ratio
    x, y = math.floor(left), math.floor(top)
    # Where in its first device pixel the shape begins.
    inside = round((left - x) * _FINE), round((top - y) * _FINE)
    size = round(area.width() * ratio * _FINE), round(area.height() * ratio * _FINE)
    picture = _picture(shape, inside, size, round(cell, 2), look, ratio)
    painter.drawImage(QPointF(x / ratio, y / ratio), picture)


@lru_cache(maxsize=_KEPT)
def _picture(
    shape: str,
    inside: tuple[int, int],
    size: tuple[int, int],
    cell: float,
    look: tuple[RolePen, Theme],
    ratio: float,
) -> QImage:
    fine = _FINE * ratio
    area = QRectF(REACH + inside[0] / fine, REACH + inside[1] / fine, size[0] / fine, size[1] / fine)
    whole = area.adjusted(-REACH, -REACH, REACH, REACH)
    picture = QImage(
        math.ceil(whole.right() * ratio),
        math.ceil(whole.bottom() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    SHAPES[shape](painter, area, cell, *look)
    painter.end()
    return picture
