"""Links between boards: a dotted bow for where a value went, a line with an arrow head for a gradient."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from poolviz.frame.model import Block, Link
from poolviz.frame.route import End, Point, Rectangle, route
from poolviz.views.grid import Grid
from poolviz.views.shapes import frame_width
from poolviz.views.theme import Theme

_WIDTH = 2.6
_HEAD = 11.0
_REACH = 12.0


@dataclass(frozen=True, eq=False)
class Way:
    """A link's line on the screen."""

    path: QPainterPath
    bounds: QRectF
    colour: str
    is_directed: bool


def way_of(link: Link, grids: Mapping[str, Grid], theme: Theme) -> Way | None:
    """The line of a link; None if one of its boards is not shown."""
    start, end = grids.get(link.start_board), grids.get(link.end_board)
    if start is None or end is None:
        return None
    others = [grid for name, grid in grids.items() if name not in (link.start_board, link.end_board)]
    curves = route(
        _end(start, link.start), _end(end, link.end), [_rectangle(grid.extent()) for grid in others]
    )
    path = QPainterPath(_point(curves[0].start))
    for curve in curves:
        path.cubicTo(_point(curve.first), _point(curve.second), _point(curve.end))
    bounds = path.controlPointRect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
    return Way(path, bounds, theme.roles[link.role].colour, link.directed)


def draw(painter: QPainter, way: Way, theme: Theme) -> None:
    """Paint a link, on a thin rim of the ground's colour so that it stands out from cells it passes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.stage, _WIDTH + 2.4))
    painter.drawPath(way.path)
    line = _pen(way.colour, _WIDTH)
    if not way.is_directed:
        line.setDashPattern([1.6, 2.4])
    painter.setPen(line)
    painter.drawPath(way.path)
    if way.is_directed:
        _head(painter, way, theme)


def _head(painter: QPainter, way: Way, theme: Theme) -> None:
    tip = way.path.pointAtPercent(1.0)
    before = way.path.pointAtPercent(way.path.percentAtLength(max(way.path.length() - _HEAD, 0.0)))
    angle = math.atan2(tip.y() - before.y(), tip.x() - before.x())
    wings = [
        tip - QPointF(math.cos(angle + turn) * _HEAD, math.sin(angle + turn) * _HEAD) for turn in (0.5, -0.5)
    ]
    shape = QPolygonF([wings[0], tip, wings[1]])
    painter.setPen(_pen(theme.stage, _WIDTH + 2.4))
    painter.drawPolygon(shape)
    painter.setPen(_pen(way.colour, _WIDTH))
    painter.setBrush(QColor(way.colour))
    painter.drawPolygon(shape)


def _end(grid: Grid, block: Block) -> End:
    return End(_rectangle(grid.rectangle(block)), _rectangle(grid.extent()), frame_width(grid.cell) + 2.0)


def _rectangle(area: QRectF) -> Rectangle:
    return area.x(), area.y(), area.width(), area.height()


def _point(point: Point) -> QPointF:
    return QPointF(point.x, point.y)


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
