"""The smallest and the largest number of a map's channels, worked out once and patched after an edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.map import Map
from poolviz.maps.planes import MapPlane

Range = tuple[float, float]
Ends = NDArray[np.float64]

_TILE = 128
"""Cells a side: an edit looks again at the tiles that it touched, and at no other cell."""


@dataclass(frozen=True, eq=False)
class _Extremes:
    """The smallest and the largest finite number of every tile, (rows, columns) each; ∞ and −∞ for none."""

    low: Ends
    high: Ends

    @property
    def range(self) -> Range:
        """Those of all tiles."""
        return float(self.low.min()), float(self.high.max())


_known: WeakKeyDictionary[Map, dict[int, _Extremes]] = WeakKeyDictionary()


def channel_range(map_: Map, channel: int) -> Range:
    """Return the smallest and the largest finite number of one channel; (∞, −∞) if there is none.

    After an edit only what it touched is looked at again.

    Raises:
        IndexError: there is no such channel.

    >>> channel_range(Map.from_array([[[1, 2]], [[-3, 4]]]), 1)
    (-3.0, 4.0)
    """
    known = _known.setdefault(map_, {})
    if channel not in known:
        known[channel] = _inherited(map_, channel) or _measured(map_.plane(channel))
    return known[channel].range


def common_range(map_: Map) -> Range:
    """Return the smallest and the largest finite number of all channels; (∞, −∞) if there is none.

    >>> common_range(Map.from_array([[[1, 2]], [[-3, 4]]]))
    (-3.0, 4.0)
    """
    ranges = [channel_range(map_, channel) for channel in range(map_.channels)]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _inherited(map_: Map, channel: int) -> _Extremes | None:
    """What is known of the version before, with the tiles that differ measured again."""
    parent = map_.parent
    known = None if parent is None else _known.get(parent, {}).get(channel)
    if parent is None or known is None:
        return None
    changed = map_.changes_in(channel, parent)
    if changed is None:
        return None
    if not changed.rows:
        return known
    top, left = changed.row // _TILE, changed.column // _TILE
    bottom = (changed.row + changed.rows - 1) // _TILE + 1
    right = (changed.column + changed.columns - 1) // _TILE + 1
    after = _Extremes(known.low.copy(), known.high.copy())
    _measure(after, map_.plane(channel), range(top, bottom), range(left, right))
    return after


def _measured(plane: MapPlane) -> _Extremes:
    rows, columns = (-(-side // _TILE) for side in plane.shape)
    extremes = _Extremes(np.empty((rows, columns)), np.empty((rows, columns)))
    _measure(extremes, plane, range(rows), range(columns))
    return extremes


def _measure(extremes: _Extremes, plane: MapPlane, rows: range, columns: range) -> None:
    """Look at some tiles, a row of tiles at a time."""
    starts = np.arange(len(columns)) * _TILE
    across = slice(columns.start * _TILE, columns.stop * _TILE)
    for row in rows:
        numbers = plane.read(slice(row * _TILE, (row + 1) * _TILE), across)
        at = row, slice(columns.start, columns.stop)
        extremes.low[at], extremes.high[at] = _ends(numbers, starts)


def _ends(numbers: NDArray[Any], starts: NDArray[np.int64]) -> tuple[Ends, Ends]:
    """The smallest and the largest finite number between one start and the next, over all rows."""
    with np.errstate(invalid="ignore"):
        low = np.minimum.reduceat(numbers.min(axis=0), starts).astype(np.float64)
        high = np.maximum.reduceat(numbers.max(axis=0), starts).astype(np.float64)
    if np.isfinite(low).all() and np.isfinite(high).all():
        return low, high
    # A NaN hides all else, and ∞ is no end of a range.
    is_finite = np.isfinite(numbers)
    lower = np.where(is_finite, numbers, np.inf).min(axis=0)
    upper = np.where(is_finite, numbers, -np.inf).max(axis=0)
    return np.minimum.reduceat(lower, starts), np.maximum.reduceat(upper, starts)
