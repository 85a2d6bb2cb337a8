"""What the last change of the map did to the outputs: the difference between pooling and convolution."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from poolviz.maps.changes import Region
from poolviz.maps.map import Map
from poolviz.scenes.channels.mixing import mixed, mixing_effort
from poolviz.scenes.channels.view import View

# A version knows its parent only while somebody keeps that; of a stroke the history keeps just the beginning.
_before: WeakKeyDictionary[Map, Map] = WeakKeyDictionary()


@dataclass(frozen=True)
class Painted:
    """One channel was changed in a region; so many output channels differ since."""

    region: Region
    moved: int


def remember(before: Map, after: Map) -> None:
    """Keep the version that was painted on as long as the new one lives, and none that is older."""
    _before.pop(before, None)
    _before[after] = before


def painted(view: View) -> Painted | None:
    """What differs from the version before; None if there is none, or if it is not known what differs."""
    map_ = view.document.map
    parent = _before.get(map_) or map_.parent
    region = None if parent is None else map_.changes_since(parent)
    if parent is None or region is None or not region.rows or not region.columns:
        return None
    if view.mixes:
        # Every share of the mixture is above 0, so that a change that one output feels moves them all.
        return Painted(region, view.channels if _is_felt(view, parent, region) else 0)
    before = view.compute.pooled(parent, region.channel, view.document.spec).values
    now = view.values(region.channel)
    return Painted(region, int(not np.array_equal(before, now, equal_nan=before.dtype.kind == "f")))


def _is_felt(view: View, parent: Map, region: Region) -> bool:
    """Whether a mixture of the changed channel alone differs."""
    view.compute.announce(2 * mixing_effort(1, view.geometry))
    now, before = (
        map_.read(region.channel, slice(None), slice(None))[None] for map_ in (view.document.map, parent)
    )
    return not np.array_equal(mixed(now, view.geometry), mixed(before, view.geometry), equal_nan=True)
