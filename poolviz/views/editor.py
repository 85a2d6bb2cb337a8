"""Typing into a cell, as in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from poolviz.frame.model import Block, Board, Cell, Frame
from poolviz.frame.numbers import full
from poolviz.frame.plane import Plane
from poolviz.frame.words import say
from poolviz.views.fonts import Weight, font

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poolviz.session.session import Session
    from poolviz.session.state import State
    from poolviz.views.grid import Grid

# A line of text has no use for these: they would move the cursor away from under it.
_UP_AND_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_KEYS_TO_MOVE = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_OWN_KEYS = frozenset(
    {
        *_KEYS_TO_MOVE,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Space,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_OF_NUMBERS = "eE"
_LEAST_WIDTH, _LEAST_HEIGHT = 5.0, 2.2  # in multiples of the text size


def _text_of(cell: Cell, board: Board) -> str:
    """What a field begins with: the number, or nothing where an answer is to come."""
    value = board.entry(cell.row, cell.column)
    if value is None:
        return "" if board.on_enter else "0"
    return full(value)


class CellEditor(QLineEdit):
    """A field that lies exactly on the cell that is edited; the session says which one that is."""

    def __init__(self, session: Session, parent: QWidget, home: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home  # who gets the keys when editing ends
        self._cell: Cell | None = None
        self._plane: Plane | None = None
        self._frame: Frame | None = None
        self._pixels = 0
        self._shape = (0, 0)
        self._typed_first = ""
        self.setObjectName("cellEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrame(False)
        self.installEventFilter(self)
        self.hide()

    def begin_with(self, text: str) -> None:
        """Let the next cell begin with what was typed already, instead of with its own number."""
        self._typed_first = text

    def show_state(self, state: State, grids: Mapping[str, Grid], text: float) -> None:
        """Lie on the cell that is edited; away if none is. ``text`` is the usual height of text."""
        cell = state.editing
        grid = grids.get(cell.board) if cell is not None else None
        if cell is None or grid is None:
            self._leave()
            return
        self._shape = grid.shape
        board = state.frame.board(cell.board)
        if cell != self._cell:
            self._begin(cell, board)
        elif board.plane is not self._plane and not self.isModified():
            number = _text_of(cell, board)
            if number != self.text():  # its picture had still to be made
                self._offer(number)
        self._plane = board.plane
        # Last: when the field is first shown, the style sheet gives it letters of the usual size.
        self._stand(grid.rectangle(Block(cell.row, cell.column)), text)
        self._frame = state.frame

    def _begin(self, cell: Cell, board: Board) -> None:
        self._cell = cell
        self.setAccessibleName(
            say("{board}, row {row}, column {column}", board=board.called, row=cell.row, column=cell.column)
        )
        self._offer(self._typed_first or _text_of(cell, board))
        if self._typed_first:
            self.setModified(True)
            self.deselect()
            self._typed_first = ""
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._cell = None
        if not self.isHidden():
            had_focus = self.hasFocus()
            self.hide()
            if had_focus:
                self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand(self, area: QRectF, text: float) -> None:
        """Lie on the cell; where cells are too small to type in, around its middle."""
        width, height = max(area.width(), _LEAST_WIDTH * text), max(area.height(), _LEAST_HEIGHT * text)
        pixels = round(max(min(height * 0.4, width * 0.28), text * 0.9))
        if pixels != self._pixels:
            self._pixels = pixels
            self.setFont(font(pixels, Weight.Medium))
            # The window's own sheet wins over a font whenever it is polished anew.
            self.setStyleSheet(f"font-size: {pixels}px")
        middle = area.center()
        where = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        self.setGeometry(where.toRect())

    def commit(self) -> bool:
        """Hand the text to the session if it was touched; False if it is no number."""
        if not self.isModified():
            return True
        accepted = self._session.type_number(self.text())
        self._refuse(not accepted)
        if accepted:
            self.setModified(False)
        return accepted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys of the cell before the window's shortcuts get them."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN_KEYS:
                event.accept()
                return True
            # Tab would move the focus before keyPressEvent sees it.
            if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, leave and clear; everything else is typing."""
        key = Qt.Key(event.key())
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._session.edit_at(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(-1 if is_back else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._commit_and_move(0, -1 if is_back or key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Delete and not self.isModified():
            self.setText("" if self._on_enter else "0")
            self.setModified(True)
            self.commit()
            self.selectAll()
        elif self._on_enter and event.text().isalpha() and event.text() not in _OF_NUMBERS:
            self._press_letter(event.text())
        elif key in _KEYS_TO_MOVE and (key in _UP_AND_DOWN or not self.isModified()):
            self._commit_and_move(*_KEYS_TO_MOVE[key])
        else:
            super().keyPressEvent(event)

    def _commit_and_move(self, down: int, right: int) -> None:
        cell = self._cell
        cursor = self._session.state.cursor
        fills = cursor is not None and cursor.cells > 1 and cursor.cell == cell
        if cell is None or not self.commit():
            return
        if fills:  # a number for all selected cells: they stay selected
            self._session.edit_at(None)
            return
        rows, columns = self._shape
        row, column = cell.row + down, cell.column + right
        if right and not 0 <= column < columns:  # on to the next line, as in a spreadsheet
            row, column = row + (1 if right > 0 else -1), column % columns
        if 0 <= row < rows:
            self._session.edit_at(Cell(cell.board, row, column))
        elif right and (other := self._beyond(cell.board, right)) is not None:
            self._session.edit_at(other)
        else:
            self.selectAll()

    def _beyond(self, board: str, way: int) -> Cell | None:
        """The first cell of the next board that can be typed into, or the last one of the board before."""
        assert self._frame is not None
        boards = [one for one in self._frame.boards if one.editable]
        place = [one.name for one in boards].index(board) + way
        if not 0 <= place < len(boards):
            return None
        rows, columns = boards[place].shape
        return Cell(boards[place].name, *((0, 0) if way > 0 else (rows - 1, columns - 1)))

    @property
    def _on_enter(self) -> str:
        """What Enter does after a number was typed, if it is not to go on."""
        if self._frame is None or self._cell is None:
            return ""
        return self._frame.board(self._cell.board).on_enter

    def _press_letter(self, letter: str) -> None:
        """No letter is part of an answer: it does what it does in this scene."""
        action = self._session.action_of(letter)
        if action and self.commit():
            self._session.act(action)

    def _enter(self, down: int) -> None:
        """Take what was typed and go down, or do what the board says."""
        action = self._on_enter
        if not action:
            self._commit_and_move(down, 0)
        elif self.commit():
            self._session.act(action)

    def _offer(self, text: str) -> None:
        self.setText(text)
        self.selectAll()
        self.setModified(False)
        self._refuse(False)

    def _refuse(self, refused: bool) -> None:
        if self.property("refused") != refused:
            letters = self.font()  # the style sheet brings its own
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setFont(letters)


def first_editable(frame: Frame) -> Cell | None:
    """The first cell that waits for a number, else the first one that can be changed."""
    boards = [board for board in frame.boards if board.editable]
    for board in boards:
        if board.empty:
            return Cell(board.name, *min(board.empty))
    return Cell(boards[0].name, 0, 0) if boards else None
