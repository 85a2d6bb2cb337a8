"""Ask the room: the same picture without its answer, until the next press."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from poolviz.frame.model import Asking, Board, Caption, Cell, Frame, Line, Run, Table
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.tables import Row
from poolviz.frame.words import say

# What would give the answer away: who wins, who ties, and where a gradient lands.
_TELLING = frozenset({"winner", "tie", "gradient"})


def veiled(frame: Frame) -> Frame:
    """The frame with its answer as "?": no numbers, winners, ties or links that would tell it.

    A frame that asks nothing comes back as it is.
    """
    asking = frame.asking
    if asking is None:
        return frame
    hidden, places = frozenset(asking.cells), defaultdict(list)
    for cell in asking.cells:
        places[cell.board].append((cell.row, cell.column))
    boards = tuple(
        _closed(board)
        if board.name in asking.closed
        else _emptied(board)
        if (board.part_of or board.name) in asking.boards
        else _veiled_board(board, asking, hidden, places[board.part_of or board.name])
        for board in frame.boards
    )
    unmarked = {*asking.boards, *asking.closed, *asking.unmarked}
    runs = (
        (_QUESTION,) if asking.whole_formula else tuple(_without_answer(run, hidden) for run in frame.formula)
    )
    return replace(
        frame,
        boards=boards,
        marks=tuple(mark for mark in frame.marks if mark.role not in _TELLING and mark.board not in unmarked),
        links=(),
        tables=tuple(_veiled_table(table) for table in frame.tables),
        formula=runs,
        typeset=() if frame.tables else frame.typeset,  # beside a table it works the answer out
        facts=tuple(fact for fact in frame.facts if not fact.running),
        caption=Caption(say("Your turn"), asking.question),
    )


_QUESTION = Run("?", role="winner")
_ONE_CELL = ArrayPlane(np.zeros((1, 1)))


def _emptied(board: Board) -> Board:
    """A board that is asked as a whole: as if nothing of it were worked out."""
    beside, below = _asked_lines(board.beside), _asked_lines(board.below)
    empty = replace(board, shown=0, hidden="pending", patch=None, spots=None, notes=None)
    return replace(empty, detail="?", beside=beside, below=below)


def _closed(board: Board) -> Board:
    """A board of which even the size would tell: one cell with a question, as large as all of its cells."""
    rows, columns = board.shape
    return replace(
        _emptied(board),
        plane=_ONE_CELL,
        asked=((0, 0),),
        cell_rows=None if board.cell_rows is None else board.cell_rows * rows,
        cell_columns=None if board.cell_columns is None else board.cell_columns * columns,
        part_of="",
        origin=(0, 0),
    )


def _veiled_board(
    board: Board, asking: Asking, hidden: frozenset[Cell], cells: list[tuple[int, int]]
) -> Board:
    """A board with its part of the answer as "?"; a magnifier has the part of the board that it enlarges."""
    top, left = board.origin
    places = ((row - top, column - left) for row, column in cells)
    rows, columns = board.shape
    asked = tuple((r, c) for r, c in places if 0 <= r < rows and 0 <= c < columns)
    is_told = asking.whole_formula and bool(asked)
    beside, below = (
        _asked_lines(lines) if is_told else _veiled_lines(lines, hidden)
        for lines in (board.beside, board.below)
    )
    return replace(board, asked=asked, notes=None, beside=beside, below=below)


def _veiled_lines(lines: tuple[Line, ...], hidden: frozenset[Cell]) -> tuple[Line, ...]:
    """The words at a board that holds no answer, without those that stand for one."""
    return tuple(
        replace(line, runs=tuple(_without_answer(run, hidden) for run in line.runs)) for line in lines
    )


def _asked_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A question in the place of words; as many lines as before, or everything would move."""
    return tuple(
        replace(line, runs=() if number else (_QUESTION,), short=()) for number, line in enumerate(lines)
    )


def _veiled_table(table: Table) -> Table:
    """A table with the answers as "?", from its chosen row on: those below would lead back to them."""
    chosen = table.chosen
    if chosen is None:
        return table
    rows = (
        row if place < chosen else _veiled_row(row, table.answers, Run("?", quiet=True))
        for place, row in enumerate(table.rows)
    )
    asked = _veiled_row(table.rows[chosen], table.answers, _QUESTION)
    return replace(table, rows=tuple(asked if place == chosen else row for place, row in enumerate(rows)))


def _veiled_row(row: Row, answers: tuple[int, ...], question: Run) -> Row:
    return replace(
        row,
        entries=tuple(
            (question,) if column in answers and entry else entry for column, entry in enumerate(row.entries)
        ),
    )


def _without_answer(run: Run, hidden: frozenset[Cell]) -> Run:
    """A run of the formula: its answer becomes "?", and nothing else is picked out."""
    if run.cell in hidden:
        return Run("?", run.cell, "winner")
    if run.text.strip() == "≈":
        return replace(run, text=run.text.replace("≈", "="))  # "≈" would tell that it is a fraction
    return replace(run, role=None)
