"""How far two answers lie apart: the relative change, and the share that stayed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from poolviz.frame.plane import Array

_STRIP = 64  # rows at a time


def relative_change(before: Array, after: Array) -> Array:
    """‖before − after‖ / ‖before‖ over the last two axes, float64.

    0 where nothing differs; ∞ where there was nothing but zeros before; NaN where a number is none, or
    infinite in only one of the two.

    >>> float(relative_change(np.array([[3.0, 4.0]]), np.array([[0.0, 4.0]])))
    0.6
    """
    with np.errstate(all="ignore"):
        return _relative(before, after, np.subtract(after, before, dtype=np.float64))


def _relative(before: Array, after: Array, gap: Array) -> Array:
    with np.errstate(all="ignore"):
        change = np.sqrt(_squares(gap)) / np.sqrt(_squares(before))
        if np.isfinite(change).all():
            return change
        gap = np.where(np.equal(before, after), 0.0, gap)
        change = np.sqrt(_squares(gap)) / np.sqrt(_squares(before))
    unmoved: Array = np.where((gap == 0).all(axis=(-2, -1)), 0.0, change)
    return unmoved


def _squares(x: Array) -> Array:
    """The sum of the squares over the last two axes, in float64; a widened copy of it all would cost more."""
    total: Array = np.zeros(x.shape[:-2])
    for row in range(0, x.shape[-2], _STRIP):
        strip = x[..., row : row + _STRIP, :].astype(np.float64, copy=False)
        total = total + np.einsum("...ij,...ij->...", strip, strip)
    return total


def changed_cells(before: Array, after: Array) -> Array:
    """Which outputs differ, a mask of their shape; two that are not numbers do not differ."""
    differs: Array = before != after
    if before.dtype.kind == "f" and after.dtype.kind == "f":
        differs &= (before == before) | (after == after)
    return differs


def differ(before: Array, after: Array) -> bool:
    """Whether any outputs do; most pairs are told apart by their first rows.

    >>> differ(np.array([[1.0, np.nan]]), np.array([[1.0, np.nan]]))
    False
    """
    strips = (slice(row, row + _STRIP) for row in range(0, len(before), _STRIP))
    return any(changed_cells(before[strip], after[strip]).any() for strip in strips)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Answers before and after a move."""

    changed: Array
    """Which of them differ, (H′, W′)."""
    count: int
    """How many of them do."""
    change: float
    """‖a − b‖ / ‖a‖."""
    active: int
    """How many of them are not 0, before or after."""
    kept: int
    """How many of those are as they were."""

    @staticmethod
    def of(before: Array, after: Array, gap: Array) -> Comparison:
        """Compare two answers of one size; ``gap`` is the second minus the first.

        >>> before, after = np.array([[0, 3, 4]]), np.array([[0, 0, 4]])
        >>> Comparison.of(before, after, after - before).kept
        1
        """
        differs = changed_cells(before, after)
        differs.flags.writeable = False
        count = int(np.count_nonzero(differs))
        kept = int(np.count_nonzero((after != 0) & ~differs))
        # What differs cannot be 0 both times.
        return Comparison(differs, count, float(_relative(before, after, gap)), count + kept, kept)


def change_text(change: float) -> str:
    """A relative change as it is shown: two decimals.

    >>> change_text(0.7303), change_text(float("inf"))
    ('0.73', '∞')
    """
    if math.isfinite(change):
        return f"{change:.2f}"
    return "NaN" if math.isnan(change) else "∞"
