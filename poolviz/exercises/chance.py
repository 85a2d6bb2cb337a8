"""Chance that is the same everywhere: a seed typed on two machines must give the room one exercise."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

import numpy as np

from poolviz.frame.plane import Array

_One = TypeVar("_One")


class Chance:
    """Whole numbers by chance from a text.

    Only ``Random.random`` is used, and seeded by a text: Python promises to keep that sequence. It keeps
    neither that of ``choice`` and its kind, nor does NumPy keep any.

    >>> chance = Chance("20461")
    >>> [chance.below(100) for _ in range(4)]
    [32, 19, 0, 81]
    """

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def below(self, count: int) -> int:
        """A whole number from 0 to ``count`` − 1."""
        return int(self._random.random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both counted."""
        return low + self.below(high - low + 1)

    def one_of(self, some: Sequence[_One]) -> _One:
        """One of several."""
        return some[self.below(len(some))]

    def happens(self, percent: int) -> bool:
        """Whether something happens that does so in so many of a hundred cases."""
        return self.below(100) < percent

    def map(self, size: tuple[int, int], low: int, high: int) -> Array:
        """A map of whole numbers from ``low`` to ``high``, (H, W) int64."""
        rows, columns = size
        return np.array([[self.between(low, high) for _ in range(columns)] for _ in range(rows)])
