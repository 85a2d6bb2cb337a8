"""What changes over the whole way, as curves and as a table: beside the program, if that takes long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from poolviz.frame.charts import Series
from poolviz.frame.model import Chart, Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import scale_between
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.task import Task
from poolviz.scenes.shift.methods import Chain, chain_of, short
from poolviz.scenes.shift.parameters import STEPS, across_at
from poolviz.scenes.shift.sweep import Sweep, Swept
from poolviz.scenes.shift.view import View

MOST_OF_A_SIDE = 1024
"""Longer sides are cut to their middle, so that all shifts of them are compared in a few seconds."""
_AT_ONCE = 4096
"""Cells of a map that is moved seventeen times while a person blinks; a table has seventeen rows of that."""
Answered = TypeVar("Answered")
_NONE = np.full(STEPS, np.nan)
_UNKNOWN = Swept(_NONE, _NONE, _NONE)


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
        return max(self.view.document.map.size) > MOST_OF_A_SIDE

    @property
    def _size(self) -> tuple[int, int]:
        height, width = (min(size, MOST_OF_A_SIDE) for size in self.view.document.map.size)
        return height, width

    @cached_property
    def _chain(self) -> Chain | None:
        """The windows on the part; None if they do not fit it as they fit the map."""
        if not self.is_cut:
            return self.view.chain
        wanted = len(self.view.chain)
        chain = chain_of(self.view.document.spec, self._size, wanted)
        return chain if len(chain) == wanted else None

    @property
    def can_be_had(self) -> bool:
        """Whether the windows fit the part that is looked at."""
        return self._chain is not None

    def _sweep(self) -> Sweep:
        assert self._chain is not None, "asked only where the windows fit"
        own = self.view.parameters
        return Sweep(self._values, self.view.document.spec, self._chain, own.edge, own.align)

    def _asked(
        self, question: tuple[object, ...], cost: int, work: Callable[[Task], Answered]
    ) -> Answered | None:
        """An answer about this map: at once if it is small, else None until it is there."""
        view, own = self.view, self.view.parameters
        height, width = self._size
        most = max((height * width, *(geometry.windows for geometry in self._chain or ())))
        if most * cost <= _AT_ONCE:
            return work(Task())
        about = view.document.channel, view.document.spec, len(view.chain), own.edge, own.align
        return view.compute.later(say("comparing all shifts"), view.document.map, (*question, *about), work)

    @cached_property
    def _swept(self) -> dict[str, Swept | None]:
        """Every method shown, over all steps; None while that is worked out."""
        methods = self.view.methods
        return {method: self._over(method) if self.can_be_had else _UNKNOWN for method in methods}

    def _over(self, method: str) -> Swept | None:
        down = self.view.parameters.down
        return self._asked(("sweep", method, down), 1, lambda task: self._sweep().over(method, down, task))

    @cached_property
    def is_working(self) -> bool:
        """Whether a curve is still to come."""
        return None in self._swept.values()

    @cached_property
    def scores(self) -> tuple[Array, Array]:
        """The score of a class by global average, and by flatten + FC, at every step; 1 is unmoved.

        Both look at the maxima. The weights of FC are the maxima of the unmoved map: a class that has
        learned this very picture. NaN while they are worked out, or where there are none to be had.
        """
        most = self._swept["max"] or _UNKNOWN
        return most.averaged, most.weighed

    # -- as pictures -------------------------------------------------------------------------------

    @property
    def missing(self) -> str:
        """What stands where an answer is still missing."""
        return say("not worked out") if self.view.compute.gave_up else say("working…")

    @property
    def _detail(self) -> str:
        if not self.can_be_had:
            return say("the window is too large to compare all shifts")
        if self.is_working:
            return self.missing
        if not self.is_cut:
            return say("over Δx")
        return say("over Δx, middle {size} only", size=times(self._size))

    def change_chart(self, step: int) -> Chart:
        """The relative change of all methods over Δx."""
        swept = {method: found or _UNKNOWN for method, found in self._swept.items()}
        series = tuple(
            Series(short(method, self.view.chain), _drawn(found.changes)) for method, found in swept.items()
        )
        return _chart("curve", say("Relative change"), self._detail, series, step)

    def score_chart(self, step: int) -> Chart:
        """Both scores over Δx."""
        averaged, weighed = self.scores
        series = (
            Series(say("global average"), _drawn(averaged)),
            Series(say("flatten + FC"), _drawn(weighed)),
        )
        detail = self.missing if self._swept["max"] is None else say("1 = not moved")
        return _chart("scores", say("Class score"), detail, series, step)

    @cached_property
    def table(self) -> Plane | None:
        """The relative change of max, Δy (17 rows) by Δx (17 columns), to two decimals; None: not yet."""
        found = self._asked(("table",), STEPS, lambda task: self._sweep().everywhere("max", task))
        return None if found is None else ArrayPlane(found)

    @cached_property
    def table_scale(self) -> Scale:
        """From no change to the largest."""
        if self.table is None:
            return scale_between(0.0, 1.0)
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
