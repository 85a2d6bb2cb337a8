"""One frame of the forward pass: a window, its winner, and the output so far."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.magnifier import magnified, magnified_marks, shows
from poolviz.frame.model import Asking, Block, Board, Cell, Frame, Link, Mark
from poolviz.frame.words import say
from poolviz.model.early import with_early
from poolviz.model.marks import dropped_marks, window_marks
from poolviz.scenes.slide import captions
from poolviz.scenes.slide.boards import input_board, output_board, place_words
from poolviz.scenes.slide.facts import layer_facts
from poolviz.scenes.slide.formulas import answer
from poolviz.scenes.slide.pointing import point
from poolviz.scenes.slide.sizes import size_formula
from poolviz.scenes.slide.view import View, output_index

# Where boards lie under each other, a link to the first outputs would run through the heading over them.
_UNDER_HEADING = 2


def forward_frame(view: View, step: int, focus: Cell | None) -> Frame:
    """The picture of one step; a cell under the pointer shows its own window instead."""
    index = step
    if focus is not None:
        pointed = output_index(view, focus)
        index = step if pointed is None else pointed
    row, column = view.position(index)
    boards = (input_board(view), _output_board(view, step, index))
    marks = (
        *dropped_marks(view.geometry, "input"),
        *window_marks(view.look, "input", row, column),
        *view.winner_marks(row, column),
        Mark("output", "window", Block(row, column)),
    )
    frame = Frame(
        boards=boards,
        arrangement=(("input",), ("output",)) if view.is_flat else (("input", "output"),),
        marks=marks,
        links=() if view.is_flat and column < _UNDER_HEADING else (_link(view, row, column),),
        formula=answer(view, row, column),
        typeset=size_formula(view),
        facts_title=say("This layer"),
        facts=layer_facts(view),
        caption=captions.forward(view, index),
        place=place_words(index, view.windows),
        asking=Asking((Cell("output", row, column),), say("What comes out of this window?")),
        results=("output",),
        outputs=("output",),
    )
    if focus is not None and focus.board == "input":
        frame = point(view, frame, focus, index)
    return _with_magnifier(view, frame, row, column, focus) if view.is_large else frame


def _output_board(view: View, step: int, index: int) -> Board:
    """The output filled up to the step; a cell that is pointed at is shown whether it was reached or not."""
    board = output_board(view, shown=step + 1)
    return board if index <= step else with_early(board, view.position(index))


def _link(view: View, row: int, column: int) -> Link:
    winner = view.winner(row, column) if view.has_winners else None
    if winner is None:
        return Link("input", view.window(row, column), "output", Block(row, column), "window")
    return Link("input", Block(*winner), "output", Block(row, column), "winner")


def place_magnifier(view: View, frame: Frame, row: int, column: int, focus: Cell | None) -> Board:
    """The magnifier at the window, or where the pointer is if that lies elsewhere."""
    around = view.window(row, column)
    board = magnified(frame.board("input"), "magnifier", around)
    if focus is None or focus.board not in ("input", "gradient") or shows(board, focus):
        return board
    return magnified(frame.board("input"), "magnifier", around._replace(row=focus.row, column=focus.column))


def _with_magnifier(view: View, frame: Frame, row: int, column: int, focus: Cell | None) -> Frame:
    board = place_magnifier(view, frame, row, column, focus)
    return replace(
        frame,
        boards=(*frame.boards, board),
        arrangement=(("input", "magnifier", "output"),),
        marks=(*frame.marks, *magnified_marks(frame.marks, board)),
    )
