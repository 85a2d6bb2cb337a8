"""A smooth bump: the Gaussian that a blob of the brush adds."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.words import say
from poolviz.maps.drawing import Cell
from poolviz.maps.patches import Patch
from poolviz.maps.sheets import Sheet, plane_of

Array = NDArray[Any]

Joining = Literal["add", "keep"]
"""Whether a bump is added, or what already lies further out than it is kept."""

# Beyond this whole numbers would not be exact in the sums.
_EXACT = 2**53


def blob_patches(
    sheet: Sheet, cell: Cell, peak: float, diameter: int, joining: Joining = "add"
) -> list[Patch]:
    """Return what a blob writes, as one block; the cost follows the part of it that lies inside.

    Args:
        sheet: a channel of a map, or an array (rows, columns).
        cell: the middle, which may lie outside.
        peak: the height of the bump.
        diameter: of the disc in which it lies, in cells.
        joining: "add", or "keep" what lies further out.

    Raises:
        ValueError: a diameter below 1, a peak that is no finite number, or an array without rows and columns.
    """
    if diameter < 1:
        raise ValueError(say("A blob is at least one cell wide; {diameter} is too small.", diameter=diameter))
    if not math.isfinite(peak):
        raise ValueError(say("The peak of a blob is a finite number; {peak} is none.", peak=peak))
    plane = plane_of(sheet)
    # As a dab of the brush lies: an even diameter reaches one cell further down and to the right.
    corner = [place - (diameter - 1) // 2 for place in cell]
    down, across = (
        range(max(0, start), min(start + diameter, limit))
        for start, limit in zip(corner, plane.shape, strict=True)
    )
    if not down or not across:
        return []
    old = plane.read(slice(down.start, down.stop), slice(across.start, across.stop))
    bump, disc = _bump(down, across, corner, peak, diameter)
    if old.dtype.kind in "iu" and float(peak).is_integer():
        bump = _whole(bump)
    if joining == "keep":
        further_out = bump < old if peak < 0 else bump > old
        return [Patch(down.start, across.start, bump, disc & further_out)]
    return [Patch(down.start, across.start, _sum(old, bump), disc & (bump != 0))]


def _bump(
    down: range, across: range, corner: list[int], peak: float, diameter: int
) -> tuple[Array, NDArray[np.bool_]]:
    """Return the heights of the bump over some rows and columns, and where its disc lies."""
    middle, width = (diameter - 1) / 2, diameter / 6
    y, x = (
        ((np.arange(places.start, places.stop) - start) - middle) ** 2
        for places, start in zip((down, across), corner, strict=True)
    )
    # Measured from the cell nearest to the middle, so that an even blob reaches its peak too.
    nearest = (middle % 1) ** 2
    heights = peak * np.outer(np.exp((nearest - y) / (2 * width**2)), np.exp((nearest - x) / (2 * width**2)))
    return heights, np.add.outer(y, x) <= (diameter / 2) ** 2


def _whole(bump: Array) -> Array:
    """Return a bump in whole numbers, if they are small enough to be exact."""
    rounded: Array = np.rint(bump)
    return rounded.astype(np.int64) if np.abs(rounded).max() <= _EXACT else rounded


def _sum(old: Array, bump: Array) -> Array:
    if old.dtype.kind in "iu" and bump.dtype.kind == "i":
        # Whole numbers of 64 bits might run over; such large ones become floating-point numbers.
        largest = max(abs(int(old.min())), abs(int(old.max())))
        old = old.astype(np.int64 if largest <= _EXACT else np.float64)
    with np.errstate(over="ignore"):
        total: Array = old + bump
    return total
