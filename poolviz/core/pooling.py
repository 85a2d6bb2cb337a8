"""Pooling forward: what each window gives, and for max which of its cells gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map, read_only
from poolviz.core.geometry import Geometry
from poolviz.core.plain import largest, tap_sums
from poolviz.core.spec import PoolSpec

Winners = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pooled:
    """What a pooling gave: `values`, shape (..., H', W'), and for max the `winners`.

    Both are read-only. The map that was pooled must stay as it was until `winners` was read once.
    """

    values: Array
    spec: PoolSpec
    _x: Array = field(repr=False)

    @cached_property
    def winners(self) -> Winners:
        """Flat index of each window's winner in its own H x W plane without padding, shape (..., H', W').

        As PyTorch's `return_indices`; -1 for a window that sees no cell. Worked out on first use and kept.

        Raises:
            ValueError: the pooling was no max.

        >>> pool([[1, 1, 2, 4], [5, 6, 7, 8]], PoolSpec()).winners.tolist()
        [[5, 7]]
        """
        if self.spec.mode != "max":
            raise ValueError(f"Only max has winners: in {self.spec.mode} every cell has its share.")
        geometry = self.spec.geometry(self._x.shape[-2:])
        winners: Winners = read_only(largest(self._x, geometry, self.spec.ties)[1])
        return winners


def pool(x: npt.ArrayLike, spec: PoolSpec) -> Pooled:
    """Pool each channel of `x`, shape (..., H, W), by itself to (..., H', W').

    Max keeps the type of `x` (truth values become uint8); average and lp keep floats and turn integers into
    float64. Agrees with PyTorch's CPU kernels wherever they define the case; lp agrees with ONNX's LpPool.

    Raises:
        SpecError: no window fits the map.
        ValueError: `x` is no map of numbers.

    >>> x = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
    >>> pool(x, PoolSpec()).values.tolist(), pool(x, PoolSpec(mode="average")).values.tolist()
    ([[6, 8], [3, 4]], [[3.25, 5.25], [2.0, 2.0]])
    """
    array = as_map(x)
    geometry = spec.geometry(array.shape[-2:])
    if spec.mode == "max":
        values = largest(array, geometry, spec.ties)[0]
    elif spec.mode == "average":
        values = _averages(array, geometry, spec)
    else:
        values = _powers(array, geometry, spec.p)
    return Pooled(read_only(values), spec, array)


def divisors(spec: PoolSpec, size: tuple[int, int]) -> npt.NDArray[np.float64]:
    """What average divides each window's sum by, shape (H', W'), on a map of `size` (H, W).

    `divisor_override` beats everything; else the taps in the padded map (`count_include_pad`, PyTorch's rule:
    the overhang of ceil mode does not count) or on real cells only. 0 for a window that sees nothing: its
    average is 0.

    >>> divisors(PoolSpec(mode="average", window=2, padding=1, count_include_pad=False), (2, 2)).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    return window_divisors(spec, spec.geometry(size))


def window_divisors(spec: PoolSpec, geometry: Geometry) -> npt.NDArray[np.float64]:
    """`divisors` where the geometry is already known."""
    if spec.divisor_override is not None:
        return np.full(geometry.output, float(spec.divisor_override))
    axes = (geometry.rows, geometry.columns)
    down, right = ((a.counted_counts() if spec.count_include_pad else a.real_counts()) for a in axes)
    return np.multiply.outer(down, right).astype(np.float64)


def _float_type(x: Array) -> np.dtype[np.floating]:
    return x.dtype if x.dtype.kind == "f" else np.dtype(np.float64)


def _averages(x: Array, geometry: Geometry, spec: PoolSpec) -> Array:
    share = window_divisors(spec, geometry)
    sums = tap_sums(x, geometry)
    return (sums / np.where(share == 0, 1, share)).astype(_float_type(x))


def _powers(x: Array, geometry: Geometry, p: float) -> Array:
    wide = np.abs(x.astype(np.result_type(x.dtype, np.float64)))
    result: Array = (tap_sums(wide**p, geometry) ** (1 / p)).astype(_float_type(x))
    return result
