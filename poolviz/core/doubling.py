"""Wide windows that overlap, put together from halves: some 2 log k passes instead of k.

What two neighbouring runs of m cells hold is what a run of 2m holds. A window is made of the runs of 1, 2,
4, … cells that the binary digits of its length name, one after the other. So no cell counts twice, and
nothing is carried from window to window: what a window holds comes from its own cells alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from poolviz.core.along import COLUMNS, ROWS, at, shape_along
from poolviz.core.arrays import Array, DType
from poolviz.core.axis import Axis, Counts, ceil_div

# Numbers of one piece: rows (or columns) are worked on whole, as many together as the cache holds.
_NUMBERS = 1 << 17

Parts = tuple[Array, ...]
"""What is known of each run: its sum, say, or its largest value and where that lies."""
Merge = Callable[[Parts, Parts], Parts]
"""What is known of runs, from what is known of their first and second part."""


def doubled_passes(axis: Axis, times: int = 2) -> int | None:
    """Passes over all windows that halves take, or None where `times` as many are more than taps would take.

    >>> doubled_passes(Axis(100, 33, 1, 0, 0, 1, 68)), doubled_passes(Axis(100, 2, 2, 0, 0, 1, 50))
    (7, None)
    """
    if not axis.uniform or axis.may_miss or axis.size < axis.dilation:
        return None
    # A run begins at every cell, of which there are a stride as many as windows.
    passes = axis.stride * (axis.window.bit_length() - 1) + axis.window.bit_count()
    return passes if times * passes <= axis.window else None


def doubled(merge: Merge, parts: Parts, axis: Axis, along: int) -> Parts:
    """All windows of an axis, given what is known of each of the cells that it `spans`."""
    across = ROWS if along == COLUMNS else COLUMNS
    count = parts[0].shape[across]
    together = max(1, _NUMBERS * count // parts[0].size)
    if count <= together:
        return _doubled(merge, parts, axis, along)
    pieces = (at(slice(begin, begin + together), across) for begin in range(0, count, together))
    found = [_doubled(merge, tuple(part[piece] for part in parts), axis, along) for piece in pieces]
    return tuple(np.concatenate(some, across) for some in zip(*found, strict=True))


def _doubled(merge: Merge, parts: Parts, axis: Axis, along: int) -> Parts:
    found: Parts = ()
    begin = 0
    for length in (1 << digit for digit in range(axis.window.bit_length())):
        apart = length * axis.dilation
        if axis.window & length:
            first = begin * axis.dilation
            where = at(slice(first, first + (axis.output - 1) * axis.stride + 1, axis.stride), along)
            run = tuple(part[where] for part in parts)
            found = merge(found, run) if found else run
            begin += length
        if begin < axis.window:
            first_half, second_half = at(slice(-apart), along), at(slice(apart, None), along)
            parts = merge(tuple(p[first_half] for p in parts), tuple(p[second_half] for p in parts))
    return found


def spans(axis: Axis) -> int:
    """Cells from the first tap of the first window to the last tap of the last, those in padding too."""
    return (axis.output - 1) * axis.stride + axis.span


def surrounded(x: Array, axis: Axis, along: int, empty: float, dtype: DType) -> Array:
    """The cells that an axis spans, with `empty` for those that are not on the map."""
    room = np.full_like(x, empty, dtype, shape=shape_along(x, spans(axis), along))
    seen = min(axis.size, spans(axis) - axis.low)
    room[at(slice(axis.low, axis.low + seen), along)] = x[at(slice(seen), along)]
    return room


def nearest_taps(axis: Axis) -> Counts:
    """For all cells that an axis spans: the cell of the map that the same windows see and that is nearest.

    What is largest in a window does not change if one of its cells is there twice.

    >>> nearest_taps(Axis(size=3, window=4, stride=1, low=1, high=1, dilation=1, output=2)).tolist()
    [0, 0, 1, 2, 2]
    """
    cells = np.arange(spans(axis), dtype=np.int64) - axis.low
    apart = axis.dilation
    cells = np.where(cells < 0, cells % apart, cells)
    steps_back: Counts = np.maximum(0, ceil_div(cells - (axis.size - 1), apart))
    nearest: Counts = cells - steps_back * apart
    return nearest
