"""What opening gives: a map, and what should be said about it."""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.files.axes import Axes
from poolviz.maps.map import Map


@dataclass(frozen=True, eq=False)
class Opened:
    """A map out of a file or a text, with a sentence for everything that was guessed or left out."""

    map: Map
    notes: tuple[str, ...] = ()
    axes: Axes | None = None
    """How the axes of an array were read; None for a picture, which leaves no choice."""
    axes_choices: tuple[Axes, ...] = ()
    """How they could be read."""
    is_coloured: bool = False
    """Whether it is a colour picture, which can be opened as grey or as three channels."""
