"""Where the windows of a pooling lie: pure integer arithmetic, one axis at a time.

Coordinates are those of the map without padding; taps in the padding above or left of it are negative.
The rules for output sizes are PyTorch's (`pooling_output_shape` in ATen/native/Pool.h), those for `same` are
Keras's and ONNX's SAME_UPPER, those for adaptive windows PyTorch's (AdaptivePooling.h).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


def ceil_div(a: int, b: int) -> int:
    """The quotient a / b rounded up.

    >>> ceil_div(7, 2), ceil_div(-7, 2)
    (4, -3)
    """
    return -(-a // b)


def output_count(size: int, span: int, stride: int, low: int, high: int, ceil_mode: bool) -> int:
    """How many windows fit; 0 or less if none does.

    In ceil mode a last window that overhangs is kept as long as it starts inside the data or the low padding.

    >>> output_count(9, 4, 4, 2, 2, True), output_count(32, 8, 4, 0, 0, True)
    (3, 7)
    """
    room = size + low + high - span
    if not ceil_mode:
        return room // stride + 1
    count = ceil_div(room, stride) + 1
    return count - 1 if (count - 1) * stride >= size + low else count


def same_padding(size: int, span: int, stride: int, odd_first: bool) -> tuple[int, int, int]:
    """Output count and the padding (low, high) of `same`: ⌈n / s⌉ windows, the odd cell last or first.

    >>> same_padding(3, 2, 2, False), same_padding(224, 7, 2, False)
    ((2, 0, 1), (112, 2, 3))
    """
    output = ceil_div(size, stride)
    total = max((output - 1) * stride + span - size, 0)
    half, rest = total // 2, total - total // 2
    return (output, rest, half) if odd_first else (output, half, rest)


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
        first = max(0, ceil_div(x + self.low - self.span + 1, self.stride))
        last = min(self.output - 1, (x + self.low) // self.stride)
        return tuple(i for i in range(first, last + 1) if (x - self.start(i)) % self.dilation == 0)

    def table(self) -> Counts:
        """Coordinates of all taps, shape (output, window); -1 where a tap lies on no cell of the map."""
        starts = np.arange(self.output, dtype=np.int64) * self.stride - self.low
        taps = starts[:, np.newaxis] + np.arange(self.window, dtype=np.int64) * self.dilation
        taps[(taps < 0) | (taps >= self.size)] = -1
        return taps

    def real_counts(self) -> Counts:
        """`len(real(i))` for every output, shape (output,)."""
        counts: Counts = np.sum(self.table() >= 0, axis=1, dtype=np.int64)
        return counts

    def counted_counts(self) -> Counts:
        """`counted(i)` for every output, shape (output,)."""
        return np.array([self.counted(i) for i in range(self.output)], dtype=np.int64)

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


@dataclass(frozen=True)
class AdaptiveAxis(Axis):
    """Windows of an adaptive pooling whose output does not divide the map: sizes differ, windows overlap.

    Window i runs from ⌊i·n/o⌋ to ⌈(i + 1)·n/o⌉. `window` is the largest size, `stride` the usual distance.
    A part of such an axis begins with window `first` of the `windows` on a map of `cells`.

    >>> [list(adaptive_axis(5, 3).taps(i)) for i in range(3)]
    [[0, 1], [1, 2, 3], [3, 4]]
    """

    @property
    def uniform(self) -> bool:
        """Windows differ."""
        return False

    cells: int
    windows: int
    first: int = 0

    def _edge(self, i: int) -> int:
        """Where output i begins on the whole map, were there no rounding up."""
        return (i + self.first) * self.cells // self.windows

    def start(self, i: int) -> int:
        """Coordinate of the first cell of output i."""
        return self._edge(i) - self._edge(0)

    def taps(self, i: int) -> range:
        """The cells of output i; adaptive windows never leave the map."""
        end = ceil_div((i + 1 + self.first) * self.cells, self.windows)
        return range(self.start(i), end - self._edge(0))

    def table(self) -> Counts:
        """As for plain windows; the shorter ones end in -1."""
        ranges = [self.taps(i) for i in range(self.output)]
        return np.array([[*cells, *[-1] * (self.window - len(cells))] for cells in ranges], dtype=np.int64)

    def part(self, first: int, last: int) -> tuple[Axis, int]:
        """As for plain windows."""
        begin, end = self.start(first), self.taps(last).stop
        output = last - first + 1
        return replace(self, size=end - begin, output=output, first=self.first + first), begin

    def seen_by(self, x: int) -> tuple[int, ...]:
        """The outputs whose window holds coordinate x."""
        return tuple(i for i in range(self.output) if x in self.taps(i))


def adaptive_axis(size: int, output: int) -> Axis:
    """The windows that pool `size` cells to `output`; plain ones where the output divides the size."""
    if size % output == 0:
        return Axis(size, size // output, size // output, 0, 0, 1, output)
    largest = max(ceil_div((i + 1) * size, output) - i * size // output for i in range(output))
    return AdaptiveAxis(size, largest, max(1, size // output), 0, 0, 1, output, size, output)


@dataclass(frozen=True)
class Geometry:
    """The windows of a pooling on a map of one size: two axes that know nothing of each other.

    >>> axis = Axis(size=3, window=2, stride=2, low=0, high=0, dilation=1, output=1)
    >>> Geometry(axis, axis).coverage().tolist()
    [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    """

    rows: Axis
    columns: Axis

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the map."""
        return self.rows.size, self.columns.size

    @property
    def output(self) -> tuple[int, int]:
        """Height and width of the result."""
        return self.rows.output, self.columns.output

    @property
    def windows(self) -> int:
        """How many windows there are in one channel."""
        return self.rows.output * self.columns.output

    def coverage(self) -> Counts:
        """How many windows see each cell, shape (H, W)."""
        return np.multiply.outer(self.rows.coverage(), self.columns.coverage())

    def unseen(self) -> int:
        """How many cells of one channel no window sees."""
        seen = int(np.count_nonzero(self.rows.coverage())) * int(np.count_nonzero(self.columns.coverage()))
        return self.rows.size * self.columns.size - seen
