"""Links between boards: a dotted bow for where a value went, a line with an arrow head for a gradient."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from poolviz.frame.model import Block, Link
from poolviz.frame.route import End, Point, Rectangle, route
from poolviz.views.grid import Grid
from poolviz.views.shapes import frame_width, round_pen
from poolviz.views.theme import Theme

_WIDTH, _RIM = 2.6, 1.0
_HEAD, _SPREAD = 10.0, 0.5  # length in pixels, half angle in radians
_REACH = 12.0
# A line keeps this far from a board that it passes.
_ASIDE = 4.0
# Letters are right above a board up to so far, of their height: a line of chips may lie between.
_CHIPS = 3.0
# Where a line ends: before a frame, or inside the gap at the cell.
_OFF_FRAME, _OFF_CELL = 2.5, 0.5


@dataclass(frozen=True, eq=False)
class Way:
    """A link's line on the screen."""

    path: QPainterPath
    bounds: QRectF
    colour: str
    is_directed: bool


@dataclass(frozen=True)
class Around:
    """What lines keep clear of: boards by name, the windows that are framed on them, and headings."""

    grids: Mapping[str, Grid]
    windows: Mapping[str, Sequence[Block]]
    headings: Sequence[QRectF] = ()

    def with_heading(self, area: QRectF) -> QRectF:
        """An area together with the letters right above it."""
        for heading in self.headings:
            is_above = 0 <= area.top() - heading.bottom() < _CHIPS * heading.height()
            if is_above and heading.left() < area.right() and area.left() < heading.right():
                area = QRectF(area.left(), heading.top(), area.width(), area.bottom() - heading.top())
        return area

    def obstacle(self, area: QRectF, start: QRectF, end: QRectF) -> Rectangle:
        """What a line keeps clear of at a board that it passes; above and below each other, at its sides."""
        whole = self.with_heading(area)
        highest, lowest = min(start.bottom(), end.bottom()), max(start.top(), end.top())
        if not highest <= area.top() < area.bottom() <= lowest:
            return _rectangle(whole.adjusted(0, -_ASIDE, 0, _ASIDE))
        for heading in self.headings:
            whole = whole.united(heading) if whole.intersects(heading) else whole
        return _rectangle(whole.adjusted(-_ASIDE, -_ASIDE, _ASIDE, _ASIDE))


def way_of(link: Link, around: Around, theme: Theme) -> Way | None:
    """The line of a link; None if one of its boards is not shown."""
    grids, windows = around.grids, around.windows
    start, end = grids.get(link.start_board), grids.get(link.end_board)
    if start is None or end is None:
        return None
    others = [grid.extent() for name, grid in grids.items() if name not in (link.start_board, link.end_board)]
    first = _end(start, link.start, windows.get(link.start_board, ()), end)
    last = _end(end, link.end, windows.get(link.end_board, ()), start)
    first, last = _from_heading(first, last, around)
    if not link.directed:  # what only shows what belongs together needs no tip at its cells
        last = _over_heading(last, around, start.extent().bottom())
    curves = route(
        first,
        last,
        [around.obstacle(area, start.extent(), end.extent()) for area in others],
    )
    path = QPainterPath(_point(curves[0].start))
    for curve in curves:
        path.cubicTo(_point(curve.first), _point(curve.second), _point(curve.end))
    bounds = path.controlPointRect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
    return Way(path, bounds, theme.roles[link.role].colour, link.directed)


def draw(painter: QPainter, way: Way, theme: Theme) -> None:
    """Paint a link, on a thin rim of the ground's colour so that it stands out from what it passes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rim, line = round_pen(theme.stage, _WIDTH + 2 * _RIM), round_pen(way.colour, _WIDTH)
    if not way.is_directed:
        line.setDashPattern([1.6, 2.4])
    for pen in (rim, line):
        painter.setPen(pen)
        painter.drawPath(way.path)
    if way.is_directed:
        _draw_head(painter, way, theme)


def _draw_head(painter: QPainter, way: Way, theme: Theme) -> None:
    length = max(way.path.length(), 1.0)
    tip = way.path.pointAtPercent(1.0)
    back = way.path.pointAtPercent(way.path.percentAtLength(max(length - _HEAD, 0.0)))
    angle = math.atan2(tip.y() - back.y(), tip.x() - back.x())
    wings = [
        tip - QPointF(math.cos(angle + turn) * _HEAD, math.sin(angle + turn) * _HEAD)
        for turn in (_SPREAD, -_SPREAD)
    ]
    shape = QPolygonF([wings[0], tip, wings[1]])
    painter.setBrush(QColor(way.colour))
    painter.setPen(round_pen(theme.stage, 2 * _RIM + 1.0))
    painter.drawPolygon(shape)
    painter.setPen(round_pen(way.colour, 1.0))
    painter.drawPolygon(shape)


def _end(grid: Grid, block: Block, windows: Sequence[Block], other: Grid) -> End:
    """A link ends at its cells; where the frame of a window lies along them, at the frame."""
    is_right = other.extent().center().x() >= grid.extent().center().x()
    is_framed = any(_outer(block, is_right) == _outer(window, is_right) for window in windows)
    clear = frame_width(grid.cell) + _OFF_FRAME if is_framed else _OFF_CELL
    return End(
        _rectangle(grid.rectangle(block)),
        _rectangle(grid.extent()),
        (grid.place.cell_width, grid.place.cell_height),
        clear,
        is_framed,
    )


def _from_heading(start: End, end: End, around: Around) -> tuple[End, End]:
    """A line that goes up begins over the letters that stand in its way, and goes straight on from there."""
    above = end.board[1] + end.board[3]
    raised = _over_heading(start, around, above)
    if raised is start:
        return start, end
    left, top, width, height = end.block
    cell, columns = end.cell[0], round(width / end.cell[0])
    if columns > 1:
        gap = min(max(round((raised.block[0] + raised.block[2] / 2 - left) / cell), 1), columns - 1)
        end = end._replace(block=(left + (gap - 1) * cell, top, 2 * cell, height))
    return raised._replace(clear=_OFF_FRAME), end


def _over_heading(end: End, around: Around, above: float) -> End:
    """An end moved to the top of the letters that stand in its way from above; else the same end."""
    x, y, width, height = end.block
    top = around.with_heading(QRectF(x + width / 2, y, 1.0, height)).top()
    if not above <= top < y:
        return end
    left, first, wide, tall = end.board
    return end._replace(block=(x, top, width, y + height - top), board=(left, top, wide, first + tall - top))


def _outer(block: Block, is_right: bool) -> float:
    return block.column + block.columns if is_right else block.column


def _rectangle(area: QRectF) -> Rectangle:
    return area.x(), area.y(), area.width(), area.height()


def _point(point: Point) -> QPointF:
    return QPointF(point.x, point.y)
