"""What average divides the sum of each window by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from poolviz.core.axis import Axis, Counts
from poolviz.core.geometry import Geometry
from poolviz.core.spec import PoolSpec


def divisors(spec: PoolSpec, size: tuple[int, int]) -> npt.NDArray[np.float64]:
    """What average divides each window's sum by, shape (H', W'), on a map of `size` (H, W).

    `divisor_override` beats everything; else the taps in the padded map (`count_include_pad`, PyTorch's rule:
    the overhang of ceil mode does not count), or those on real cells only (Keras, ONNX). The latter are 0 for
    a window that sees no cell; its average is 0.

    Raises:
        SpecError: no window fits the map.

    >>> divisors(PoolSpec(mode="average", window=2, padding=1, count_include_pad=False), (2, 2)).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    geometry = spec.geometry(size)
    if spec.divisor_override is not None:
        return np.full(geometry.output, float(spec.divisor_override))
    down, right = (_counts(axis, spec.count_include_pad) for axis in (geometry.rows, geometry.columns))
    return np.multiply.outer(down, right).astype(np.float64)


def divisor_at(spec: PoolSpec, geometry: Geometry, row: int, column: int) -> int:
    """What average divides the sum of one window by: one number of `divisors`, without the others.

    >>> spec = PoolSpec(mode="average", window=2, padding=1)
    >>> divisor_at(spec, spec.geometry((2, 2)), 0, 1)
    4
    """
    if spec.divisor_override is not None:
        return spec.divisor_override
    ways = (geometry.rows, row), (geometry.columns, column)
    down, right = (axis.counted(i) if spec.count_include_pad else len(axis.real(i)) for axis, i in ways)
    return down * right


def divisors_at(
    spec: PoolSpec, geometry: Geometry, rows: Sequence[int], columns: Sequence[int]
) -> npt.NDArray[np.int64]:
    """What average divides the sums of the windows in some rows and columns by, (rows, columns).

    >>> spec = PoolSpec(mode="average", window=2, padding=1, count_include_pad=False)
    >>> divisors_at(spec, spec.geometry((2, 2)), range(2), (1,)).tolist()
    [[1], [1]]
    """
    if spec.divisor_override is not None:
        return np.full((len(rows), len(columns)), spec.divisor_override, np.int64)
    ways = (geometry.rows, rows), (geometry.columns, columns)
    down, right = (_counts(axis, spec.count_include_pad)[list(some)] for axis, some in ways)
    return np.multiply.outer(down, right)


class Divisor:
    """The divisors of all windows, kept as two short rows of factors; never 0.

    >>> axis = Axis(size=4, window=2, stride=2, low=0, high=0, dilation=1, output=2)
    >>> Divisor(PoolSpec(mode="average"), Geometry(axis, axis))[slice(0, 2)].tolist()
    [[4.0]]
    """

    def __init__(self, spec: PoolSpec, geometry: Geometry) -> None:
        if spec.divisor_override is None:
            self._down, self._right = (_factors(spec, axis) for axis in (geometry.rows, geometry.columns))
        else:
            self._down, self._right = np.full(1, spec.divisor_override), np.ones(1, np.int64)

    def __getitem__(self, rows: slice) -> npt.NDArray[np.float64]:
        """The divisors of some rows of windows, in a shape that broadcasts to (rows, W')."""
        down = self._down[rows] if len(self._down) > 1 else self._down
        return np.multiply.outer(down, self._right).astype(np.float64)


@lru_cache(maxsize=64)  # asked about at every step
def _counts(axis: Axis, with_padding: bool) -> Counts:
    counts = axis.counted_counts() if with_padding else axis.real_counts()
    counts.flags.writeable = False
    return counts


def _factors(spec: PoolSpec, axis: Axis) -> Counts:
    """The counts along one axis; a single one if all windows are whole."""
    if axis.inside:
        return np.full(1, axis.window, np.int64)
    counts = np.maximum(_counts(axis, spec.count_include_pad), 1)
    return counts[:1] if (counts == counts[0]).all() else counts


def padding_swallows(spec: PoolSpec, geometry: Geometry) -> bool:
    """Whether a part of the gradient falls on padding that average counts.

    >>> spec = PoolSpec(mode="average", window=2, padding=1)
    >>> padding_swallows(spec, spec.geometry((2, 2)))
    True
    """
    if spec.mode != "average" or spec.divisor_override is not None or not spec.count_include_pad:
        return False
    axes = geometry.rows, geometry.columns
    return any(bool((axis.real_counts() < axis.counted_counts()).any()) for axis in axes)
