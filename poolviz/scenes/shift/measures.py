"""How far two answers lie apart: the relative change, and the share that stayed."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
        change = np.sqrt(_squares(after, before)) / np.sqrt(_squares(before))
        if np.isfinite(change).all():
            return change
        gap = np.where(np.equal(before, after), 0.0, np.subtract(after, before, dtype=np.float64))
        change = np.sqrt(_squares(gap)) / np.sqrt(_squares(before))
    unmoved: Array = np.where((gap == 0).all(axis=(-2, -1)), 0.0, change)
    return unmoved


def _squares(x: Array, less: Array | None = None) -> Array:
    """The sum of the squares of x, or of x − less, over the last two axes, in float64.

    Strip by strip: what is widened or subtracted stays small, as new memory costs more than arithmetic.
    """
    total: Array = np.zeros(x.shape[:-2])
    for rows in _strips(x.shape[-2]):
        strip = x[..., rows, :]
        if less is None:
            strip = strip.astype(np.float64, copy=False)
        else:
            strip = np.subtract(strip, less[..., rows, :], dtype=np.float64)
        total = total + np.einsum("...ij,...ij->...", strip, strip)
    return total


def _strips(rows: int) -> Iterator[slice]:
    return (slice(row, row + _STRIP) for row in range(0, rows, _STRIP))


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
    return any(changed_cells(before[rows], after[rows]).any() for rows in _strips(len(before)))


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
    def of(before: Array, after: Array) -> Comparison:
        """Compare two answers of one size.

        >>> Comparison.of(np.array([[0, 3, 4]]), np.array([[0, 0, 4]])).kept
        1
        """
        differs, kept = np.empty(before.shape, np.bool_), 0
        for rows in _strips(len(before)):
            differs[rows] = changed_cells(before[rows], after[rows])
            kept += int(np.count_nonzero((after[rows] != 0) & ~differs[rows]))
        differs.flags.writeable = False
        count = int(np.count_nonzero(differs))
        # What differs cannot be 0 both times.
        return Comparison(differs, count, float(relative_change(before, after)), count + kept, kept)


def change_text(change: float) -> str:
    """A relative change as it is shown: two decimals.

    >>> change_text(0.7303), change_text(float("inf"))
    ('0.73', '∞')
    """
    if math.isfinite(change):
        return f"{change:.2f}"
    return "NaN" if math.isnan(change) else "∞"
