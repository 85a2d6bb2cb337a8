"""One frame of the backward pass: a gradient travels to the winner it remembers, or in equal shares."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.core import backward_rows
from poolviz.frame.magnifier import magnified, magnified_marks
from poolviz.frame.model import Asking, Block, Board, Cell, Frame, Link, Mark, Patch
from poolviz.frame.numbers import signed
from poolviz.frame.words import say
from poolviz.scenes.slide import captions
from poolviz.scenes.slide.boards import input_board, output_board, place_words
from poolviz.scenes.slide.facts import gradient_facts
from poolviz.scenes.slide.forward import place_magnifier
from poolviz.scenes.slide.marks import dropped_marks, window_marks, winner_marks
from poolviz.scenes.slide.pointing import point
from poolviz.scenes.slide.routing import routing
from poolviz.scenes.slide.shares import gathered, main_receiver, receivers
from poolviz.scenes.slide.view import Array, View, output_index


def backward_frame(view: View, step: int, focus: Cell | None) -> Frame:
    """The picture of one step; an output under the pointer shows the moment of its own window instead."""
    pointed = output_index(view, focus) if focus is not None else None
    index = step if pointed is None else pointed
    row, column = view.position(index)
    main = main_receiver(view, row, column)
    shares = gathered(view, main, index) if main else []
    patch, shown = accumulated(view, index)
    arrived = view.arrived_above(shown) + float(patch.values.sum())
    cells = receivers(view, row, column)
    frame = Frame(
        boards=_boards(view, patch, shown),
        arrangement=(("input", "output"), ("gradient", "upstream")),
        marks=_marks(view, row, column, cells),
        links=_links(view, row, column, cells),
        formula=routing(view, index, shares),
        facts_title=say("Gradient"),
        facts=gradient_facts(view, index, arrived),
        caption=captions.backward(view, index, len(shares)),
        place=place_words(index, view.windows),
        asking=Asking(
            tuple(Cell("gradient", *cell) for cell in view.cells(row, column)),
            say("Where does {amount} go, and how much of it?", amount=signed(view.upstream[row, column])),
            whole_formula=True,
        ),
    )
    if focus is not None and focus.board in ("input", "gradient"):
        frame = point(view, frame, focus, index)
    return _with_magnifiers(view, frame, row, column, focus) if view.is_large else frame


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
    return given, output, gradient, upstream


def accumulated(view: View, index: int) -> tuple[Patch, int]:
    """∂L/∂input after window ``index``: a band of rows worked out anew, and how many cells are final.

    Rows above the window are final, for no later window reaches them; rows below its last tap are still 0.
    """
    row, column = view.position(index)
    taps = view.geometry.rows.taps(row)
    height, width = view.document.map.size
    first, last = min(max(taps[0], 0), height - 1), min(max(taps[-1], 0), height - 1)
    band = np.zeros((last - first + 1, width), view.gradient.dtype)
    _add(band, first, view.finished_rows(row, first))
    given = np.where(np.arange(view.geometry.output[1]) <= column, view.typed_upstream[row], 0)
    # Only this one row is read: a broadcast saves a copy of the whole gradient at every step.
    given = np.broadcast_to(given.astype(view.typed_upstream.dtype), view.geometry.output)
    _add(band, first, backward_rows(given, view.whole_input, view.spec, view.known_winners, row, row))
    band.flags.writeable = False
    return Patch(first, 0, band), first * width


def _add(band: Array, first: int, part: tuple[int, Array] | None) -> None:
    """Add the rows of ``part`` that lie in the band."""
    if part is None:
        return
    start, rows = part
    top, bottom = max(start, first), min(start + len(rows), first + len(band))
    if top < bottom:
        band[top - first : bottom - first] += rows[top - start : bottom - start]


def _marks(view: View, row: int, column: int, cells: list[tuple[int, int]]) -> tuple[Mark, ...]:
    winners = tuple(winner_marks(view, "input", row, column)) if view.has_winners else ()
    got = tuple(replace(mark, board="gradient") for mark in winners if mark.role == "winner" or mark.filled)
    if not view.has_winners and cells:
        got = (Mark("gradient", "gradient", tuple(cells)),)
    here = Block(row, column)
    return (
        *dropped_marks(view, "input"),
        *dropped_marks(view, "gradient"),
        *window_marks(view, "input", row, column),
        *winners,
        Mark("output", "window", here),
        *window_marks(view, "gradient", row, column),
        *got,
        Mark("upstream", "window", here),
    )


def _links(view: View, row: int, column: int, cells: list[tuple[int, int]]) -> tuple[Link, ...]:
    start = Block(row, column)
    if not cells:
        return ()
    if view.has_winners:
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
