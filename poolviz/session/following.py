"""What of a state still holds in the one that follows it."""

from __future__ import annotations

from poolviz.frame.model import Cell, Frame
from poolviz.model.scene import Timeline
from poolviz.session.state import Notice, State

SHOWN = (
    *("document", "timeline", "frame", "controls", "step", "asking", "veiled", "focus", "pinned"),
    *("editing", "cursor", "sketch", "kept", "wiggle", "unsaved"),
)
"""The fields of a state that belong to its picture: who goes back to that goes back to them all."""


def sight(state: State) -> tuple[object, ...]:
    """Everything but the document that decides what the stage shows."""
    pen = None if state.cursor is None else state.pen
    tried = id(state.kept), id(state.wiggle)
    return state.step, state.focus, state.veiled, state.cursor, state.sketch, pen, tried


def lasting(notice: Notice | None) -> Notice | None:
    """A notice that is still to be read once a person has gone on: a warning, but no mere note.

    A warning about what was shown before goes with it.
    """
    return notice if notice is not None and notice.kind == "warning" and not notice.passing else None


def step_in(timeline: Timeline, step: int, steps: int) -> int:
    """Where a changed timeline is shown after a step of so many: at the same one, or still at its end."""
    last = timeline.length - 1
    return last if timeline.keeps_end and step == steps - 1 else min(step, last)


def edited(cell: Cell | None, frame: Frame) -> Cell | None:
    """A cell if it still can be typed into."""
    there = still_there(cell, frame)
    return there if there is not None and frame.board(there.board).editable else None


def still_there(cell: Cell | None, frame: Frame) -> Cell | None:
    """A cell if it still is there."""
    if cell is None or not frame.has(cell.board):
        return None
    rows, columns = frame.board(cell.board).shape
    return cell if cell.row < rows and cell.column < columns else None
