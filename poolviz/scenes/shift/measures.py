"""How far two answers lie apart: the relative change, and the share that stayed."""

from __future__ import annotations

import math

import numpy as np

from poolviz.frame.plane import Array


def relative_change(before: Array, after: Array) -> Array:
    """‖before − after‖ / ‖before‖ over the last two axes, float64.

    0 where nothing differs; ∞ where there was nothing but zeros before; NaN where a number is none, or
    infinite in only one of the two.

    >>> float(relative_change(np.array([[3.0, 4.0]]), np.array([[0.0, 4.0]])))
    0.6
    """
    first, second = np.broadcast_arrays(before.astype(np.float64), after.astype(np.float64))
    with np.errstate(all="ignore"):
        gap = np.where(first == second, 0.0, second - first)
        size = np.sqrt(np.sum(first * first, axis=(-2, -1)))
        ratio = np.sqrt(np.sum(gap * gap, axis=(-2, -1))) / size
    result: Array = np.where((gap == 0).all(axis=(-2, -1)), 0.0, ratio)
    return result


def changed_cells(before: Array, after: Array) -> Array:
    """Which outputs differ, a mask of their shape; two that are not numbers do not differ."""
    with np.errstate(invalid="ignore"):
        same = (before == after) | ((before != before) & (after != after))
    differs: Array = ~same
    return differs


def active_cells(before: Array, after: Array) -> Array:
    """Which outputs are not 0 before or after, a mask of their shape."""
    active: Array = (before != 0) | (after != 0)
    return active


def change_text(change: float) -> str:
    """A relative change as it is shown: two decimals.

    >>> change_text(0.7303), change_text(float("inf"))
    ('0.73', '∞')
    """
    if math.isfinite(change):
        return f"{change:.2f}"
    return "NaN" if math.isnan(change) else "∞"
