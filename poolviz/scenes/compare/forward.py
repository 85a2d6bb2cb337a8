"""The frames of the forward pass: one window, and what max, average and the kernel answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from poolviz.frame.magnifier import magnified, magnified_marks, shows
from poolviz.frame.model import Asking, Block, Board, Cell, Fact, Frame, Mark, Run
from poolviz.frame.words import say
from poolviz.model.early import with_early
from poolviz.model.grid import Position
from poolviz.model.marks import dropped_marks, window_marks, winner_marks
from poolviz.scenes.compare import answers, boards, captions, facts
from poolviz.scenes.compare.pointing import point, point_at_weight
from poolviz.scenes.compare.view import View


@dataclass(frozen=True, eq=False)
class Forward:
    """Makes the frames of one document."""

    view: View

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        """The same at every step."""
        return facts.comparison(self.view)

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; an answer under the pointer shows its own window instead."""
        view = self.view
        pointed = pointed_window(view, focus)
        index = step if pointed is None else pointed
        output = view.windows.position(index)
        frame = Frame(
            boards=self._boards(step, index),
            arrangement=boards.forward_places(view),
            marks=marks(view, output),
            formula=_formula(view, output),
            facts_title=say("Side by side"),
            facts=self._facts,
            caption=captions.forward(view, output),
            place=view.windows.place(index),
            asking=Asking(tuple(Cell(name, *output) for name in _answers(view)), _question(view)),
            results=view.rows,
            outputs=view.rows,
        )
        if focus is not None and focus.board == "input":
            frame = point(view, frame, focus)
        if focus is not None and focus.board == "kernel":
            frame = point_at_weight(view, frame, focus, output)
        return with_magnifier(view, frame, output, focus) if view.is_large else frame

    def _boards(self, step: int, index: int) -> tuple[Board, ...]:
        view = self.view
        output = view.windows.position(index)
        shown = [boards.output_board(view, row, step + 1, output) for row in view.rows]
        shown += [boards.difference_board(view, pair, step + 1) for pair in view.pairs]
        if index > step:
            shown = [with_early(board, output) for board in shown]
        kernel = (boards.kernel_board(view),) if view.slides else ()
        return (boards.input_board(view), *shown, *kernel)


def pointed_window(view: View, focus: Cell | None) -> int | None:
    """Which window answers a cell of an output, a difference or ∂L/∂output; None for other boards."""
    if focus is None or focus.board not in answering(view):
        return None
    return view.windows.index(focus.row, focus.column)


def answering(view: View) -> frozenset[str]:
    """The boards with one cell for every window."""
    return frozenset((*_answers(view), "upstream"))


def _answers(view: View) -> tuple[str, ...]:
    """The boards that show outputs and their differences."""
    return (*view.rows, *(boards.difference_name(pair) for pair in view.pairs))


def marks(view: View, output: Position) -> tuple[Mark, ...]:
    """The window on the input and its answers, and who wins the maximum."""
    winners = (
        winner_marks(view.windows, "input", view.winner(*output), view.equals(*output).others)
        if "max" in view.rows
        else ()
    )
    return (
        *dropped_marks(view.geometry, "input"),
        *window_marks(view.windows, "input", *output),
        *winners,
        *(Mark(name, "window", Block(*output)) for name in _answers(view)),
    )


def with_magnifier(view: View, frame: Frame, output: Position, focus: Cell | None) -> Frame:
    """The frame with the part of the input around its window enlarged, or around the pointer."""
    around = view.windows.block(*output)
    board = magnified(frame.board("input"), "magnifier", around)
    if focus is not None and focus.board == "input" and not shows(board, focus):
        around = around._replace(row=focus.row, column=focus.column)
        board = magnified(frame.board("input"), "magnifier", around)
    side = boards.enlarged_side(view, max(board.shape))
    board = replace(board, cell_rows=side, cell_columns=side)
    moved = magnified_marks(frame.marks, board)
    return replace(frame, boards=(*frame.boards, board), marks=(*frame.marks, *moved))


def _formula(view: View, output: Position) -> tuple[Run, ...]:
    """The longest of the sums: the kernel's; without it, how far max lies above average."""
    if view.slides:
        return tuple(answers.products(view, output))
    return tuple(answers.gap(view, output)) if len(view.rows) == 2 else ()


def _question(view: View) -> str:
    if view.rows == ("max", "average"):
        return say("What do max and average make of this window?")
    if len(view.rows) == 3:
        return say("What do max, average and the kernel make of this window?")
    return say("What comes out of this window?")
