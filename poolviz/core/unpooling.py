"""Max-unpooling: winners get their value back at their place, everything else is gone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map, by, float_type
from poolviz.core.axis import Counts
from poolviz.core.checks import Pair, map_size


def max_unpool(values: npt.ArrayLike, winners: npt.ArrayLike, size: Pair) -> Array:
    """Put each value back where it was the maximum: (..., H', W') to (..., H, W), zeros elsewhere.

    As PyTorch's max_unpool2d, with the target size always given. A winner that several windows share is
    written once, not added up; should their values differ, the last window in row order has its way. A
    winner of -1, from a window that saw no cell, writes nothing. The type of `values` is kept.

    Args:
        values: one for each window, (..., H', W').
        winners: flat indices into the H × W plane of the same channel, (..., H', W'), as `Pooled.winners`.
        size: (H, W) of the result.

    Raises:
        ValueError: `winners` are no whole numbers in the shape of `values`, or lie outside the result.

    >>> max_unpool([[6, 8], [3, 4]], [[5, 7], [8, 15]], (4, 4)).tolist()
    [[0, 0, 0, 0], [0, 6, 0, 8], [3, 0, 0, 0], [0, 0, 0, 4]]
    """
    array, target = as_map(values, "map of values"), map_size(size)
    found = _checked_winners(winners, target)
    if found.shape != array.shape:
        raise ValueError(f"There are {by(array.shape)} values, but {by(found.shape)} winners: one for each.")
    result = np.zeros((*array.shape[:-2], *target), array.dtype)
    planes = result.reshape(-1, target[0] * target[1])
    given, cells = (a.reshape(len(planes), -1) for a in (array, found))
    for plane, some, where in zip(planes, given, cells, strict=True):
        real = where >= 0
        plane[where[real]] = some[real]
    return result


def max_unpool_backward(upstream: npt.ArrayLike, winners: npt.ArrayLike) -> Array:
    """The gradient (..., H', W') at the values, from that at the unpooled map (..., H, W).

    Each value gets what arrived at its winner, also where several share it (PyTorch's rule), and 0 without a
    winner. The result is a float: the type of `upstream`, or float64 if that holds integers.

    Raises:
        ValueError: `winners` are no whole numbers, lie outside `upstream`, or belong to other channels.

    >>> max_unpool_backward([[1, 2], [3, 4]], [[3], [-1]]).tolist()
    [[4.0], [0.0]]
    """
    array = as_map(upstream, "upstream gradient")
    found = _checked_winners(winners, array.shape[-2:])
    if found.shape[:-2] != array.shape[:-2]:
        raise ValueError(
            f"The upstream gradient is {by(array.shape)}, the winners {by(found.shape)}: "
            "all before rows and columns must match."
        )
    result = np.empty(found.shape, float_type(array))
    planes = result.reshape(-1, found.shape[-2] * found.shape[-1])
    given, cells = (a.reshape(len(planes), -1) for a in (array, found))
    for plane, some, where in zip(planes, given, cells, strict=True):
        plane[...] = some[where]
        plane[where < 0] = 0
    return result


def _checked_winners(winners: npt.ArrayLike, size: Pair) -> Counts:
    found = as_map(winners, "map of winners")
    cells = size[0] * size[1]
    if found.dtype.kind not in "iu":
        raise ValueError(f"Winners are indices, whole numbers: these are {found.dtype}.")
    low, high = int(found.min()), int(found.max())
    if low < -1 or high >= cells:
        raise ValueError(
            f"A winner of {low if low < -1 else high} lies outside a map of {by(size)}: "
            f"its cells are 0 to {cells - 1}, and -1 stands for none."
        )
    return found.astype(np.int64, copy=False)
