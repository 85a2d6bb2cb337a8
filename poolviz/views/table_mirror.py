"""Tables of the stage for screen readers: all rows and columns, unseen over those that are painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from poolviz.frame.tables import Row, Table
from poolviz.frame.words import say
from poolviz.views.table_plan import TablePlan
from poolviz.views.unseen import UnseenTable

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """The rows of a table in words, then those of the totals; what bars say stands there in figures, too."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._rows: tuple[Row, ...] = ()
        self._columns: tuple[int, ...] = ()

    @property
    def table(self) -> Table | None:
        """What is read."""
        return self._table

    @property
    def columns(self) -> tuple[int, ...]:
        """Which columns of the table stand for those of the model."""
        return self._columns

    def show_table(self, table: Table) -> None:
        """Read from another table from now on; nothing is read yet."""
        rows = (*table.rows, *table.totals)
        columns = tuple(place for place, column in enumerate(table.columns) if column.kind != "bar")
        is_other = (len(rows), columns) != (len(self._rows), self._columns)
        if is_other:
            self.beginResetModel()
        self._table, self._rows, self._columns = table, rows, columns
        if is_other:
            self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """All rows, also those that have no room on the stage."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """All columns, also those that had to give way."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """An entry in words, and where it stands."""
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in spoken or self._table is None:
            return None
        return entry_in_words(self._table, index.row(), self._columns[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The titles of the columns; rows are counted as the steps are that they stand for."""
        if role != Qt.ItemDataRole.DisplayRole or self._table is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._table.columns[self._columns[section]].name
        return say("row {row}", row=section)


class ReadTable(UnseenTable):
    """Lies over a table; Enter shows the step that a row stands for."""

    def __init__(self, over: QWidget, seek: Callable[[int], None]) -> None:
        super().__init__(over)
        self.setObjectName("readTable")
        self._seek = seek
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.activated.connect(self._activate)

    def show_plan(self, plan: TablePlan) -> None:
        """Stand for a table, where it is on the stage."""
        table = plan.table
        name = table.spoken or table.title
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.rows.show_table(table)
        area = plan.area
        tall = round(plan.pitch * (plan.count + len(table.totals)))
        self.setGeometry(round(area.left()), round(plan.top), max(round(area.width()), 1), max(tall, 1))
        self.verticalHeader().setDefaultSectionSize(max(round(plan.pitch), 1))
        widths = {span.column: span.width for span in plan.spans}
        for place, column in enumerate(self.rows.columns):
            self.setColumnWidth(place, max(round(widths.get(column, 1.0)), 1))
        self.verticalScrollBar().setValue(plan.first)
        self.show()

    def _activate(self, index: QModelIndex) -> None:
        table = self.rows.table
        if table is not None and table.seeks and index.row() < len(table.rows):
            self._seek(index.row())


def entry_in_words(table: Table, row: int, column: int) -> str:
    """What stands in one column of a row, totals counted on from the rows; the step on show is chosen."""
    rows = (*table.rows, *table.totals)
    text = "".join(run.text for run in rows[row].entries[column])
    what = say("to be guessed") if text == "?" else text or say("nothing")
    if row == table.chosen:
        what = say("{what}, chosen", what=what)
    title = table.columns[column].name
    return say("{what}; {title}, row {row}", what=what, title=title, row=row)
