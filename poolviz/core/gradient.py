"""Pooling backward: where each upstream gradient goes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map, as_upstream, float_type
from poolviz.core.flow import flow, flow_to_winners
from poolviz.core.geometry import Geometry
from poolviz.core.patches import Reader, reader_of, size_of
from poolviz.core.pooling import Pooled, Winners, moved
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
        ValueError: `x` is no map, `upstream` does not have the output's shape, or `pooled` is another result.

    >>> x = [[1, 2, 3], [2, 4, 2], [5, 6, 7]]
    >>> pool_backward([[1, 2], [4, 5]], x, PoolSpec(window=2, stride=1)).tolist()
    [[0.0, 0.0, 0.0], [0.0, 3.0, 0.0], [0.0, 4.0, 5.0]]
    """
    array = as_map(x)
    geometry = spec.geometry(array.shape[-2:])
    given = as_upstream(upstream, array.shape[:-2] + geometry.output)
    with np.errstate(all="ignore"):  # also where an upstream gradient is too large for the map's type
        gradients = given.astype(float_type(array), copy=False)
        winners = _known_winners(pooled, array.shape, spec)
        if winners is None:
            return flow(gradients, array, spec, geometry)
        return flow_to_winners(gradients, winners, geometry)


def backward_rows(
    upstream: npt.ArrayLike,
    x: npt.ArrayLike | Reader,
    spec: PoolSpec,
    pooled: Pooled | None,
    first_row: int,
    last_row: int,
    size: tuple[int, int] | None = None,
) -> tuple[int, Array]:
    """What the output rows `first_row` to `last_row` alone add to the gradient at `x`.

    Returns the row of the map at which the band begins and the band, shape (..., rows, W); all other rows get
    nothing. Costs as much as the band, not as the map. `x` may be a function that takes slices of rows and of
    columns and gives those cells, for a map of `size` that would first have to be put together. All other
    arguments and errors as for `pool_backward`, and a ValueError for rows that the output does not have.

    >>> start, band = backward_rows([[1], [2]], [[1, 3], [4, 2], [5, 6], [7, 0]], PoolSpec(), None, 1, 1)
    >>> start, band.tolist()
    (2, [[0.0, 0.0], [2.0, 0.0]])
    """
    whole = size_of(x, size)
    geometry = spec.geometry(whole)
    height = geometry.rows.output
    if not 0 <= first_row <= last_row < height:
        raise ValueError(f"Rows {first_row} to {last_row} are not all among the output's 0 to {height - 1}.")
    rows, begin = geometry.rows.part(first_row, last_row)
    part = Geometry(rows, geometry.columns)
    band = as_map(reader_of(x, whole)(slice(begin, begin + rows.size), slice(None)))
    stack = band.shape[:-2]
    given = as_upstream(upstream, stack + geometry.output)[..., first_row : last_row + 1, :]
    winners = _known_winners(pooled, stack + whole, spec)
    with np.errstate(all="ignore"):
        gradients = given.astype(float_type(band))
        if winners is None:
            return begin, flow(gradients, band, spec, part)
        winners = winners[..., first_row : last_row + 1, :]
        return begin, flow_to_winners(gradients, moved(winners, -begin * whole[1], part), part)


def _known_winners(pooled: Pooled | None, shape: tuple[int, ...], spec: PoolSpec) -> Winners | None:
    """The winners that the forward pass found, if they are all that is needed to know the gradient."""
    if pooled is None:
        return None
    if pooled.spec != spec or pooled.shape != shape:
        raise ValueError("The result of the forward pass is of another map or another specification.")
    return pooled.winners if spec.mode == "max" and spec.ties != "split" else None
