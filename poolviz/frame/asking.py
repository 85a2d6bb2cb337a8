"""Ask the room: the same picture without its answer, until the next press."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.model import Asking, Board, Caption, Cell, Frame, Line, Run, Table
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
    hidden = frozenset(asking.cells)
    boards = tuple(
        _emptied(board) if board.name in asking.boards else _veiled_board(board, asking)
        for board in frame.boards
    )
    runs = (
        (_QUESTION,) if asking.whole_formula else tuple(_without_answer(run, hidden) for run in frame.formula)
    )
    return replace(
        frame,
        boards=boards,
        marks=tuple(
            mark for mark in frame.marks if mark.role not in _TELLING and mark.board not in asking.boards
        ),
        links=(),
        tables=tuple(_veiled_table(table) for table in frame.tables),
        formula=runs,
        typeset=() if frame.tables else frame.typeset,  # beside a table it works the answer out
        facts=tuple(fact for fact in frame.facts if not fact.running),
        caption=Caption(say("Your turn"), asking.question),
    )


_QUESTION = Run("?", role="winner")


def _emptied(board: Board) -> Board:
    """A board that is asked as a whole: as if nothing of it were worked out."""
    beside, below = _asked_lines(board.beside), _asked_lines(board.below)
    empty = replace(board, shown=0, hidden="pending", patch=None, spots=None, notes=None)
    return replace(empty, detail="?", beside=beside, below=below)


def _veiled_board(board: Board, asking: Asking) -> Board:
    """A board with its part of the answer as "?"; a magnifier has the part of the board that it enlarges."""
    name, (top, left) = board.part_of or board.name, board.origin
    places = ((c.row - top, c.column - left) for c in asking.cells if c.board == name)
    rows, columns = board.shape
    asked = tuple((r, c) for r, c in places if 0 <= r < rows and 0 <= c < columns)
    beside, below = (_veiled_lines(lines, asking, bool(asked)) for lines in (board.beside, board.below))
    return replace(board, asked=asked, notes=None, beside=beside, below=below)


def _veiled_lines(lines: tuple[Line, ...], asking: Asking, is_asked: bool) -> tuple[Line, ...]:
    """The words at a board: nothing of them, where they tell which cells are the answer, or no answer."""
    if asking.whole_formula and is_asked:
        return _asked_lines(lines)
    hidden = frozenset(asking.cells)
    return tuple(
        replace(line, runs=tuple(_without_answer(run, hidden) for run in line.runs)) for line in lines
    )


def _asked_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A question in the place of words; as many lines as before, or everything would move."""
    return tuple(
        replace(line, runs=() if number else (_QUESTION,), short=()) for number, line in enumerate(lines)
    )


def _veiled_table(table: Table) -> Table:
    """A table with the answers in its chosen row as "?"."""
    if table.chosen is None:
        return table
    row = table.rows[table.chosen]
    entries = tuple(
        (_QUESTION,) if column in table.answers else entry for column, entry in enumerate(row.entries)
    )
    rows = (*table.rows[: table.chosen], replace(row, entries=entries), *table.rows[table.chosen + 1 :])
    return replace(table, rows=rows)


def _without_answer(run: Run, hidden: frozenset[Cell]) -> Run:
    """A run of the formula: its answer becomes "?", and nothing else is picked out."""
    if run.cell in hidden:
        return Run("?", run.cell, "winner")
    if run.text.strip() == "≈":
        return replace(run, text=run.text.replace("≈", "="))  # "≈" would tell that it is a fraction
    return replace(run, role=None)
