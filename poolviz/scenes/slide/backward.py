"""One frame of the backward pass: a gradient travels to the winner it remembers, or in equal shares."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.magnifier import magnified, magnified_marks
from poolviz.frame.model import Block, Board, Cell, Frame, Line, Link, Mark, Patch, Run
from poolviz.frame.numbers import signed
from poolviz.frame.terms import Terms
from poolviz.frame.words import say
from poolviz.model.grid import Cells
from poolviz.model.marks import cells_of, dropped_marks, window_marks
from poolviz.model.windows import asking_for
from poolviz.scenes.slide import captions
from poolviz.scenes.slide.boards import input_board, output_board, place_words
from poolviz.scenes.slide.facts import gradient_facts
from poolviz.scenes.slide.forward import place_magnifier
from poolviz.scenes.slide.pointing import point
from poolviz.scenes.slide.routing import routing
from poolviz.scenes.slide.shares import gathered, main_receiver, receivers
from poolviz.scenes.slide.view import View, output_index

_LANE = Line((Run(""),))  # free, for links
_MOST_LINKS = 16  # more tied winners than this get one line, to their window


def backward_frame(view: View, step: int, focus: Cell | None) -> Frame:
    """The picture of one step; an output under the pointer shows the moment of its own window instead."""
    pointed = output_index(view, focus) if focus is not None else None
    index = step if pointed is None else pointed
    row, column = view.position(index)
    main = main_receiver(view, row, column)
    shares = gathered(view, main, index) if main else Terms("upstream", (), ())
    patch, shown = view.running.after(index)
    arrived = view.running.arrived(patch, shown)
    cells = receivers(view, row, column)
    frame = Frame(
        boards=_boards(view, patch, shown),
        arrangement=_places(view),
        marks=_marks(view, row, column, cells),
        links=_links(view, row, column, cells),
        formula=routing(view, index, shares),
        facts_title=say("Gradient"),
        facts=gradient_facts(view, index, arrived),
        caption=captions.backward(view, index, len(shares)),
        place=place_words(index, view.windows),
        asking=asking_for(
            ("gradient",),
            view.cells(row, column),
            say("Where does {amount} go, and how much of it?", amount=signed(view.upstream[row, column])),
            whole_formula=True,
        ),
        results=("gradient",),
        outputs=("output",),
    )
    if focus is not None and focus.board in ("input", "gradient"):
        frame = point(view, frame, focus, index)
    return _with_magnifiers(view, frame, row, column, focus) if view.is_large else frame


def _places(view: View) -> tuple[tuple[str, ...], ...]:
    """Each gradient under its own board; flat maps one under the other, on the way there and back."""
    if view.is_flat:
        return ("input",), ("output",), ("upstream",), ("gradient",)
    return ("input", "output"), ("gradient", "upstream")


def _boards(view: View, patch: Patch, shown: int) -> tuple[Board, ...]:
    output = output_board(view, shown=None)
    if view.has_winners:
        detail = say("{size} · winners remembered", size=output.detail)
        output = replace(output, notes=view.winner_notes, detail=detail)
    given = input_board(view)
    gradient = Board(
        "gradient",
        say("∂L/∂input"),
        say("accumulated so far"),
        view.gradient_plane,
        view.gradient_scale,
        numbers="signed",
        shown=shown,
        hidden="zero",
        patch=patch,
        # As its input has, though without numbers: their cells line up, and windows have room over the edge.
        rim=given.rim._replace(text=""),
        overhang=given.overhang,
    )
    upstream = Board(
        "upstream",
        say("∂L/∂output"),
        say("type, or wheel ±1"),
        view.upstream_plane,
        view.gradient_scale,
        numbers="signed",
        editable=True,
        heading_lines=2,
        cell_rows=output.cell_rows,
        cell_columns=output.cell_columns,
    )
    if view.is_flat:  # links come from above, and would run through a heading there
        gradient, upstream = _titled_aside(gradient), replace(upstream, below=(_LANE,))
    return given, output, gradient, upstream


def _titled_aside(board: Board) -> Board:
    """A board with its heading at its right."""
    words = Line((Run(board.title),)), Line((Run(board.detail, quiet=True),), "small")
    return replace(board, heading_lines=0, beside=words)


def _marks(view: View, row: int, column: int, cells: Cells) -> tuple[Mark, ...]:
    winners = view.winner_marks(row, column)
    got = tuple(replace(mark, board="gradient") for mark in winners if mark.role == "winner" or mark.filled)
    if not view.has_winners and cells:
        got = (Mark("gradient", "gradient", cells_of(cells, view.geometry.size)),)
    here = Block(row, column)
    return (
        *dropped_marks(view.geometry, "input"),
        *dropped_marks(view.geometry, "gradient"),
        *window_marks(view.look, "input", row, column),
        *winners,
        Mark("output", "window", here),
        *window_marks(view.look, "gradient", row, column),
        *got,
        Mark("upstream", "window", here),
    )


def _links(view: View, row: int, column: int, cells: Cells) -> tuple[Link, ...]:
    start = Block(row, column)
    if not cells:
        return ()
    if view.has_winners and len(cells) <= _MOST_LINKS:
        return tuple(Link("upstream", start, "gradient", Block(*cell), "winner", True) for cell in cells)
    return (Link("upstream", start, "gradient", view.window(row, column), "winner", True),)


def _with_magnifiers(view: View, frame: Frame, row: int, column: int, focus: Cell | None) -> Frame:
    values = place_magnifier(view, frame, row, column, focus)
    around = Block(values.origin[0], values.origin[1], *values.shape)
    flow = magnified(frame.board("gradient"), "gradient_magnifier", around, margin=0)
    marks = (*magnified_marks(frame.marks, values), *magnified_marks(frame.marks, flow))
    return replace(
        frame,
        boards=(*frame.boards, values, flow),
        arrangement=(("input", "magnifier", "output"), ("gradient", "gradient_magnifier", "upstream")),
        marks=(*frame.marks, *marks),
    )
