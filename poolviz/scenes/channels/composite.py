"""Red, green and blue as one picture; and the colours that a pooling invents."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from poolviz.core import Geometry
from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, Plane, bounding
from poolviz.scenes.channels.view import View

FULL = 255
_MOST_COMPARED = 1 << 22  # colours of windows that are looked at in a moment


@dataclass(frozen=True, eq=False)
class ColourPlane:
    """Three planes as one, in which each number is a colour: 0xrrggbb.

    >>> from poolviz.frame.plane import ArrayPlane
    >>> three = tuple(ArrayPlane(np.array([[level]])) for level in (255.0, 0.0, 127.6))
    >>> hex(ColourPlane(three, Scale(0, 255)).read(slice(None), slice(None))[0, 0])
    '0xff0080'
    """

    planes: tuple[Plane, Plane, Plane]
    scale: Scale
    """Which numbers are dark and which are light."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.planes[0].shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of colours."""
        return np.dtype(np.uint32)

    def read(self, rows: slice, columns: slice) -> Array:
        """The colours of a part, read-only; what is no number is black."""
        low, span = self.scale.low, (self.scale.high - self.scale.low) or 1.0
        red, green, blue = (_level(plane.read(rows, columns), low, span) for plane in self.planes)
        colours: Array = red << 16 | green << 8 | blue
        colours.flags.writeable = False
        return colours

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """Where any of the three differs from what it was."""
        if not isinstance(older, ColourPlane) or older.scale != self.scale:
            return None
        return bounding(
            now.changes_since(before) for now, before in zip(self.planes, older.planes, strict=True)
        )


def _level(values: Array, low: float, span: float) -> Array:
    if values.dtype == np.uint8 and (low, span) == (0, FULL):
        return values.astype(np.uint32)  # a byte is its level
    wide = values.astype(np.float64)
    with np.errstate(all="ignore"):
        levels = np.nan_to_num((wide - low) * (FULL / span), nan=0.0, posinf=FULL, neginf=0.0)
    return np.rint(levels).clip(0, FULL).astype(np.uint32)


def before(view: View) -> ColourPlane:
    """The map as a colour picture."""
    red, green, blue = (view.document.map.plane(channel) for channel in range(3))
    return ColourPlane((red, green, blue), _range(view))


def after(view: View) -> ColourPlane:
    """What comes out of the layer, as a colour picture."""
    red, green, blue = (view.plane(channel) for channel in range(3))
    return ColourPlane((red, green, blue), _range(view))


def _range(view: View) -> Scale:
    """From black to full: what a picture of bytes means by it, else what the channels have in common."""
    return Scale(0, FULL) if view.document.map.dtype == np.uint8 else view.common_scale


def invented(view: View) -> int | None:
    """How many outputs have a colour that no cell of their window has; None where those are too many."""
    geometry = view.geometry
    if geometry.products > _MOST_COMPARED:
        return None
    view.compute.announce(math.prod(geometry.size))
    everything = slice(None)
    colours, results = (plane.read(everything, everything) for plane in (before(view), after(view)))
    return int(np.count_nonzero(~_known(colours, results, geometry)))


def _known(colours: Array, results: Array, geometry: Geometry) -> Array:
    """Which outputs have the colour of a cell of their window, (H′, W′)."""
    known = np.zeros(results.shape, np.bool_)
    rows, columns = geometry.rows.table(), geometry.columns.table()
    for down in rows.T:
        for across in columns.T:
            met = colours[down[:, None], across] == results
            known |= met & (down >= 0)[:, None] & (across >= 0)
    return known
