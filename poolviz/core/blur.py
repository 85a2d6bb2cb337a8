"""Anti-aliased pooling: look everywhere, blur, and only then leave cells out.

The rule is Zhang's, "Making Convolutional Networks Shift-Invariant Again" (2019).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from poolviz.core.along import COLUMNS, ROWS
from poolviz.core.arrays import Array, as_map, as_upstream, float_type
from poolviz.core.axis import Axis, Counts
from poolviz.core.checks import SpecError, at_least
from poolviz.core.gradient import pool_backward
from poolviz.core.planes import few_planes
from poolviz.core.pooling import pool
from poolviz.core.sentences import Sentence
from poolviz.core.spec import PoolSpec


def blur_pool(x: npt.ArrayLike, spec: PoolSpec, taps: int = 3) -> Array:
    """Pool with stride 1, blur, and keep every stride-th cell: (..., H, W) to (..., H', W').

    The size is that of `pool(x, spec)`, whose windows are those of the cells that are kept. The blur is the
    binomial of `taps` numbers divided by their sum, along rows and along columns: (1 2 1)/4 for 3. It is
    centred on the cell that is kept (an even one reaches one cell further down and right, as Zhang's), and
    beyond the edges it sees the map reflected without repeating the outermost cell; there too lie the
    overhanging windows of ceil mode. Blurred in float64; floats keep their type, integers give float64.

    Args:
        x: the map.
        spec: the pooling that this replaces, of any mode.
        taps: length of the blur; 1 blurs nothing and gives `pool` itself.

    Raises:
        SpecError: no window fits, the blur is shorter than 1, or the pooling is adaptive.
        ValueError: `x` is no map of numbers.

    >>> blur_pool([[0, 0, 1, 1, 0, 0, 1, 1]], PoolSpec(window=(1, 2), stride=(1, 2))).tolist()
    [[0.5, 1.0, 0.5, 1.0]]
    """
    array = as_map(x)
    dense_spec, rows, columns = _plan(array.shape[-2:], spec, _length(taps))
    dense = pool(array, dense_spec).values
    result = np.empty((*array.shape[:-2], rows.kept, columns.kept), float_type(array))
    with np.errstate(all="ignore"):
        for some, kept in few_planes(dense, result):
            kept[...] = columns.forward(rows.forward(some, ROWS), COLUMNS)
    return result


def blur_pool_backward(upstream: npt.ArrayLike, x: npt.ArrayLike, spec: PoolSpec, taps: int = 3) -> Array:
    """The gradient (..., H, W) at the map `x`, from the gradient (..., H', W') at its `blur_pool`.

    The blur's transpose spreads each upstream gradient over the windows that were blended, and these send
    their part on as in `pool_backward`. The result is a float: the type of `x`, or float64 for integers.

    Raises:
        SpecError: as for `blur_pool`.
        ValueError: `x` is no map, or `upstream` does not have the output's shape.

    >>> spec = PoolSpec(window=(1, 2), stride=(1, 2))
    >>> blur_pool_backward([[4, 0, 0]], [[0, 5, 1, 0, 2]], spec).tolist()
    Traceback (most recent call last):
    ValueError: The upstream gradient is 1×3, but the output is 1×2: they must match.
    >>> blur_pool_backward([[4, 0]], [[0, 5, 1, 0, 2]], spec).tolist()
    [[0.0, 4.0, 0.0, 0.0, 0.0]]
    """
    array = as_map(x)
    dense_spec, rows, columns = _plan(array.shape[-2:], spec, _length(taps))
    given = as_upstream(upstream, (*array.shape[:-2], rows.kept, columns.kept))
    dense = np.empty((*array.shape[:-2], rows.size, columns.size), float_type(array))
    wide = np.result_type(given.dtype, np.float64)
    with np.errstate(all="ignore"):
        for some, spread in few_planes(given, dense):
            spread[...] = rows.backward(columns.backward(some.astype(wide), COLUMNS), ROWS)
    return pool_backward(dense, array, dense_spec)


@dataclass(frozen=True)
class _Blur:
    """A blur along one axis of a map of `size` cells, that keeps `kept` of them, `stride` apart."""

    size: int
    kept: int
    stride: int
    weights: tuple[float, ...]

    @property
    def _before(self) -> int:
        """Taps before the cell that is kept; of an even number, the odd one comes after it."""
        return (len(self.weights) - 1) // 2

    @property
    def _cells(self) -> Counts:
        """The cells from the first tap of the first blur to the last of the last, reflected at the edges."""
        reach = (self.kept - 1) * self.stride + len(self.weights)
        period = max(1, 2 * (self.size - 1))
        there = (np.arange(reach, dtype=np.int64) - self._before) % period
        return np.minimum(there, period - there)

    def _taps(self, reached: Array) -> Iterator[tuple[float, Array]]:
        """Each weight and the cells of `reached` that it meets, along the last axis."""
        for tap, weight in enumerate(self.weights):
            yield weight, reached[..., tap : tap + (self.kept - 1) * self.stride + 1 : self.stride]

    def forward(self, x: Array, along: int) -> Array:
        """`x` blurred along one axis, where it is kept; float64 or wider."""
        x, cells = x.swapaxes(along, -1), self._cells
        shape = (*x.shape[:-1], self.kept)
        total = np.zeros_like(x, np.result_type(x.dtype, np.float64), shape=shape)
        for tap, weight in enumerate(self.weights):
            first = tap - self._before
            low, high = self._inside(first)
            met = x[..., first + low * self.stride : max(first + high * self.stride, 0) : self.stride]
            total[..., low:high] += np.multiply(met, weight, dtype=total.dtype)
            for place in (*range(low), *range(high, self.kept)):
                cell = cells[tap + place * self.stride]
                total[..., place] += np.multiply(x[..., cell], weight, dtype=total.dtype)
        return total.swapaxes(along, -1)

    def _inside(self, first: int) -> tuple[int, int]:
        """The kept cells, from and up to, of which a tap needs no reflection if it meets `first` first."""
        low = min(max(0, -(first // self.stride)), self.kept)
        return low, max(low, min(self.kept, (self.size - 1 - first) // self.stride + 1))

    def backward(self, y: Array, along: int) -> Array:
        """The transpose of `forward`."""
        y, cells = y.swapaxes(along, -1), self._cells
        reached = np.zeros((*y.shape[:-1], len(cells)), y.dtype)
        for weight, met in self._taps(reached):
            np.add(met, weight * y, out=met)
        result = np.zeros((*y.shape[:-1], self.size), y.dtype)
        inside = min(self.size, len(cells) - self._before)
        result[..., :inside] = reached[..., self._before : self._before + inside]
        for place in (*range(self._before), *range(self._before + inside, len(cells))):
            result[..., cells[place]] += reached[..., place]
        return result.swapaxes(along, -1)


def _length(taps: int) -> int:
    return at_least(
        1, taps, "taps", Sentence("The blur"), Sentence("one number is no blur, and less is nothing")
    )


@lru_cache(maxsize=64)
def _plan(size: tuple[int, int], spec: PoolSpec, count: int) -> tuple[PoolSpec, _Blur, _Blur]:
    """The dense pooling, and the blurs of `count` numbers along rows and columns that thin it out."""
    if spec.adaptive is not None:
        raise SpecError(
            "adaptive",
            Sentence("Adaptive windows have no stride: blur-pool needs a window and a stride."),
        )
    weights = tuple(math.comb(count - 1, tap) / 2 ** (count - 1) for tap in range(count))
    geometry = spec.geometry(size)
    axes = geometry.rows, geometry.columns
    # Numbers instead of "same", which would pad a stride of 1 differently.
    top_bottom, left_right = ((axis.low, axis.high) for axis in axes)
    down, right = (_dense_stride(axis) for axis in axes)
    dense = replace(spec, stride=(down, right), padding=(top_bottom, left_right))
    sizes = dense.output_size(size)
    rows, columns = (
        _Blur(size, axis.output, axis.stride, weights) for size, axis in zip(sizes, axes, strict=True)
    )
    return dense, rows, columns


def _dense_stride(axis: Axis) -> int:
    """1, at which no window overhangs; but the only window of ceil mode may, and is then all there is."""
    return axis.stride if axis.output == 1 and axis.overhang else 1
