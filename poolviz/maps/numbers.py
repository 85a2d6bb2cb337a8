"""Which numbers a map takes, and which type can hold them exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]

_INTEGERS = (np.int16, np.int32, np.int64)


def real_numbers(values: ArrayLike, what: str = "A feature map") -> Array:
    """Return values as an array of integers or floating-point numbers in this machine's byte order.

    Booleans become uint8, numbers wider than float64 become float64.

    Args:
        values: anything that NumPy takes for an array of numbers.
        what: how the sentence of a refusal begins.

    Raises:
        ValueError: text, complex numbers, dates, structures, or rows of different lengths.

    >>> real_numbers([[True, False]]).dtype
    dtype('uint8')
    """
    try:
        array: Array = np.asarray(values)
    except ValueError as error:
        raise ValueError(f"{what} needs rows of the same length, all made of numbers.") from error
    kind = array.dtype.kind
    if kind == "b":
        return array.view(np.uint8)
    if kind == "c":
        raise ValueError(f"{what} holds real numbers; these are complex numbers.")
    if kind == "O":
        return _unpacked(array, what)
    if kind not in "iuf":
        raise ValueError(f"{what} holds numbers; “{array.dtype}” is no type of number.")
    if kind == "f" and array.dtype.itemsize > np.dtype(np.float64).itemsize:
        return array.astype(np.float64)
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def type_for(dtype: np.dtype[Any], values: Array) -> np.dtype[Any]:
    """Return the type that a map of one type needs so that it can also hold certain values.

    A floating-point map keeps its type unless a value lies beyond its range: rounding to the precision
    of the map is what such a map is for. A map of integers keeps its type, takes a larger integer type
    if all values are whole, and turns into float64 for a fraction, an infinity, a NaN or a whole number
    beyond 64 bits.

    >>> type_for(np.dtype(np.uint8), np.array([-1]))
    dtype('int16')
    >>> type_for(np.dtype(np.uint8), np.array([1.5]))
    dtype('float64')
    """
    if values.size == 0 or values.dtype == dtype:
        return dtype
    finite = values[np.isfinite(values)]
    if dtype.kind == "f":
        return _float_for(dtype, finite)
    if finite.size < values.size or not np.array_equal(finite, np.trunc(finite)):
        return np.dtype(np.float64)
    # Bounds as Python's own integers: they compare exactly, whatever the types.
    low, high = int(finite.min()), int(finite.max())
    if _holds(dtype, low, high):
        return dtype
    bounds = np.iinfo(dtype)
    low, high = min(low, int(bounds.min)), max(high, int(bounds.max))
    fitting = [wider for wider in map(np.dtype, _INTEGERS) if _holds(wider, low, high)]
    return fitting[0] if fitting else np.dtype(np.float64)


def _float_for(dtype: np.dtype[Any], finite: Array) -> np.dtype[Any]:
    size = float(np.abs(finite.astype(np.float64)).max()) if finite.size else 0.0
    if size <= float(np.finfo(dtype).max):
        return dtype
    return np.dtype(np.float32 if size <= float(np.finfo(np.float32).max) else np.float64)


def _holds(dtype: np.dtype[Any], low: int, high: int) -> bool:
    bounds = np.iinfo(dtype)
    return int(bounds.min) <= low and high <= int(bounds.max)


def _unpacked(array: Array, what: str) -> Array:
    """Return Python's large integers and other number-like objects as float64."""
    # One by one, because NumPy would turn None into NaN and "5" into 5.
    if not all(isinstance(item, (int, float, np.integer, np.floating)) for item in array.flat):
        raise ValueError(f"{what} holds plain numbers only; something else was among them.")
    try:
        return array.astype(np.float64)
    except OverflowError as error:
        raise ValueError(f"{what} holds numbers up to about 10³⁰⁸; a larger one was among them.") from error


def locked(array: Array) -> Array:
    """Return an array that nobody can write into: itself if that is so already, else a copy."""
    if not array.flags.c_contiguous or not _is_settled(array):
        array = array.copy(order="C")
    view = array.view()
    view.flags.writeable = False
    return view


def _is_settled(array: Array) -> bool:
    """Tell whether an array is read-only, and so is everything that its memory belongs to."""
    owner: object = array
    while isinstance(owner, np.ndarray):
        if owner.flags.writeable:
            return False
        owner = owner.base
    return owner is None or isinstance(owner, bytes)


def times(shape: tuple[int, ...]) -> str:
    """Return a shape as people write it.

    >>> times((3, 224, 224))
    '3 × 224 × 224'
    """
    return " × ".join(str(length) for length in shape)
