"""Which numbers the ends of a colour ramp stand for."""

from __future__ import annotations

import math

import numpy as np

from poolviz.frame.model import Palette, Scale
from poolviz.frame.plane import Array, Plane

_STRIP = 1 << 20  # cells looked at together, so that a large plane is never copied whole


def scale_between(low: float, high: float, palette: Palette = "values") -> Scale:
    """A scale from the smallest to the largest finite number, also where there is one or none.

    >>> scale_between(3, 3)
    Scale(low=0.0, high=4.0, palette='values')
    """
    if low > high:  # nothing finite
        return Scale(0.0, 1.0, palette)
    if low == high:
        return Scale(min(low, 0.0), max(high, 0.0, low + 1.0), palette)
    return Scale(low, high, palette)


def signed_scale(*arrays: Array) -> Scale:
    """A range around 0 that holds every finite number of the arrays: zero is always neutral."""
    largest = max((_largest(array) for array in arrays), default=0.0)
    return Scale(-(largest or 1.0), largest or 1.0, "gradient")


def _largest(array: Array) -> float:
    """The largest size among the finite numbers; 0 if there is none."""
    if not array.size:
        return 0.0
    # Two passes that copy nothing; only where they meet what is no number, it is sorted out.
    low, high = float(array.min()), float(array.max())
    if math.isfinite(low) and math.isfinite(high):
        return max(-low, high, 0.0)
    finite = array[np.isfinite(array)]
    return _largest(finite) if finite.size else 0.0


def finite_range(plane: Plane) -> tuple[float, float]:
    """The smallest and the largest finite number; (∞, −∞) if there is none.

    >>> from poolviz.frame.plane import ArrayPlane
    >>> finite_range(ArrayPlane(np.array([[3.0, np.inf, -1.0]])))
    (-1.0, 3.0)
    """
    rows, columns = plane.shape
    step = max(1, _STRIP // columns)
    low, high = np.inf, -np.inf
    for row in range(0, rows, step):
        part = plane.read(slice(row, row + step), slice(None))
        if part.dtype.kind == "f" and not np.isfinite(part).all():
            part = part[np.isfinite(part)]
        if part.size:
            low, high = min(low, float(part.min())), max(high, float(part.max()))
    return float(low), float(high)
