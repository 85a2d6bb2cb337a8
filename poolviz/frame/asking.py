"""Ask the room: the same picture without its answer, until the next press."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.model import Caption, Cell, Frame, Run
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
        replace(
            board, asked=tuple((c.row, c.column) for c in asking.cells if c.board == board.name), notes=None
        )
        for board in frame.boards
    )
    runs = (
        (_QUESTION,) if asking.whole_formula else tuple(_without_answer(run, hidden) for run in frame.formula)
    )
    return replace(
        frame,
        boards=boards,
        marks=tuple(mark for mark in frame.marks if mark.role not in _TELLING),
        links=(),
        formula=runs,
        facts=tuple(fact for fact in frame.facts if not fact.running),
        caption=Caption(say("Your turn"), asking.question),
    )


_QUESTION = Run("?", role="winner")


def _without_answer(run: Run, hidden: frozenset[Cell]) -> Run:
    """A run of the formula: its answer becomes "?", and nothing else is picked out."""
    if run.cell in hidden:
        return Run("?", run.cell, "winner")
    if run.text.strip() == "≈":
        return replace(run, text=run.text.replace("≈", "="))  # "≈" would tell that it is a fraction
    return replace(run, role=None)
