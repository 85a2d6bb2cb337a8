"""How near a kernel comes to max: the best one for this map, and what it is worth on windows it never saw."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from poolviz.core import Axis, Geometry
from poolviz.frame.plane import Array
from poolviz.frame.words import say
from poolviz.maps.ranges import channel_range
from poolviz.scenes.compare.view import View

FRESH = 1000  # windows that no kernel has seen
_SEED = 20
MOST_TAPS = 144  # weights that can be fitted: 12 × 12
_MOST_WORK = 1 << 26  # windows × unknowns²: what a least-squares fit costs, and a moment at most


def fit(view: View) -> tuple[Array, float]:
    """Weights (kh, kw) and bias with the least squared error against max on this map's windows.

    Where several fit alike, those with the smallest weights. A map of many windows is fitted on some that
    lie evenly over it.

    Raises:
        ValueError: the kernel is too large, or no window holds finite numbers only.
    """
    shape = view.kernel.shape
    if view.kernel.size > MOST_TAPS:
        raise ValueError(
            say(
                "A kernel of {count} weights is too large to fit here: at most {most}.",
                count=view.kernel.size,
                most=MOST_TAPS,
            )
        )
    windows = fitted_windows(view)
    numbers = _under(view.geometry, view.input.read(slice(None), slice(None)), windows)
    goals = view.most.values.ravel()[windows].astype(np.float64)
    good = np.isfinite(numbers).all(axis=1) & np.isfinite(goals)
    if not good.any():
        raise ValueError(say("There is nothing to fit: no window holds finite numbers only."))
    # In units of the largest number, so that squares stay numbers.
    unit = max(float(np.abs(numbers[good]).max()), float(np.abs(goals[good]).max())) or 1.0
    unknowns = np.column_stack((numbers[good] / unit, np.ones(good.sum())))
    answer = np.linalg.lstsq(unknowns, goals[good] / unit, rcond=None)[0]
    answer[np.abs(answer) < 1e-12 * np.abs(answer).max()] = 0.0  # the dust of rounding
    return answer[:-1].reshape(shape), float(answer[-1]) * unit


def fitted_windows(view: View) -> Array:
    """Which windows a fit looks at, as indices: all, or as many as can be fitted in a moment."""
    count = view.geometry.windows
    most = max(_MOST_WORK // (view.kernel.size + 1) ** 2, 4 * (view.kernel.size + 1))
    if count <= most:
        return np.arange(count)
    return np.linspace(0, count - 1, most).astype(np.int64)


def error_on_fresh(view: View) -> float | None:
    """How far the kernel is off from max, on average, on 1 000 windows drawn from the map's own range.

    None if there is no such range, or the windows are too large. Whole numbers are drawn where the map
    holds whole numbers. The draw is always the same one.
    """
    low, high = channel_range(view.document.map, view.document.channel)
    if view.kernel.size > MOST_TAPS or low > high:
        return None
    windows = _fresh(view.kernel.size, low, high, view.document.map.dtype.kind in "iub")
    with np.errstate(all="ignore"):
        answers = windows @ view.kernel.ravel() + view.parameters.bias
        return _mean_size(answers - windows.max(axis=1))


@lru_cache(maxsize=4)
def _fresh(taps: int, low: float, high: float, whole: bool) -> Array:
    draw = np.random.default_rng(_SEED)
    if whole:
        return draw.integers(int(low), int(high), (FRESH, taps), endpoint=True).astype(np.float64)
    share = draw.random((FRESH, taps))
    return (1 - share) * low + share * high  # the distance of two huge numbers may be no number


def _mean_size(errors: Array) -> float | None:
    """The mean of the sizes of all finite errors; None if there is none."""
    with np.errstate(all="ignore"):
        sizes = np.abs(errors)
        mean = float(sizes.mean())
        if math.isfinite(mean):
            return mean
        finite = sizes[np.isfinite(sizes)]
        return float(finite.mean()) if finite.size else None


def _under(geometry: Geometry, values: Array, windows: Array) -> Array:
    """The numbers under the kernel for some windows, (windows, taps) float64; 0 in the padding."""
    rows, columns = np.divmod(windows, geometry.output[1])
    down, is_row = _taps(geometry.rows, rows)
    across, is_column = _taps(geometry.columns, columns)
    numbers = values[down[:, :, None], across[:, None, :]].astype(np.float64)
    numbers[~(is_row[:, :, None] & is_column[:, None, :])] = 0.0
    return numbers.reshape(len(windows), -1)


def _taps(axis: Axis, outputs: Array) -> tuple[Array, Array]:
    """Where the taps of some outputs lie, (outputs, window), and which of them lie on the map."""
    taps = axis.table()[outputs]
    return taps, taps >= 0
