"""Who gets how much of a window's gradient, cell by cell: what formula and captions tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from poolviz.frame.model import Cell
from poolviz.model.windows import Position
from poolviz.scenes.slide.view import View

Share = tuple[float, Cell]


def receivers(view: View, row: int, column: int) -> Sequence[Position]:
    """The cells that a window's gradient goes to: its winner, all tied winners, or every real cell."""
    if not view.has_winners:
        return view.cells(row, column)
    winner = view.winner(row, column)
    if winner is None:
        return []
    ties = view.ties(row, column) if view.spec.ties == "split" else ()
    return sorted((winner, *ties))


def share(view: View, row: int, column: int, cell: tuple[int, int]) -> float:
    """The derivative of an output by one of its cells: what part of the gradient that cell gets.

    1 or 1/ties for the winners of max, 1/divisor for average, sign(x)·(|x| / result)^(p − 1) for a power
    average. The cell must be one of the receivers.
    """
    if view.has_winners:
        if view.spec.ties != "split":
            return 1.0
        return 1 / len(receivers(view, row, column))
    if view.spec.mode == "average":
        divisor = view.divisor(row, column)
        return 1 / divisor if divisor else 0.0
    result = float(view.pooled.value(row, column))
    value = float(view.input.read(slice(cell[0], cell[0] + 1), slice(cell[1], cell[1] + 1))[0, 0])
    if not result or not value:
        return 0.0 if view.spec.p > 1 or not value else 1.0
    slope: float = (abs(value) / result) ** (view.spec.p - 1)
    return slope if value > 0 else -slope


def main_receiver(view: View, row: int, column: int) -> tuple[int, int] | None:
    """The cell whose running sum is told: the one with the largest share, the first of equal ones."""
    given = receivers(view, row, column)
    if view.spec.mode != "lp" or not given:
        return given[0] if given else None
    return max(given, key=lambda cell: abs(share(view, row, column, cell)))


def gathered(view: View, cell: tuple[int, int], index: int) -> list[Share]:
    """What has arrived at a cell up to window ``index``: amounts in order, and where they came from."""
    last = view.position(index)
    seeing = view.look.seeing(Cell("input", *cell))
    return [
        (float(view.upstream[window]) * share(view, *window, cell), Cell("upstream", *window))
        for window in (seeing if not view.has_winners else _sending(view, cell, seeing))
        if window <= last
    ]


def _sending(view: View, cell: tuple[int, int], seeing: Sequence[Position]) -> list[Position]:
    """Those of the windows that see a cell whose winner, or one of whose tied winners, it is.

    Large windows with a small stride see a cell by the thousand: their winners are read all at once.
    """
    if not seeing:
        return []
    (top, left), (bottom, right) = seeing[0], seeing[-1]
    where = slice(top, bottom + 1), slice(left, right + 1)
    rows, columns = np.array(seeing).T - [[top], [left]]
    sends = view.pooled.won(*where)[rows, columns] == cell[0] * view.geometry.size[1] + cell[1]
    if view.spec.ties == "split":
        value = view.input.read(slice(cell[0], cell[0] + 1), slice(cell[1], cell[1] + 1))[0, 0]
        if np.isfinite(value):
            sends |= view.pooled.numbers.plane(0).read(*where)[rows, columns] == value
    return [seeing[int(place)] for place in np.flatnonzero(sends)]
