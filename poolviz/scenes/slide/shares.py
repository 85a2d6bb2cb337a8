"""Who gets how much of a window's gradient, cell by cell: what formula and captions tell."""

from __future__ import annotations

import math

import numpy as np

from poolviz.frame.model import Cell
from poolviz.frame.plane import Array
from poolviz.frame.terms import Terms
from poolviz.model import gathering
from poolviz.model.grid import Cells, Grid, Position
from poolviz.scenes.slide.view import View


def receivers(view: View, row: int, column: int) -> Cells:
    """The cells that a window's gradient goes to: its winner, all tied winners, or every real cell."""
    if not view.has_winners:
        return view.cells(row, column)
    if view.spec.ties == "split":
        return view.equals(row, column).all
    winner = view.winner(row, column)
    return () if winner is None else (winner,)


def share(view: View, row: int, column: int, cell: Position) -> float:
    """The derivative of an output by one of its cells: what part of the gradient that cell gets.

    1 or 1/ties for the winners of max, 1/divisor for average, sign(x)·(|x| / result)^(p − 1) for a power sum.
    The cell must be one of the receivers.
    """
    return float(_slopes(view, cell, Grid((row,), (column,)))[0, 0])


def main_receiver(view: View, row: int, column: int) -> Position | None:
    """The cell whose running sum is told: the one with the largest share, the first of equal ones."""
    given = receivers(view, row, column)
    if not given:
        return None
    return given[_largest_part(view, row, column) if view.spec.mode == "lp" else 0]


def _largest_part(view: View, row: int, column: int) -> int:
    """Which cell of a window a power sum sends most to, by its index.

    No power is worked out: a part grows with the size of its cell, or is 1 of all but zeros.
    """
    values, result = view.values(row, column), float(view.pooled.value(row, column))
    if np.isnan(values[0]) or (view.spec.p > 1 and not math.isfinite(result)):
        return 0
    sizes = np.abs(values.astype(np.float64) if values.dtype.kind == "i" else values)
    return int((sizes if view.spec.p > 1 else sizes > 0).argmax())


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
