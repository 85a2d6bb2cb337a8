"""Maps of small whole numbers that are as a teacher wishes them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.core import PoolSpec, divisors, pool
from poolviz.exercises.chance import Chance
from poolviz.exercises.nouns import Wishes
from poolviz.exercises.settings import Size
from poolviz.frame.plane import Array, ArrayPlane
from poolviz.frame.words import say
from poolviz.model.windows import Windows

_TRIES = 60


def filled(chance: Chance, spec: PoolSpec, size: Size, span: tuple[int, int], wishes: Wishes) -> Array:
    """A map (H, W) int64 with numbers from ``span``, both ends counted, as wished.

    Raises:
        ValueError: with a sentence, where such a map was not found.

    >>> filled(Chance("1"), PoolSpec(mode="average"), (4, 4), (0, 9), Wishes(whole_means=True)).shape
    (4, 4)
    """
    for _ in range(_TRIES):
        x = chance.map(size, *span)
        if wishes.whole_means:
            _make_means_whole(chance, x, spec, span)
        if wishes.ties:
            _tie(chance, x, spec)
        if wishes.unique_maxima:
            _make_maxima_unique(chance, x, spec, span)
        if is_as_wished(x, spec, wishes):
            return x
    raise ValueError(say("No map of this size has all the properties that were chosen; choose fewer."))


def is_as_wished(x: Array, spec: PoolSpec, wishes: Wishes) -> bool:
    """Whether a map (H, W) has the properties that its numbers can have."""
    if wishes.whole_means:
        means = pool(x, _averaging(spec)).values
        if (np.abs(means - np.round(means)) > 1e-9).any():
            return False
    tied = has_tie(x, spec)
    return not (wishes.unique_maxima and tied) and (tied or not wishes.ties)


def has_tie(x: Array, spec: PoolSpec) -> bool:
    """Whether a window holds its largest number twice."""
    look = Windows(ArrayPlane(x), spec.geometry((x.shape[0], x.shape[1])))
    return any(_tied(look.values(*look.position(index))) for index in range(look.geometry.windows))


def _tied(values: Array) -> bool:
    return values.size > 0 and int((values == values.max()).sum()) > 1


def _averaging(spec: PoolSpec) -> PoolSpec:
    return replace(spec, mode="average")


def _make_means_whole(chance: Chance, x: Array, spec: PoolSpec, span: tuple[int, int]) -> None:
    """Window by window, one cell makes the sum a multiple: the last one, which no window before it has."""
    size = (x.shape[0], x.shape[1])
    look = Windows(ArrayPlane(x), spec.geometry(size))
    counts = divisors(_averaging(spec), size)
    for index in range(look.geometry.windows):
        row, column = look.position(index)
        *before, last = look.cells(row, column)
        others = sum(int(x[cell]) for cell in before)
        divisor = int(counts[row, column])
        fitting = [number for number in range(span[0], span[1] + 1) if (others + number) % divisor == 0]
        if fitting:
            x[last] = chance.one_of(fitting)


def _tie(chance: Chance, x: Array, spec: PoolSpec) -> None:
    """Write the largest number of some windows into another of their cells."""
    look = Windows(ArrayPlane(x), spec.geometry((x.shape[0], x.shape[1])))
    for index in range(look.geometry.windows):
        cells = look.cells(*look.position(index))
        if len(cells) > 1 and chance.happens(50):
            x[cells[chance.below(len(cells))]] = max(x[cell] for cell in cells)


def _make_maxima_unique(chance: Chance, x: Array, spec: PoolSpec, span: tuple[int, int]) -> None:
    """Lower what equals a largest number, where there is room below."""
    look = Windows(ArrayPlane(x), spec.geometry((x.shape[0], x.shape[1])))
    for index in range(look.geometry.windows):
        cells = list(look.cells(*look.position(index)))
        largest = max((x[cell] for cell in cells), default=0)
        for cell in [cell for cell in cells if x[cell] == largest][1:]:
            x[cell] = max(span[0], largest - chance.between(1, 4))
