"""What a scene works out of a channel itself, told in a way that lets an edit cost what it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray

from poolviz.core import Geometry

Array = NDArray[Any]

Region = tuple[int, int, int, int]
"""Cells of a map: first row, first column, rows, columns."""


class Written(NamedTuple):
    """Numbers (rows, columns) for a block that begins at a row and a column; all others stay as they are."""

    row: int
    column: int
    values: Array


def effort(geometry: Geometry, *, tap_by_tap: bool = False) -> int:
    """How many numbers cost as much to work out as windows that slide over a map.

    Eight additions cost about as much as what else is done for one number. Sums and maxima are found rows
    first, then columns; a convolution goes ``tap_by_tap``.

    >>> from poolviz.core import Axis
    >>> axis = Axis(size=100, window=20, stride=1, low=0, high=0, dilation=1, output=81)
    >>> effort(Geometry(axis, axis)), effort(Geometry(axis, axis), tap_by_tap=True)
    (36652, 328050)
    """
    (height, width), windows = geometry.size, geometry.windows
    down, across = geometry.rows.window, geometry.columns.window
    added = windows * down * across if tap_by_tap else geometry.rows.output * width * down + windows * across
    return max(height * width, windows, added // 8)


@dataclass(frozen=True, eq=False)
class Derivation:
    """How to work out a sheet of numbers: all of it, and what changes once cells of the map have changed."""

    whole: Callable[[], Array]
    again: Callable[[Region], Written]
    numbers: int = 0
    """How many there are to work out, if that may be more than the map has cells; see ``effort``."""
    patches: bool = True
    """Whether an edit costs what it touches; else it costs what the whole does."""
