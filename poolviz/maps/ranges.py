"""The smallest and the largest number of a map's channels, worked out once a version."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from poolviz.frame.scale import finite_range
from poolviz.maps.map import Map

Range = tuple[float, float]

_known: WeakKeyDictionary[Map, dict[int, Range]] = WeakKeyDictionary()


def channel_range(map_: Map, channel: int) -> Range:
    """Return the smallest and the largest finite number of one channel; (∞, −∞) if there is none.

    After an edit only the channel that it touched is looked at again.

    Raises:
        IndexError: there is no such channel.

    >>> channel_range(Map.from_array([[[1, 2]], [[-3, 4]]]), 1)
    (-3.0, 4.0)
    """
    ranges = _known.setdefault(map_, {})
    if channel not in ranges:
        ranges[channel] = _inherited(map_, channel) or finite_range(map_.plane(channel))
    return ranges[channel]


def common_range(map_: Map) -> Range:
    """Return the smallest and the largest finite number of all channels; (∞, −∞) if there is none.

    >>> common_range(Map.from_array([[[1, 2]], [[-3, 4]]]))
    (-3.0, 4.0)
    """
    ranges = [channel_range(map_, channel) for channel in range(map_.channels)]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _inherited(map_: Map, channel: int) -> Range | None:
    """What is known of the version before, if this channel is the same in it."""
    parent = map_.parent
    known = None if parent is None else _known.get(parent, {}).get(channel)
    if parent is None or known is None:
        return None
    changed = map_.changes_in(channel, parent)
    return known if changed is not None and not changed.rows else None
