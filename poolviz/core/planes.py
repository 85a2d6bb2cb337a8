"""A few channels at a time: what is worked out in between then takes little room and stays in the cache."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.core.arrays import Array

# Cells of the larger array that are looked at together.
_CELLS = 1 << 18


def few_planes(source: Array, target: Array) -> Iterator[tuple[Array, Array]]:
    """Channels of `source` (..., H, W), as (n, H, W), beside those of a new array `target` (..., H', W').

    `target` must be contiguous, so that its parts can be written to.

    >>> import numpy as np
    >>> parts = list(few_planes(np.zeros((2, 3, 4, 4)), np.zeros((2, 3, 300, 300))))
    >>> [(given.shape, wanted.shape) for given, wanted in parts][0]
    ((2, 4, 4), (2, 300, 300))
    """
    sources, targets = (array.reshape(-1, *array.shape[-2:]) for array in (source, target))
    together = max(1, _CELLS // max(sources[0].size, targets[0].size))
    for first in range(0, len(sources), together):
        some = slice(first, first + together)
        yield sources[some], targets[some]
