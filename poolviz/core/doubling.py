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

# Numbers that are worked on together: a megabyte or less, with what is found on the way.
_TOGETHER = 1 << 17

Parts = tuple[Array, ...]
"""What is known of each run: its sum, say, or its largest value and where that lies."""
Merge = Callable[[Parts, Parts], Parts]
"""What is known of runs, from what is known of their first and second part."""


def halving_passes(axis: Axis) -> int | None:
    """In how many passes over all windows halves are joined; None where windows cannot be made of them.

    These are windows that differ, and dilated ones which may lie beside all cells of the map.

    >>> halving_passes(Axis(100, 33, 1, 0, 0, 1, 68)), halving_passes(Axis(100, 33, 2, 0, 0, 1, 34))
    (7, 12)
    """
    if not axis.uniform or axis.may_miss or axis.size < axis.dilation:
        return None
    # A run begins at every cell, of which there are a stride as many as windows.
    return axis.stride * (axis.window.bit_length() - 1) + axis.window.bit_count()


def by_halves(axis: Axis, times: int = 2) -> bool:
    """Whether to put windows together from halves, as each pass takes about `times` as long as a tap's.

    Few windows are sooner gone through one by one.

    >>> by_halves(Axis(100, 33, 1, 0, 0, 1, 68)), by_halves(Axis(100, 2, 2, 0, 0, 1, 50))
    (True, False)
    """
    passes = halving_passes(axis)
    return passes is not None and times * passes <= axis.window and passes < axis.output


def in_pieces(work: Callable[[Parts], Parts], parts: Parts, along: int) -> Parts:
    """What `work` makes of numbers along one axis, a piece at a time that the cache holds."""
    across = ROWS if along == COLUMNS else COLUMNS
    count = parts[0].shape[across]
    together = max(1, _TOGETHER * count // max(1, parts[0].size))
    if count <= together:
        return work(parts)
    whole: Parts = ()
    for begin in range(0, count, together):
        piece = at(slice(begin, begin + together), across)
        found = work(tuple(part[piece] for part in parts))
        whole = whole or tuple(np.empty(shape_along(one, count, across), one.dtype) for one in found)
        for part, one in zip(whole, found, strict=True):
            part[piece] = one
    return whole


def doubled(merge: Merge, parts: Parts, axis: Axis, along: int) -> Parts:
    """All windows of an axis, given what is known of each of the cells that it `spans`."""
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
            # Runs of this length and those that begin where they end.
            firsts, seconds = at(slice(-apart), along), at(slice(apart, None), along)
            parts = merge(tuple(part[firsts] for part in parts), tuple(part[seconds] for part in parts))
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

    There is one wherever ``halving_passes`` knows a number. What is largest in a window does not change if
    one of its cells is there twice.

    >>> nearest_taps(Axis(size=3, window=4, stride=1, low=1, high=1, dilation=1, output=2)).tolist()
    [0, 0, 1, 2, 2]
    """
    cells = np.arange(spans(axis), dtype=np.int64) - axis.low
    apart = axis.dilation
    cells = np.where(cells < 0, cells % apart, cells)
    steps_back: Counts = np.maximum(0, ceil_div(cells - (axis.size - 1), apart))
    nearest: Counts = cells - steps_back * apart
    return nearest
