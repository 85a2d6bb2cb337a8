"""What a method makes of every place that a map is moved to: pure work, done beside the program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poolviz.core import PoolSpec, shift
from poolviz.core.shifting import Edge
from poolviz.frame.plane import Array
from poolviz.model.task import Task
from poolviz.scenes.shift.ground import surrounded
from poolviz.scenes.shift.measures import relative_change
from poolviz.scenes.shift.methods import Chain, apply, jump_of
from poolviz.scenes.shift.parameters import FURTHEST, STEPS, across_at


@dataclass(frozen=True, eq=False)
class Swept:
    """A method over all steps of the timeline, (17,) each."""

    changes: Array
    """The relative change."""
    averaged: Array
    """The mean of the answers, in those of the map at rest: the score of a class by global average."""
    weighed: Array
    """The answers weighed with those of the map at rest: its score by flatten + FC that has learned these."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """A map (H, W), or a part of one, and how its answers before and after a move are compared."""

    values: Array
    spec: PoolSpec
    chain: Chain
    edge: Edge
    align: bool

    def over(self, method: str, down: int, task: Task) -> Swept:
        """A method at every step, the map so many cells further down."""
        ground, rested = surrounded(self.values, self.edge), self._answers(method, self.values)
        before = rested.astype(np.float64)
        found = np.zeros((3, STEPS))
        for step in range(STEPS):
            task.reached(step, STEPS)
            after = self._answers(method, _moved(ground, down, across_at(step)))
            found[0, step] = self._change(rested, after, down, across_at(step))
            with np.errstate(all="ignore"):
                found[1, step] = after.mean(dtype=np.float64) / before.mean()
                found[2, step] = np.sum(before * after) / np.sum(before * before)
        found.flags.writeable = False
        return Swept(*found)

    def everywhere(self, method: str, task: Task) -> Array:
        """The relative change of a method, Δy (17 rows) by Δx (17 columns), to two decimals."""
        ground, rested = surrounded(self.values, self.edge), self._answers(method, self.values)
        found = np.zeros((STEPS, STEPS))
        for row, column in np.ndindex(found.shape):
            task.reached(row * STEPS + column, found.size)
            down, across = across_at(row), across_at(column)
            after = self._answers(method, _moved(ground, down, across))
            found[row, column] = self._change(rested, after, down, across)
        return np.round(found, 2)

    def _answers(self, method: str, x: Array) -> Array:
        return apply(method, x, self.spec, self.chain)

    def _change(self, rested: Array, after: Array, down: int, across: int) -> float:
        before = aligned(rested, self.chain, (down, across), self.edge) if self.align else rested
        return float(relative_change(before, after))


def _moved(ground: Array, down: int, across: int) -> Array:
    height, width = (size - 2 * FURTHEST for size in ground.shape)
    return ground[FURTHEST - down :, FURTHEST - across :][:height, :width]


def whole_cells(chain: Chain, moved: tuple[int, int]) -> tuple[int, int]:
    """The whole cells of the output that are in a shift of the map, down and across."""
    jump = jump_of(chain)
    return (0, 0) if jump is None else (int(moved[0] / jump[0]), int(moved[1] / jump[1]))


def aligned(answers: Array, chain: Chain, moved: tuple[int, int], edge: Edge) -> Array:
    """Answers moved by the whole cells that are in a shift of the map; what comes in follows its edge."""
    return shift(answers, *whole_cells(chain, moved), edge)
