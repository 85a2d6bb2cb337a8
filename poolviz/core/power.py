"""Power sum (LP): (Σ|x|ᵖ)^(1/p) over the real cells of a window, not divided by their count.

So it is in ONNX (LpPool). PyTorch's `lp_pool2d` leaves out the absolute value, and scales windows that
overhang in ceil mode as if they were full: neither is followed here.
"""

from __future__ import annotations

import numpy as np

from poolviz.core.arrays import Array, float_type
from poolviz.core.geometry import Geometry
from poolviz.core.separable import added_up, pairs, reduced, spread
from poolviz.core.sums import wide_type, window_sums
from poolviz.core.windows import gathered

# Decimal digits before or after the point of a number that may be multiplied with a few others like it.
_DIGITS = 60


def power_sums(x: Array, geometry: Geometry, p: float) -> Array:
    """The power sum of each window, shape (..., H', W'), in `float_type(x)`; 0 where there is no cell."""
    return wide_power_sums(x, geometry, p).astype(float_type(x), copy=False)


def wide_power_sums(x: Array, geometry: Geometry, p: float) -> Array:
    """As `power_sums`, in float64 or wider."""
    sizes = np.abs(x.astype(wide_type(x)))
    sums = window_sums(sizes**p, geometry, plain=float_type(x).itemsize < sizes.itemsize)
    limits = np.finfo(sums.dtype)
    result: Array = sums ** (1 / p)
    # Powers leave the range of floats long before their roots do.
    outside = (sums == np.inf) | (sums < limits.tiny / limits.eps)
    if p > 1 and outside.any():
        # Of these, windows of zeros are right already, and maps may be full of them.
        outside &= reduced(np.maximum, sizes, geometry, 0, sizes.dtype) > 0
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


def may_factor(upstream: Array, x: Array, p: float) -> bool:
    """Whether ``add_by_power`` will do: no finite number, power or product comes near the ends of float64.

    It is asked of all cells that are worked out at once, so that the way does not depend on how these are cut
    into blocks. A patch or a band of rows is asked anew, of its own cells: it may go another way than the
    whole map did, and then differs from it by rounding, by some units in the last place.
    """
    return _moderate(x.astype(wide_type(x), copy=False), p - 1) and _moderate(upstream, 1)


def _moderate(numbers: Array, power: float) -> bool:
    sizes = np.abs(numbers)
    if not np.isfinite(sizes.max(initial=1)):
        sizes = np.where(np.isfinite(sizes), sizes, 1)  # infinities and NaN come to the same either way
    largest, least = sizes.max(initial=1), sizes.min(initial=1, where=sizes > 0)
    return bool(power * max(np.log10(largest), -np.log10(least)) < _DIGITS)


def add_by_power(
    target: Array, upstream: Array, x: Array, results: Array, geometry: Geometry, p: float
) -> None:
    """Add to `target` the upstream gradient of each window times sign(x) · |x|^(p - 1) / result^(p - 1).

    `results` are the power sums of the windows. Where one is 0, so is its derivative. The power of a cell is
    the same for all its windows, so that sums over these take 2k passes. A cell that no window sees gets 0
    times its power, which may be NaN.
    """
    wide = x.astype(results.dtype)
    parts, safe = _parts(upstream, results)
    sums = np.zeros_like(wide)
    spread(parts / safe ** (p - 1), geometry, sums)
    target += (sums * np.sign(wide) * np.abs(wide) ** (p - 1)).astype(target.dtype)


def add_by_ratio(
    target: Array, upstream: Array, x: Array, results: Array, geometry: Geometry, p: float
) -> None:
    """As `add_by_power`, by (|x| / result)^(p - 1), which is never large: for each cell of each window."""
    wide = x.astype(results.dtype)
    parts, safe = _parts(upstream, results)
    sums = np.zeros_like(wide)
    for windows, where in pairs(geometry):
        cells, which = wide[..., *where], (..., *windows)
        slope = np.sign(cells) * (np.abs(cells) / safe[which]) ** (p - 1)
        sums[..., *where] += added_up(parts[which] * slope, cells)
    target += sums.astype(target.dtype)


def _parts(upstream: Array, results: Array) -> tuple[Array, Array]:
    """What the windows have to give, and their results, where these can be divided by."""
    return np.where(results == 0, 0, upstream), np.where(results == 0, 1, results)
