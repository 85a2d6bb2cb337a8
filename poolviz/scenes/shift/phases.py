"""A method's answers to a whole ground, from one of its cells on: all of them, and again where it changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from poolviz.core import Axis, Geometry, PoolSpec
from poolviz.frame.plane import Array
from poolviz.maps.map import Map
from poolviz.model.derived import Region, Written
from poolviz.scenes.shift.methods import Chain, apply

_ALL = slice(None)


@dataclass(frozen=True)
class Way:
    """From the cells to the outputs along one axis, through all rounds."""

    jump: int
    """Cells from one output to the next."""
    field: int
    """Cells that one output looks at, holes included."""

    @staticmethod
    def through(axes: tuple[Axis, ...]) -> Way:
        """The way through one axis after the other.

        >>> axis = Axis(size=8, window=3, stride=2, low=0, high=0, dilation=1, output=3)
        >>> Way.through((axis, axis))
        Way(jump=4, field=7)
        """
        jump = field = 1
        for axis in axes:
            field += (axis.span - 1) * jump
            jump *= axis.stride
        return Way(jump, field)

    def reached(self, first: int, count: int, outputs: int, further: int) -> range:
        """The outputs that see any of some cells, and ``further`` ones on either side.

        >>> Way(jump=2, field=3).reached(4, 1, 9, 0)
        range(1, 3)
        """
        low = -((self.field - 1 - first) // self.jump) - further
        high = (first + count - 1) // self.jump + further
        return range(max(low, 0), min(high, outputs - 1) + 1)

    def cells(self, outputs: range) -> slice:
        """The cells that some outputs look at."""
        return slice(outputs.start * self.jump, (outputs.stop - 1) * self.jump + self.field)


def ways(chain: Chain) -> tuple[Way, Way]:
    """The way down and the way across."""
    rows, columns = (
        tuple(geometry.rows for geometry in chain),
        tuple(geometry.columns for geometry in chain),
    )
    return Way.through(rows), Way.through(columns)


@dataclass(frozen=True, eq=False)
class Phase:
    """One method on a ground from a row and a column on; all windows of ``chain`` lie on their maps."""

    ground: Map
    spec: PoolSpec
    chain: Chain
    method: str
    start: tuple[int, int]

    def whole(self) -> Array:
        """All outputs, (rows, columns)."""
        return self._applied(_ALL, _ALL)

    def again(self, region: Region) -> Written:
        """The outputs that see some cells of the ground."""
        reach = 1 if self.method == "blur" else 0  # it looks at the windows beside its own
        wanted, worked = [], []
        for axis, way in enumerate(ways(self.chain)):
            outputs = (self.ground.size[axis] - self.start[axis] - way.field) // way.jump + 1
            first, count = region[axis] - self.start[axis], region[axis + 2]
            wanted.append(way.reached(first, count, outputs, reach))
            worked.append(way.reached(first, count, outputs, 2 * reach))
        if not (wanted[0] and wanted[1]):
            return Written(0, 0, np.empty((0, 0)))
        rows, columns = (way.cells(part) for way, part in zip(ways(self.chain), worked, strict=True))
        values = self._applied(rows, columns)
        for part, more in zip(wanted, worked, strict=True):  # one axis after the other comes first
            values = values[part.start - more.start :][: len(part)].T
        return Written(wanted[0].start, wanted[1].start, values)

    def _applied(self, rows: slice, columns: slice) -> Array:
        """The method on a part of the ground, counted from where this phase begins."""
        (top, bottom, _), (left, right, _) = (
            part.indices(size - start)
            for part, size, start in zip((rows, columns), self.ground.size, self.start, strict=True)
        )
        row, column = self.start
        x = self.ground.read(0, slice(top + row, bottom + row), slice(left + column, right + column))
        for geometry in self.chain:
            spec = fixed(self.spec, geometry)
            x = apply(self.method, x, spec, (spec.geometry((x.shape[0], x.shape[1])),))
        return x


@lru_cache(maxsize=64)  # asked several times a frame
def fixed(spec: PoolSpec, geometry: Geometry) -> PoolSpec:
    """The same windows on a map of any size, without rim and overhang."""
    rows, columns = geometry.rows, geometry.columns
    return replace(
        spec,
        window=(rows.window, columns.window),
        stride=(rows.stride, columns.stride),
        padding=0,
        ceil_mode=False,
    )
