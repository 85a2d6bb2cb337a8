"""The upstream gradient ∂L/∂output: a pattern of any size, or a person's own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.patches import Patch
from poolviz.maps.sheets import written

Array = NDArray[Any]
Pattern = Literal["count", "ones", "only", "random", "own"]


@dataclass(frozen=True, eq=False)
class Upstream:
    """What comes back from the loss, one number for every output.

    ``count`` is 1, 2, 3, … in reading order: every number can be followed. ``ones`` is 1 everywhere,
    ``only`` is 1 in one cell, ``random`` is −2 … 2 by seed, ``own`` holds typed numbers, cropped or filled
    with 0 when the output's size changes.
    """

    pattern: Pattern = "count"
    cell: tuple[int, int] = (0, 0)
    seed: int = 0
    own: Array | None = None

    def values(self, size: tuple[int, int]) -> Array:
        """The gradient for an output of ``size``, float64 (H′, W′).

        >>> Upstream().values((2, 2)).tolist()
        [[1.0, 2.0], [3.0, 4.0]]
        >>> Upstream("only", cell=(1, 0)).values((2, 2)).tolist()
        [[0.0, 0.0], [1.0, 0.0]]
        """
        return _remembered(self, size)

    def may_come_from(self, other: Upstream) -> bool:
        """Whether these are the numbers of another one, perhaps edited since.

        >>> Upstream("own").may_come_from(Upstream()), Upstream("ones").may_come_from(Upstream())
        (True, False)
        """
        alike = (self.pattern, self.cell, self.seed) == (other.pattern, other.cell, other.seed)
        return alike or self.pattern == "own"

    def edited(self, size: tuple[int, int], patches: Sequence[Patch]) -> Upstream:
        """The same numbers with some of them written over; they are the person's own from then on.

        If nothing differs, the very same comes back.
        """
        before = self.values(size)
        after = written(before, patches)
        return self if after is before else replace(self, pattern="own", own=after)


@lru_cache(maxsize=4)
def _remembered(upstream: Upstream, size: tuple[int, int]) -> Array:
    """The same read-only array at every step, so that a painter can tell that nothing is new."""
    values = _made(upstream, size)
    values.flags.writeable = False
    return values


def _made(upstream: Upstream, size: tuple[int, int]) -> Array:
    rows, columns = size
    if upstream.pattern == "count":
        return np.arange(1.0, rows * columns + 1).reshape(size)
    if upstream.pattern == "ones":
        return np.ones(size)
    if upstream.pattern == "random":
        return np.random.default_rng(upstream.seed).integers(-2, 3, size).astype(np.float64)
    values = np.zeros(size)
    if upstream.pattern == "only":
        values[min(upstream.cell[0], rows - 1), min(upstream.cell[1], columns - 1)] = 1.0
    elif upstream.own is not None:
        kept = upstream.own[:rows, :columns]
        values[: kept.shape[0], : kept.shape[1]] = kept
    return values
