"""Max pooling: the largest value of each window, and the cell that owns it.

Winners are found rows first, then columns: within each column of a window the first largest cell, then among
the columns the one whose largest is larger, or equally large and higher up. That is the first in row order.
For the last, "larger" becomes "not smaller" and "higher" "not higher"; for the first in column order, rows
and columns change places.
"""

from __future__ import annotations

import numpy as np

from poolviz.core.along import COLUMNS, ROWS, at, filled
from poolviz.core.arrays import Array
from poolviz.core.axis import Axis, Counts
from poolviz.core.columns import Columns
from poolviz.core.doubling import by_halves
from poolviz.core.geometry import Geometry
from poolviz.core.halves import down_by_halves, right_by_halves
from poolviz.core.separable import by_windows, opens_in_pairs, reduced, window_slices
from poolviz.core.spec import Ties
from poolviz.core.windows import gathered

# Cells of large windows that are compared at once.
_AT_ONCE = 1 << 18

# How many times as long as a tap's a pass takes that merges halves and the places of their winners.
_TIMES = 4


def lowest(x: Array) -> float:
    """What a window without a cell gives: -∞, or the smallest number of an integer type."""
    return -np.inf if x.dtype.kind == "f" else int(np.iinfo(x.dtype).min)


def largest(x: Array, geometry: Geometry, ties: Ties) -> Array:
    """The largest value of each window, shape (..., H', W'); a NaN is larger than everything."""
    values = reduced(np.maximum, x, geometry, lowest(x), x.dtype)
    if x.dtype.kind == "f" and _signs_matter(x, values):
        return winning(x, geometry, ties)[0]
    return values


def winning(x: Array, geometry: Geometry, ties: Ties) -> tuple[Array, Counts]:
    """The largest value of each window and its flat index into the H × W plane, both (..., H', W')."""
    winners = np.empty(x.shape[:-2] + geometry.output, np.int64)
    return Finder(geometry, ties)(x, winners), winners


class Finder:
    """Finds the winners of maps that have one geometry; `before` cells of a larger map lie before theirs."""

    def __init__(self, geometry: Geometry, ties: Ties, before: int = 0) -> None:
        self._geometry = geometry
        self._ties = ties
        self._before = before
        rows, columns, (height, width) = geometry.rows, geometry.columns, geometry.size
        # The narrower the numbers, the faster; nearly always they are narrow.
        self._index = np.dtype(np.int32 if before + height * width < 2**31 else np.int64)
        self._down, self._right = rows.dilation * width, columns.dilation
        farthest = (rows.window - 1) * self._down + (columns.window - 1) * self._right
        # Wide enough for a single step too, even if no tap takes it: a window of one row steps 0 rows down.
        self._offset = np.min_scalar_type(max(farthest, self._down, self._right))
        starts = (rows.starts() * width + before).astype(self._index)
        self._corners = np.add.outer(starts, columns.starts().astype(self._index))

    def __call__(self, x: Array, winners: Counts) -> Array:
        """The largest value of each window; the flat indices of the winners are written to `winners`."""
        if self._ties == "column":
            swapped = Geometry(self._geometry.columns, self._geometry.rows)
            found = _first_or_last(x.swapaxes(-1, -2), swapped, later=False)
            values, right, down = (array.swapaxes(-1, -2) for array in found)
        else:
            values, down, right = _first_or_last(x, self._geometry, later=self._ties == "last")
        self._write(down, right, winners)
        if x.dtype.kind == "f":
            if np.isnan(values.max()):
                self._give_to_last_nans(x, values, winners)
            if _signs_matter(x, values):
                self._keep_signs(x, values, winners)
        return values

    def _write(self, down: Array, right: Array, winners: Counts) -> None:
        """Write flat indices of the taps down and right; -1 for windows without a cell."""
        offsets = down.astype(self._offset)
        offsets *= self._offset.type(self._down)
        offsets += (right if self._right == 1 else right * self._offset.type(self._right)).astype(
            self._offset
        )
        flat = offsets.astype(self._index)
        flat += self._corners
        winners[...] = flat
        if self._geometry.may_miss:
            winners[..., (self._geometry.rows.real_counts() == 0), :] = -1
            winners[..., (self._geometry.columns.real_counts() == 0)] = -1

    def _keep_signs(self, x: Array, values: Array, winners: Counts) -> None:
        """Give every zero in `values` the sign it has in its winner's cell."""
        zeros = np.nonzero((values == 0) & (winners >= 0))
        rows, columns = np.divmod(winners[zeros] - self._before, x.shape[-1])
        values[zeros] = x[(*zeros[:-2], rows, columns)]

    def _give_to_last_nans(self, x: Array, values: Array, winners: Counts) -> None:
        """Where a window gave NaN, its last NaN in row order owns it, whatever the tie rule.

        So it is in PyTorch, where a NaN always replaces what was found before.
        """
        for some in gathered(x, self._geometry, np.isnan(values)):
            nans = np.isnan(some.values) & (some.flat >= 0)
            last = nans.shape[1] - 1 - nans[:, ::-1].argmax(axis=1)
            winners[some.which] = some.flat[np.arange(len(last)), last] + self._before


def _signs_matter(x: Array, values: Array) -> bool:
    """Whether some window gave a zero and some cell is -0.0: they are equal, and the winner's sign counts."""
    return bool((values == 0).any()) and bool(((x == 0) & np.signbit(x)).any())


def _first_or_last(x: Array, geometry: Geometry, later: bool) -> tuple[Array, Array, Array]:
    """The largest values, and the taps down and right at which the first (or last) of them lie."""
    best, down = _down(x, geometry.rows, later)
    return _right(best, down, geometry.columns, later)


def _down(x: Array, axis: Axis, later: bool) -> tuple[Array, Array]:
    """The largest of each column of each window and its tap, both (..., H', W)."""
    if by_halves(axis, _TIMES):
        return down_by_halves(x, axis, later)
    if by_windows(axis):
        return _down_by_windows(x, axis, later)
    better_than = np.greater_equal if later else np.greater
    steps = axis.steps()
    if opens_in_pairs(steps, axis):
        upper, lower = (x[..., step.cells, :] for step in steps[:2])
        best, down = np.maximum(upper, lower), _numbered(better_than(lower, upper), axis)
        steps = steps[2:]
    else:
        best = filled(x, axis, ROWS, lowest(x), x.dtype)
        down = np.zeros_like(best, _tap_type(axis))
    for step in steps:
        where, cells = at(step.outputs, ROWS), x[..., step.cells, :]
        if step.fresh:
            best[where], down[where] = cells, step.tap
        else:
            _mark(down[where], better_than(cells, best[where]), step.tap)
            np.maximum(best[where], cells, out=best[where])
    return best, down


def _right(x: Array, rows: Array, axis: Axis, later: bool) -> tuple[Array, Array, Array]:
    """The largest of each window, and the taps down and right at which it lies, all (..., H', W')."""
    if by_halves(axis, _TIMES):
        return right_by_halves(x, rows, axis, later)
    if by_windows(axis):
        return _right_by_windows(x, rows, axis, later)
    columns, row_columns = Columns(x, axis), Columns(rows, axis)
    best, down = columns.opening(lowest(x)), row_columns.opening(0)
    right = columns.room(_tap_type(axis))
    right.fill(0)
    for step in columns.steps:
        part, cells = columns.windows(best, step), columns.taps(step)
        part_rows, cell_rows = columns.windows(down, step), row_columns.taps(step)
        if step.fresh:
            part[...], part_rows[...] = cells, cell_rows
            columns.windows(right, step)[...] = step.tap
        else:
            better, tied = cells > part, cells == part
            if tied.any():
                tied &= cell_rows >= part_rows if later else cell_rows < part_rows
                better |= tied
            np.maximum(part, cells, out=part)
            _choose(part_rows, cell_rows, better)
            _mark(columns.windows(right, step), better, step.tap)
    return columns.results(best), columns.results(down), columns.results(right)


def _tap_type(axis: Axis) -> np.dtype[np.unsignedinteger]:
    """The smallest type that holds the number of a tap."""
    return np.min_scalar_type(axis.window - 1)


def _numbered(second: Array, axis: Axis) -> Array:
    """Tap 1 where the second is chosen, else tap 0."""
    return second.view(np.uint8).astype(_tap_type(axis), copy=False)


def _mark(taps: Array, better: Array, tap: int) -> None:
    """Write the number of a tap where it is better; taps come in order, so that the largest is the newest."""
    np.maximum(taps, better.view(np.uint8) * taps.dtype.type(tap), out=taps)


def _choose(taps: Array, others: Array, better: Array) -> None:
    """Take `others` where better; by arithmetic, as NumPy's own ways to choose branch at every element."""
    steps = others - taps
    steps *= better.view(np.uint8)
    taps += steps


def _down_by_windows(x: Array, axis: Axis, later: bool) -> tuple[Array, Array]:
    """As `_down`, for few and large windows; some columns at a time, to save room."""
    best = filled(x, axis, ROWS, lowest(x), x.dtype)
    down = np.zeros_like(best, _tap_type(axis))
    together = max(1, _AT_ONCE * x.shape[-1] // x.size)
    for window, cells in window_slices(axis):
        for column in range(0, x.shape[-1], together):
            columns = slice(column, column + together)
            values, where = x[..., cells, columns], (..., window, columns)
            best[where] = values.max(axis=ROWS, keepdims=True)
            down[where] = _first_true(values == best[where], ROWS, later) + _missed(axis, window, cells)
    return best, down


def _right_by_windows(x: Array, rows: Array, axis: Axis, later: bool) -> tuple[Array, Array, Array]:
    """As `_right`, for few and large windows."""
    best = filled(x, axis, COLUMNS, lowest(x), x.dtype)
    down, right = np.zeros_like(best, rows.dtype), np.zeros_like(best, _tap_type(axis))
    worst = 0 if later else np.iinfo(rows.dtype).max
    for window, cells in window_slices(axis):
        where, values = at(window, COLUMNS), x[at(cells, COLUMNS)]
        best[where] = values.max(axis=COLUMNS, keepdims=True)
        tied = values == best[where]
        ranks = np.where(tied, rows[at(cells, COLUMNS)], worst)
        down[where] = (ranks.max if later else ranks.min)(axis=COLUMNS, keepdims=True)
        tied &= ranks == down[where]
        right[where] = _first_true(tied, COLUMNS, later) + _missed(axis, window, cells)
    return best, down, right


def _first_true(mask: Array, along: int, later: bool) -> Counts:
    """The place of the first (or last) True along one axis, which is kept with length 1."""
    places: Counts = (np.flip(mask, along) if later else mask).argmax(axis=along, keepdims=True)
    return mask.shape[along] - 1 - places if later else places


def _missed(axis: Axis, window: slice, cells: slice) -> int:
    """How many taps of a window lie before the first cell of the map."""
    return int(cells.start - axis.start(window.start)) // axis.dilation
