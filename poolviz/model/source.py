"""Where a map came from and how it was read, so that it can be read in another way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Axes = Literal["HW", "CHW", "HWC", "NCHW", "NHWC"]
"""The order of an array's axes: batch (N), channels (C), height (H) and width (W)."""
Scaling = Literal["raw", "unit"]
"""Numbers as they are in the file, or between 0 and 1."""


@dataclass(frozen=True)
class Source:
    """A file, and all that was chosen or guessed when it was read."""

    path: str
    entry: str | None = None
    """Which array of a file that holds several."""
    axes: Axes | None = None
    """How the axes of an array were read; None for a picture."""
    axes_choices: tuple[Axes, ...] = ()
    """How they could be read."""
    scale: Scaling = "raw"
    colour: bool = False
    """Whether a colour picture was opened as three channels instead of grey."""
    is_coloured: bool = False
    """Whether it is a colour picture, so that there is such a choice."""
    notes: tuple[str, ...] = ()
    """What was said when it was opened."""
