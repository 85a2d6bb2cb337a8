"""The windows of a pooling along one axis: pure integer arithmetic.

Coordinates are those of the map without padding; taps in the padding above or left of it are negative.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


class Step(NamedTuple):
    """One tap of many windows at once: windows `outputs` find it on the coordinates `cells`, pair by pair.

    `fresh` tells that no earlier tap of these windows lies on a cell of the map.
    """

    tap: int
    outputs: slice
    cells: slice
    fresh: bool


@overload
def ceil_div(a: int, b: int) -> int: ...
@overload
def ceil_div(a: Counts, b: int) -> Counts: ...
def ceil_div(a: int | Counts, b: int) -> int | Counts:
    """The quotient a / b rounded up.

    >>> ceil_div(7, 2), ceil_div(-7, 2)
    (4, -3)
    """
    return -(-a // b)


@dataclass(frozen=True)
class Axis:
    """The windows along one axis: `size` n cells, `output` windows of `window` taps, `stride` apart.

    `low` and `high` are the padding before and after the cells, `dilation` the distance between taps.

    >>> axis = Axis(size=5, window=2, stride=2, low=0, high=0, dilation=1, output=2)
    >>> list(axis.taps(1)), axis.left_over, axis.coverage().tolist()
    ([2, 3], 1, [1, 1, 1, 1, 0])
    """

    size: int
    window: int
    stride: int
    low: int
    high: int
    dilation: int
    output: int

    @property
    def uniform(self) -> bool:
        """Whether all windows have one size and one distance (adaptive ones may not)."""
        return True

    @property
    def span(self) -> int:
        """Cells from a window's first tap to its last, both counted: d(k − 1) + 1."""
        return self.dilation * (self.window - 1) + 1

    def start(self, i: int) -> int:
        """Coordinate of the first tap of output i; negative in the padding."""
        return i * self.stride - self.low

    def taps(self, i: int) -> range:
        """All taps of output i, those in padding and overhang too."""
        start = self.start(i)
        return range(start, start + self.span, self.dilation)

    def real(self, i: int) -> range:
        """The taps of output i that lie on cells of the map; empty for some dilated windows."""
        taps = self.taps(i)
        before = max(0, ceil_div(-taps.start, taps.step))
        inside = max(before, min(len(taps), ceil_div(self.size - taps.start, taps.step)))
        return taps[before:inside]

    def counted(self, i: int) -> int:
        """Taps of output i in the padded map: explicit padding counts, the overhang of ceil mode does not."""
        taps = self.taps(i)
        return min(len(taps), ceil_div(self.size + self.high - taps.start, taps.step))

    def seen_by(self, x: int) -> tuple[int, ...]:
        """The outputs that have a tap on coordinate x, in order."""
        windows = self.reaching(x, x + 1)
        return tuple(i for i in windows if (x - self.start(i)) % self.dilation == 0)

    def table(self) -> Counts:
        """Coordinates of all taps, shape (output, window); -1 where a tap lies on no cell of the map."""
        taps = self.starts()[:, np.newaxis] + np.arange(self.window, dtype=np.int64) * self.dilation
        taps[(taps < 0) | (taps >= self.size)] = -1
        return taps

    def starts(self) -> Counts:
        """`start(i)` for every output, shape (output,)."""
        return np.arange(self.output, dtype=np.int64) * self.stride - self.low

    def steps(self) -> tuple[Step, ...]:
        """All taps that lie on cells of the map, tap by tap.

        >>> [(s.tap, s.outputs, s.cells) for s in Axis(4, 2, 2, 0, 0, 1, 2).steps()]
        [(0, slice(0, 2, None), slice(0, 3, 2)), (1, slice(0, 2, None), slice(1, 4, 2))]
        """
        return _steps(self)

    @property
    def tiles(self) -> bool:
        """Whether each cell is seen by exactly one window."""
        return self.inside and self.window == self.stride and self.output * self.stride == self.size

    @property
    def inside(self) -> bool:
        """Whether all taps of all windows lie on cells of the map."""
        return self.low == 0 and self.start(self.output - 1) + self.span <= self.size

    @property
    def may_miss(self) -> bool:
        """Whether a window might see no cell at all: only dilated ones in the padding can."""
        return self.dilation > 1 and self.low > 0

    @property
    def overlap(self) -> int:
        """How many windows can see one cell at most."""
        return min(self.output, ceil_div(self.span, self.stride))

    def real_counts(self) -> Counts:
        """`len(real(i))` for every output, shape (output,)."""
        starts, d = self.starts(), self.dilation
        before = np.maximum(0, -(starts // d))
        after = np.minimum(self.window, -((starts - self.size) // d))
        counts: Counts = np.maximum(0, after - before)
        return counts

    def counted_counts(self) -> Counts:
        """`counted(i)` for every output, shape (output,)."""
        taps = -((self.starts() - self.size - self.high) // self.dilation)
        return np.minimum(self.window, taps)

    def coverage(self) -> Counts:
        """How many windows see each cell, shape (size,); 0 in leftovers, gaps and the holes of dilation."""
        taps = self.table()
        seen: Counts = np.bincount(taps[taps >= 0], minlength=self.size).astype(np.int64, copy=False)
        return seen

    def part(self, first: int, last: int) -> tuple[Axis, int]:
        """The outputs first to last as an axis of their own, and the coordinate at which its cells begin.

        Its cells are those between the first tap and the last; windows and counts are as before.

        >>> part, begin = Axis(9, 3, 2, 1, 1, 1, 5).part(1, 2)
        >>> begin, part.size, part.output, [list(part.taps(i)) for i in range(2)]
        (1, 5, 2, [[0, 1, 2], [2, 3, 4]])
        """
        begin, end = max(0, self.start(first)), min(self.size, self.start(last) + self.span)
        low, high = begin - self.start(first), self.size + self.high - end
        return replace(self, size=end - begin, low=low, high=high, output=last - first + 1), begin

    def reaching(self, begin: int, end: int) -> range:
        """The windows that reach to or beyond any coordinate from begin to end - 1; empty if there are none.

        >>> Axis(9, 3, 2, 0, 0, 1, 4).reaching(3, 5)
        range(1, 3)
        """
        first = max(0, ceil_div(begin + self.low - self.span + 1, self.stride))
        return range(first, min(self.output, (end - 1 + self.low) // self.stride + 1))

    def seeing(self, begin: int, end: int) -> tuple[Axis, int]:
        """The windows that reach coordinates begin to end - 1, on these alone, and the first one's number.

        >>> axis, first = Axis(9, 3, 2, 0, 0, 1, 4).seeing(3, 5)
        >>> first, axis.size, [list(axis.real(i)) for i in range(axis.output)]
        (1, 2, [[0, 1], [1]])
        """
        windows = self.reaching(begin, end)
        low = begin - self.start(windows.start)
        return replace(self, size=end - begin, low=low, high=0, output=len(windows)), windows.start

    @property
    def overhang(self) -> int:
        """Cells by which the last window reaches beyond the padded map (ceil mode), else 0."""
        return max(0, self.taps(self.output - 1)[-1] + 1 - self.size - self.high)

    @property
    def left_over(self) -> int:
        """Cells at the end of the map that no window reaches."""
        return max(0, self.size - 1 - self.taps(self.output - 1)[-1])

    @property
    def has_gaps(self) -> bool:
        """Whether cells before the leftovers go unseen: windows too far apart, or holes of dilation."""
        return bool((self.coverage()[: self.size - self.left_over] == 0).any())


# Every block of a large map asks again for the same few axes.
@lru_cache(maxsize=16)
def _steps(axis: Axis) -> tuple[Step, ...]:
    steps, reached, s = [], axis.output, axis.stride
    for tap in range(axis.window):
        shift = axis.low - tap * axis.dilation
        first = max(0, ceil_div(shift, s))
        last = min(axis.output, (axis.size - 1 + shift) // s + 1)
        # Later taps lie further on, so that their windows begin earlier: the new ones come first.
        cut = min(max(first, reached), last)
        for low, high, fresh in ((first, cut, True), (max(first, cut), last, False)):
            if low < high:
                cells = slice(low * s - shift, (high - 1) * s - shift + 1, s)
                steps.append(Step(tap, slice(low, high), cells, fresh))
        reached = min(reached, first)
    return tuple(steps)
