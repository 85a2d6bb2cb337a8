"""All tables on the canvas, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF

from poolviz.frame.tables import Table
from poolviz.views.board_item import Sight
from poolviz.views.qtgraph import Canvas
from poolviz.views.table_item import TableItem
from poolviz.views.table_plan import TablePlan


class Tables:
    """Puts the tables of a frame on a canvas; each keeps its item by name."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._items: dict[str, TableItem] = {}

    @property
    def plans(self) -> dict[str, TablePlan]:
        """Where the parts of each table are, by name."""
        return {name: item.plan for name, item in self._items.items() if item.plan is not None}

    def show(self, tables: Iterable[Table], areas: Mapping[str, QRectF], text: float, sight: Sight) -> None:
        """Show these tables in their areas, and no others."""
        shown = {table.name: table for table in tables if table.name in areas}
        for name in self._items.keys() - shown.keys():
            self._canvas.remove(self._items.pop(name))
        for name, table in shown.items():
            if name not in self._items:
                self._items[name] = TableItem()
                self._canvas.add(self._items[name])
            self._items[name].show_table(table, areas[name], sight, text)

    def seeker_at(self, point: QPointF) -> str:
        """The table under a point whose rows stand for steps; "" if there is none."""
        for name, item in self._items.items():
            if item.table is not None and item.table.seeks and item.row_at(point) is not None:
                return name
        return ""

    def row_on(self, name: str, y: float) -> int | None:
        """The row of a table that is nearest to a height; None if there is no such table."""
        item = self._items.get(name)
        return item.plan.nearest_row(y) if item is not None and item.plan is not None else None

    def reading_at(self, point: QPointF) -> str:
        """The row under a point in words; "" beside all rows."""
        for item in self._items.values():
            row = item.row_at(point)
            if row is not None and item.table is not None:
                return item.table.reading(row)
        return ""
