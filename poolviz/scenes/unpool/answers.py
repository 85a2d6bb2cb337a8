"""Three ways to label every pixel: never pool, down and up, and down, up and skip."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Hashable
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
    _said: dict[str, Array] = field(default_factory=dict)
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

    def _heads(self) -> heads.Said | None:
        """What both say of this label; None while it is worked out.

        It is kept by itself: where several maps are on show, as while a cell is wiggled, their feature maps
        may push each other out of the memo, and would be asked for in turn.
        """
        view, ground = self.view, self.view.ground
        drawn = hashlib.sha256(self.label.values.tobytes() + self.pooled[-1].tobytes()).digest()
        question = "undo: heads", ground.at, view.document.spec, view.rounds, drawn
        return view.compute.kept(ground.map, question, lambda: self._fitted(question))

    def _fitted(self, question: Hashable) -> heads.Said | None:
        """Fitted to coarse maps that stay for the next stroke on the label, or to ones that are let go again.

        Pools that hardly make the map smaller leave coarse maps that alone would fill the memo.
        """
        fine, view, sizes = self.fine, self.view, self.view.sizes
        if fine is None:
            return None
        spec, rounds = view.document.spec, view.rounds
        label, pooled = self.label.values[0], self.pooled[-1]

        def maps(task: Task) -> heads.Maps:
            return heads.coarse_maps(fine, spec, rounds, task)

        def fit(coarse: heads.Maps) -> heads.Said:
            first = heads.fit(coarse, pooled)
            enlarged = heads.Fit(enlarge(first.score, sizes, 0), first.cut)
            return heads.said(first, heads.fit_with_skip(enlarged, fine, label))

        if math.prod(sizes[-1]) > _MOST_COARSE:
            return self._later(question, lambda task: fit(maps(task)))
        coarse = self._later(("undo: coarse maps", view.ground.at, spec, rounds), maps)
        return None if coarse is None else fit(coarse)

    def _later(self, question: Hashable, work: Callable[[Task], _Answer]) -> _Answer | None:
        return self.view.compute.later(say("Pooling what was found…"), self.view.ground.map, question, work)

    # -- what they say -----------------------------------------------------------------------------

    def said(self, name: str, level: int = 0) -> Array | None:
        """What an answer says at a level, 0 and 1; None while it is worked out."""
        if name == "never":
            label: Array = self.label.values[0]
            return label
        if not self._said and (found := self._heads()) is not None:
            self._said.update(found._asdict())
        answer = self._said.get(name)
        return answer if answer is None or name == "skip" else enlarge(answer, self.view.sizes, level)

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
