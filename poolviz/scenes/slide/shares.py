"""Who gets how much of a window's gradient, cell by cell: what formula and captions tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from poolviz.frame.model import Cell
from poolviz.frame.plane import Array
from poolviz.frame.terms import Terms
from poolviz.model import gathering
from poolviz.model.windows import Grid, Position
from poolviz.scenes.slide.view import View


def receivers(view: View, row: int, column: int) -> Sequence[Position]:
    """The cells that a window's gradient goes to: its winner, all tied winners, or every real cell."""
    if not view.has_winners:
        return view.cells(row, column)
    winner = view.winner(row, column)
    if winner is None:
        return []
    ties = view.ties(row, column) if view.spec.ties == "split" else ()
    return sorted((winner, *ties))


def share(view: View, row: int, column: int, cell: Position) -> float:
    """The derivative of an output by one of its cells: what part of the gradient that cell gets.

    1 or 1/ties for the winners of max, 1/divisor for average, sign(x)·(|x| / result)^(p − 1) for a power
    average. The cell must be one of the receivers.
    """
    return float(_slopes(view, cell, Grid((row,), (column,)))[0, 0])


def main_receiver(view: View, row: int, column: int) -> Position | None:
    """The cell whose running sum is told: the one with the largest share, the first of equal ones."""
    given = receivers(view, row, column)
    if view.spec.mode != "lp" or not given:
        return given[0] if given else None
    result = np.array([float(view.pooled.value(row, column))])
    slopes = np.abs(_power_slopes(view.values(row, column).astype(np.float64), result, view.spec.p))
    return given[0] if np.isnan(slopes[0]) else given[int(np.nanargmax(slopes))]


def gathered(view: View, cell: Position, index: int) -> Terms:
    """What has arrived at a cell up to window ``index``: amounts in order, and where they came from."""
    windows = view.look.seeing(Cell("input", *cell))
    slopes = _slopes(view, cell, windows)
    sends = slopes > 0 if view.has_winners else np.ones(slopes.shape, np.bool_)
    return gathering.gathered(windows, view.upstream, slopes, sends, view.position(index))


def _slopes(view: View, cell: Position, windows: Grid) -> Array:
    """The derivative of each of some windows' outputs by a cell that they see, (rows, columns)."""
    if view.has_winners:
        return gathering.parts_of(cell, windows, view.look, view.pooled)
    if view.spec.mode == "average":
        divisors = view.divisors(windows)
        return np.divide(1, divisors, out=np.zeros(divisors.shape), where=divisors != 0)
    results = gathering.read_of(view.pooled.numbers.plane(0).read, windows).astype(np.float64)
    value = view.input.read(slice(cell[0], cell[0] + 1), slice(cell[1], cell[1] + 1)).astype(np.float64)
    return _power_slopes(value, results, view.spec.p)


def _power_slopes(values: Array, results: Array, p: float) -> Array:
    """sign(x)·(|x| / result)^(p − 1), and 0 where all is 0."""
    with np.errstate(all="ignore"):
        slopes = np.sign(values) * (np.abs(values) / results) ** (p - 1)
    powered: Array = np.where(results == 0, 0.0, slopes)
    return powered
