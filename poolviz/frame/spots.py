"""Single cells that must not be lost among thousands of others."""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.frame.plane import Plane


@dataclass(frozen=True)
class Spots:
    """Cells of a board that are seen however small they are: none is shown smaller than 2 pixels.

    Where they ``dim``, all others sink towards the colour of nothing: that of 0, or of the smallest number.
    """

    cells: Plane
    """Of the board's shape; 0 for all others."""
    dim: bool = False
