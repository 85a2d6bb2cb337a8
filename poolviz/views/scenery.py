"""Everything on the canvas: one item for each board, one for the headings, one for marks and links."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF

from poolviz.frame.layout import Place
from poolviz.frame.model import Board, Cell, Frame
from poolviz.views import marks
from poolviz.views.board_item import BoardItem, Sight
from poolviz.views.digits import Digits
from poolviz.views.grid import Grid
from poolviz.views.headings import Heading, Headings, baseline
from poolviz.views.overlay import Overlay
from poolviz.views.qtgraph import Canvas
from poolviz.views.theme import Theme

_ASIDE = 1.2  # room between two headings, in multiples of the text size


class Scenery:
    """Puts frames on a canvas. Boards keep their items, and with them their pictures, by name."""

    def __init__(self, canvas: Canvas, theme: Theme) -> None:
        self._canvas = canvas
        self._theme = theme
        self._writer = Digits(theme, 1.0)
        self._ratio = 1.0
        self._boards: dict[str, BoardItem] = {}
        self._headings = Headings()
        self._overlay = Overlay()
        self._grids: Mapping[str, Grid] = MappingProxyType({})
        canvas.ground(theme.stage)
        canvas.add(self._headings)
        canvas.add(self._overlay)

    @property
    def grids(self) -> Mapping[str, Grid]:
        """Where the boards are, by name."""
        return self._grids

    def set_look(self, theme: Theme, ratio: float) -> None:
        """Use a theme and a density of the screen."""
        if theme is not self._theme or ratio != self._ratio:
            self._theme, self._ratio = theme, ratio
            self._writer = Digits(theme, ratio)
            self._canvas.ground(theme.stage)

    def show(self, frame: Frame, places: Mapping[str, Place], text: float) -> None:
        """Show a frame with its boards at these places, in pixels of the canvas."""
        viewport = QRectF(self._canvas.viewport().rect())
        sight = Sight(self._theme, viewport, self._ratio)
        for name in self._boards.keys() - places.keys():
            self._canvas.remove(self._boards.pop(name))
        for name, place in places.items():
            if name not in self._boards:
                self._boards[name] = BoardItem(self._writer)
                self._canvas.add(self._boards[name])
            own = tuple(m for m in frame.marks if m.board == name and marks.is_under(m, self._theme))
            self._boards[name].show_board(frame.board(name), place, sight, own, self._writer)
        self._grids = {name: Grid.of(frame.board(name), place, self._ratio) for name, place in places.items()}
        self._headings.show_headings(self._headings_of(frame, viewport, text), self._theme, text, viewport)

    def show_marks(self, frame: Frame) -> None:
        """Show the marks and links of a frame over the boards that are there."""
        viewport = QRectF(self._canvas.viewport().rect())
        self._overlay.show_frame(frame, self._grids, Sight(self._theme, viewport, self._ratio))

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the canvas."""
        for name, grid in self._grids.items():
            found = grid.cell_at(point)
            if found is not None:
                return Cell(name, *found)
        return None

    def _headings_of(self, frame: Frame, viewport: QRectF, text: float) -> tuple[Heading, ...]:
        return tuple(
            heading
            for row in frame.arrangement
            for heading in self._row_of_headings(
                [frame.board(name) for name in row if name in self._grids], viewport, text
            )
        )

    def _row_of_headings(self, boards: list[Board], viewport: QRectF, text: float) -> list[Heading]:
        """Each heading may be as wide as there is room up to the next board's."""
        lefts = [self._grids[board.name].extent().left() for board in boards]
        ends = [*(left - _ASIDE * text for left in lefts[1:]), viewport.right() - text / 2]
        return [
            Heading(
                board.title,
                board.detail,
                left,
                baseline(self._grids[board.name].extent().top(), text, board.heading_lines),
                end - left,
            )
            for board, left, end in zip(boards, lefts, ends, strict=True)
        ]
