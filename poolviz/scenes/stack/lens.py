"""A magnifier on the picture: what a cell sees of it, enlarged, with a little of what lies around."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.magnifier import LARGEST, magnified, magnified_marks, shows
from poolviz.frame.model import Board, Cell, Frame, Line, Run
from poolviz.frame.words import say
from poolviz.scenes.stack.boards import CROP, INPUT, LENS
from poolviz.scenes.stack.view import PICTURE, Target, View

_AROUND = 4  # a margin is so many times smaller than what it surrounds


def with_lens(frame: Frame, view: View, target: Target, resting: Target, focus: Cell | None) -> Frame:
    """The frame with what a cell sees enlarged.

    While the pointer is on what the magnifier shows anyway, around the ``resting`` cell, it stays still.
    """
    lens = _lens(frame, view, resting)
    is_still = focus is None or (focus.board == INPUT and shows(lens, focus))
    if not is_still and target != resting:
        lens = _lens(frame, view, target)
    marks = magnified_marks(frame.marks, lens)
    return replace(frame, boards=(*frame.boards, lens), marks=(*frame.marks, *marks))


def _lens(frame: Frame, view: View, target: Target) -> Board:
    """As large as what the cells beside it see, so that it keeps to the common scale as they do."""
    seen = view.seen(target, PICTURE)
    around = view.inside(seen, PICTURE)
    assert around is not None  # no layer is allowed a window that lies in the padding alone
    margin = max(int(seen.rows) // _AROUND, 1)
    board = magnified(frame.board(INPUT), LENS, around, margin, max(LARGEST, int(seen.rows) + 2 * margin))
    cell = CROP / max(board.shape)
    label = say("magnifier")
    return replace(
        board,
        cell_rows=cell,
        cell_columns=cell,
        heading_lines=0,
        below=(Line((Run(label),), "small"),),
    )
