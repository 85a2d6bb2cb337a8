"""What changes over the whole way, as curves and as a table: worked out on the middle of a large map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from poolviz.core import shift
from poolviz.frame.charts import Series
from poolviz.frame.model import Chart, Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import scale_between
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.scenes.shift.measures import relative_change
from poolviz.scenes.shift.methods import Chain, apply, chain_of, short
from poolviz.scenes.shift.parameters import FURTHEST, STEPS, across_at
from poolviz.scenes.shift.view import View, aligned

MOST_OF_A_SIDE = 256
"""Longer sides are cut to their middle, so that seventeen shifts of them are soon compared."""
MOST_IN_TABLE = 1024
"""Cells of a map whose shifts in both directions are few enough to be compared at once."""


@dataclass(frozen=True, eq=False)
class Curves:
    """All shifts of one view's map at once."""

    view: View

    @cached_property
    def _values(self) -> Array:
        """The map, or its middle; cut where a window begins, so that the windows lie as they did."""
        rows, columns = (self._part(axis) for axis in (0, 1))
        part: Array = self.view.values[rows, columns]
        return part

    def _part(self, axis: int) -> slice:
        size, jump = self.view.document.map.size[axis], (self.view.jump or (1, 1))[axis]
        length = min(size, MOST_OF_A_SIDE)
        first = (size - length) // 2 // jump * jump
        return slice(first, first + length)

    @property
    def is_cut(self) -> bool:
        """Whether only the middle of the map is looked at."""
        return self._values.size < self.view.values.size

    @cached_property
    def _chain(self) -> Chain | None:
        """The windows on the part; None if they do not fit it as they fit the map."""
        wanted = len(self.view.chain)
        chain = chain_of(self.view.document.spec, self._size, wanted)
        return chain if len(chain) == wanted else None

    @property
    def _size(self) -> tuple[int, int]:
        height, width = self._values.shape
        return height, width

    @cached_property
    def _rested(self) -> dict[str, Array]:
        assert self._chain is not None, "asked only where the windows fit"
        spec = self.view.document.spec
        return {method: apply(method, self._values, spec, self._chain) for method in self.view.methods}

    def _moved(self, down: int) -> Array:
        """The part at every step, (17, H, W)."""
        edge = self.view.parameters.edge
        return np.stack([shift(self._values, down, across_at(step), edge) for step in range(STEPS)])

    def _after(self, method: str, moved: Array) -> Array:
        assert self._chain is not None, "asked only where the windows fit"
        return apply(method, moved, self.view.document.spec, self._chain)

    def _changes(self, method: str, moved: Array, down: int) -> Array:
        """The relative change of a method at every step, (17,)."""
        before, after = self._rested[method], self._after(method, moved)
        if self.view.parameters.align:
            before = np.stack([aligned(self.view, before, down, across_at(step)) for step in range(STEPS)])
        return relative_change(before, after)

    @cached_property
    def _level(self) -> Array:
        """The part at every step of the timeline."""
        return self._moved(self.view.parameters.down)

    @cached_property
    def changes(self) -> dict[str, Array]:
        """The relative change of every method shown, at every step; NaN where there is none to be had."""
        if self._chain is None:
            return {method: np.full(STEPS, np.nan) for method in self.view.methods}
        down = self.view.parameters.down
        return {method: self._changes(method, self._level, down) for method in self.view.methods}

    @cached_property
    def scores(self) -> tuple[Array, Array]:
        """The score of a class by global average, and by flatten + FC, at every step; 1 is unmoved.

        Both look at the maxima. The weights of FC are the maxima of the unmoved map: a class that has
        learned this very picture.
        """
        if self._chain is None:
            return np.full(STEPS, np.nan), np.full(STEPS, np.nan)
        before, after = self._rested["max"].astype(np.float64), self._after("max", self._level)
        with np.errstate(all="ignore"):
            averaged: Array = after.mean(axis=(-2, -1), dtype=np.float64) / before.mean()
            weighed: Array = (before * after).sum(axis=(-2, -1)) / (before * before).sum()
        return averaged, weighed

    # -- as pictures -------------------------------------------------------------------------------

    @cached_property
    def _detail(self) -> str:
        if self._chain is None:
            return say("the window is too large to compare all shifts")
        if not self.is_cut:
            return say("over Δx")
        return say("over Δx, middle {size} only", size=times(self._size))

    def change_chart(self, step: int) -> Chart:
        """The relative change of all methods over Δx."""
        series = tuple(
            Series(short(method, self.view.chain), _drawn(values)) for method, values in self.changes.items()
        )
        return _chart("curve", say("Relative change"), self._detail, series, step)

    def score_chart(self, step: int) -> Chart:
        """Both scores over Δx."""
        averaged, weighed = self.scores
        series = (
            Series(say("global average"), _drawn(averaged)),
            Series(say("flatten + FC"), _drawn(weighed)),
        )
        return _chart("scores", say("Class score"), say("1 = not moved"), series, step)

    @property
    def has_table(self) -> bool:
        """Whether shifts in both directions are few enough to be compared at once."""
        return self._chain is not None and self._values.size <= MOST_IN_TABLE

    @cached_property
    def table(self) -> Plane:
        """The relative change of max, Δy (17 rows) by Δx (17 columns), to two decimals."""
        downs = range(-FURTHEST, FURTHEST + 1)
        return ArrayPlane(
            np.round(np.stack([self._changes("max", self._moved(down), down) for down in downs]), 2)
        )

    @cached_property
    def table_scale(self) -> Scale:
        """From no change to the largest."""
        values = self.table.read(slice(None), slice(None))
        finite = values[np.isfinite(values)]
        return scale_between(0.0, float(finite.max()) if finite.size else 1.0)


def _drawn(values: Array) -> tuple[float, ...]:
    """Numbers of a curve; infinite ones leave a gap."""
    return tuple(np.where(np.isfinite(values), values, np.nan).tolist())


def _chart(name: str, title: str, detail: str, series: tuple[Series, ...], step: int) -> Chart:
    numbers = [number for one in series for number in one.values if number == number]
    labels = tuple(_label(across_at(step)) if across_at(step) % 4 == 0 else "" for step in range(STEPS))
    return Chart(
        name,
        title,
        detail,
        "curves",
        series,
        labels,
        low=min([0.0, *numbers]),
        high=max(numbers, default=0.0) or 1.0,
        chosen=step,
        seeks=True,
        heading_lines=2 if name == "curve" else 1,  # where chips add curves
    )


def _label(by: int) -> str:
    return f"{by:+d}".replace("-", "−") if by else "0"
