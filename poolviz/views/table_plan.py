"""A table laid out in an area of the canvas: which columns and rows are shown, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF

from poolviz.frame.table_room import PAD, ROW, TIGHT_ROW
from poolviz.frame.tables import Entry, Row, Table
from poolviz.views.fonts import Weight, text_width

# In multiples of the text size.
LETTERS, SMALL = 1.0, 0.9  # of words and figures, and of titles
SIDE = 0.7  # from the edge of a row to its words
_LEAST_BAR = 4.5
_SIZES = (1.0, 0.92, 0.85)  # letters become so much smaller before columns are left out


@dataclass(frozen=True)
class Span:
    """A column that is shown: which one, its left end and its width."""

    column: int
    x: float
    width: float


@dataclass(frozen=True)
class TablePlan:
    """A table in an area: ``first`` is the first of the ``count`` rows that are shown."""

    table: Table
    area: QRectF
    text: float
    spans: tuple[Span, ...]
    pitch: float
    first: int
    count: int

    @property
    def top(self) -> float:
        """Where the rows begin, under the titles."""
        return self.area.top() + self.pitch

    @cached_property
    def scale(self) -> float:
        """The size of ordinary letters in pixels."""
        return self.text * LETTERS

    def row_area(self, place: int) -> QRectF:
        """The room of a row that is shown."""
        top = self.top + (place - self.first) * self.pitch
        return QRectF(self.area.left(), top, self.area.width(), self.pitch)

    def total_area(self, place: int) -> QRectF:
        """The room of a row of the totals, under the rows."""
        top = self.top + (self.count + place) * self.pitch
        return QRectF(self.area.left(), top, self.area.width(), self.pitch)

    def row_at(self, point: QPointF) -> int | None:
        """The row under a point; None beside the rows."""
        if not self.area.left() <= point.x() <= self.area.right():
            return None
        place = int((point.y() - self.top) // self.pitch)
        return self.first + place if 0 <= place < self.count else None

    def nearest_row(self, y: float) -> int | None:
        """The row at a height, or the nearest that is shown; None if there are no rows."""
        if not self.count:
            return None
        place = int((y - self.top) // self.pitch)
        return self.first + min(max(place, 0), self.count - 1)


def planned_table(table: Table, area: QRectF, text: float) -> TablePlan:
    """Lay a table out: letters a little smaller first, then fewer columns, so that nothing is cut off."""
    size, spans = _columns(table, area, text)
    fixed = 1 + len(table.totals)
    wanted = fixed + len(table.rows)
    pitch = min(ROW * text, area.height() / max(wanted, 1))
    count = len(table.rows)
    if pitch < TIGHT_ROW * size:
        pitch = min(TIGHT_ROW * size, area.height() / (fixed + 1))
        count = min(max(int(area.height() / pitch) - fixed, 1), len(table.rows))
    first = _window(table.chosen or 0, count, len(table.rows))
    return TablePlan(table, area, size, spans, pitch, first, count)


def width_of(entry: Entry, size: float) -> float:
    """How wide an entry is; what plays a role is written bold."""
    return sum(text_width(run.text, size, weight(run.role is not None)) for run in entry)


def weight(is_strong: bool) -> Weight:
    """The weight of letters."""
    return Weight.Bold if is_strong else Weight.Normal


def _window(chosen: int, count: int, rows: int) -> int:
    """The first row that is shown, so that the chosen one is among them, with what comes before it."""
    return min(max(chosen - (2 * count) // 3, 0), max(rows - count, 0))


def _columns(table: Table, area: QRectF, text: float) -> tuple[float, tuple[Span, ...]]:
    """The size of letters and the columns, as many as fit; those of the lowest rank are left out first."""
    columns = list(range(len(table.columns)))
    while True:
        for share in _SIZES:
            size = share * text
            widths = [_wide(table, column, size) for column in columns]
            spare = area.width() - 2 * SIDE * size - sum(widths) + PAD * size
            if spare >= 0 or len(columns) == 1:
                return size, _spans(table, columns, widths, area, size, max(spare, 0.0))
            if share == _SIZES[-1]:
                columns.remove(min(columns, key=lambda column: table.columns[column].rank))


def _spans(
    table: Table, columns: list[int], widths: list[float], area: QRectF, size: float, spare: float
) -> tuple[Span, ...]:
    """Columns side by side; a column of bars takes what is left over, else all of them share it."""
    bars = [place for place, column in enumerate(columns) if table.columns[column].kind == "bar"]
    if bars:
        widths[bars[0]] += spare
    else:
        widths = [wide + spare / max(len(columns) - 1, 1) * (place > 0) for place, wide in enumerate(widths)]
    found, x = [], area.left() + SIDE * size
    for column, wide in zip(columns, widths, strict=True):
        found.append(Span(column, x, wide - PAD * size))
        x += wide
    return tuple(found)


def _wide(table: Table, column: int, size: float) -> float:
    """How wide a column has to be, with the distance to the next one."""
    if table.columns[column].kind == "bar":
        return (_LEAST_BAR + PAD) * size
    title = text_width(table.columns[column].title, SMALL * size)
    rows: tuple[Row, ...] = (*table.rows, *table.totals)
    return max([title, *(width_of(row.entries[column], size) for row in rows)]) + PAD * size
