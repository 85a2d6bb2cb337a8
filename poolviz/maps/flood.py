"""Which cells hang together: the region of equal numbers around one cell.

A region is parted into runs, unbroken pieces of one row. A large even region has few of them, and whole
arrays of runs are joined at once, so that neither the size of a map nor the turns of a maze cost a loop
over cells. Only a box around the region is read: it starts small and grows where the region leaves it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.planes import MapPlane

Array = NDArray[Any]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]

# A small region is found in one reading, and reading this much costs microseconds.
_FIRST_REACH = 32


class Found(NamedTuple):
    """A region: the top left corner of the box around it, and which cells of the box belong to it."""

    row: int
    column: int
    mask: Mask


class _Box(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int

    def grown(self, filled: Mask, size: tuple[int, int]) -> _Box:
        """Return a box that reaches further wherever filled cells touch a side that is not the map's rim."""
        rows, columns = self.bottom - self.top, self.right - self.left
        return _Box(
            max(0, self.top - rows) if filled[0].any() else self.top,
            max(0, self.left - columns) if filled[:, 0].any() else self.left,
            min(size[0], self.bottom + rows) if filled[-1].any() else self.bottom,
            min(size[1], self.right + columns) if filled[:, -1].any() else self.right,
        )


def equal_region(plane: MapPlane, row: int, column: int) -> Found:
    """Return the cells that can be reached from one through cells of the same number, side by side.

    Diagonal neighbours do not touch. NaN counts as equal to NaN, and −0 to 0. The cost follows the box
    around the region.

    Args:
        plane: what is looked at.
        row: of a cell that lies inside.
        column: likewise.

    >>> from poolviz.maps.map import Map
    >>> found = equal_region(Map.from_array([[1, 1, 2], [2, 1, 2], [1, 2, 2]]).plane(0), 0, 0)
    >>> found.mask.astype(int).tolist()
    [[1, 1], [0, 1]]
    """
    size = plane.shape
    box = _Box(
        max(0, row - _FIRST_REACH),
        max(0, column - _FIRST_REACH),
        min(size[0], row + _FIRST_REACH + 1),
        min(size[1], column + _FIRST_REACH + 1),
    )
    while True:
        block = plane.read(slice(box.top, box.bottom), slice(box.left, box.right))
        filled = _connected(block, row - box.top, column - box.left)
        larger = box.grown(filled, size)
        if larger == box:
            return _trimmed(box, filled)
        box = larger


def _trimmed(box: _Box, filled: Mask) -> Found:
    """Return a region in the smallest box around it."""
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    mask = filled[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Found(box.top + int(rows[0]), box.left + int(columns[0]), mask)


def _connected(block: Array, row: int, column: int) -> Mask:
    """Return which cells of a block hang together with one cell."""
    height, width = block.shape
    # Laid out in one line, with an empty cell in front and one after each row: no run crosses a border.
    stride = width + 1
    line = np.zeros(1 + height * stride, np.bool_)
    cells = line[1:].reshape(height, stride)[:, :width]
    number = block[row, column]
    if number != number:
        # NaN differs from itself. isnan(…, out=…) would read better, but NumPy 2.4 leaves cells out when
        # it writes with gaps, as here.
        np.not_equal(block, block, out=cells)
    else:
        np.equal(block, number, out=cells)
    borders = np.flatnonzero(line[1:] != line[:-1])
    starts, ends = borders[::2], borders[1::2]
    roots = _joined(starts, ends, stride)
    first = int(np.searchsorted(starts, row * stride + column, side="right")) - 1
    chosen = roots == roots[first]
    # Filled again from the borders of the chosen runs: inside a run an odd number of borders lies before.
    line[:] = False
    line[1 + starts[chosen]] = True
    line[1 + ends[chosen]] = True
    np.logical_xor.accumulate(line, out=line)
    return cells


def _joined(starts: Places, ends: Places, stride: int) -> Places:
    """Return for each run the first of all runs that it hangs together with."""
    upper, lower = _touching(starts, ends, stride)
    roots = np.arange(len(starts))
    # Every run points to one above it; following those pointers joins most of what there is to join.
    roots[lower] = upper
    _follow(roots)
    while True:
        one, other = roots[upper], roots[lower]
        apart = one != other
        if not apart.any():
            return roots
        upper, lower = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        # Always to the smallest: pointers then never form a circle, and many join at once.
        np.minimum.at(roots, lower, upper)
        _follow(roots)


def _touching(starts: Places, ends: Places, stride: int) -> tuple[Places, Places]:
    """Return all pairs of runs that lie one below the other, as (upper, lower)."""
    first = np.searchsorted(ends, starts + stride, side="right")
    last = np.searchsorted(starts, ends + stride, side="left")
    counts = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(starts)), counts)
    before = np.cumsum(counts) - counts
    lower = np.arange(len(upper)) + np.repeat(first - before, counts)
    return upper, lower


def _follow(roots: Places) -> None:
    """Let every run point straight to the end of its chain of pointers; each round halves the way."""
    while True:
        further = roots[roots]
        if np.array_equal(further, roots):
            return
        roots[:] = further
