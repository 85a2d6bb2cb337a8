"""Power sum (LP): (Σ|x|ᵖ)^(1/p) over the real cells of a window, not divided by their count.

So it is in ONNX (LpPool). PyTorch's `lp_pool2d` leaves out the absolute value, and scales windows that
overhang in ceil mode as if they were full: neither is followed here.
"""

from __future__ import annotations

import numpy as np

from poolviz.core.arrays import Array
from poolviz.core.geometry import Geometry
from poolviz.core.separable import added_up, few_passes, spread
from poolviz.core.sums import float_type, wide_type, window_sums
from poolviz.core.windows import gathered

# Decimal digits before or after the point of what may be multiplied without fear of overflow.
_DIGITS = 70


def power_averages(x: Array, geometry: Geometry, p: float) -> Array:
    """The power sum of each window, shape (..., H', W'), in `float_type(x)`; 0 where there is no cell."""
    return wide_power_averages(x, geometry, p).astype(float_type(x), copy=False)


def wide_power_averages(x: Array, geometry: Geometry, p: float) -> Array:
    """As `power_averages`, in float64 or wider."""
    sizes = np.abs(x.astype(wide_type(x)))
    sums = window_sums(sizes**p, geometry)
    limits = np.finfo(sums.dtype)
    result: Array = sums ** (1 / p)
    # Powers leave the range of floats long before their roots do.
    outside = (sums == np.inf) | ((sums < limits.tiny / limits.eps) & (sizes.max() > 0))
    if p > 1 and outside.any():
        for some in gathered(sizes, geometry, outside):
            result[some.which] = _scaled(np.where(some.flat >= 0, some.values, 0), p)
    return result


def _scaled(sizes: Array, p: float) -> Array:
    """The power sum of each row, worked out relative to its largest size."""
    largest = sizes.max(axis=1)
    plain = np.isfinite(largest) & (largest > 0)
    scale = np.where(plain, largest, 1)
    roots = np.sum((sizes / scale[:, np.newaxis]) ** p, axis=1) ** (1 / p)
    result: Array = np.where(plain, largest * roots, largest)
    return result


def add_by_power(
    target: Array, upstream: Array, x: Array, results: Array, geometry: Geometry, p: float
) -> None:
    """Add to `target` what the upstream gradient gives each cell: times sign(x) · (|x| / result)^(p - 1).

    `results` are the power sums of the windows. Where one is 0, so is its derivative.
    """
    wide = x.astype(results.dtype)
    parts = np.where(results == 0, 0, upstream)
    safe = np.where(results == 0, 1, results)
    sums = np.zeros_like(wide)
    if _moderate(wide, p - 1) and _moderate(safe, p - 1) and _moderate(parts, 1):
        # The two powers apart: what belongs to a cell is the same for all its windows.
        spread(parts / safe ** (p - 1), geometry, sums)
        sums *= np.sign(wide) * np.abs(wide) ** (p - 1)
    else:
        _add_by_ratio(sums, parts, wide, safe, geometry, p)
    target += sums.astype(target.dtype)


def _moderate(numbers: Array, power: float) -> bool:
    """Whether powers of all numbers, and products of a few of them, stay far from the ends of float64."""
    sizes = np.abs(numbers)
    largest, least = sizes.max(initial=1), sizes.min(initial=1, where=sizes > 0)
    return bool(power * max(np.log10(largest), -np.log10(least)) < _DIGITS)


def _add_by_ratio(sums: Array, parts: Array, wide: Array, safe: Array, geometry: Geometry, p: float) -> None:
    """Every cell of every window by itself: the ratio of two large numbers is never large."""
    for rows, down in few_passes(geometry.rows):
        for columns, right in few_passes(geometry.columns):
            cells, which = wide[..., down, right], (..., rows, columns)
            slope = np.sign(cells) * (np.abs(cells) / safe[which]) ** (p - 1)
            sums[..., down, right] += added_up(parts[which] * slope, cells)
