"""Pooling backward: where each upstream gradient goes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map, as_upstream, gradient_type
from poolviz.core.geometry import Geometry
from poolviz.core.plain import Index, add_to_cells, largest, tap_sums, taps
from poolviz.core.pooling import Pooled, window_divisors
from poolviz.core.spec import PoolSpec


def pool_backward(
    upstream: npt.ArrayLike, x: npt.ArrayLike, spec: PoolSpec, pooled: Pooled | None = None
) -> Array:
    """The gradient (..., H, W) at the map `x`, from the gradient `upstream` (..., H', W') at its output.

    Max sends each gradient whole to the winner, average shares it equally among the window's real cells with
    the divisor of the forward pass, lp by its derivative. Where windows overlap, gradients add up. Cells that
    no window sees get exactly 0. `pooled`, the result of the forward pass on the same `x`, saves work.

    The result is a float: the type of `x`, or float64 if `x` holds integers.

    Raises:
        SpecError: no window fits the map.
        ValueError: `x` is no map, or `upstream` does not have the output's shape.

    >>> x = [[1, 2, 3], [2, 4, 2], [5, 6, 7]]
    >>> pool_backward([[1, 2], [4, 5]], x, PoolSpec(window=2, stride=1)).tolist()
    [[0.0, 0.0, 0.0], [0.0, 3.0, 0.0], [0.0, 4.0, 5.0]]
    """
    array = as_map(x)
    geometry = spec.geometry(array.shape[-2:])
    gradients = as_upstream(upstream, array.shape[:-2] + geometry.output, gradient_type(array))
    winners = pooled.winners if pooled is not None and spec.mode == "max" else None
    return _flow(gradients, array, spec, geometry, winners)


def backward_rows(
    upstream: npt.ArrayLike,
    x: npt.ArrayLike,
    spec: PoolSpec,
    pooled: Pooled | None,
    first_row: int,
    last_row: int,
) -> tuple[int, Array]:
    """What the output rows `first_row` to `last_row` alone add to the gradient at `x`.

    Returns the row of the map at which the band begins and the band, shape (..., rows, W); all other rows get
    nothing. Costs as much as the band, not as the map. Arguments and errors as for `pool_backward`.

    >>> start, band = backward_rows([[1], [2]], [[1, 3], [4, 2], [5, 6], [7, 0]], PoolSpec(), None, 1, 1)
    >>> start, band.tolist()
    (2, [[0.0, 0.0], [2.0, 0.0]])
    """
    array = as_map(x)
    geometry = spec.geometry(array.shape[-2:])
    gradients = as_upstream(upstream, array.shape[:-2] + geometry.output, gradient_type(array))
    rows, begin = geometry.rows.part(first_row, last_row)
    band, wanted = slice(begin, begin + rows.size), slice(first_row, last_row + 1)
    winners = None
    if pooled is not None and spec.mode == "max":
        winners = pooled.winners[..., wanted, :]
        winners = np.where(winners < 0, -1, winners - begin * array.shape[-1])
    part = Geometry(rows, geometry.columns)
    return begin, _flow(gradients[..., wanted, :], array[..., band, :], spec, part, winners)


def _flow(upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry, winners: Index | None) -> Array:
    if spec.mode == "average":
        return _shared(upstream, x, spec, geometry)
    if spec.mode == "lp":
        return _by_power(upstream, x, spec, geometry)
    if winners is None or spec.ties == "split":
        best, winners = largest(x, geometry, spec.ties)
        if spec.ties == "split":
            return _split(upstream, x, best, winners, geometry)
    return to_winners(upstream, winners, x.shape)


def to_winners(upstream: Array, winners: Index, shape: tuple[int, ...]) -> Array:
    """A gradient of `shape` (..., H, W) to which each upstream gradient went whole, to its winner."""
    cells = shape[-2] * shape[-1]
    planes = winners.reshape(-1, winners.shape[-2] * winners.shape[-1])
    flat = planes + cells * np.arange(len(planes))[:, np.newaxis]
    seen = planes >= 0
    gradients = upstream.reshape(planes.shape)[seen]
    sums = np.bincount(flat[seen], gradients, minlength=len(planes) * cells)
    return sums.astype(upstream.dtype).reshape(shape)


def _shared(upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    divisor = window_divisors(spec, geometry)
    shares = upstream / np.where(divisor == 0, 1, divisor)
    target = np.zeros(x.shape, shares.dtype)
    for rows, columns in taps(geometry):
        add_to_cells(target, shares, rows, columns)
    return target.astype(upstream.dtype)


def _split(upstream: Array, x: Array, best: Array, winners: Index, geometry: Geometry) -> Array:
    """Equal parts to all tied cells; a NaN owns its window alone."""
    lone = np.isnan(best) if best.dtype.kind == "f" else np.zeros(best.shape, bool)
    target = to_winners(np.where(lone, upstream, 0), winners, x.shape)
    tied = np.zeros(best.shape, np.int64)
    for rows, columns in taps(geometry):
        tied += (x[..., rows, columns] == best) & (rows >= 0) & (columns >= 0)
    shares = upstream / np.maximum(tied, 1)
    for rows, columns in taps(geometry):
        add_to_cells(target, np.where(x[..., rows, columns] == best, shares, 0), rows, columns)
    return target


def _by_power(upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    """The derivative of (Σ|x|ᵖ)^(1/p): sign(x) · (|x| / result)^(p - 1), and 0 where the result is 0."""
    wide = x.astype(np.result_type(x.dtype, np.float64))
    result = tap_sums(np.abs(wide) ** spec.p, geometry) ** (1 / spec.p)
    target = np.zeros(x.shape, wide.dtype)
    for rows, columns in taps(geometry):
        cells = wide[..., rows, columns]
        ratio = np.divide(np.abs(cells), result, out=np.zeros_like(result), where=result != 0)
        slope = np.where(result != 0, np.sign(cells) * ratio ** (spec.p - 1), 0)
        add_to_cells(target, upstream * slope, rows, columns)
    return target.astype(upstream.dtype)
