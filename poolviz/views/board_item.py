"""One board on the canvas: its cells, what tints them, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from poolviz.frame.model import Block, Board, Mark
from poolviz.views import digits, marks, raster, tiles
from poolviz.views.colours import Colours
from poolviz.views.grid import LARGE, Grid
from poolviz.views.hand import PLAIN, are_readable, hand_for
from poolviz.views.layer import Layer
from poolviz.views.qtgraph import Item
from poolviz.views.sheet import Part, changed, clip, differing, joined
from poolviz.views.shrink import is_shrunk, level_of
from poolviz.views.theme import Theme

# Up to so many cells are compared one by one before they are painted anew.
_COMPARED = 4096
_NOTHING: Part = (0, 0, 0, 0)


@dataclass(frozen=True)
class Sight:
    """From where a board is looked at: everything that asks for painting it anew when it differs."""

    theme: Theme
    viewport: QRectF
    ratio: float


class BoardItem(Item):
    """Keeps the board's picture in device pixels and patches what differs between two frames."""

    def __init__(self, writer: digits.Digits) -> None:
        super().__init__(z=0.0)
        self._writer = writer
        self._colours = Colours()
        self._board: Board | None = None
        self._grid: Grid | None = None
        self._sight: Sight | None = None
        self._marks: tuple[Mark, ...] = ()
        # What the layers below show.
        self._painted: Board | None = None
        self._cells: Layer | None = None
        self._numbers: Layer | None = None
        self._hand = PLAIN  # of the numbers

    def show_board(
        self, board: Board, grid: Grid, sight: Sight, tints: tuple[Mark, ...], writer: digits.Digits
    ) -> None:
        """Show a board on a grid; ``tints`` are those of its marks that lie under the numbers."""
        before, self._board = self._board, board
        if before is None or grid != self._grid or sight != self._sight or writer is not self._writer:
            self._forget()
        else:
            self._announce(before, board, grid)
        self._grid, self._sight, self._writer = grid, sight, writer
        self._colours.follow(board, sight.theme)
        if level := level_of(grid):
            self._colours.picture(level, _NOTHING)  # a large one begins to develop
        self._show_tints(tints, grid)
        self.set_bounds(grid.extent().intersected(sight.viewport))

    @property
    def is_developing(self) -> bool:
        """Whether its picture is not what it will be, because there is so much to map."""
        return self._colours.is_developing

    def develop(self) -> None:
        """Work on the picture for a moment, and show what came of it."""
        part = self._colours.develop()
        board, grid, sight = self._painted, self._grid, self._sight
        if board is not None and grid is not None and sight is not None and level_of(grid):
            self._patch(board, grid, sight, part, compared=False)
            self.update(grid.rectangle(Block(*part)).adjusted(-2, -2, 2, 2))

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Bring the layers up to date, then copy what is exposed."""
        board, grid, sight = self._board, self._grid, self._sight
        if board is None or grid is None or sight is None or self.boundingRect().isEmpty():
            return
        self._refresh(board, grid, sight)
        if self._cells is not None:
            self._cells.show(painter, exposed)
        for mark in self._marks:
            marks.draw_under(painter, grid, mark, sight.theme, exposed)
        if self._numbers is not None:
            self._numbers.show(painter, exposed)

    def _announce(self, before: Board, after: Board, grid: Grid) -> None:
        """Tell Qt which parts of the screen will differ."""
        parts = changed(before, after)
        if parts is None or self._needs_other_hand(before, after, grid):
            self._forget()
            return
        for part in parts:
            self.update(grid.rectangle(Block(*part)).adjusted(-2, -2, 2, 2))

    def _needs_other_hand(self, before: Board, after: Board, grid: Grid) -> bool:
        """Whether new numbers are so much longer or shorter that all of them are written anew."""
        if before.plane is after.plane or self._numbers is None or self._sight is None:
            return False
        visible = grid.visible(self._sight.viewport)
        return hand_for(after, grid, visible) != self._hand

    def _forget(self) -> None:
        self._painted = None
        self.update()

    def _show_tints(self, tints: tuple[Mark, ...], grid: Grid) -> None:
        old_keys = {marks.key(mark): mark for mark in self._marks}
        new_keys = {marks.key(mark): mark for mark in tints}
        for key in old_keys.keys() ^ new_keys.keys():
            self.update(marks.reach(grid, old_keys.get(key) or new_keys[key]))
        self._marks = tints

    def _refresh(self, board: Board, grid: Grid, sight: Sight) -> None:
        if board is self._painted:
            return
        visible = grid.visible(sight.viewport)
        parts = changed(self._painted, board) if self._painted is not None else None
        if parts is None or self._cells is None:
            if are_readable(grid):  # else no number is written, and none has to be measured
                self._hand = hand_for(board, grid, visible)
            self._start_over(board, grid, sight)
            self._paint(board, grid, sight, visible)
        else:
            # From afar, what overlaps is painted once; close by, its cells are compared part by part.
            for part in joined(parts, board.shape[1]) if is_shrunk(grid) else parts:
                self._patch(board, grid, sight, part)
        self._painted = board

    def _start_over(self, board: Board, grid: Grid, sight: Sight) -> None:
        ratio = sight.ratio
        area = self.boundingRect()
        device = QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
        bounds = device.toAlignedRect()
        self._cells = Layer(bounds, ratio, clear=False)
        self._cells.image.fill(sight.theme.stage)
        self._numbers = Layer(bounds, ratio, clear=True) if are_readable(grid) else None
        tiles.paint_rims(self._cells, grid, board, sight.theme)

    def _patch(self, board: Board, grid: Grid, sight: Sight, part: Part, *, compared: bool = True) -> None:
        row, column, rows, columns = grid.visible(sight.viewport)
        top, left = max(part[0], row), max(part[1], column)
        bottom = min(part[0] + part[2], row + rows)
        right = min(part[1] + part[3], column + columns)
        part = clip((top, left, bottom - top, right - left), board.shape)
        if part[2] <= 0 or part[3] <= 0:
            return
        cells = None
        if compared and self._painted is not None and part[2] * part[3] <= _COMPARED:
            cells = differing(self._painted, board, part)
        self._paint(board, grid, sight, part, cells)

    def _paint(
        self,
        board: Board,
        grid: Grid,
        sight: Sight,
        part: Part,
        cells: list[tuple[int, int]] | None = None,
    ) -> None:
        if self._cells is None or part[2] <= 0 or part[3] <= 0 or cells == []:
            return
        if grid.cell >= LARGE:
            tiles.paint(self._cells, grid, board, sight.theme, part, cells)
        else:
            picture = self._colours.picture(level_of(grid), part)
            raster.paint(self._cells, grid, board, picture, sight.theme, part)
        if self._numbers is not None:
            self._writer.paint(self._numbers, grid, board, part, self._hand, cells)
