"""The one item over all boards: links, marks, and ticks that say where the window is on a large map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from poolviz.frame.model import Block, Frame, Mark
from poolviz.views import links, marks
from poolviz.views.board_item import Sight
from poolviz.views.grid import Grid
from poolviz.views.qtgraph import Item

# Boards with smaller cells, in logical pixels, get ticks at their border.
_TICKED = 14.0
_TICK, _SHORTEST = 9.0, 3.0
_ASIDE = 3.0  # so far beside a tick letters would touch its rim
_SEEN = 0.3  # a window with so much of its board's width and height is found without them
_WINDOW = marks.ORDER.index("window")


class Overlay(Item):
    """Paints marks and links; asks for repainting only where they differ."""

    def __init__(self) -> None:
        super().__init__(z=2.0)
        self._grids: Mapping[str, Grid] = {}
        self._headings: tuple[QRectF, ...] = ()
        self._sight: Sight | None = None
        self._marks: list[Mark] = []
        self._keys: dict[Hashable, QRectF] = {}
        self._ways: list[links.Way] = []
        self._links: object = None

    def show_frame(
        self, frame: Frame, grids: Mapping[str, Grid], headings: tuple[QRectF, ...], sight: Sight
    ) -> None:
        """Show the marks and links of a frame over boards and headings at these places."""
        moved = sight != self._sight or grids != self._grids or headings != self._headings
        self._grids, self._headings, self._sight = grids, headings, sight
        self.set_bounds(sight.viewport)
        wanted = [m for m in frame.marks if m.board in grids and marks.is_over(m, sight.theme)]
        self._marks = sorted(wanted, key=marks.order)
        keys = {marks.key(mark): self._reach(mark) for mark in wanted}
        if moved:
            self.update()
        else:
            for key in keys.keys() ^ self._keys.keys():
                self.update(keys[key] if key in keys else self._keys[key])
        self._keys = keys
        self._show_links(frame, moved)

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint frames, then the links that leave them, then what marks single cells."""
        sight = self._sight
        if sight is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frames = [mark for mark in self._marks if marks.order(mark) <= _WINDOW]
        for mark in frames:
            grid = self._grids[mark.board]
            marks.draw_over(painter, grid, mark, sight.theme, exposed)
            if mark.role == "window" and grid.cell < _TICKED:
                self._ticks(painter, grid, mark, sight)
        for way in self._ways:
            if way.bounds.intersects(exposed):
                links.draw(painter, way, sight.theme)
        for mark in self._marks[len(frames) :]:
            marks.draw_over(painter, self._grids[mark.board], mark, sight.theme, exposed)

    def _show_links(self, frame: Frame, moved: bool) -> None:
        if not moved and frame.links == self._links:
            return
        before = self._ways
        sight = self._sight
        assert sight is not None
        windows: dict[str, list[Block]] = defaultdict(list)
        for mark in frame.marks:
            if mark.role == "window" and isinstance(mark.cells, Block):
                windows[mark.board].append(mark.cells)
        around = links.Around(self._grids, windows, self._headings)
        found = (links.way_of(link, around, sight.theme) for link in frame.links)
        self._ways = [way for way in found if way is not None]
        self._links = frame.links
        for way in (*before, *self._ways):
            self.update(way.bounds)

    def _reach(self, mark: Mark) -> QRectF:
        """What a mark may touch; the whole cross of its board if it has ticks."""
        grid = self._grids[mark.board]
        area = marks.reach(grid, mark)
        if mark.role == "window" and grid.cell < _TICKED:
            area = area.united(_ticked(grid, self._sight))
        return area

    def _ticks(self, painter: QPainter, grid: Grid, mark: Mark, sight: Sight) -> None:
        """Short lines at the board's border, in the row and the column of the window."""
        border = _ticked(grid, sight).adjusted(_TICK, _TICK, -_TICK, -_TICK)
        lines: list[QLineF] = []
        for block in marks.blocks_of(mark):
            area = grid.rectangle(block)
            if area.width() > _SEEN * border.width() and area.height() > _SEEN * border.height():
                continue
            middle = area.center()
            x = round(min(max(middle.x(), border.left()), border.right()))
            y = round(min(max(middle.y(), border.top()), border.bottom()))
            for side, outwards in ((border.left(), -_TICK), (border.right(), _TICK)):
                lines.append(QLineF(QPointF(side, y), QPointF(side + outwards, y)))
            above = _under_letters(self._headings, x, border.top())
            for side, end in ((border.top(), above), (border.bottom(), border.bottom() + _TICK)):
                lines.append(QLineF(QPointF(x, side), QPointF(x, end)))
        colours = (sight.theme.mark_outer, 4.0), (sight.theme.mark_inner, 3.0)
        for colour, width in (*colours, (sight.theme.roles["window"].colour, 2.0)):
            painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines(lines)


def _ticked(grid: Grid, sight: Sight | None) -> QRectF:
    """The board as far as it is visible, with room for ticks around it."""
    area = grid.extent().adjusted(-_TICK, -_TICK, _TICK, _TICK)
    return area.intersected(sight.viewport) if sight is not None else area


def _under_letters(headings: tuple[QRectF, ...], x: float, top: float) -> float:
    """Where the tick above a board ends: below the letters there, for they are read and it only points."""
    end = top - _TICK
    for letters in headings:
        if letters.top() < top and letters.left() - _ASIDE < x < letters.right() + _ASIDE:
            end = max(end, letters.bottom() + 1.0)
    return min(end, top - _SHORTEST)
