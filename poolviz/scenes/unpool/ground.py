"""The sheet that is pooled and undone: one channel of the map, or every so-manieth cell of a large one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from poolviz.core.axis import ceil_div
from poolviz.frame.plane import Array, Plane
from poolviz.maps.map import Map
from poolviz.model.derived import Derivation, Written
from poolviz.model.scene import Compute

MOST_OF_A_SIDE = 256
"""Longer maps are thinned out: the boards have fewer pixels on the screen anyway."""


@dataclass(frozen=True, eq=False)
class Ground:
    """One channel of a map, thinned out to every ``stride``-th row and column if it is large."""

    whole: Map
    channel: int
    compute: Compute

    @property
    def stride(self) -> int:
        """Cells of the map from one row or column that is shown to the next."""
        return stride_of(self.whole)

    @cached_property
    def map(self) -> Map:
        """The map that holds the sheet: the whole one, or a thinned copy of one channel."""
        if self.stride == 1:
            return self.whole
        way = anew(lambda: thinned(self.whole, self.channel).copy())
        return self.compute.derived(self.whole, self.channel, "undo: every so-manieth cell", way)

    @property
    def at(self) -> int:
        """Which channel of ``map`` it is."""
        return self.channel if self.stride == 1 else 0

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the sheet."""
        return self.map.size

    @property
    def plane(self) -> Plane:
        """The sheet as a board reads it."""
        return self.map.plane(self.at)

    @cached_property
    def values(self) -> Array:
        """All of its numbers, (H, W)."""
        return self.plane.read(slice(None), slice(None))


def stride_of(map_: Map) -> int:
    """Every so-manieth row and column of a map is shown.

    >>> stride_of(Map.from_array([[0] * 224])), stride_of(Map.from_array([[0] * 1000] * 9))
    (1, 4)
    """
    return ceil_div(max(map_.size), MOST_OF_A_SIDE)


def thinned(map_: Map, channel: int) -> Array:
    """One channel without the rows and columns that are not shown, (H, W), read-only."""
    every = slice(None, None, stride_of(map_))
    return map_.read(channel, every, every)


def anew(work: Callable[[], Array], numbers: int = 0) -> Derivation:
    """A sheet that is worked out as a whole again after an edit: it keeps its identity if nothing differs.

    ``numbers`` tells what that costs, where it is much; see ``effort``.
    """
    return Derivation(work, lambda _: Written(0, 0, work()), numbers, lambda _: numbers)
