"""What a scene works out of a channel itself, told in a way that lets an edit cost what it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray

Array = NDArray[Any]

Region = tuple[int, int, int, int]
"""Cells of a map: first row, first column, rows, columns."""


class Written(NamedTuple):
    """Numbers (rows, columns) for a block that begins at a row and a column; all others stay as they are."""

    row: int
    column: int
    values: Array


@dataclass(frozen=True, eq=False)
class Derivation:
    """How to work out a sheet of numbers: all of it, and what changes once cells of the map have changed."""

    whole: Callable[[], Array]
    again: Callable[[Region], Written]
    numbers: int = 0
    """How many come out, if they may be more than the map has cells."""
