"""Ask the room: the same picture without its answer, until the next press."""

from __future__ import annotations

from collections import defaultdict
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
    hidden, places = frozenset(asking.cells), defaultdict(list)
    for cell in asking.cells:
        places[cell.board].append((cell.row, cell.column))
    boards = tuple(
        _emptied(board)
        if (board.part_of or board.name) in asking.boards
        else _veiled_board(board, asking, hidden, places[board.part_of or board.name])
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
