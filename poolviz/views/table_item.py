"""A table on the canvas: rows with words, figures and bars, one of them chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from poolviz.frame.speech import Run
from poolviz.frame.tables import Row, Table
from poolviz.views.board_item import Sight
from poolviz.views.fonts import font, metrics, text_width
from poolviz.views.qtgraph import Item
from poolviz.views.table_plan import SMALL, Span, TablePlan, planned_table, weight, width_of
from poolviz.views.theme import Theme
from poolviz.views.words import colour_of

# In multiples of the text size.
_GAP = 0.22  # between two rows
_ROUND = 0.4
_BAR, _THIN_BAR = 0.75, 0.22  # how high bars are
_THUMB, _LEAST_THUMB = 0.25, 1.0


class TableItem(Item):
    """Paints a table; another step paints only what lies in the rows that differ."""

    def __init__(self) -> None:
        super().__init__(z=0.0)
        self._plan: TablePlan | None = None
        self._look: tuple[object, ...] = ()
        self._sight: Sight | None = None

    @property
    def plan(self) -> TablePlan | None:
        """Where its parts are."""
        return self._plan

    @property
    def table(self) -> Table | None:
        """What is shown."""
        return self._plan.table if self._plan is not None else None

    def show_table(self, table: Table, area: QRectF, sight: Sight, text: float) -> None:
        """Show a table in an area of the canvas."""
        look = (table, QRectF(area), sight, text)
        if look != self._look:
            self._look, self._sight = look, sight
            self._plan = planned_table(table, area, text)
            self.set_bounds(area.adjusted(-2, -2, 2, 2).intersected(sight.viewport))
            self.update()

    def row_at(self, point: QPointF) -> int | None:
        """The row under a point; None beside the rows."""
        return self._plan.row_at(point) if self._plan is not None else None

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint titles, rows and totals."""
        plan, sight = self._plan, self._sight
        if plan is None or sight is None:
            return
        theme = sight.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _titles(painter, plan, theme)
        for place in range(plan.first, plan.first + plan.count):
            area = plan.row_area(place)
            if area.intersects(exposed):
                _ground(painter, plan, area, theme, is_chosen=place == plan.table.chosen)
                _row(painter, plan, plan.table.rows[place], area, theme)
        for place, row in enumerate(plan.table.totals):
            _row(painter, plan, row, plan.total_area(place), theme)
        if plan.table.totals:
            _rule(painter, plan, theme)
        if plan.count < len(plan.table.rows):
            _thumb(painter, plan, theme)


def _titles(painter: QPainter, plan: TablePlan, theme: Theme) -> None:
    size = SMALL * plan.text
    painter.setFont(font(size))
    painter.setPen(QColor(theme.quiet))
    middle = plan.area.top() + plan.pitch / 2
    for span in plan.spans:
        column = plan.table.columns[span.column]
        title = column.title
        if column.kind == "bar" and text_width(title, size) > span.width:
            continue  # words that would run into others are better left out
        x = span.x if column.kind == "left" else span.x + span.width - text_width(title, size)
        painter.drawText(QPointF(x, middle + metrics(size).capHeight() / 2), title)


def _ground(painter: QPainter, plan: TablePlan, area: QRectF, theme: Theme, *, is_chosen: bool) -> None:
    inset = min(_GAP * plan.text, area.height() / 6) / 2
    edge = QPen(QColor(theme.focus if is_chosen else theme.line), 1.6 if is_chosen else 1.0)
    painter.setPen(edge)
    painter.setBrush(QColor(theme.selected if is_chosen else theme.field))
    painter.drawRoundedRect(area.adjusted(0.5, inset, -0.5, -inset), _ROUND * plan.text, _ROUND * plan.text)


def _row(painter: QPainter, plan: TablePlan, row: Row, area: QRectF, theme: Theme) -> None:
    for span in plan.spans:
        if plan.table.columns[span.column].kind == "bar":
            _bars(painter, plan, row, QRectF(span.x, area.top(), span.width, area.height()), theme)
        else:
            _entry(painter, plan, row, span, area, theme)


def _entry(painter: QPainter, plan: TablePlan, row: Row, span: Span, area: QRectF, theme: Theme) -> None:
    entry, size = row.entries[span.column], plan.text
    wide = width_of(entry, size)
    is_left = plan.table.columns[span.column].kind == "left"
    x = span.x if is_left else span.x + span.width - wide
    y = area.center().y() + metrics(size).capHeight() / 2
    for run in entry:
        strong = weight(run.role is not None)
        painter.setFont(font(size, strong))
        painter.setPen(QColor(_colour(run, row, theme)))
        painter.drawText(QPointF(x, y), run.text)
        x += text_width(run.text, size, strong)


def _colour(run: Run, row: Row, theme: Theme) -> str:
    """Figures that play the role of what is chosen are plain and bold; the others keep to their role."""
    if row.quiet:
        return theme.quiet
    return theme.text if run.role == "chosen" else colour_of(run, theme)


def _bars(painter: QPainter, plan: TablePlan, row: Row, area: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    tall = min(_BAR * plan.text, area.height() / 2)
    if row.bar is not None:
        painter.setBrush(QColor(theme.bar))
        bar = QRectF(area.left(), area.center().y() - tall / 2, max(row.bar * area.width(), 2.0), tall)
        painter.drawRoundedRect(bar, 2.0, 2.0)
    if row.lighter is not None:
        painter.setBrush(QColor(theme.winner))
        thin = min(_THIN_BAR * plan.text, tall / 3)
        top = area.center().y() + tall / 2 + 1.5
        painter.drawRect(QRectF(area.left(), top, max(row.lighter * area.width(), 2.0), thin))


def _rule(painter: QPainter, plan: TablePlan, theme: Theme) -> None:
    area = plan.total_area(0)
    painter.setPen(QPen(QColor(theme.border), 1.0))
    y = round(area.top()) + 0.5
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def _thumb(painter: QPainter, plan: TablePlan, theme: Theme) -> None:
    """Which part of all rows is shown, at the right edge."""
    total, room = len(plan.table.rows), plan.count * plan.pitch
    tall = max(room * plan.count / total, _LEAST_THUMB * plan.text)
    top = plan.top + (room - tall) * plan.first / max(total - plan.count, 1)
    wide = _THUMB * plan.text
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.quiet))
    painter.drawRoundedRect(QRectF(plan.area.right() - wide - 1.0, top, wide, tall), wide / 2, wide / 2)
