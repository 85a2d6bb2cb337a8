"""The cell cursor: where keys act on the boards, and what the frame and the caption say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from poolviz.frame.magnifier import magnified_marks
from poolviz.frame.model import Block, Board, Caption, Cell, Frame, Mark
from poolviz.frame.numbers import full, plain
from poolviz.frame.words import say
from poolviz.maps.shapes import reach
from poolviz.model.scene import Gesture
from poolviz.session.pen import Pen


@dataclass(frozen=True)
class Cursor:
    """A cell, and the opposite corner of a selection if there is one.

    >>> Cursor(Cell("input", 2, 1), Cell("input", 0, 3)).block
    Block(row=0, column=1, rows=3, columns=3)
    """

    cell: Cell
    anchor: Cell | None = None

    @property
    def block(self) -> Block:
        """The selected cells: a rectangle, or the one cell."""
        other = self.anchor or self.cell
        top, left = min(self.cell.row, other.row), min(self.cell.column, other.column)
        rows, columns = abs(self.cell.row - other.row) + 1, abs(self.cell.column - other.column) + 1
        return Block(top, left, rows, columns)

    @property
    def cells(self) -> int:
        """How many cells are selected."""
        return int(self.block.rows * self.block.columns)

    def moved(self, down: int, right: int, board: Board, *, select: bool = False) -> Cursor:
        """So many cells on, held inside the board; the selection grows, or ends."""
        moved = _held(self.cell._replace(row=self.cell.row + down), board, down=True)
        moved = _held(moved._replace(column=moved.column + right), board)
        return Cursor(moved, (self.anchor or self.cell) if select else None)


def kept(cursor: Cursor | None, frame: Frame) -> Cursor | None:
    """A cursor on another frame: in the same place as far as there is one; None if nothing can be changed."""
    if cursor is None:
        return None
    if not frame.has(cursor.cell.board):
        home = first_cell(frame)
        return None if home is None else Cursor(home)
    board = frame.board(cursor.cell.board)
    anchor = None if cursor.anchor is None else _held(cursor.anchor, board)
    found = Cursor(_held(cursor.cell, board), anchor)
    return cursor if found == cursor else found


def first_cell(frame: Frame) -> Cell | None:
    """Where a cursor begins: the first cell of the first board that can be changed."""
    return next((Cell(board.name, 0, 0) for board in frame.boards if _is_own(board) and board.editable), None)


def home_cell(frame: Frame) -> Cell | None:
    """The first cell that can be changed, else the first one to look at; None on a stage without boards."""
    looked_at = (Cell(board.name, 0, 0) for board in frame.boards if _is_own(board))
    return first_cell(frame) or next(looked_at, None)


def next_board(cursor: Cursor, frame: Frame, by: int) -> Cursor:
    """On the next board of the frame, or the one before, in the same place as far as there is one."""
    names = [board.name for board in frame.boards if _is_own(board)]
    place = names.index(cursor.cell.board) if cursor.cell.board in names else -1
    board = frame.board(names[(place + by) % len(names)])
    return Cursor(_held(cursor.cell._replace(board=board.name), board))


def with_cursor(frame: Frame, cursor: Cursor | None, pen: Pen) -> Frame:
    """The frame with the cursor marked, and its place and its keys in the caption."""
    if cursor is None or not frame.has(cursor.cell.board):
        return frame
    name = cursor.cell.board
    marks = [Mark(name, "chosen", cursor.block)]
    if cursor.cells > 1:
        marks.append(Mark(name, "chosen", Block(cursor.cell.row, cursor.cell.column)))
        if pen.stretches and frame.board(name).editable:
            marks += sketch_marks(frame, pen.gesture(cursor.cell, cursor.anchor))
    marked = _with_marks(frame, tuple(marks))
    return replace(marked, caption=_caption(frame.board(name), cursor, pen))


def with_sketch(frame: Frame, gesture: Gesture | None) -> Frame:
    """The frame with marks where a shape will lie if the button is let go now."""
    if gesture is None or not frame.has(gesture.cell.board):
        return frame
    return _with_marks(frame, tuple(sketch_marks(frame, gesture)))


def sketch_marks(frame: Frame, gesture: Gesture) -> list[Mark]:
    """Where a shape will lie, as dashed outlines."""
    board = frame.board(gesture.cell.board)
    start = gesture.start or gesture.cell
    blocks = reach(gesture.shape, start[1:], gesture.cell[1:], gesture.size, board.shape)
    return [Mark(board.name, "pending", block) for block in blocks]


def _with_marks(frame: Frame, marks: tuple[Mark, ...]) -> Frame:
    """The frame with marks on top, also where a magnifier shows their board."""
    glasses = (board for board in frame.boards if board.part_of)
    moved = tuple(mark for board in glasses for mark in magnified_marks(marks, board))
    return replace(frame, marks=(*frame.marks, *marks, *moved))


def _caption(board: Board, cursor: Cursor, pen: Pen) -> Caption:
    """Where the cursor is, what stands there, and what its keys do now."""
    if not board.editable:
        keys = say("This board can only be looked at. Tab: the next board, Esc: leave.")
    else:
        keys = say(
            "Shift+arrows select, {space}, type a number, Delete erases, Esc leaves.", space=_space(pen)
        )
    return Caption(say("Edit"), f"{_place(board, cursor)}. {keys}")


def _place(board: Board, cursor: Cursor) -> str:
    title, (_, row, column) = board.called, cursor.cell
    if cursor.cells > 1:
        top, left, rows, columns = (int(part) for part in cursor.block)
        return say(
            "{board}, {rows} × {columns} cells from ({top}, {left})",
            board=title,
            rows=rows,
            columns=columns,
            top=top,
            left=left,
        )
    value = board.value(row, column)
    if value is None:
        return say("{board} ({row}, {column})", board=title, row=row, column=column)
    return say("{board} ({row}, {column}) = {value}", board=title, row=row, column=column, value=full(value))


def _space(pen: Pen) -> str:
    """What the space bar does now."""
    if pen.tool == "pointer":
        return say("Space holds")
    if pen.tool == "eyedropper":
        return say("Space takes the number")
    return say("Space draws {value}", value=plain(pen.value))


def _is_own(board: Board) -> bool:
    """Whether a board shows cells of its own, and not those of another one enlarged."""
    return not board.part_of


def _held(cell: Cell, board: Board, *, down: bool = False) -> Cell:
    """The cell of the board that is nearest, along the row, or where it went ``down`` along the column."""
    rows, columns = board.shape
    row, column = max(0, min(cell.row, rows - 1)), max(0, min(cell.column, columns - 1))
    if board.void is not None and not board.has(row, column):
        row, column = (int(board.void.row) - 1, column) if down else (row, int(board.void.column) - 1)
    return cell._replace(row=row, column=column)
