"""What an edit changes: only the windows that see it are worked out again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map, as_upstream, float_type, read_only
from poolviz.core.axis import Axis
from poolviz.core.checks import Pair
from poolviz.core.flow import flow
from poolviz.core.geometry import Geometry
from poolviz.core.pooling import Pooled, Winners, values_on, winners_on
from poolviz.core.spec import PoolSpec

Reader = Callable[[slice, slice], Array]
"""Gives the cells (..., rows, columns) of a map."""

Region = tuple[int, int, int, int]
"""A rectangle of cells: first row, first column, rows, columns."""


@dataclass(frozen=True, eq=False)
class Patch:
    """New numbers (..., rows, columns) for a rectangle; all others stay as they are.

    `winners`, for max, are flat indices into the whole plane of the map.
    """

    rows: slice
    columns: slice
    values: Array
    winners: Winners | None = None


def repool(before: Pooled, region: Region, x: npt.ArrayLike | Reader, spec: PoolSpec) -> Patch:
    """What changes in the result `before` once cells have changed; costs what they cost.

    Args:
        before: the result of pooling the map as it was.
        region: the changed cells as (first row, first column, rows, columns).
        x: the map as it is now, (..., H, W). Or a function that takes slices of rows and of columns and gives
            those cells, for a map that would first have to be put together.
        spec: the specification of `before`.

    Raises:
        ValueError: the region does not lie on the map, or `x` or `spec` is not of the kind of `before`.

    >>> from poolviz.core import pool
    >>> before = pool([[1, 1, 2, 4], [5, 6, 7, 8]], PoolSpec())
    >>> patch = repool(before, (0, 3, 1, 1), [[1, 1, 2, 9], [5, 6, 7, 8]], PoolSpec())
    >>> patch.columns, patch.values.tolist(), patch.winners.tolist()
    (slice(1, 2, None), [[9]], [[3]])
    """
    if spec != before.spec:
        raise ValueError("A result can be patched only with the specification that it was pooled with.")
    geometry = spec.geometry(before.size)
    down, right = _reached(geometry, region)
    shape = (*before.values.shape[:-2], len(down), len(right))
    if not (down and right):
        none = np.empty(shape, np.int64) if spec.mode == "max" else None
        return Patch(_slice(down), _slice(right), np.empty(shape, before.values.dtype), none)
    rows, top = geometry.rows.part(down[0], down[-1])
    columns, left = geometry.columns.part(right[0], right[-1])
    read, part = reader_of(x, before.size), Geometry(rows, columns)
    cells = as_map(read(slice(top, top + rows.size), slice(left, left + columns.size)))
    if spec.mode == "max":
        values, local = winners_on(cells, spec, part)
        winners = np.where(local < 0, -1, _whole(local, columns.size, (top, left), geometry.columns.size))
        patch = Patch(_slice(down), _slice(right), read_only(values), read_only(winners))
    else:
        patch = Patch(_slice(down), _slice(right), read_only(values_on(cells, spec, part)))
    if patch.values.dtype != before.values.dtype or patch.values.shape != shape:
        raise ValueError("A result can be patched only from a map of the same type and number of channels.")
    return patch


def repool_gradient(
    upstream: npt.ArrayLike,
    region: Region,
    x: npt.ArrayLike | Reader,
    spec: PoolSpec,
    size: tuple[int, int] | None = None,
) -> Patch:
    """What changes in the gradient at a map once the map's cells of `region` have changed.

    All cells of all windows that see the region are worked out again, except for average, whose gradient does
    not depend on the map: there the patch is empty.

    Args:
        upstream: the gradient at the whole output, (..., H', W').
        region: the changed cells as (first row, first column, rows, columns).
        x: the map as it is now, or a function that gives its cells, as for `repool`.
        spec: the specification.
        size: height and width of the map, if `x` is a function.

    Raises:
        SpecError: no window fits the map.
        ValueError: the region does not lie on the map, or the upstream gradient is not of the output's size.

    >>> patch = repool_gradient([[1, 2]], (0, 3, 1, 1), [[1, 1, 2, 9], [5, 6, 7, 8]], PoolSpec())
    >>> patch.columns, patch.values.tolist()
    (slice(2, 4, None), [[0.0, 2.0], [0.0, 0.0]])
    """
    geometry = spec.geometry(size_of(x, size))
    down, right = _reached(geometry, region)
    if spec.mode == "average":
        down, right = range(0), range(0)
    return _gradient_patch(upstream, (down, right), x, spec, geometry)


def regrade(
    upstream: npt.ArrayLike,
    region: Region,
    x: npt.ArrayLike | Reader,
    spec: PoolSpec,
    size: tuple[int, int] | None = None,
) -> Patch:
    """What changes in the gradient at a map once the upstream gradient has changed in `region`.

    Arguments and errors as for `repool_gradient`, but that the region lies on the output.

    >>> patch = regrade([[1, 5]], (0, 1, 1, 1), [[1, 1, 2, 9], [5, 6, 7, 8]], PoolSpec())
    >>> patch.columns, patch.values.tolist()
    (slice(2, 4, None), [[0.0, 5.0], [0.0, 0.0]])
    """
    geometry = spec.geometry(size_of(x, size))
    row, column, rows, columns = _checked(region, geometry.output, "output")
    return _gradient_patch(
        upstream, (range(row, row + rows), range(column, column + columns)), x, spec, geometry
    )


def _gradient_patch(
    upstream: npt.ArrayLike,
    windows: tuple[range, range],
    x: npt.ArrayLike | Reader,
    spec: PoolSpec,
    geometry: Geometry,
) -> Patch:
    """The gradient at all cells that the `windows` see."""
    given = as_map(upstream, "upstream gradient")
    given = as_upstream(given, given.shape[:-2] + geometry.output)
    down, right = (
        _cells(axis, part) for axis, part in zip((geometry.rows, geometry.columns), windows, strict=True)
    )
    read = reader_of(x, geometry.size)
    dtype = float_type(as_map(read(slice(0, 1), slice(0, 1))))
    shape = (*given.shape[:-2], down.stop - down.start, right.stop - right.start)
    if 0 in shape:
        return Patch(down, right, np.empty(shape, dtype))
    # All windows that see these cells, and all cells that those see in turn.
    rows, columns = _around(geometry.rows, down), _around(geometry.columns, right)
    seen = as_map(read(rows.cells, columns.cells))
    with np.errstate(all="ignore"):
        parts = given[..., rows.windows, columns.windows].astype(dtype)
        gradient = flow(parts, seen, spec, Geometry(rows.axis, columns.axis))
    return Patch(down, right, read_only(gradient[..., rows.wanted, columns.wanted]))


class _Around(NamedTuple):
    """The windows that see some cells as an axis of their own, what they see, and where the former are."""

    axis: Axis
    windows: slice
    cells: slice
    wanted: slice


def _around(axis: Axis, cells: slice) -> _Around:
    windows = axis.reaching(cells.start, cells.stop)
    part, begin = axis.part(windows[0], windows[-1])
    seen = slice(begin, begin + part.size)
    return _Around(part, _slice(windows), seen, slice(cells.start - begin, cells.stop - begin))


def _checked(region: Region, size: Pair, where: str) -> Region:
    row, column, rows, columns = region
    if row < 0 or column < 0 or rows < 0 or columns < 0 or row + rows > size[0] or column + columns > size[1]:
        raise ValueError(
            f"The region of {rows}×{columns} cells from ({row}, {column}) on does not lie on the {where} of "
            f"{size[0]}×{size[1]}."
        )
    return region


def _reached(geometry: Geometry, region: Region) -> tuple[range, range]:
    """The rows and columns of windows that may see a region of the map."""
    row, column, rows, columns = _checked(region, geometry.size, "map")
    if not (rows and columns):
        return range(0), range(0)
    return geometry.rows.reaching(row, row + rows), geometry.columns.reaching(column, column + columns)


def _cells(axis: Axis, windows: range) -> slice:
    """The cells that some windows see, first to last."""
    if not windows:
        return slice(0, 0)
    part, begin = axis.part(windows[0], windows[-1])
    return slice(begin, begin + part.size)


def _slice(windows: range) -> slice:
    return slice(windows.start, windows.stop) if windows else slice(0, 0)


def size_of(x: npt.ArrayLike | Reader, size: tuple[int, int] | None) -> Pair:
    """The size of a map, or the one that is told where the map is a function that gives its cells."""
    if not callable(x):
        height, width = as_map(x).shape[-2:]
        return height, width
    if size is None:
        raise ValueError("The size of the map is needed where its cells come from a function.")
    return size


def reader_of(x: npt.ArrayLike | Reader, size: Pair) -> Reader:
    """A function that gives the cells of a map of this size."""
    if callable(x):
        return x
    array = as_map(x)
    if array.shape[-2:] != size:
        raise ValueError(
            f"The map is {array.shape[-2]}×{array.shape[-1]}, the one that was pooled {size[0]}×{size[1]}."
        )
    return lambda rows, columns: array[..., rows, columns]


def _whole(winners: Winners, width: int, corner: Pair, whole_width: int) -> Winners:
    """Winners of a part of a map, which lies at `corner`, as indices into the whole."""
    rows, columns = np.divmod(winners, width)
    whole: Winners = (rows + corner[0]) * whole_width + columns + corner[1]
    return whole
