"""The map with what comes in at its edges around it: wherever it is moved to, it is a part of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poolviz.core.shifting import Edge
from poolviz.frame.plane import Array, PartPlane, Plane
from poolviz.maps.map import Map
from poolviz.model.derived import Derivation, Region, Written
from poolviz.model.document import Document
from poolviz.model.scene import Compute
from poolviz.scenes.shift.parameters import FURTHEST

_MODES = {"zeros": "constant", "wrap": "wrap", "repeat": "edge"}


@dataclass(frozen=True, eq=False)
class Ground:
    """One channel with a margin as wide as it can be moved, in a map of its own: (1, H + 16, W + 16).

    >>> from poolviz.model.document import Document
    >>> from poolviz.session.memo import Memo
    >>> ground = Ground.under(Document(Map.from_array([[1, 2, 3]])), "wrap", Memo())
    >>> ground.moved(0, 1).read(slice(None), slice(None)).tolist()
    [[3, 1, 2]]
    """

    map: Map
    size: tuple[int, int]

    @staticmethod
    def under(document: Document, edge: Edge, compute: Compute) -> Ground:
        """The ground under the channel that is shown; an edit costs what it touches."""
        map_, channel = document.map, document.channel

        def whole() -> Array:
            return surrounded(map_.read(channel, slice(None), slice(None)), edge)

        def again(region: Region) -> Written:
            return _again(map_, channel, region, edge) or Written(0, 0, whole())

        ground = compute.derived(map_, channel, ("ground", edge), Derivation(whole, again))
        return Ground(ground, map_.size)

    def moved(self, down: int, across: int) -> Plane:
        """The map so many cells from its place, (H, W)."""
        return PartPlane(self.map.plane(0), FURTHEST - down, FURTHEST - across, self.size)


def surrounded(values: Array, edge: Edge) -> Array:
    """A map (H, W) with a margin of what comes in from outside, (H + 16, W + 16)."""
    return np.pad(values, FURTHEST, mode=_MODES[edge])  # type: ignore[call-overload, no-any-return]


def _again(map_: Map, channel: int, region: Region, edge: Edge) -> Written | None:
    """What an edit changes of the ground; None if it comes in again on the other side."""
    (top, bottom), (left, right) = (
        _reach(region[axis], region[axis + 2], map_.size[axis], edge) for axis in (0, 1)
    )
    if edge == "wrap" and (top or bottom or left or right):
        return None
    row, column, rows, columns = region
    block = map_.read(channel, slice(row, row + rows), slice(column, column + columns))
    block = np.pad(block, ((top, bottom), (left, right)), mode="edge")
    return Written(row + FURTHEST - top, column + FURTHEST - left, block)


def _reach(first: int, count: int, size: int, edge: Edge) -> tuple[int, int]:
    """How far an edit of cells reaches into the margin before the map and into the one after it."""
    if edge == "zeros":
        return 0, 0
    near = FURTHEST if edge == "wrap" else 1
    before, after = first < near, first + count > size - near
    return FURTHEST * before, FURTHEST * after
