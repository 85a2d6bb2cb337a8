"""The boards that Shift shows, and their places on the stage."""

from __future__ import annotations

import numpy as np

from poolviz.frame.model import Board, Line, Run
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.scenes.shift.curves import Curves
from poolviz.scenes.shift.measures import Comparison, change_text
from poolviz.scenes.shift.methods import few_words, title
from poolviz.scenes.shift.parameters import STEPS
from poolviz.scenes.shift.view import Moment, View

Arrangement = tuple[tuple[str, ...], ...]


def after_name(method: str) -> str:
    """The name of the board with a method's answers after the move.

    >>> after_name("max")
    'max_shifted'
    """
    return f"{method}_shifted"


def difference_name(method: str) -> str:
    """The name of the board that stands for it where outputs are many: after minus before.

    >>> difference_name("max")
    'max_difference'
    """
    return f"{method}_difference"


def lower_name(view: View, method: str) -> str:
    """The name of a method's lower board."""
    return difference_name(method) if view.is_large else after_name(method)


def map_boards(moment: Moment) -> tuple[Board, ...]:
    """The map before and after its move."""
    view = moment.view
    size = times(view.document.map.size)
    return (
        Board("input", say("Input"), size, view.input, view.scale, editable=True, movable=True),
        Board("shifted", say("Shifted"), way(moment), moment.shifted, view.scale, movable=True),
    )


def way(moment: Moment) -> str:
    """Where the map went, in words.

    Both directions are named only where it went in both.
    """
    parts = []
    if moment.across:
        far = abs(moment.across)
        parts.append(
            say("{count} px right", count=far) if moment.across > 0 else say("{count} px left", count=far)
        )
    if moment.down:
        far, is_down = abs(moment.down), moment.down > 0
        parts.append(say("{count} px down", count=far) if is_down else say("{count} px up", count=far))
    return ", ".join(parts) or say("not moved")


def method_boards(moment: Moment, method: str) -> tuple[Board, Board]:
    """A method's answers before and after the move, with how far they lie apart under the first.

    On a large map the second shows the difference.
    """
    view = moment.view
    before = Board(
        method,
        title(method, view.chain, brief=view.is_crowded),
        _before_words(moment),
        moment.before(method),
        view.scale,
        below=_figures(moment.compared[method]),
        brief=few_words(method, view.chain),
    )
    if view.is_large:
        name, plane = difference_name(method), moment.differences[method]
        heading = say("Change") if view.is_crowded else say("After − before")
        alone = say("{method}, after − before", method=before.title)
        difference = Board(name, heading, "", plane, view.difference_scale, "signed", alone=alone, brief="Δ")
        return before, difference
    alone = say("{method}, after", method=before.title)
    return before, Board(after_name(method), say("After"), "", moment.after(method), view.scale, alone=alone)


def _before_words(moment: Moment) -> str:
    if moment.view.parameters.align and moment.cells != (0, 0):
        return say("aligned")
    rounds = len(moment.view.chain)
    return say("{count} in a row", count=rounds) if rounds > 1 else ""


def _figures(compared: Comparison) -> tuple[Line, ...]:
    figure = Run(change_text(compared.change))
    lines = [Line((figure,), "large"), _quiet(say("relative change"), say("change"))]
    if compared.active:
        part = percent(compared.kept, compared.active)
        lines.append(_quiet(say("{part} of active kept", part=part), say("{part} kept", part=part)))
    else:
        lines.append(_quiet(say("no active outputs"), say("none active")))
    return tuple(lines)


def percent(part: int, whole: int) -> str:
    """A share in whole per cent; all and nothing are said only when they are exact.

    >>> percent(1, 3), percent(999, 1000), percent(1, 1000), percent(0, 3)
    ('33 %', '99 %', '1 %', '0 %')
    """
    rounded = round(100 * part / whole)
    if 0 < part < whole:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded} %"


def table_board(curves: Curves) -> Board:
    """The relative change of max for every shift in both directions; empty until it is worked out."""
    plane = curves.table
    return Board(
        "table",
        say("Change of max"),
        say("all Δx, Δy") if plane is not None else curves.missing,
        plane or _EMPTY_TABLE,
        curves.table_scale,
        shown=None if plane is not None else 0,
        cell_rows=None,
        cell_columns=None,
    )


_EMPTY_TABLE = ArrayPlane(np.zeros((STEPS, STEPS)))


def under(view: View, curves: Curves) -> str:
    """What stands under the curve: the name of a board or chart, or that of the curve itself."""
    wanted = view.parameters.under
    if wanted == "scores":
        return "scores"
    return "table" if wanted == "table" and curves.can_be_had else "curve"


def places(view: View, curves: Curves) -> Arrangement:
    """Before above, after below, the curve at the right, with magnifiers or what was asked for."""
    above = ("input", *view.methods)
    below = ("shifted", *(lower_name(view, method) for method in view.methods))
    lower = under(view, curves)
    if lower == "curve" and view.is_large:
        lenses = tuple(lenses_of(view).values())
        return (*above, *("curve",) * len(lenses)), (*below, *lenses)
    return (*above, "curve", "curve"), (*below, lower, lower)


def lenses_of(view: View) -> dict[str, str]:
    """The magnifiers of the maps that have one: beside many methods there is room only for what moved."""
    return {"shifted": "shifted_lens"} if view.is_crowded else {"input": "lens", "shifted": "shifted_lens"}


def _quiet(text: str, short: str) -> Line:
    """A small line of quiet words, with fewer of them for where there is little room."""
    return Line((Run(text, quiet=True),), "small", (Run(short, quiet=True),))
