"""What every frame of Undo pooling is made from: the way down, the ways up, and the label of every pixel."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from poolviz.core import Geometry
from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import signed_scale
from poolviz.maps.map import Map
from poolviz.model.derived import kernel_effort
from poolviz.model.document import Document
from poolviz.model.scene import Compute
from poolviz.scenes.unpool import ways
from poolviz.scenes.unpool.ground import MOST_OF_A_SIDE, Ground, anew
from poolviz.scenes.unpool.parameters import UnpoolParameters, kernel_of

Size = tuple[int, int]
SMALL = 24  # up to so many cells a side each can be marked by itself
# Cells after a pool, twice those of the largest sheet: an output size that was typed can be far larger, and
# a head that labels pixels holds hundreds of maps of it.
_MOST_CELLS = 2 * MOST_OF_A_SIDE**2
# Beyond so many products on the whole way up a transposed convolution would make people wait.
_MOST_PRODUCTS = 1 << 27


class Level(NamedTuple):
    """The map after some pools, one channel of ``map``, and where its numbers came from one level above."""

    map: Map
    channel: int
    winning: Map | None

    @property
    def plane(self) -> Plane:
        """Its numbers as a board reads them."""
        return self.map.plane(self.channel)

    @property
    def values(self) -> Array:
        """Its numbers, (H′, W′)."""
        return self.plane.read(slice(None), slice(None))


@dataclass(frozen=True, eq=False)
class View:
    """A document's one channel, pooled and brought back; each part is worked out when first asked for."""

    document: Document
    parameters: UnpoolParameters
    compute: Compute

    @cached_property
    def ground(self) -> Ground:
        """The sheet that is pooled."""
        return Ground(self.document.map, self.document.channel, self.compute)

    # -- down --------------------------------------------------------------------------------------

    @cached_property
    def chain(self) -> tuple[Geometry, ...]:
        """Where the windows of each pool lie; fewer than wished if the map becomes too small or too large."""
        found: list[Geometry] = []
        size = self.ground.size
        while len(found) < self.parameters.rounds and (geometry := self._pooled_once(size)) is not None:
            if _is_too_large(geometry):
                break
            found.append(geometry)
            size = geometry.output
        return tuple(found)

    def _pooled_once(self, size: Size) -> Geometry | None:
        try:
            return self.document.spec.geometry(size)
        except ValueError:
            return None

    @property
    def becomes_too_large(self) -> bool:
        """Whether the next pool would make more of the map than can be undone here."""
        geometry = self._pooled_once(self.sizes[-1])
        return geometry is not None and _is_too_large(geometry)

    @property
    def rounds(self) -> int:
        """How often the map is pooled."""
        return len(self.chain)

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """Rows and columns before and after each pool."""
        return (self.ground.size, *(geometry.output for geometry in self.chain))

    @property
    def is_max(self) -> bool:
        """Whether pooling remembers winners."""
        return self.document.spec.mode == "max"

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The map before and after each pool."""
        return levels_of(self.ground, self.document, self.rounds)

    @cached_property
    def switches(self) -> tuple[int, ...]:
        """How many winners each pool remembers."""
        return tuple(geometry.windows for geometry in self.chain) if self.is_max else ()

    def survivors(self, rounds: int, start: int = 0) -> Map:
        """The cells of a level whose very number is still there after ``rounds`` pools: 1, all others 0."""
        level = self.levels[start]
        way = anew(lambda: survivors(self.levels[start : rounds + 1], self.sizes[start]))
        question = "undo: kept", self.document.spec, rounds - start
        return self.compute.derived(level.map, level.channel, question, way)

    # -- up ----------------------------------------------------------------------------------------

    @cached_property
    def kernels(self) -> tuple[Array, ...]:
        """The weights of the transposed convolution for each step up, (kh, kw) each, the last step first.

        Only a window as large as its map has another size at every step.
        """
        windows = ((geometry.rows.window, geometry.columns.window) for geometry in self.chain)
        return tuple(kernel_of(self.parameters, window) for window in windows)

    @cached_property
    def kernel_plane(self) -> Plane:
        """The weights of the last step up, as a board reads them."""
        return ArrayPlane(self.kernels[0])

    @property
    def is_uniform(self) -> bool:
        """Whether all windows are alike, so that one kernel fits them."""
        return all(axis.uniform for geometry in self.chain for axis in (geometry.rows, geometry.columns))

    @cached_property
    def products(self) -> int:
        """How many products the transposed convolution takes on the whole way up."""
        return sum(geometry.products for geometry in self.chain)

    @property
    def takes_too_long(self) -> bool:
        """Whether these are so many that the transposed convolution rests."""
        return self.products > _MOST_PRODUCTS

    @property
    def has_kernel(self) -> bool:
        """Whether there is a transposed convolution to look into."""
        return "transposed" in self.ways and self.rounds > 0

    @cached_property
    def ways(self) -> tuple[str, ...]:
        """The ways back that are shown; without switches average spread stands in for max-unpool."""
        shown = {
            "transposed": self.is_uniform and not self.takes_too_long,
            "unpool": self.is_max,
            "spread": self.parameters.with_spread or not self.is_max,
        }
        return tuple(way for way in ways.WAYS if shown.get(way, True))

    @cached_property
    def repeats(self) -> bool:
        """Whether every window is a tile of its own, so that ones spread over it *are* nearest."""
        return all(axis.tiles for geometry in self.chain for axis in (geometry.rows, geometry.columns))

    def equals_nearest(self, way: str) -> bool:
        """Whether a way gives the same as nearest on every map, by the way its windows lie."""
        if way == "transposed":
            return self.repeats and all((kernel == 1.0).all() for kernel in self.kernels)
        return way == "spread" and self.repeats

    def back(self, way: str, level: int) -> Map:
        """The map as a way brings it back from the bottom to one level, (1, H, W) of that level."""
        if level == self.rounds:
            bottom = self.levels[-1]
            return bottom.map
        above = self.back(way, level + 1)
        channel = self.levels[-1].channel if level == self.rounds - 1 else 0
        question = ("undo", way, level, *self._depends(way, level))

        def work() -> Array:
            return self._one_up(way, above.read(channel, slice(None), slice(None)), level)

        taps = 2 * kernel_effort(self.chain[level]) if way == "transposed" else 0
        return self.compute.derived(above, channel, question, anew(work, taps))

    def _depends(self, way: str, level: int) -> tuple[Hashable, ...]:
        if way in ("nearest", "bilinear"):
            return (self.sizes[level],)
        if way == "unpool":
            return self.sizes[level], self.levels[level + 1].winning
        kernel = self.kernels[level].tobytes() if way == "transposed" else b""
        return self.sizes[level], self.document.spec, kernel

    def _one_up(self, way: str, values: Array, level: int) -> Array:
        geometry = self.chain[level]
        if way in ("nearest", "bilinear"):
            return ways.resample(way, values, geometry.size)
        if way == "transposed":
            return ways.transposed(values, self.kernels[level], geometry)
        if way == "spread":
            return ways.spread(values, self.document.spec, geometry)
        winning = self.levels[level + 1].winning
        assert winning is not None, "only max is unpooled"
        return ways.unpool(values, winning.values[0], geometry.size)

    def error(self, way: str) -> Map:
        """What a way brings back minus the map itself, (1, H, W) float64."""
        back, ground = self.back(way, 0), self.ground

        def work() -> Array:
            with np.errstate(all="ignore"):
                difference: Array = back.values[0].astype(np.float64) - ground.values
            return difference

        return self.compute.derived(ground.map, ground.at, ("undo: error", way, back), anew(work))

    @cached_property
    def rmse(self) -> dict[str, float]:
        """The root of the mean squared error of each way, over all cells that are ordinary numbers."""
        return {way: root_mean_square(self.error(way).values[0]) for way in self.ways}

    # -- colours -----------------------------------------------------------------------------------

    @property
    def scale(self) -> Scale:
        """One scale for the map and all that is made of it, so that equal numbers look equal."""
        return self.document.scale

    @cached_property
    def error_scale(self) -> Scale:
        """One scale for all errors, neutral at 0."""
        return signed_scale(*(self.error(way).values for way in self.ways))

    @cached_property
    def kernel_scale(self) -> Scale:
        """The kernel's, neutral at 0; a weight of 1 is full."""
        return signed_scale(self.kernels[0], np.ones(1))

    @property
    def is_small(self) -> bool:
        """Whether there are few enough cells for a mark on each."""
        return max(self.ground.size) <= SMALL


def levels_of(ground: Ground, document: Document, rounds: int) -> tuple[Level, ...]:
    """A sheet before and after each of so many pools."""
    found = [Level(ground.map, ground.at, None)]
    for _ in range(rounds):
        answer = ground.compute.pooled(found[-1].map, found[-1].channel, document.spec)
        found.append(Level(answer.numbers, 0, answer.winning))
    return tuple(found)


def survivors(levels: tuple[Level, ...], size: Size) -> Array:
    """1 for the cells whose number came through all pools of ``levels``, (H, W) uint8; without winners none.

    Only max hands a number on as it is; before the first pool all are there.
    """
    if len(levels) == 1:
        return np.ones(size, np.uint8)
    kept = np.zeros(size, np.uint8)
    cells = np.arange(size[0] * size[1])
    for level in levels[1:]:
        if level.winning is None:
            return kept
        winners = level.winning.values[0].ravel()
        cells = np.where(winners < 0, -1, cells[winners])
    kept.ravel()[cells[cells >= 0]] = 1
    return kept


def root_mean_square(errors: Array) -> float:
    """Over the ordinary numbers alone; NaN if there is none.

    >>> root_mean_square(np.array([[3.0, -3.0, np.nan]]))
    3.0
    """
    ordinary = errors[np.isfinite(errors)]
    if not ordinary.size:
        return float("nan")
    largest = float(np.abs(ordinary).max())
    if not largest:
        return 0.0
    return largest * float(np.sqrt(np.mean(np.square(ordinary / largest))))


def _is_too_large(geometry: Geometry) -> bool:
    rows, columns = geometry.output
    return rows * columns > _MOST_CELLS
