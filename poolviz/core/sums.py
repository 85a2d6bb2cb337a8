"""Sums of windows, as exact as the result can hold.

The error of an average stays within 4 units in the last place of sum(|x|) / divisor. Each addition may round
by half a unit, so small windows are added up as they are; larger ones of narrow types in float64, larger ones
of float64 with the rounding of every addition kept and added at the end (Knuth, TAOCP 4.2.2).
No sum is carried from window to window: a NaN or an infinity stays in the windows that see it.
"""

from __future__ import annotations

import numpy as np

from poolviz.core.along import COLUMNS, ROWS, at, shape_along
from poolviz.core.arrays import Array, DType
from poolviz.core.axis import Axis
from poolviz.core.doubling import Parts, by_halves, doubled, in_pieces, surrounded
from poolviz.core.geometry import Geometry
from poolviz.core.separable import by_windows, reduced, window_slices

# Additions of a window that may round: half a unit each, and another half for the division.
_ADDITIONS = 4

# Numbers of a large window that are added up together.
_AT_ONCE = 1 << 16


def few_additions(geometry: Geometry) -> bool:
    """Whether adding up a window tap by tap rounds so seldom that nothing more is needed."""
    return geometry.rows.window + geometry.columns.window - 2 <= _ADDITIONS


def wide_type(x: Array) -> DType:
    """float64, or wider if `x` is."""
    return x.dtype if x.dtype.kind == "f" and x.dtype.itemsize > 8 else np.dtype(np.float64)


def sum_type(x: Array, geometry: Geometry) -> DType:
    """The type in which windows of `x` are added up."""
    return x.dtype if x.dtype == np.float32 and few_additions(geometry) else wide_type(x)


def window_sums(x: Array, geometry: Geometry, *, plain: bool = False) -> Array:
    """The sum of each window's cells, shape (..., H', W'), in float64 or wider; 0 where there is no cell.

    With `plain`, what additions round is not kept: enough where results are narrower than sums.
    """
    dtype = wide_type(x)
    exact = plain or x.dtype.itemsize < dtype.itemsize
    if exact or few_additions(geometry):
        # Numbers that are read several times are widened once.
        rows = geometry.rows
        again = rows.window > rows.stride and not (by_halves(rows) or by_windows(rows))
        return reduced(np.add, x.astype(dtype, copy=False) if again else x, geometry, 0, dtype)
    total, lost = x.astype(dtype, copy=False), np.zeros((), dtype)
    total, lost = _added_along(total, np.broadcast_to(lost, x.shape), geometry.rows, ROWS)
    total, lost = _added_along(total, lost, geometry.columns, COLUMNS)
    # Infinities leave no meaningful rest behind.
    result: Array = total + np.where(np.isfinite(lost), lost, 0)
    return result


def write_averages(x: Array, geometry: Geometry, divisor: Array, values: Array) -> None:
    """Write the sums of all windows divided by `divisor`, which broadcasts to (H', W'), to `values`."""
    if sum_type(x, geometry) == np.float32:
        sums = reduced(np.add, x, geometry, 0, x.dtype)
        np.divide(sums, divisor.astype(x.dtype), out=values)
        if np.isfinite(values).all():
            return
        # Infinite cells, or a sum too large for float32 whose average may not be.
    sums = window_sums(x, geometry)
    if values.dtype.itemsize < sums.dtype.itemsize:
        # Faster, and what it rounds differently is lost in the narrow type anyway.
        np.multiply(sums, 1 / divisor, out=values, casting="same_kind")
    else:
        np.divide(sums, divisor, out=values)


def _exact_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """The rounded sum and what rounding took away."""
    total = a + b
    rest = total - a
    lost = total - rest
    np.subtract(a, lost, out=lost)
    np.subtract(b, rest, out=rest)
    lost += rest
    return total, lost


def _exact_sums(first: Parts, second: Parts) -> Parts:
    """Sums of runs and what they lack, from those of their parts."""
    total, rounded = _exact_sum(first[0], second[0])
    rounded += first[1]
    rounded += second[1]
    return total, rounded


def _added_along(x: Array, rest: Array, axis: Axis, along: int) -> tuple[Array, Array]:
    """Sums of `x` along one axis and what they lack, given what `x` lacks itself."""
    if by_halves(axis):

        def work(parts: Parts) -> Parts:
            cells = tuple(surrounded(part, axis, along, 0, x.dtype) for part in parts)
            return doubled(_exact_sums, cells, axis, along)

        total, lost = in_pieces(work, (x, rest), along)
        return total, lost
    total, lost = np.zeros((2, *shape_along(x, axis.output, along)), x.dtype)
    if by_windows(axis):
        for window, cells in window_slices(axis):
            summed = _summed(x[at(cells, along)], rest[at(cells, along)], along)
            total[at(window, along)], lost[at(window, along)] = summed
        return total, lost
    for step in axis.steps():
        where, cells = at(step.outputs, along), at(step.cells, along)
        total[where], rounded = _exact_sum(total[where], x[cells])
        lost[where] += rounded + rest[cells]
    return total, lost


def _summed(x: Array, rest: Array, along: int) -> tuple[Array, Array]:
    """The sum along one axis, kept with length 1, and what it lacks; a part at a time, to save room."""
    length = x.shape[along]
    together = max(2, _AT_ONCE * length // x.size)
    parts = [at(slice(begin, begin + together), along) for begin in range(0, length, together)]
    total, lost = _folded(x[parts[0]], rest[parts[0]], along)
    for part in parts[1:]:
        more, missing = _folded(x[part], rest[part], along)
        total, rounded = _exact_sum(total, more)
        lost = lost + missing + rounded
    return total, lost


def _folded(x: Array, rest: Array, along: int) -> tuple[Array, Array]:
    """As `_summed`: halves are added to halves until one is left."""
    while (length := x.shape[along]) > 1:
        half = length // 2
        first, second = at(slice(half), along), at(slice(half, 2 * half), along)
        odd = at(slice(2 * half, None), along)
        total, rounded = _exact_sum(x[first], x[second])
        rounded += rest[first] + rest[second]
        x, rest = (np.concatenate(pair, axis=along) for pair in ((total, x[odd]), (rounded, rest[odd])))
    return x, rest
