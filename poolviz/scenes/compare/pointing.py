"""Pointing at a cell of the input, or at a weight of the kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from poolviz.frame.model import Block, Caption, Cell, Frame, Mark
from poolviz.frame.numbers import full, plain
from poolviz.frame.words import say
from poolviz.model.gathering import won_by
from poolviz.model.grid import Position
from poolviz.model.marks import cells_of, field_marks
from poolviz.scenes.compare.view import View

_MOST_NAMED = 4  # weights written out in a sentence


def point(view: View, frame: Frame, cell: Cell) -> Frame:
    """The frame with the step's window put away and the windows that see a cell shown."""
    seen_by = view.windows.seeing(cell)
    won = won_by((cell.row, cell.column), view.windows, view.most) if "max" in view.rows else ()
    seen, winning = (cells_of(windows, view.geometry.output) for windows in (seen_by, won))
    kept = tuple(mark for mark in frame.marks if mark.role == "dropped")
    names = [board.name for board in frame.boards if board.name in (*view.rows, "upstream")]
    marks = (
        *kept,
        *field_marks(view.windows, "input", seen_by),
        *(Mark(name, "field", seen) for name in names if seen_by),
        *(
            Mark(name, "winner", winning, filled=True)
            for name in names
            if won and name in ("max", "upstream")
        ),
        Mark("input", "chosen", Block(cell.row, cell.column)),
    )
    value = view.input.read(slice(cell.row, cell.row + 1), slice(cell.column, cell.column + 1))[0, 0]
    lead = say("Cell ({row}, {column}) = {value}", row=cell.row, column=cell.column, value=full(value))
    return replace(
        frame, marks=marks, formula=(), caption=Caption(lead, _sentence(view, cell, seen_by, len(won)))
    )


def _sentence(view: View, cell: Cell, seen_by: Sequence[Position], won: int) -> str:
    if not seen_by:
        return say("No window sees this cell: none of the answers depends on it.")
    count = len(seen_by)
    seen = say("One window sees it") if count == 1 else say("{count} windows see it", count=count)
    parts = []
    if "max" in view.rows:
        parts.append(_taken(count, won))
    if "average" in view.rows:
        divisors = sorted({view.divisor(output) for output in seen_by[:_MOST_NAMED]})
        shares = say(" or ").join(f"1/{divisor}" for divisor in divisors)
        parts.append(say("average takes {shares} of it", shares=shares))
    if view.slides:
        weights = [view.kernel[view.tap(output, cell[1:])] for output in seen_by[:_MOST_NAMED]]
        factors = ", ".join((*map(plain, weights), *(("…",) if count > _MOST_NAMED else ())))
        parts.append(say("the kernel multiplies it by {weights}", weights=factors))
    return say("{seen}: {parts}.", seen=seen, parts="; ".join(parts))


def _taken(count: int, won: int) -> str:
    """How often max takes a cell."""
    if not won:
        return say("max leaves it")
    if won == count:
        return say("max takes it") if count == 1 else say("max takes it every time")
    return say("max takes it in {won}", won=won)


def point_at_weight(view: View, frame: Frame, weight: Cell, output: Position) -> Frame:
    """The frame with one weight of the kernel and the cell of the window that it multiplies picked out."""
    cell = view.cell(output, (weight.row, weight.column))
    value = plain(view.kernel[weight.row, weight.column])
    lead = say("Weight ({row}, {column}) = {value}", row=weight.row, column=weight.column, value=value)
    marks = [
        Mark(board, "chosen", Block(weight.row, weight.column))
        for board in ("kernel", "kernel_gradient")
        if frame.has(board)
    ]
    if cell is None:
        text = say("In this window it lies on padding, which is 0.")
    else:
        marks.append(Mark("input", "chosen", Block(*cell)))
        text = say("In this window it multiplies the cell {cell}. All windows share it.", cell=str(cell))
    return replace(frame, marks=(*frame.marks, *marks), caption=Caption(lead, text))
