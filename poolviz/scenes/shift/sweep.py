"""What a method makes of every place that a map is moved to: pure work, done beside the program."""

from __future__ import annotations

from collections.abc import Iterator
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

Move = tuple[int, int]
"""Cells down and across."""
_TOGETHER = 1 << 16  # cells of moved maps, or answers to them, that are looked at at once


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
        moves = [(down, across_at(step)) for step in range(STEPS)]
        rested = self._answers(method, self.values)
        before, found = rested.astype(np.float64), np.zeros((3, STEPS))
        for part, after in self._after(method, moves, task):
            found[0, part] = self._changes(rested, after, moves[part])
            with np.errstate(all="ignore"):
                found[1, part] = after.mean(axis=(-2, -1), dtype=np.float64) / before.mean()
                found[2, part] = np.sum(before * after, axis=(-2, -1)) / np.sum(before * before)
        found.flags.writeable = False
        return Swept(*found)

    def everywhere(self, method: str, task: Task) -> Array:
        """The relative change of a method, Δy (17 rows) by Δx (17 columns), to two decimals."""
        moves = [(across_at(row), across_at(column)) for row, column in np.ndindex(STEPS, STEPS)]
        rested, found = self._answers(method, self.values), np.zeros(len(moves))
        for part, after in self._after(method, moves, task):
            found[part] = self._changes(rested, after, moves[part])
        return np.round(found.reshape(STEPS, STEPS), 2)

    def _after(self, method: str, moves: list[Move], task: Task) -> Iterator[tuple[slice, Array]]:
        """The answers after some moves, (n, H′, W′): of a small map many at once, of a large one by one."""
        ground = surrounded(self.values, self.edge)
        most = max((self.values.size, *(each.windows for each in self.chain)))  # adaptive pooling may enlarge
        together = max(1, _TOGETHER // most)
        for first in range(0, len(moves), together):
            task.reached(first, len(moves))
            part = slice(first, min(first + together, len(moves)))
            yield part, self._answers(method, np.stack([_moved(ground, *move) for move in moves[part]]))

    def _answers(self, method: str, x: Array) -> Array:
        return apply(method, x, self.spec, self.chain)

    def _changes(self, rested: Array, after: Array, moves: list[Move]) -> Array:
        if not self.align:
            return relative_change(rested, after)
        before = np.stack([aligned(rested, self.chain, move, self.edge) for move in moves])
        return relative_change(before, after)


def _moved(ground: Array, down: int, across: int) -> Array:
    height, width = (size - 2 * FURTHEST for size in ground.shape)
    return ground[FURTHEST - down :, FURTHEST - across :][:height, :width]


def whole_cells(chain: Chain, moved: Move) -> tuple[int, int]:
    """The whole cells of the output that are in a shift of the map, down and across."""
    jump = jump_of(chain)
    return (0, 0) if jump is None else (int(moved[0] / jump[0]), int(moved[1] / jump[1]))


def aligned(answers: Array, chain: Chain, moved: Move, edge: Edge) -> Array:
    """Answers moved by the whole cells that are in a shift of the map; what comes in follows its edge."""
    return shift(answers, *whole_cells(chain, moved), edge)
