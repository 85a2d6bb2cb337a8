"""Everything on the canvas: one item for each board, one for the headings, one for marks and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF

from poolviz.frame.layout import Place
from poolviz.frame.model import Cell, Frame
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

    def show(
        self, frame: Frame, grids: Mapping[str, Grid], text: float, taken: Sequence[QRectF] = ()
    ) -> None:
        """Show a frame with its boards on these grids; headings keep out of what is ``taken``."""
        viewport = QRectF(self._canvas.viewport().rect())
        sight = Sight(self._theme, viewport, self._ratio)
        for name in self._boards.keys() - grids.keys():
            self._canvas.remove(self._boards.pop(name))
        for name, grid in grids.items():
            if name not in self._boards:
                self._boards[name] = BoardItem(self._writer)
                self._canvas.add(self._boards[name])
            own = tuple(m for m in frame.marks if m.board == name and marks.is_under(m, self._theme))
            self._boards[name].show_board(frame.board(name), grid, sight, own, self._writer)
        self._grids = grids
        headings = self._headings_of(frame, viewport, text, taken)
        self._headings.show_headings(headings, self._theme, text, viewport)

    def grids_at(self, frame: Frame, places: Mapping[str, Place]) -> dict[str, Grid]:
        """Where the boards' cells are when the boards are at these places."""
        return {name: Grid.of(frame.board(name), place, self._ratio) for name, place in places.items()}

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

    def _headings_of(
        self, frame: Frame, viewport: QRectF, text: float, taken: Sequence[QRectF]
    ) -> tuple[Heading, ...]:
        """Each heading may be as wide as there is room up to the next one, or to what is taken."""
        headings = []
        for row in frame.arrangement:
            boards = [frame.board(name) for name in row if name in self._grids]
            areas = [self._grids[board.name].extent() for board in boards]
            ends = [*(area.left() - _ASIDE * text for area in areas[1:]), viewport.right() - text / 2]
            for board, area, end in zip(boards, areas, ends, strict=True):
                line = baseline(area.top(), text, board.heading_lines)
                free = QRectF(area.left(), line - text, end - area.left(), text)
                for other in taken:
                    if free.intersects(other) and other.left() > free.left():
                        free.setRight(other.left() - text / 2)
                headings.append(Heading(board.title, board.detail, free.left(), line, free.width()))
        return tuple(headings)
