"""Everything on the canvas: boards, charts, tables, words around them, one item for marks and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.layout import Place
from poolviz.frame.model import Board, Cell, Frame
from poolviz.frame.tables import Table
from poolviz.views import marks
from poolviz.views.arrangement import Seen
from poolviz.views.board_item import BoardItem, Sight
from poolviz.views.chart_item import ChartItem
from poolviz.views.chart_layout import columns_over
from poolviz.views.digits import Digits
from poolviz.views.grid import Grid
from poolviz.views.headings import Headings, with_heading
from poolviz.views.lettering import Lettering
from poolviz.views.overlay import Overlay
from poolviz.views.qtgraph import Canvas
from poolviz.views.table_plan import TablePlan
from poolviz.views.tables import Tables
from poolviz.views.theme import Theme
from poolviz.views.words import Placed, Words

# Puts chips above the named areas of the whole stage, and says what they take. They keep off the same areas
# with their headings, which come second; then come the lines of these headings.
Areas = Mapping[str, QRectF]
Chips = Callable[[Areas, Areas, Mapping[str, int], QRectF], Sequence[QRectF]]

_LEAST_WAY = 6.0  # pixels that a hand goes for one cell


class Scenery:
    """Puts frames on a canvas. Boards keep their items, and with them their pictures, by name."""

    def __init__(self, canvas: Canvas, theme: Theme) -> None:
        self._canvas = canvas
        self._theme = theme
        self._writer = Digits(theme, 1.0)
        self._ratio = 1.0
        self._boards: dict[str, BoardItem] = {}
        self._charts: dict[str, ChartItem] = {}
        self._tables = Tables(canvas)
        self._headings = Headings()
        self._words = Words()
        self._around: tuple[object, ...] = ()
        self._lines: tuple[Placed, ...] = ()
        self._overlay = Overlay()
        self._grids: Mapping[str, Grid] = MappingProxyType({})
        canvas.ground(theme.stage)
        for item in (self._headings, self._words, self._overlay):
            canvas.add(item)

    @property
    def grids(self) -> Mapping[str, Grid]:
        """Where the boards are, by name."""
        return self._grids

    @property
    def plans(self) -> Mapping[str, TablePlan]:
        """Where the parts of the tables are, by name."""
        return self._tables.plans

    def set_look(self, theme: Theme, ratio: float) -> None:
        """Use a theme and a density of the screen."""
        if theme is not self._theme or ratio != self._ratio:
            self._theme, self._ratio = theme, ratio
            self._around = ()
            self._writer = Digits(theme, ratio)
            self._canvas.ground(theme.stage)

    def grids_at(self, frame: Frame, places: Mapping[str, Place]) -> dict[str, Grid]:
        """Where the boards' cells are when the boards are at these places."""
        return {
            board.name: Grid.of(board, places[board.name], self._ratio)
            for board in frame.boards
            if board.name in places
        }

    def show(self, frame: Frame, seen: Seen, chips: Chips, lit: Cell | None = None) -> None:
        """Show a frame with everything where it is seen; words keep out of what ``chips`` stand on.

        Words that stand for the ``lit`` cell are picked out.
        """
        viewport = QRectF(self._canvas.viewport().rect())
        sight = Sight(self._theme, viewport, self._ratio)
        self._grids = self.grids_at(frame, seen.places)
        self._show_boards(frame, sight)
        areas = {name: grid.extent() for name, grid in self._grids.items()}
        others = (*(chart.name for chart in frame.charts), *(table.name for table in frame.tables))
        areas |= {name: _area(seen.places[name]) for name in others if name in seen.places}
        self._show_charts(frame, areas, seen.text, sight)
        self._tables.show(frame.tables, areas, seen.text, sight)
        # Most steps leave all words as they are, and where they stand.
        items: tuple[Board | Chart | Table, ...] = (*frame.boards, *frame.charts, *frame.tables)
        headed = {i.name: with_heading(i, areas[i.name], seen.text) for i in items if i.name in areas}
        taken = chips(areas, headed, {item.name: item.heading_lines for item in items}, seen.whole)
        around = (_words_of(frame), areas, viewport, seen.whole, seen.text, taken)
        if around != self._around:
            lettering = Lettering(frame, areas, viewport, seen.whole, seen.text, taken)
            self._around, self._lines = around, lettering.lines()
            self._headings.show_headings(lettering.headings(), self._theme, seen.text, viewport)
        self._words.show_lines(self._lines, lit, self._theme, viewport)

    @property
    def is_developing(self) -> bool:
        """Whether the picture of a very large board is not complete yet."""
        return any(item.is_developing for item in self._boards.values())

    def develop(self) -> None:
        """Work for a moment on the first picture that is not complete."""
        item = next((item for item in self._boards.values() if item.is_developing), None)
        if item is not None:
            item.develop()

    def show_marks(self, frame: Frame) -> None:
        """Show the marks and links of a frame over the boards that are there."""
        viewport = QRectF(self._canvas.viewport().rect())
        sight = Sight(self._theme, viewport, self._ratio)
        self._overlay.show_frame(frame, self._grids, self._headings.areas(), sight)

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the canvas."""
        for name, grid in self._grids.items():
            found = grid.cell_at(point)
            if found is not None:
                return Cell(name, *found)
        return None

    def way_between(self, board: str, start: QPointF, end: QPointF) -> tuple[int, int]:
        """How many cells of a board, down and across, a hand goes from one point to another.

        Where cells are small it goes a little further for each, or a hand could not stop at every one.
        """
        place, way = self._grids[board].place, end - start
        tall, wide = max(place.cell_height, _LEAST_WAY), max(place.cell_width, _LEAST_WAY)
        return round(way.y() / tall), round(way.x() / wide)

    def cell_on(self, board: str, point: QPointF) -> Cell | None:
        """The cell of a board that is nearest to a point of the canvas; None if it is not there."""
        grid = self._grids.get(board)
        if grid is None:
            return None
        row, column = grid.place.cell_at(point.x(), point.y())
        rows, columns = grid.shape
        return Cell(board, max(0, min(row, rows - 1)), max(0, min(column, columns - 1)))

    def told_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the canvas, or the one that the words there stand for."""
        told = self.cell_at(point) or self._words.cell_at(point)
        return told if told is not None and told.board in self._grids else None

    def seeker_at(self, point: QPointF) -> str:
        """The chart or table under a point of the canvas that shows steps; "" if there is none."""
        for name, item in self._charts.items():
            if item.chart is not None and item.chart.seeks and item.position_at(point) is not None:
                return name
        return self._tables.seeker_at(point)

    def bar_at(self, point: QPointF) -> Cell | None:
        """The bar under a point of the canvas, of a chart in which one can be chosen."""
        for name, item in self._charts.items():
            position = item.position_at(point)
            if item.chart is not None and item.chart.chooses and position is not None:
                return Cell(name, 0, position)
        return None

    def position_on(self, name: str, point: QPointF) -> int | None:
        """The position of a chart or the row of a table that is nearest to a point."""
        item = self._charts.get(name)
        if item is None or item.plan is None:
            return self._tables.row_on(name, point.y())
        return item.plan.position_at(point.x())

    def reading_at(self, point: QPointF) -> str:
        """The numbers of the chart's position, or of the table's row, under a point, in words."""
        for item in self._charts.values():
            place = item.position_at(point)
            if place is not None:
                return item.reading(place)
        return self._tables.reading_at(point)

    def _show_boards(self, frame: Frame, sight: Sight) -> None:
        for name in self._boards.keys() - self._grids.keys():
            self._canvas.remove(self._boards.pop(name))
        for name, grid in self._grids.items():
            if name not in self._boards:
                self._boards[name] = BoardItem(self._writer)
                self._canvas.add(self._boards[name])
            own = tuple(m for m in frame.marks if m.board == name and marks.is_under(m, self._theme))
            self._boards[name].show_board(frame.board(name), grid, sight, own, self._writer)

    def _show_charts(self, frame: Frame, areas: Mapping[str, QRectF], text: float, sight: Sight) -> None:
        charts = {chart.name: chart for chart in frame.charts if chart.name in areas}
        for name in self._charts.keys() - charts.keys():
            self._canvas.remove(self._charts.pop(name))
        for name, chart in charts.items():
            if name not in self._charts:
                self._charts[name] = ChartItem()
                self._canvas.add(self._charts[name])
            columns = columns_over(chart, frame, areas)
            self._charts[name].show_chart(chart, areas[name], sight, text, columns)


def _words_of(frame: Frame) -> object:
    """Everything that is written around the items of a frame; equal when it reads the same."""
    boards = tuple(
        (b.name, b.title, b.detail, b.brief, b.heading_lines, b.beside, b.below) for b in frame.boards
    )
    others: tuple[Chart | Table, ...] = (*frame.charts, *frame.tables)
    return boards, tuple((item.name, item.title, item.detail, item.heading_lines) for item in others)


def _area(place: Place) -> QRectF:
    """The whole of a chart or a table: its one cell."""
    return QRectF(place.x, place.y, place.cell_width, place.cell_height)
