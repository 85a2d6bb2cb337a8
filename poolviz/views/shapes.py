"""The shapes by which roles are told apart without their colours, painted around or inside a rectangle.

Each has a white inner and a dark outer line, so that it holds on any colour of a ramp: one of the two always
stands out by 3 : 1.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

if TYPE_CHECKING:
    from poolviz.views.theme import RolePen, Theme

_SLIM = 32.0  # cells smaller than that have slim rings
_HATCH = 10.0  # logical pixels between the lines of a hatch
_LINES = {
    "solid": Qt.PenStyle.SolidLine,
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
}

Shape = Callable[[QPainter, QRectF, float, "RolePen", "Theme"], None]


def frame_width(cell: float) -> float:
    """How thick the coloured line of a window's frame is, in logical pixels, for a size of cells."""
    return min(max(cell * 0.048, 2.5), 5.0)


def frame(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A thick frame around the cells: dark line, colour, white line."""
    width = frame_width(cell)
    dark, white = (1.6, 2.0) if cell >= 20 else (1.0, 1.0)
    round_ = min(cell * 0.05, 5.0)
    _ring(painter, _grown(area, width + dark), _grown(area, width), round_ + width, theme.mark_outer)
    _ring(painter, _grown(area, width), _grown(area, 0.0), round_ + width - dark, pen.colour)
    _ring(painter, _grown(area, 0.0), _grown(area, -white), round_, theme.mark_inner)


def corner(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A frame inside the cell, with a filled triangle in its upper right corner."""
    _ring_inside(painter, area, cell, pen, theme, thickness=0.036)
    _triangle(painter, area, cell, pen, theme)


def hollow_corner(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A thin frame inside the cell, with a small empty triangle in its upper right corner."""
    _ring_inside(painter, area, cell, pen, theme, thickness=0.022)
    _triangle(painter, area, cell, pen, theme, is_filled=False)


def lower_corner(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A thin frame inside the cell, with a filled triangle in its lower right corner."""
    _ring_inside(painter, area, cell, pen, theme, thickness=0.022)
    _triangle(painter, area, cell, pen, theme, is_low=True)


def dot(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A thin frame inside the cell, with a dot in its upper right corner."""
    _ring_inside(painter, area, cell, pen, theme, thickness=0.022)
    size = min(max(cell * 0.07, 2.5), 7.0)
    inwards = min(cell * 0.13, 2.4 * size)  # near the corner, so that it lies on no figure
    middle = area.topRight() + QPointF(-inwards, inwards)
    painter.setPen(QPen(QColor(theme.mark_outer), 1.0))
    painter.setBrush(QColor(theme.mark_inner))
    painter.drawEllipse(middle, size + 1.2, size + 1.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pen.colour))
    painter.drawEllipse(middle, size, size)


def outline(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A thin line around the cells, solid, dashed or dotted."""
    width = 2.0 if cell >= 20 else 1.4
    inside = _grown(area, -width / 2 - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, thick, line in (
        (theme.mark_outer, width + 2.0, "solid"),
        (theme.mark_inner, width + 1.0, "solid"),
        (pen.colour, width, pen.line),
    ):
        stroke = QPen(QColor(colour), thick, _LINES[line])
        stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(stroke)
        painter.drawRoundedRect(inside, 3.0, 3.0)


def brackets(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """Four corners around the cells."""
    inside = _grown(area, -1.5)
    arm = min(max(min(area.width(), area.height()) * 0.26, 3.0), 20.0)
    path = QPainterPath()
    for x, across in ((inside.left(), arm), (inside.right(), -arm)):
        for y, down in ((inside.top(), arm), (inside.bottom(), -arm)):
            path.moveTo(x + across, y)
            path.lineTo(x, y)
            path.lineTo(x, y + down)
    width = 2.4 if cell >= 20 else 1.6
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, thick in (
        (theme.mark_outer, width + 3.0),
        (theme.mark_inner, width + 1.8),
        (pen.colour, width),
    ):
        painter.setPen(round_pen(colour, thick))
        painter.drawPath(path)


def tick(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A frame and a tick in the upper right corner."""
    _ring_inside(painter, area, cell, pen, theme, thickness=0.03)
    _sign(painter, area, cell, pen, theme, ((0.0, 0.5), (0.35, 0.9), (1.0, 0.1)))


def cross(painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme) -> None:
    """A dashed frame and a cross in the upper right corner."""
    _ring_inside(painter, area, cell, pen, theme, thickness=0.03)
    _sign(painter, area, cell, pen, theme, ((0.1, 0.1), (0.9, 0.9)))
    _sign(painter, area, cell, pen, theme, ((0.9, 0.1), (0.1, 0.9)))


def spot(painter: QPainter, area: QRectF, pen: RolePen, theme: Theme) -> None:
    """What is left of any shape where cells are a few pixels small."""
    painter.fillRect(_grown(area, 2.0), QColor(theme.mark_outer))
    painter.fillRect(_grown(area, 1.0), QColor(theme.mark_inner))
    painter.fillRect(area, QColor(pen.colour))


def hatch(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Slanted double lines over cells; they go on from one piece of an area to the next."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    first = int((area.left() + area.top()) / _HATCH) - 1
    last = int((area.right() + area.bottom()) / _HATCH) + 1
    for colour, shift in ((theme.mark_inner, 1.0), (theme.pending, 0.0)):
        painter.setPen(QPen(QColor(colour), 1.0))
        painter.drawLines(
            [
                QLineF(
                    i * _HATCH + shift - area.top(),
                    area.top(),
                    i * _HATCH + shift - area.bottom(),
                    area.bottom(),
                )
                for i in range(first, last + 1)
            ]
        )
    painter.restore()


SHAPES: MappingProxyType[str, Shape] = MappingProxyType(
    {
        "frame": frame,
        "corner": corner,
        "hollow corner": hollow_corner,
        "lower corner": lower_corner,
        "dot": dot,
        "brackets": brackets,
        "outline": outline,
        "tick": tick,
        "cross": cross,
    }
)


def _ring(painter: QPainter, outer: QRectF, inner: QRectF, radius: float, colour: str) -> None:
    """The space between two rectangles."""
    path = QPainterPath()
    path.addRoundedRect(outer, radius, radius)
    thick = inner.left() - outer.left()
    path.addRoundedRect(inner, max(radius - thick, 0.0), max(radius - thick, 0.0))
    painter.fillPath(path, QColor(colour))


def _ring_inside(
    painter: QPainter, area: QRectF, cell: float, pen: RolePen, theme: Theme, thickness: float
) -> None:
    # In small cells, no wider than the room that numbers leave.
    least, white = (1.6, 1.2) if cell >= _SLIM else (1.2, 0.8)
    width = min(max(cell * thickness, least), 4.0)
    radius = min(max(cell * 0.04, 1.5), 5.0)
    _ring(painter, area, _grown(area, -1.0), radius, theme.mark_outer)
    _ring(painter, _grown(area, -1.0), _grown(area, -1.0 - width), radius, pen.colour)
    _ring(painter, _grown(area, -1.0 - width), _grown(area, -1.0 - width - white), radius, theme.mark_inner)


def _triangle(
    painter: QPainter,
    area: QRectF,
    cell: float,
    pen: RolePen,
    theme: Theme,
    *,
    is_filled: bool = True,
    is_low: bool = False,
) -> None:
    """A triangle in the upper or lower right corner of a cell, parted from it by a white line."""
    leg = min(max(min(area.width(), area.height()) * 0.27, 5.0), 30.0)
    down = -1.0 if is_low else 1.0
    tip = (area.bottomRight() if is_low else area.topRight()) + QPointF(-2.0, 2.0 * down)
    across, along = tip - QPointF(leg, 0.0), tip + QPointF(0.0, leg * down)
    painter.save()
    painter.setClipRect(_grown(area, -1.0), Qt.ClipOperation.IntersectClip)
    painter.setPen(round_pen(theme.mark_inner, 3.0 if cell >= 20 else 2.0))
    painter.setBrush(QColor(theme.mark_inner))
    painter.drawLine(across, along)
    painter.setPen(Qt.PenStyle.NoPen)
    if is_filled:
        painter.setBrush(QColor(pen.colour))
    painter.drawPolygon([tip, across, along])
    if not is_filled:
        painter.setPen(round_pen(pen.colour, 1.6))
        painter.drawLine(across, along)
    painter.restore()


def _sign(
    painter: QPainter,
    area: QRectF,
    cell: float,
    pen: RolePen,
    theme: Theme,
    way: tuple[tuple[float, float], ...],
) -> None:
    size = min(max(cell * 0.2, 6.0), 20.0)
    start = area.topRight() + QPointF(-1.35 * size, 0.35 * size)
    line = QPolygonF([start + QPointF(x * size, y * size) for x, y in way])
    for colour, thick in ((theme.mark_outer, 5.4), (theme.mark_inner, 4.2), (pen.colour, 2.4)):
        painter.setPen(round_pen(colour, thick if cell >= 20 else thick * 0.7))
        painter.drawPolyline(line)


def round_pen(colour: str, width: float) -> QPen:
    """A solid pen whose ends and corners are round."""
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _grown(area: QRectF, by: float) -> QRectF:
    return area.adjusted(-by, -by, by, by)
