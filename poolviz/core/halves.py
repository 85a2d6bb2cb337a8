"""Winners of wide windows that overlap, from the winners of their parts: see :mod:`poolviz.core.doubling`."""

from __future__ import annotations

import numpy as np

from poolviz.core.along import COLUMNS, ROWS, lying
from poolviz.core.arrays import Array
from poolviz.core.axis import Axis
from poolviz.core.doubling import Parts, doubled, in_pieces, nearest_taps


def down_by_halves(x: Array, axis: Axis, later: bool) -> tuple[Array, Array]:
    """The largest of each column of each window and its tap: the first, or the last, both (..., H', W)."""
    better_than = np.greater_equal if later else np.greater

    def merge(upper: Parts, lower: Parts) -> Parts:
        better = better_than(lower[0], upper[0])
        return np.maximum(upper[0], lower[0]), _chosen(upper[1], lower[1], better)

    def work(parts: Parts) -> Parts:
        best, down = doubled(merge, _taken(parts, axis, ROWS), axis, ROWS)
        return np.ascontiguousarray(best), _taps(down, axis, ROWS)

    best, down = in_pieces(work, (x,), ROWS)
    return best, down


def right_by_halves(x: Array, rows: Array, axis: Axis, later: bool) -> tuple[Array, Array, Array]:
    """The largest of each window, and the taps down and right at which it lies, all (..., H', W').

    `rows` are the taps down of `x`. Of equal ones the highest wins, and of these the first; or the lowest
    and the last.
    """

    def merge(left: Parts, right: Parts) -> Parts:
        better, tied = right[0] > left[0], right[0] == left[0]
        if tied.any():
            tied &= right[1] >= left[1] if later else right[1] < left[1]
            better |= tied
        places = (_chosen(*pair, better) for pair in zip(left[1:], right[1:], strict=True))
        return np.maximum(left[0], right[0]), *places

    def work(parts: Parts) -> Parts:
        best, down, right = doubled(merge, _taken(parts, axis, COLUMNS), axis, COLUMNS)
        return best, down, _taps(right, axis, COLUMNS)

    best, down, right = in_pieces(work, (x, rows), COLUMNS)
    return best, down, right


def _taken(known: Parts, axis: Axis, along: int) -> Parts:
    """What is known of the cells that an axis spans, and last where they lie, in the narrowest type."""
    cells = nearest_taps(axis)
    taken = tuple(part.take(cells, along) for part in known)
    places = np.empty(taken[0].shape, np.min_scalar_type(axis.size))
    places[...] = lying(cells, along)
    return *taken, places


def _taps(cells: Array, axis: Axis, along: int) -> Array:
    """The numbers of the taps that lie on some cells, one for each window."""
    taps: Array = (cells - lying(axis.starts(), along)) // axis.dilation
    return np.ascontiguousarray(taps.astype(np.min_scalar_type(axis.window - 1)))


def _chosen(first: Array, second: Array, better: Array) -> Array:
    """The second where it is better, by arithmetic: NumPy's own ways to choose branch at every element."""
    places: Array = second - first
    places *= better.view(np.uint8)
    places += first
    return places
