"""Reducing windows rows first, then columns: 2k passes instead of k².

A window's largest value is the largest of its columns' largest values, and so it is with sums. Every pass is
one NumPy call for all windows at once, and as far as possible over one long row of numbers.
"""

from __future__ import annotations

import math
import sys
from itertools import groupby
from typing import Any

import numpy as np

from poolviz.core.arrays import Array, DType
from poolviz.core.axis import Axis, Step, ceil_div
from poolviz.core.geometry import Geometry

ROWS, COLUMNS = -2, -1
_LOW_FIRST = sys.byteorder == "little"


def at(where: slice, along: int) -> Any:  # noqa: ANN401 - an index for NumPy, which takes many kinds
    """An index that takes `where` along one of the last two axes."""
    return (..., where, slice(None)) if along == ROWS else (..., where)


def shape_along(x: Array, axis: Axis, along: int) -> tuple[int, ...]:
    """The shape of `x` once it is reduced along one axis."""
    shape = list(x.shape)
    shape[along] = axis.output
    return tuple(shape)


def by_windows(axis: Axis) -> bool:
    """Whether to go window by window: where they differ, or where that takes fewer passes than taps."""
    return not axis.uniform or axis.window > 4 * axis.output


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


class Columns:
    """The columns of a stack (..., H, W) arranged so that one tap of all windows is one long row of numbers.

    Columns that lie `stride` apart are copied side by side: 0, s, 2s, … into one array, 1, s + 1, 2s + 1, …
    into the next. All arrays, and the results that go with them, have rows of one length, a little more than
    there are windows: a shift by one tap is then a shift of the whole array. What ends up beyond the windows
    is nonsense, and cut off in the end.

    That is not done where columns are no neighbours in memory anyway. And where numbers that lie apart are no
    hindrance (`fast_apart`: adding and choosing the larger are fast, comparing is not) and each is read only
    once or twice, columns are not copied.
    """

    def __init__(self, x: Array, axis: Axis, fast_apart: bool = False) -> None:
        self._x = x
        self._axis = axis
        self.steps = axis.steps()
        apart = axis.stride if axis.output > 1 else 1
        self._copies = apart > 1 and not (fast_apart and axis.window <= 2 * apart)
        fits = self._copies or x.shape[-1] % apart == 0
        self._in_rows = x.flags.c_contiguous and fits
        self._apart = apart if self._in_rows else 1
        length = ceil_div(x.shape[-1], self._apart) if self._in_rows else 0
        self._shape = (*x.shape[:-1], max(length, axis.output))
        ready = self._apart == 1 and (not self._in_rows or self._shape == x.shape)
        self._phases = {0: x} if ready else {}

    def room(self, dtype: DType) -> Array:
        """Room for results, one for each window and some more."""
        return np.empty_like(self._x, dtype, shape=self._shape)

    def results(self, room: Array) -> Array:
        """The results among what is in `room`."""
        return room[..., : self._axis.output]

    def opening(self, empty: float) -> Array:
        """Room for results that holds the first tap of every window, if it lies on a cell, else `empty`.

        The step that is done with that is taken from `steps`.
        """
        if not self.steps or self.steps[0].tap or self.steps[0].outputs != slice(0, self._axis.output):
            return np.full_like(self._x, empty, shape=self._shape)
        first, self.steps = self.steps[0], self.steps[1:]
        if self._apart > 1 and self._copies and all(step.cells.start % self._apart for step in self.steps):
            # No other tap reads this copy.
            self._phase(0)
            return self._phases.pop(0)
        room = self.room(self._x.dtype)
        self.windows(room, first)[...] = self.taps(first)
        return room

    def taps(self, step: Step) -> Array:
        """The cells of one tap."""
        begin, phase = divmod(step.cells.start, self._apart)
        source = self._phase(phase)
        if self._in_one_row(step):
            return source.reshape(-1)[begin:]
        if self._apart == 1:
            return source[..., step.cells]
        return source[..., begin : begin + step.outputs.stop - step.outputs.start]

    def windows(self, room: Array, step: Step) -> Array:
        """The results in `room` to which the cells of one tap belong."""
        if self._in_one_row(step):
            return room.reshape(-1)[: room.size - step.cells.start // self._apart]
        return room[..., step.outputs]

    def _in_one_row(self, step: Step) -> bool:
        return self._in_rows and step.outputs.stop - step.outputs.start == self._axis.output

    def _phase(self, number: int) -> Array:
        if number not in self._phases:
            self._phases[number] = self._columns(number)
        return self._phases[number]

    def _columns(self, first: int) -> Array:
        """Columns `first`, `first` + s, … side by side, or where they are."""
        whole = self._x.size == self._apart * math.prod(self._shape)
        if whole and not self._copies:
            return self._x.reshape(-1)[first :: self._apart].reshape(self._shape)
        columns, room = self._x[..., first :: self._apart], self.room(self._x.dtype)
        if whole and self._apart == 2 and self._x.itemsize < 8 and _LOW_FIRST:
            _copy_every_other(self._x.reshape(-1), first, room.reshape(-1))
        else:
            room[..., : columns.shape[-1]] = columns
        return room


def _copy_every_other(source: Array, begin: int, target: Array) -> None:
    """Copy elements 0, 2, 4, … or 1, 3, 5, … of a row: several times faster as halves of wider numbers."""
    narrow, wide = (np.dtype(f"u{source.itemsize * times}") for times in (1, 2))
    bits, kept = source.view(narrow), target.view(narrow)
    pairs = bits[begin : len(bits) - begin].view(wide)
    # Narrowing keeps the low half of each pair: its first element.
    np.copyto(kept[: len(pairs)], pairs, casting="unsafe")
    kept[-1] = bits[2 * len(kept) - 2 + begin]


def filled(x: Array, axis: Axis, along: int, value: float, dtype: DType) -> Array:
    """An array in the shape and layout of `x` once it is reduced along one axis, filled with `value`."""
    return np.full_like(x, value, dtype, shape=shape_along(x, axis, along))


def _by_windows(ufunc: np.ufunc, x: Array, axis: Axis, along: int, empty: float, dtype: DType) -> Array:
    result = filled(x, axis, along, empty, dtype)
    for window, cells in window_slices(axis):
        result[at(window, along)] = ufunc.reduce(x[at(cells, along)], along, dtype, keepdims=True)
    return result


def reduced_rows(ufunc: np.ufunc, x: Array, axis: Axis, empty: float, dtype: DType) -> Array:
    """The rows of `x` (..., H, W) reduced by `ufunc` to (..., H', W); windows without a cell get `empty`."""
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
    written = set()
    for windows, cells in passes(axis):
        part = result[at(cells, along)]
        # Taps that a stride does not divide never meet; the first of those that do finds zeros.
        phase = cells.start % axis.stride
        if axis.overlap == 1 or (axis.uniform and phase not in written):
            part[...] = shares[at(windows, along)]
        else:
            np.add(part, shares[at(windows, along)], out=part)
        written.add(phase)
