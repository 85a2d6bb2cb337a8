"""Pooling forward: what each window gives, and for max which of its cells gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map, float_type, read_only
from poolviz.core.blocks import Band, bands, cells_at_once, groups, stacks
from poolviz.core.divisor import Divisor
from poolviz.core.geometry import Geometry
from poolviz.core.maximum import Finder, largest
from poolviz.core.power import power_sums
from poolviz.core.spec import PoolSpec
from poolviz.core.sums import sum_type, write_averages

Winners = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pooled:
    """What a pooling gave: `values`, shape (..., H', W'), and for max the `winners`.

    Both are read-only. The map that was pooled must stay as it was until `winners` was read once.
    """

    values: Array
    spec: PoolSpec
    _x: Array = field(repr=False)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape (..., H, W) of the map that was pooled."""
        return self._x.shape

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the map that was pooled."""
        height, width = self._x.shape[-2:]
        return height, width

    @cached_property
    def winners(self) -> Winners:
        """Flat index of each window's winner in its own H × W plane without padding, shape (..., H', W').

        As PyTorch's `return_indices`; -1 for a window that sees no cell. Worked out on first use and kept.

        Raises:
            ValueError: the pooling was no max.

        >>> pool([[1, 1, 2, 4], [5, 6, 7, 8]], PoolSpec()).winners.tolist()
        [[5, 7]]
        """
        if self.spec.mode != "max":
            raise ValueError(f"Only max has winners: in {self.spec.mode} every cell has its share.")
        return read_only(winners_on(self._x, self.spec, self.spec.geometry(self.size))[1])


def pool(x: npt.ArrayLike, spec: PoolSpec, *, winners: bool = False) -> Pooled:
    """Pool each channel of `x`, shape (..., H, W), by itself to (..., H', W').

    Max keeps the type of `x` (truth values become uint8); average and lp keep floats and turn integers into
    float64. Agrees with PyTorch's CPU kernels wherever they define the case, lp with ONNX's LpPool. A window
    that sees no cell (a dilated one in the padding) gives -∞ for max, the smallest number if the type has
    no -∞, and 0 for average and lp. With `winners`, the winners of a max are worked out in the same pass.

    Raises:
        SpecError: no window fits the map.
        ValueError: `x` is no map of numbers.

    >>> x = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
    >>> pool(x, PoolSpec()).values.tolist(), pool(x, PoolSpec(mode="average")).values.tolist()
    ([[6, 8], [3, 4]], [[3.25, 5.25], [2.0, 2.0]])
    """
    array = as_map(x)
    geometry = spec.geometry(array.shape[-2:])
    if winners and spec.mode == "max":
        values, found = winners_on(array, spec, geometry)
        pooled = Pooled(read_only(values), spec, array)
        pooled.__dict__["winners"] = read_only(found)
        return pooled
    return Pooled(read_only(values_on(array, spec, geometry)), spec, array)


def values_on(x: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    """The values of pooling `x` (..., H, W) where the geometry is known."""
    dtype = x.dtype if spec.mode == "max" else float_type(x)
    values = np.empty(x.shape[:-2] + geometry.output, dtype)
    divisor = Divisor(spec, geometry) if spec.mode == "average" else None
    cells = cells_at_once(geometry, sum_type(x, geometry).itemsize if divisor else dtype.itemsize)
    with np.errstate(all="ignore"):
        for maps, results in stacks(x, values):
            for band in bands(geometry, cells):
                for planes in groups(len(maps), geometry.size, cells):
                    part = maps[planes, band.cells]
                    _write_values(part, spec, band, divisor, results[planes, band.windows])
    return values


def _write_values(x: Array, spec: PoolSpec, band: Band, divisor: Divisor | None, values: Array) -> None:
    if spec.mode == "max":
        values[...] = largest(x, band.geometry, spec.ties)
    elif divisor is None:
        values[...] = power_sums(x, band.geometry, spec.p)
    else:
        write_averages(x, band.geometry, divisor[band.windows], values)


def winners_on(x: Array, spec: PoolSpec, geometry: Geometry) -> tuple[Array, Winners]:
    """The values and winners of a max of `x` (..., H, W) where the geometry is known."""
    values = np.empty(x.shape[:-2] + geometry.output, x.dtype)
    winners = np.empty(values.shape, np.int64)
    cells = cells_at_once(geometry, x.itemsize, results=4)
    with np.errstate(all="ignore"):
        for maps, results, found in stacks(x, values, winners):
            for band in bands(geometry, cells):
                find = Finder(band.geometry, spec.ties, before=band.cells.start * geometry.columns.size)
                for planes in groups(len(maps), geometry.size, cells):
                    which = planes, band.windows
                    results[which] = find(maps[planes, band.cells], found[which])
    return values, winners


def moved(winners: Winners, by: int, geometry: Geometry) -> Winners:
    """Winners of a part of a map as indices into the whole map, whose cells before the part are `by`."""
    if geometry.may_miss:
        return np.where(winners < 0, -1, winners + by)
    return winners + by
