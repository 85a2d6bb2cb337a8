"""Three ways to label every pixel: never pool, down and up, and down, up and skip."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np

from poolviz.core import upsample_nearest
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.model.task import Task
from poolviz.scenes.unpool import costs, heads
from poolviz.scenes.unpool.costs import Price
from poolviz.scenes.unpool.labels import Measured, is_drawn, label_of, pooled_labels, threshold_of
from poolviz.scenes.unpool.view import Size, View

_Answer = TypeVar("_Answer")
_MOST_COARSE = 20_000  # cells whose 325 coarse maps are kept: 52 MB
ANSWERS = ("never", "coarse", "skip")
WRONG = 2
"""What stands in an answer of many pixels where it differs from the label."""


@dataclass(frozen=True, eq=False)
class Answers:
    """The label of one view's map, and what each of the three says; worked out when first asked.

    What is not there yet is asked for again every time, for the session may have it by then.
    """

    view: View
    _fits: dict[str, heads.Fit] = field(default_factory=dict)
    _wrong: dict[str, Array] = field(default_factory=dict)
    _measured: dict[str, Measured] = field(default_factory=dict)
    _planes: dict[tuple[str, int], Plane] = field(default_factory=dict)

    # -- the label ---------------------------------------------------------------------------------

    @cached_property
    def label(self) -> Map:
        """The label itself, 0 and 1, (1, H, W)."""
        return label_of(self.view.parameters, self.view.ground)

    @property
    def threshold(self) -> float | None:
        """Above which number the label is foreground; None if it was drawn."""
        own, ground = self.view.parameters, self.view.ground
        return None if is_drawn(own) else threshold_of(own, ground.whole, ground.channel)

    @cached_property
    def pooled(self) -> tuple[Array, ...]:
        """The label before and after each pool."""
        view = self.view
        by = view.parameters.pooled_by
        return pooled_labels(self.label, view.document.spec, view.rounds, by, view.compute)

    @cached_property
    def pooled_planes(self) -> tuple[Plane, ...]:
        """The same as boards read it."""
        return self.label.plane(0), *map(ArrayPlane, self.pooled[1:])

    # -- the heads ---------------------------------------------------------------------------------

    @property
    def fine(self) -> heads.Maps | None:
        """Feature maps at full resolution; None while they are worked out."""
        ground = self.view.ground

        def work(task: Task) -> heads.Maps:
            return heads.fine_maps(ground.values, task)

        title = say("Looking for edges, lines and spots…")
        return self.view.compute.later(title, ground.map, ("undo: fine maps", ground.at), work)

    @property
    def coarse(self) -> heads.Maps | None:
        """Feature maps after all pools; None while they are worked out."""
        pool = self._pooling()
        return None if pool is None else self._later("undo: coarse maps", pool)

    @property
    def coarse_fit(self) -> heads.Fit | None:
        """The head on coarse cells, which learns from the pooled label."""
        if "coarse" not in self._fits and (fit := self._fit_coarsely()) is not None:
            self._fits["coarse"] = fit
        return self._fits.get("coarse")

    def _fit_coarsely(self) -> heads.Fit | None:
        """A fit of the coarse maps, which are kept for the next stroke on the label, or of maps let go again.

        Pools that hardly make the map smaller leave coarse maps that would push everything else out of the
        memo, and would at once be asked for again.
        """
        label, cells = self.pooled[-1], math.prod(self.view.sizes[-1])
        if cells <= _MOST_COARSE:
            return None if self.coarse is None else heads.fit(self.coarse, label)
        pool = self._pooling()
        if pool is None:
            return None
        drawn = hashlib.sha256(label.tobytes()).digest()
        return self._later(f"undo: coarse fit {drawn.hex()}", lambda task: heads.fit(pool(task), label))

    def _pooling(self) -> Callable[[Task], heads.Maps] | None:
        """How the fine maps are pooled; None while they are worked out."""
        fine, spec, rounds = self.fine, self.view.document.spec, self.view.rounds
        return None if fine is None else lambda task: heads.coarse_maps(fine, spec, rounds, task)

    def _later(self, what: str, work: Callable[[Task], _Answer]) -> _Answer | None:
        view, ground = self.view, self.view.ground
        question = what, ground.at, view.document.spec, view.rounds
        return view.compute.later(say("Pooling what was found…"), ground.map, question, work)

    @property
    def skip_fit(self) -> heads.Fit | None:
        """The head on pixels, which sees the coarse answer enlarged, and the fine maps."""
        coarse = self.coarse_fit
        if "skip" not in self._fits and coarse is not None and (fine := self.fine) is not None:
            enlarged = heads.Fit(enlarge(coarse.score, self.view.sizes, 0), coarse.cut)
            self._fits["skip"] = heads.fit_with_skip(enlarged, fine, self.label.values[0])
        return self._fits.get("skip")

    # -- what they say -----------------------------------------------------------------------------

    def said(self, name: str, level: int = 0) -> Array | None:
        """What an answer says at a level, 0 and 1; None while it is worked out."""
        if name == "never":
            label: Array = self.label.values[0]
            return label
        found = self.coarse_fit if name == "coarse" else self.skip_fit
        if found is None:
            return None
        answer: Array = found.answer.astype(np.uint8)
        return enlarge(answer, self.view.sizes, level) if name == "coarse" else answer

    @property
    def wrong(self) -> dict[str, Array]:
        """Which pixels of each answer differ from the label, (H, W); of those that are there."""
        for name in ANSWERS:
            if name not in self._wrong and (said := self.said(name)) is not None:
                self._wrong[name] = said != self.label.values[0]
        return self._wrong

    @property
    def measured(self) -> dict[str, Measured]:
        """How far each answer is from the label; those that are there."""
        for name in self.wrong.keys() - self._measured.keys():
            said = self.said(name)
            assert said is not None, "what is wrong was said"
            self._measured[name] = Measured.of(said, self.label.values[0])
        return self._measured

    def plane(self, name: str, level: int) -> Plane | None:
        """An answer as a board shows it; where pixels are too many for marks, wrong ones hold WRONG."""
        key = name, level
        if key not in self._planes:
            said = self.said(name, level)
            if said is None:
                return None
            if level == 0 and not self.view.is_small:
                said = np.where(self.wrong[name], np.uint8(WRONG), said)
            self._planes[key] = ArrayPlane(said)
        return self._planes[key]

    @cached_property
    def prices(self) -> dict[str, Price]:
        """What each of the three costs."""
        sizes = self.view.sizes
        found = costs.never(sizes), costs.down_and_up(sizes), costs.with_skip(sizes)
        return dict(zip(ANSWERS, found, strict=True))

    @cached_property
    def foreground(self) -> tuple[float, ...]:
        """Which share of the cells is foreground, before and after each pool."""
        return tuple(float(label.mean()) for label in self.pooled)


def enlarge(values: Array, sizes: tuple[Size, ...], level: int) -> Array:
    """The map after all pools repeated up to a level, step by step as the pools went down.

    >>> enlarge(np.array([[1, 2]]), ((1, 4), (1, 2)), 0).tolist()
    [[1, 1, 2, 2]]
    """
    for size in reversed(sizes[level:-1]):
        values = upsample_nearest(values, size)
    return values
