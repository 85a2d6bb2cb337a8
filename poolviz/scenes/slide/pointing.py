"""Pointing at an input cell: every window that sees it, and where its value went."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.model import Block, Caption, Cell, Frame, Mark, Run
from poolviz.frame.numbers import full, plain
from poolviz.frame.terms import running_sum
from poolviz.frame.words import say
from poolviz.model.gathering import won_by
from poolviz.model.marks import cells_of, field_marks
from poolviz.scenes.slide.shares import gathered
from poolviz.scenes.slide.view import View


def point(view: View, frame: Frame, cell: Cell, index: int) -> Frame:
    """The frame with the step's window put away and the cell's windows shown.

    In the backward pass the cell's running sum up to window ``index`` stands in the formula.
    """
    backward = frame.has("gradient")
    seen_by = view.look.seeing(cell)
    won = won_by((cell.row, cell.column), view.look, view.pooled) if view.has_winners else ()
    seen, winning = (cells_of(windows, view.geometry.output) for windows in (seen_by, won))
    kept = tuple(mark for mark in frame.marks if mark.role == "dropped")
    marks = (
        *kept,
        *field_marks(view.look, "input", seen_by),
        *((Mark("output", "field", seen),) if seen_by else ()),
        *((Mark("output", "winner", winning, filled=True),) if won else ()),
        Mark("input", "chosen", Block(cell.row, cell.column)),
    )
    if backward:
        marks += (Mark("gradient", "chosen", Block(cell.row, cell.column)),)
        marks += (Mark("upstream", "field", seen),) if seen_by else ()
        marks += (Mark("upstream", "winner", winning, filled=True),) if won else ()
    sentence = _sentence(view, cell, len(seen_by), len(won))
    value = view.input.read(slice(cell.row, cell.row + 1), slice(cell.column, cell.column + 1))[0, 0]
    lead = say("Cell ({row}, {column}) = {value}", row=cell.row, column=cell.column, value=full(value))
    formula = _arrived(view, cell, index) if backward else _value_runs(cell, plain(value), sentence)
    return replace(frame, marks=marks, links=(), formula=formula, caption=Caption(lead, sentence))


def _value_runs(cell: Cell, value: str, sentence: str) -> tuple[Run, ...]:
    where = say("({row}, {column}) = {value}  ", row=cell.row, column=cell.column, value=value)
    return Run(where, cell), Run(sentence, quiet=True)


def _arrived(view: View, cell: Cell, index: int) -> tuple[Run, ...]:
    shares = gathered(view, (cell.row, cell.column), index)
    target = Cell("gradient", cell.row, cell.column)
    where = say("at ({row}, {column}) so far ", row=cell.row, column=cell.column)
    if not shares:
        return Run(where, target), Run("0", target)
    return Run(where, target), *running_sum(shares, target)


def _seen(windows: int) -> str:
    return say("One window sees it") if windows == 1 else say("{count} windows see it", count=windows)


def _shared(windows: int, *, is_power: bool) -> str:
    seen = _seen(windows)
    if windows == 1:
        if is_power:
            return say("{seen}; it has a share in that power sum.", seen=seen)
        return say("{seen}; it has a share in that average.", seen=seen)
    if is_power:
        return say("{seen}; it has a share in each of their power sums.", seen=seen)
    return say("{seen}; it has a share in each of their averages.", seen=seen)


def _sentence(view: View, cell: Cell, windows: int, won: int) -> str:
    if not windows:
        return say("No window sees this cell: it is dropped, and its gradient is 0.")
    if not view.has_winners:
        return _shared(windows, is_power=view.spec.mode == "lp")
    seen = _seen(windows)
    if not won:
        return say("{seen}; it wins none, so its value goes nowhere.", seen=seen)
    if won == windows:
        return (
            say("{seen}, and it wins: its value goes on.", seen=seen)
            if won == 1
            else say("{seen}, and it wins them all.", seen=seen)
        )
    return say("{seen}; it wins {count} of them.", seen=seen, count=won)
