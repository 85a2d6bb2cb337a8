"""Maps and gradients as callers give them, turned into arrays of real numbers; or one sentence why not."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
DType = np.dtype[Any]


def by(shape: tuple[int, ...]) -> str:
    """A shape in words.

    >>> by((3, 4))
    '3×4'
    """
    return "×".join(map(str, shape))


def as_map(x: npt.ArrayLike, what: str = "map") -> Array:
    """`x` as an array `(..., H, W)` of real numbers in the machine's own byte order.

    Truth values become uint8. The array is copied only where its type has to change.

    Raises:
        ValueError: `x` is no non-empty array of integers or floats with at least two dimensions.

    >>> as_map([[True, False]]).dtype
    dtype('uint8')
    """
    try:
        array = np.asarray(x)
    except ValueError:
        raise ValueError(f"The rows of this {what} differ in length: all need as many cells.") from None
    if array.dtype.kind == "c":
        raise ValueError(
            f"This {what} holds complex numbers, which have no order: use their size or real part."
        )
    if array.dtype.kind not in "biuf":
        raise ValueError(f"This {what} holds {array.dtype} instead of numbers: use integers or floats.")
    if array.ndim < 2:
        dimensions = "one dimension" if array.ndim else "none"
        raise ValueError(
            f"A {what} has rows and columns, this has {dimensions}: a row of numbers is a 1×n map."
        )
    if array.size == 0:
        raise ValueError(
            f"This {what} is empty ({by(array.shape)}): it needs at least one row and one column."
        )
    if array.dtype.kind == "b":
        return array.astype(np.uint8)
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def float_type(x: Array) -> DType:
    """The type of averages and gradients of `x`: its own if that is a float, else float64."""
    return x.dtype if x.dtype.kind == "f" else np.dtype(np.float64)


def as_upstream(upstream: npt.ArrayLike, shape: tuple[int, ...]) -> Array:
    """The upstream gradient as an array.

    Raises:
        ValueError: it is no array of numbers of the output's `shape`.
    """
    array = as_map(upstream, "upstream gradient")
    if array.shape != shape:
        raise ValueError(
            f"The upstream gradient is {by(array.shape)}, but the output is {by(shape)}: they must match."
        )
    return array


def read_only(array: Array) -> Array:
    """The same array, closed to writing."""
    array.flags.writeable = False
    return array
