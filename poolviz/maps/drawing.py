"""Drawing into a map: dabs of a brush and strokes made of them. All functions are pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.maps.patches import Patch

Cell = tuple[int, int]
"""Row and column; both may lie outside the map, as a pointer may."""

Tip = Literal["square", "disc"]
Mask = NDArray[np.bool_]

# Long strokes are written in pieces, so that a slanting line needs no mask as large as the map.
_PIECE = 64


def stroke(
    map: Map,
    channel: int,
    from_cell: Cell,
    to_cell: Cell,
    value: float,
    diameter: int = 1,
    tip: Tip = "square",
) -> Map:
    """Return the map with a straight stroke from one cell to another: dabs on every cell between, no gaps.

    The whole stroke is one version. What lies outside the map is cut off; if nothing changes, the map
    itself comes back. An even diameter reaches one cell further down and to the right.

    Args:
        map: where to draw.
        channel: counted from 0.
        from_cell: row and column of the first dab.
        to_cell: row and column of the last dab.
        value: the number to write.
        diameter: of a dab, in cells.
        tip: the shape of a dab, all of diameter × diameter cells or the disc inside them.

    Raises:
        IndexError: there is no such channel.
        ValueError: a diameter below 1.

    >>> stroke(Map.from_array(np.zeros((2, 4), int)), 0, (0, 0), (1, 3), 7).values.tolist()
    [[[7, 7, 0, 0], [0, 0, 7, 7]]]
    """
    if diameter < 1:
        raise ValueError(
            say("A brush is at least one cell wide; {diameter} is too small.", diameter=diameter)
        )
    cells = cells_between(from_cell, to_cell, map.size, diameter)
    return map.patched(channel, list(_pieces(cells, value, _tip(diameter, tip))))


def cells_between(start: Cell, end: Cell, size: tuple[int, int], diameter: int = 1) -> NDArray[np.int64]:
    """Return the cells of a straight line, (n, 2), leaving out those whose dab cannot reach the map."""
    count = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    # Halves are rounded up and not to even, or a line of slope ½ would climb unevenly; in whole numbers,
    # as a fraction a hair below the half would bend the same line elsewhere on the map.
    doubled = 2 * np.multiply.outer(np.arange(count + 1), np.subtract(end, start)) + count
    cells = np.add(start, doubled // max(2 * count, 1))
    near = np.all((cells > -diameter - 1) & (cells < np.add(size, diameter)), axis=1)
    kept: NDArray[np.int64] = cells[near]
    return kept


def _tip(diameter: int, tip: Tip) -> Mask:
    """Return the shape of a dab, (diameter, diameter): a cell is in a disc if its centre is."""
    if tip == "square":
        return np.ones((diameter, diameter), np.bool_)
    distance = (np.arange(diameter) - (diameter - 1) / 2) ** 2
    disc: Mask = np.add.outer(distance, distance) <= (diameter / 2) ** 2
    return disc


def _pieces(cells: NDArray[np.int64], value: float, tip: Mask) -> Iterator[Patch]:
    """Yield the patches of a stroke, each a block around a piece of it."""
    diameter = len(tip)
    for first in range(0, len(cells), _PIECE):
        corners = cells[first : first + _PIECE] - (diameter - 1) // 2
        top, left = (int(place) for place in corners.min(axis=0))
        rows, columns = (int(length) + diameter for length in np.ptp(corners, axis=0))
        mask = np.zeros((rows, columns), np.bool_)
        for row, column in corners - (top, left):
            mask[row : row + diameter, column : column + diameter] |= tip
        values: NDArray[Any] = np.full((rows, columns), value)
        yield Patch(top, left, values, mask)
