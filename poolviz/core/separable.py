"""Reducing windows rows first, then columns: 2k passes instead of k², or fewer where windows are wide.

A window's largest value is the largest of its columns' largest values, and so it is with sums. Every pass is
one NumPy call for all windows at once, and as far as possible over one long row of numbers.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby

import numpy as np

from poolviz.core.along import COLUMNS, ROWS, at, filled, shape_along
from poolviz.core.arrays import Array, DType
from poolviz.core.axis import Axis, Counts, Step
from poolviz.core.columns import Columns
from poolviz.core.doubling import Parts, by_halves, doubled, halving_passes, in_pieces, surrounded
from poolviz.core.geometry import Geometry


def by_windows(axis: Axis) -> bool:
    """Whether to go window by window: where they differ, or where that takes fewer passes than taps."""
    return not axis.uniform or axis.window > 4 * axis.output


def reductions(axis: Axis, windows: Counts) -> tuple[Counts, Counts]:
    """How many passes reduce so many windows of an axis, and how many numbers are met for each window."""
    halves = halving_passes(axis)
    alone = (4 * windows < axis.window) | (not axis.uniform)
    passes, met = np.where(alone, windows, axis.window), np.full_like(windows, axis.window)
    if halves is None or 2 * halves > axis.window:
        return passes, met
    return np.where(windows > halves, halves, passes), np.where(windows > halves, halves, met)


def window_slices(axis: Axis) -> list[tuple[slice, slice]]:
    """Each window that sees a cell, and its cells, as slices along the axis."""
    seen = [(i, axis.real(i)) for i in range(axis.output)]
    return [(slice(i, i + 1), slice(r.start, r.stop, r.step)) for i, r in seen if r]


def passes(axis: Axis) -> list[tuple[slice, slice]]:
    """All pairs of windows and cells in few passes: tap by tap, or window by window, then to broadcast."""
    if by_windows(axis):
        return window_slices(axis)
    return [_whole(list(parts)) for _, parts in groupby(axis.steps(), lambda step: step.tap)]


def _whole(tap: list[Step]) -> tuple[slice, slice]:
    """All windows of one tap: those that have met no cell before come first, the others follow on."""
    first, last = tap[0], tap[-1]
    return (
        slice(first.outputs.start, last.outputs.stop),
        slice(first.cells.start, last.cells.stop, first.cells.step),
    )


def few_passes(axis: Axis) -> list[tuple[slice, slice]]:
    """As `passes`, or cell by cell with all its windows where these differ and are more than the cells.

    What a pass found is then to be `added_up`.
    """
    if axis.uniform or axis.output <= axis.size:
        return passes(axis)
    seeing = [axis.reaching(cell, cell + 1) for cell in range(axis.size)]
    return [(slice(seen.start, seen.stop), slice(cell, cell + 1)) for cell, seen in enumerate(seeing) if seen]


def pass_count(axis: Axis) -> int:
    """How many passes `few_passes` takes."""
    return min(axis.output, axis.size) if by_windows(axis) else axis.window


def pairs(geometry: Geometry) -> list[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """The rows and columns of windows, and those of their cells: all pairs of passes, to be `added_up`."""
    across = few_passes(geometry.columns)
    return [
        ((rows, columns), (down, right))
        for rows, down in few_passes(geometry.rows)
        for columns, right in across
    ]


def added_up(found: Array, wanted: Array) -> Array:
    """What a pass found for all cells of a window, or all windows of a cell, in the shape that is wanted."""
    if found.shape == wanted.shape:
        return found
    along = tuple(axis for axis in (ROWS, COLUMNS) if found.shape[axis] != wanted.shape[axis])
    total: Array = found.sum(axis=along, keepdims=True)
    return total


def _by_windows(ufunc: np.ufunc, x: Array, axis: Axis, along: int, empty: float, dtype: DType) -> Array:
    result = filled(x, axis, along, empty, dtype)
    for window, cells in window_slices(axis):
        result[at(window, along)] = ufunc.reduce(x[at(cells, along)], along, dtype, keepdims=True)
    return result


def _by_halves(ufunc: np.ufunc, x: Array, axis: Axis, along: int, empty: float, dtype: DType) -> Array:
    def merge(first: Parts, second: Parts) -> Parts:
        return (ufunc(first[0], second[0]),)

    def work(parts: Parts) -> Parts:
        return doubled(merge, (surrounded(parts[0], axis, along, empty, dtype),), axis, along)

    (result,) = in_pieces(work, (x,), along)
    return result


def _times(x: Array, along: int) -> int:
    """How many times as long as a tap's a pass over halves takes: one row of bytes is hardly worth a call."""
    return 4 if x.itemsize == 1 else 3 if along == COLUMNS else 2


def reduced_rows(ufunc: np.ufunc, x: Array, axis: Axis, empty: float, dtype: DType) -> Array:
    """The rows of `x` (..., H, W) reduced by `ufunc` to (..., H', W); windows without a cell get `empty`."""
    if by_halves(axis, _times(x, ROWS)):
        return _by_halves(ufunc, x, axis, ROWS, empty, dtype)
    if by_windows(axis):
        return _by_windows(ufunc, x, axis, ROWS, empty, dtype)
    steps = axis.steps()
    if opens_in_pairs(steps, axis):
        result: Array = ufunc(x[..., steps[0].cells, :], x[..., steps[1].cells, :], dtype=dtype)
        steps = steps[2:]
    else:
        result = filled(x, axis, ROWS, empty, dtype)
    for step in steps:
        part, cells = result[..., step.outputs, :], x[..., step.cells, :]
        if step.fresh:
            part[...] = cells
        else:
            ufunc(part, cells, out=part)
    return result


def reduced_columns(ufunc: np.ufunc, x: Array, axis: Axis, empty: float) -> Array:
    """The columns of `x` (..., H, W) reduced by `ufunc` to (..., H, W'); see `reduced_rows`."""
    if by_halves(axis, _times(x, COLUMNS)):
        return _by_halves(ufunc, x, axis, COLUMNS, empty, x.dtype)
    if by_windows(axis):
        return _by_windows(ufunc, x, axis, COLUMNS, empty, x.dtype)
    columns = Columns(x, axis, fast_apart=True)
    if opens_in_pairs(columns.steps, axis):
        first, second = (columns.taps(step) for step in columns.steps[:2])
        room = columns.room(x.dtype)
        ufunc(first[: len(second)], second, out=columns.windows(room, columns.steps[1]))
        steps = columns.steps[2:]
    else:
        room = columns.opening(empty)
        steps = columns.steps
    for step in steps:
        part = columns.windows(room, step)
        if step.fresh:
            part[...] = columns.taps(step)
        else:
            ufunc(part, columns.taps(step), out=part)
    return columns.results(room)


def opens_in_pairs(steps: tuple[Step, ...], axis: Axis) -> bool:
    """Whether taps 0 and 1 of all windows lie on cells, so that one pass can join them."""
    everything = slice(0, axis.output)
    return [(step.tap, step.outputs) for step in steps[:2]] == [(0, everything), (1, everything)]


def reduced(ufunc: np.ufunc, x: Array, geometry: Geometry, empty: float, dtype: DType) -> Array:
    """Each window of `x` (..., H, W) reduced by `ufunc` (maximum or add), shape (..., H', W')."""
    rows = reduced_rows(ufunc, x, geometry.rows, empty, dtype)
    return reduced_columns(ufunc, rows, geometry.columns, empty)


def spread(shares: Array, geometry: Geometry, target: Array) -> None:
    """Add shares (..., H', W') to all cells that each window sees: the adjoint of summing.

    `target` (..., H, W) holds zeros. Sums are kept in the type of the shares until they are complete.

    >>> axis, cells = Axis(size=3, window=2, stride=1, low=0, high=0, dilation=1, output=2), np.zeros((1, 3))
    >>> spread(np.array([[1.0, 2.0]]), Geometry(Axis(1, 1, 1, 0, 0, 1, 1), axis), cells)
    >>> cells.tolist()
    [[1.0, 3.0, 2.0]]
    """
    height, width = geometry.size
    wide = (np.empty_like if geometry.columns.tiles else np.zeros_like)(
        shares, shape=(*shares.shape[:-1], width)
    )
    _spread_along(shares, wide, geometry.columns, COLUMNS)
    if shares.dtype == target.dtype and wide.flags.c_contiguous:
        _spread_along(wide, target, geometry.rows, ROWS)
    else:
        result = np.zeros_like(wide, shape=(*shares.shape[:-2], height, width))
        _spread_along(wide, result, geometry.rows, ROWS)
        target[...] = result


def _spread_along(shares: Array, result: Array, axis: Axis, along: int) -> None:
    if by_halves(axis):
        work = partial(_spread_by_halves, axis=axis, along=along)
        (result[...],) = in_pieces(work, (shares,), along)
        return
    written, tap_by_tap = set(), not by_windows(axis)
    for windows, cells in passes(axis):
        part = result[at(cells, along)]
        # Taps that a stride does not divide never meet; the first of those that do finds zeros.
        phase = cells.start % axis.stride
        if axis.overlap == 1 or (tap_by_tap and phase not in written):
            part[...] = shares[at(windows, along)]
        else:
            np.add(part, shares[at(windows, along)], out=part)
        written.add(phase)


def _spread_by_halves(parts: Parts, axis: Axis, along: int) -> Parts:
    """Each cell sums what begins at it and before it, as far as a window reaches."""
    (shares,) = parts
    windows = axis.reaching(0, axis.size)
    begins = Axis(axis.size + axis.span - 1, axis.window, 1, 0, 0, axis.dilation, axis.size)
    given = np.zeros_like(shares, shape=shape_along(shares, begins.size, along))
    first, last = (axis.start(window) + axis.span - 1 for window in (windows[0], windows[-1]))
    where = slice(windows.start, windows.stop)
    given[at(slice(first, last + 1, axis.stride), along)] = shares[at(where, along)]
    return doubled(lambda one, other: (one[0] + other[0],), (given,), begins, along)
