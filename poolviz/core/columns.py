"""Columns side by side, where windows are reduced tap by tap along the rows of memory."""

from __future__ import annotations

import math
import sys

import numpy as np

from poolviz.core.arrays import Array, DType
from poolviz.core.axis import Axis, Step, ceil_div

_LOW_FIRST = sys.byteorder == "little"


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
