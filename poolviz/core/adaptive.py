"""The windows of an adaptive pooling, which fit any map: PyTorch's rule (AdaptivePooling.h)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from poolviz.core.axis import Axis, Counts, ceil_div


@dataclass(frozen=True)
class AdaptiveAxis(Axis):
    """Windows of an adaptive pooling whose output does not divide the map: sizes differ, windows overlap.

    Window i runs from ⌊i·n/o⌋ to ⌈(i + 1)·n/o⌉. `window` is the largest size, `stride` the usual distance.
    A part of such an axis begins with window `first` of the `windows`, on cell `origin` of the map's `cells`.

    >>> [list(adaptive_axis(5, 3).taps(i)) for i in range(3)]
    [[0, 1], [1, 2, 3], [3, 4]]
    """

    cells: int
    windows: int
    first: int = 0
    origin: int = 0

    @property
    def uniform(self) -> bool:
        """Windows differ."""
        return False

    def start(self, i: int) -> int:
        """Coordinate of the first cell of output i."""
        return (i + self.first) * self.cells // self.windows - self.origin

    def taps(self, i: int) -> range:
        """The cells of output i; adaptive windows never leave the map."""
        end = ceil_div((i + 1 + self.first) * self.cells, self.windows)
        return range(self.start(i), end - self.origin)

    def table(self) -> Counts:
        """As for plain windows; the shorter ones end in -1."""
        ranges = [self.taps(i) for i in range(self.output)]
        return np.array([[*cells, *[-1] * (self.window - len(cells))] for cells in ranges], dtype=np.int64)

    def starts(self) -> Counts:
        """As for plain windows."""
        return np.array([self.start(i) for i in range(self.output)], dtype=np.int64)

    def counted_counts(self) -> Counts:
        """As for plain windows: the sizes of the windows."""
        return np.array([len(self.taps(i)) for i in range(self.output)], dtype=np.int64)

    def real_counts(self) -> Counts:
        """As for plain windows: the sizes of the windows."""
        return self.counted_counts()

    @property
    def inside(self) -> bool:
        """No: the windows that are smaller than the largest lack its last taps."""
        return False

    @property
    def overlap(self) -> int:
        """As for plain windows; those that are larger than the map has cells for them repeat."""
        return max(2, ceil_div(self.windows, self.cells) + 1)

    def part(self, first: int, last: int) -> tuple[Axis, int]:
        """As for plain windows."""
        begin, end = self.start(first), self.taps(last).stop
        return self._cut(begin, end, range(first, last + 1)), begin

    def reaching(self, begin: int, end: int) -> range:
        """As for plain windows."""
        first = (begin + self.origin) * self.windows // self.cells - self.first
        last = ceil_div((end + self.origin) * self.windows, self.cells) - self.first
        return range(max(0, first), min(self.output, last))

    def seeing(self, begin: int, end: int) -> tuple[Axis, int]:
        """As for plain windows."""
        windows = self.reaching(begin, end)
        return self._cut(begin, end, windows), windows.start

    def _cut(self, begin: int, end: int, windows: range) -> Axis:
        origin, first = self.origin + begin, self.first + windows.start
        return replace(self, size=end - begin, output=len(windows), first=first, origin=origin)

    def seen_by(self, x: int) -> tuple[int, ...]:
        """The outputs whose window holds coordinate x."""
        return tuple(self.reaching(x, x + 1))


def adaptive_axis(size: int, output: int) -> Axis:
    """The windows that pool `size` cells to `output`; plain ones where the output divides the size."""
    if size % output == 0:
        return Axis(size, size // output, size // output, 0, 0, 1, output)
    largest = max(ceil_div((i + 1) * size, output) - i * size // output for i in range(output))
    return AdaptiveAxis(size, largest, max(1, size // output), 0, 0, 1, output, size, output)
