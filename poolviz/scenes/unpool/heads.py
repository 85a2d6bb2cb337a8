"""A head that labels pixels: one weight for each feature map, fitted by least squares to one picture.

It sees filter responses only, never the label of the pixel itself. Coarse maps are pooled responses, and what
they look like over wider and wider neighbourhoods, as deeper layers see further.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from poolviz.core import PoolSpec, pool
from poolviz.frame.plane import Array
from poolviz.maps.filters import feature_maps
from poolviz.maps.map import Map
from poolviz.model.task import Task

AROUND = (1, 3, 5, 9, 15)
"""Sides of the neighbourhoods, in coarse cells, over which the pooled maps are averaged."""
_RIDGE = 1e-5  # of a map's own weight: keeps maps that are alike from fighting each other
_AT_ONCE = 8  # maps


@dataclass(frozen=True, eq=False)
class Maps:
    """Feature maps on a grid of cells, each with mean 0 and size 1, and how alike they are."""

    size: tuple[int, int]
    values: Array
    """(maps, rows · columns)."""
    gram: Array
    """Sums of products of every two of them, (maps, maps) float64."""
    solver: Array
    """From the likeness of each map to a label to its weight, (maps, maps)."""


@dataclass(frozen=True, eq=False)
class Fit:
    """What a head answers."""

    score: Array
    """One number a cell: the higher, the more it looks like foreground."""
    cut: float
    """From here on it says foreground."""

    @property
    def answer(self) -> Array:
        """Which cells it calls foreground."""
        said: Array = self.score >= self.cut
        return said


class Said(NamedTuple):
    """What two heads say, 0 and 1: all that is shown of them, and small."""

    coarse: Array
    """(rows, columns) of coarse cells."""
    skip: Array
    """(H, W)."""


def fine_maps(values: Array, task: Task) -> Maps:
    """A picture (H, W) and what a bank of filters finds in it, at full resolution.

    Whatever is no ordinary number counts as the nearest one that is, or as 0.
    """
    plane = Map.from_array(_ordinary(values))
    task.check()
    found = feature_maps(plane).values  # all filters at once: they share what they look at
    task.check()
    return _measured(np.concatenate([plane.values, found]), np.dtype(np.float32), task)


def coarse_maps(fine: Maps, spec: PoolSpec, rounds: int, task: Task) -> Maps:
    """Fine maps pooled so many times, and averaged over neighbourhoods of coarse cells."""
    pooled = fine.values.reshape(-1, *fine.size)
    for _ in range(rounds):
        pooled = pool(pooled, spec).values
        task.check()
    pooled = np.where(np.isfinite(pooled), pooled, 0)  # a window may see no cell at all
    found = []
    for side in AROUND:
        around = PoolSpec("average", window=side, stride=1, padding=side // 2, count_include_pad=False)
        found.append(pool(pooled, around).values)
        task.check()
    return _measured(np.concatenate(found), np.dtype(np.float64), task)


def fit(maps: Maps, label: Array) -> Fit:
    """The head whose score is nearest to a label (rows, columns) of 0 and 1, and its best cut."""
    target = label.ravel().astype(np.float64)
    weights = maps.solver @ (maps.values @ _centred(target))
    score = weights @ maps.values + target.mean()
    return Fit(score.reshape(maps.size), best_cut(score, label.ravel() != 0))


def fit_with_skip(coarse: Fit, fine: Maps, label: Array) -> Fit:
    """The same on what a coarse head says, enlarged to (H, W), together with the fine maps.

    A skip may be left unused: if nothing comes out better, the coarse head has its way.
    """
    foreground = label.ravel() != 0
    score = _even(coarse.score.reshape(1, -1).astype(np.float64))[0]
    target = _centred(foreground.astype(np.float64))
    kind = fine.values.dtype
    across, seen = (fine.values @ np.stack([score, target], axis=1).astype(kind)).T
    gram = np.empty((len(fine.gram) + 1,) * 2)
    gram[1:, 1:], gram[0, 1:], gram[1:, 0] = fine.gram, across, across
    gram[0, 0] = score @ score
    weights = np.linalg.solve(_held(gram), np.concatenate(([score @ target], seen)))
    both = weights[0] * score + weights[1:].astype(kind) @ fine.values
    joined = Fit(both.reshape(fine.size), best_cut(both, foreground))
    return min(joined, coarse, key=lambda found: int(np.count_nonzero(found.answer.ravel() != foreground)))


def said(coarse: Fit, skip: Fit) -> Said:
    """What is kept of two heads, read-only."""
    found = Said(coarse.answer.astype(np.uint8), skip.answer.astype(np.uint8))
    for answer in found:
        answer.flags.writeable = False
    return found


def best_cut(score: Array, label: Array) -> float:
    """The score from which on cells are called foreground so that the fewest are wrong.

    Where several cuts are as good, the one nearest to the middle of the scores.

    >>> best_cut(np.array([0.1, 0.4, 0.5, 0.9]), np.array([False, False, True, True]))
    0.5
    """
    order = np.argsort(score)  # equal scores are never parted, so that their order is of no matter
    ordered, is_label = score[order], label[order]
    missed = np.concatenate(([0], np.cumsum(is_label)))
    false = np.count_nonzero(~is_label) - np.concatenate(([0], np.cumsum(~is_label)))
    possible = np.concatenate(([True], ordered[1:] > ordered[:-1], [True]))
    wrong = np.where(possible, missed + false, len(score) + 1)
    best = np.flatnonzero(wrong == wrong.min())
    place = int(best[np.argmin(np.abs(best - len(score) / 2))])
    return float(ordered[place]) if place < len(score) else float("inf")


def _held(gram: Array) -> Array:
    """Products of maps with a small price on large weights, so that they can be solved."""
    ridge = _RIDGE * max(float(np.trace(gram)) / len(gram), 1.0)
    held: Array = gram + ridge * np.eye(len(gram))
    return held


def _centred(target: Array) -> Array:
    centred: Array = target - target.mean()
    return centred


def _ordinary(values: Array) -> Array:
    """A picture between 0 and 1, float32."""
    plane = values.astype(np.float64)
    finite = plane[np.isfinite(plane)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    span = high - low
    if not 0 < span < np.inf:
        return np.zeros(values.shape, np.float32)
    plane = np.nan_to_num(plane, nan=low, posinf=high, neginf=low)
    scaled: Array = ((plane - low) / span).astype(np.float32)
    return scaled


def _even(maps: Array) -> Array:
    """Each map with mean 0 and size 1; a level one becomes 0."""
    maps = maps - maps.mean(axis=1, keepdims=True, dtype=np.float64)
    size = np.sqrt(np.mean(maps * maps, axis=1, keepdims=True))
    even: Array = np.divide(maps, size, out=np.zeros_like(maps), where=size > 1e-9)
    return even


def _measured(maps: Array, dtype: np.dtype[np.float32] | np.dtype[np.float64], task: Task) -> Maps:
    size = maps.shape[-2], maps.shape[-1]
    values = np.empty((len(maps), size[0] * size[1]), dtype)
    for first in range(0, len(maps), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        values[part] = _even(maps[part].reshape(-1, values.shape[1]).astype(np.float64))
        task.check()
    wide = values.astype(np.float64, copy=False)
    gram = wide @ wide.T
    task.check()
    values.flags.writeable = False
    return Maps(size, values, gram, np.linalg.inv(_held(gram)))
