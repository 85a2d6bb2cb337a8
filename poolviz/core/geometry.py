"""Where the windows of a pooling lie on a map of one size, and how many there are.

The rules for output sizes are PyTorch's (`pooling_output_shape` in ATen/native/Pool.h), those for `same` are
Keras's and ONNX's SAME_UPPER.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poolviz.core.axis import Axis, Counts, ceil_div


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

    @property
    def taps(self) -> int:
        """How many cells a window has, padding among them: the weights of a kernel that slides there."""
        return self.rows.window * self.columns.window

    @property
    def products(self) -> int:
        """How many products such a kernel takes on one channel."""
        return self.windows * self.taps

    @property
    def may_miss(self) -> bool:
        """Whether a window might see no cell at all: only dilated ones in the padding can."""
        return self.rows.may_miss or self.columns.may_miss

    @property
    def overlap(self) -> int:
        """How many windows can see one cell at most."""
        return self.rows.overlap * self.columns.overlap

    def coverage(self) -> Counts:
        """How many windows see each cell, shape (H, W)."""
        return np.multiply.outer(self.rows.coverage(), self.columns.coverage())

    def unseen(self) -> int:
        """How many cells of one channel no window sees."""
        seen = int(np.count_nonzero(self.rows.coverage())) * int(np.count_nonzero(self.columns.coverage()))
        return self.rows.size * self.columns.size - seen
