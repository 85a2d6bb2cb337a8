"""Blocks of numbers to write into a map."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.numbers import real_numbers, times

Array = NDArray[Any]


class Patch(NamedTuple):
    """A block of numbers to write: at (row, column), only where the mask is true (None: everywhere)."""

    row: int
    column: int
    values: Array
    mask: NDArray[np.bool_] | None = None


def clipped(patch: Patch, size: tuple[int, int]) -> Patch:
    """Return the part of a patch that lies inside a map, as rows and columns."""
    values = real_numbers(patch.values, "A block")
    if values.ndim > 2:
        raise ValueError(f"A block has rows and columns; this one has {values.ndim} dimensions.")
    values = values.reshape((1,) * (2 - values.ndim) + values.shape)
    if patch.mask is not None and patch.mask.shape != values.shape:
        raise ValueError(
            f"A mask has the size of its block, {times(values.shape)}; this one is {times(patch.mask.shape)}."
        )
    rows = _overlap(patch.row, values.shape[0], size[0])
    columns = _overlap(patch.column, values.shape[1], size[1])
    mask = None if patch.mask is None else patch.mask[rows, columns]
    return Patch(patch.row + rows.start, patch.column + columns.start, values[rows, columns], mask)


def _overlap(start: int, length: int, limit: int) -> slice:
    """Return which of some places, counted from a start, lie from 0 up to a limit."""
    low = min(max(0, -start), length)
    return slice(low, max(low, min(length, limit - start)))
