"""Boards and tables for screen readers: each lies unseen over what is painted and is read cell by cell.

While nothing listens there are no tables, and a step costs one question. While something does, a step gives
every table another frame to read from, and touches no cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from poolviz.frame.cells import Role
from poolviz.frame.model import Board, Frame
from poolviz.frame.numbers import full
from poolviz.frame.words import say
from poolviz.views.grid import Grid
from poolviz.views.table_mirror import ReadTable
from poolviz.views.table_plan import TablePlan
from poolviz.views.unseen import UnseenTable

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
# A reader that asks for all cells of a larger board would ask for minutes; its magnifier has the numbers.
_MOST_CELLS = 1 << 16


class BoardModel(QAbstractTableModel):
    """The cells of one board in words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._board: Board | None = None

    def show_board(self, board: Board, frame: Frame) -> None:
        """Read from another frame from now on; nothing is read yet."""
        is_other = self._board is None or self._board.shape != board.shape
        if is_other:
            self.beginResetModel()
        self._board, self._frame = board, frame
        if is_other:
            self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Rows of the board."""
        return 0 if parent.isValid() or self._board is None else self._board.shape[0]

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Columns of the board."""
        return 0 if parent.isValid() or self._board is None else self._board.shape[1]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A cell in words: its number, what it plays in this picture, and where it stands."""
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in spoken or self._board is None or self._frame is None:
            return None
        return cell_in_words(self._board, self._frame, index.row(), index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Rows and columns are counted from 0, as everywhere."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return say("column {column}", column=section)
        return say("row {row}", row=section)


class BoardTable(UnseenTable):
    """Lies over a board."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("boardTable")
        self.cells = BoardModel(self)
        self.setModel(self.cells)

    def show_board(self, board: Board, frame: Frame, grid: Grid) -> None:
        """Stand for a board of a frame, where it is on the stage."""
        name = f"{board.called}, {board.detail}" if board.detail else board.called
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.cells.show_board(board, frame)
        place = grid.place
        rows, columns = board.shape
        width, height = round(place.cell_width * columns), round(place.cell_height * rows)
        self.setGeometry(round(place.x), round(place.y), max(width, 1), max(height, 1))
        self.horizontalHeader().setDefaultSectionSize(max(round(place.cell_width), 1))
        self.verticalHeader().setDefaultSectionSize(max(round(place.cell_height), 1))
        self.show()


class Mirror:
    """The tables of all boards on the stage, and of all tables there; ``seek`` shows the step of a row."""

    def __init__(self, over: QWidget, seek: Callable[[int], None]) -> None:
        self._over = over
        self._seek = seek
        self._boards: dict[str, BoardTable] = {}
        self._tables: dict[str, ReadTable] = {}

    def show_frame(self, frame: Frame, grids: Mapping[str, Grid], plans: Mapping[str, TablePlan]) -> None:
        """Follow a frame, if anybody listens."""
        if QAccessible.isActive():
            self._show_boards(frame, grids)
            self._show_tables(plans)

    def _show_tables(self, plans: Mapping[str, TablePlan]) -> None:
        for name in self._tables.keys() - plans.keys():
            self._tables.pop(name).deleteLater()
        for name, plan in plans.items():
            if name not in self._tables:
                self._tables[name] = ReadTable(self._over, self._seek)
            self._tables[name].show_plan(plan)

    def _show_boards(self, frame: Frame, grids: Mapping[str, Grid]) -> None:
        mirrored = {
            board.name: board
            for board in frame.boards
            if board.name in grids and board.shape[0] * board.shape[1] <= _MOST_CELLS
        }
        for name in self._boards.keys() - mirrored.keys():
            self._boards.pop(name).deleteLater()
        for name, board in mirrored.items():
            if name not in self._boards:
                self._boards[name] = BoardTable(self._over)
            self._boards[name].show_board(board, frame, grids[name])


def cell_in_words(board: Board, frame: Frame, row: int, column: int) -> str:
    """What stands in a cell, which roles it plays, and its row and column, counted from 0 as everywhere."""
    if not board.has(row, column):
        return say("no cell")
    number = board.value(row, column)
    if (row, column) in board.asked:
        what = say("to be guessed")
    elif (row, column) in board.empty:
        what = say("empty, to be filled in")
    elif board.bare:
        what = say("no number")
    else:
        what = say("not worked out yet") if number is None else full(number)
    roles = frame.roles(board.name, row, column)
    played = [word for role, word in _role_words().items() if role in roles]
    return say("{what}; row {row}, column {column}", what=", ".join([what, *played]), row=row, column=column)


def _role_words() -> dict[Role, str]:
    """The roles that tell something that the number does not, in the order in which they are said."""
    return {
        "winner": say("winner"),
        "tie": say("tie"),
        "gradient": say("receives a gradient"),
        "window": say("in the window"),
        "field": say("seen by these windows"),
        "changed": say("changed"),
        "dropped": say("seen by no window"),
        "chosen": say("chosen"),
        "picked": say("picked"),
        "right": say("right"),
        "wrong": say("wrong"),
    }
