"""Indices and shapes along one of the last two axes, rows or columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from poolviz.core.arrays import Array, DType
from poolviz.core.axis import Axis

ROWS, COLUMNS = -2, -1


def at(where: slice, along: int) -> Any:  # noqa: ANN401 - an index for NumPy, which takes many kinds
    """An index that takes `where` along one of the last two axes."""
    return (..., where, slice(None)) if along == ROWS else (..., where)


def lying(numbers: Array, along: int) -> Array:
    """One number for each row or each column, in a shape that meets them."""
    return numbers if along == COLUMNS else numbers[:, np.newaxis]


def shape_along(x: Array, length: int, along: int) -> tuple[int, ...]:
    """The shape of `x` with another length along one axis."""
    shape = list(x.shape)
    shape[along] = length
    return tuple(shape)


def filled(x: Array, axis: Axis, along: int, value: float, dtype: DType) -> Array:
    """An array in the shape and layout of `x` once it is reduced along one axis, filled with `value`."""
    return np.full_like(x, value, dtype, shape=shape_along(x, axis.output, along))
