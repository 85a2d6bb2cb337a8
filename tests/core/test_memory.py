"""Beyond its input and its results, no pooling takes more room than its input takes."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from poolviz.core import PoolSpec, pool, pool_backward

SPECS = [
    PoolSpec(),
    PoolSpec(window=3, stride=1, padding=1),
    PoolSpec(window=7, stride=1, ties="column"),
    PoolSpec(window=3, stride=2, ties="split"),
    PoolSpec(window="global"),
    PoolSpec(adaptive=7),
    PoolSpec("average"),
    PoolSpec("average", window=7, stride=1),
    PoolSpec("average", window="global"),
    PoolSpec("average", window=3, stride=2, padding=1, count_include_pad=False),
    PoolSpec("average", adaptive=7),
]


def working_memory(work: Callable[[], tuple[Any, ...]]) -> int:
    """The most bytes in use at once, less those of the results."""
    tracemalloc.start()
    results = work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak - sum(int(array.nbytes) for array in results)


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize(
    ("shape", "dtype"),
    [
        ((1, 1536, 1536), "float32"),
        ((64, 192, 192), "float32"),
        ((1, 1024, 1536), "float64"),
        ((1, 3072, 3072), "uint8"),
    ],
)
def test_working_memory_stays_below_the_input(spec: PoolSpec, shape: tuple[int, ...], dtype: str) -> None:
    x = np.random.default_rng(51).integers(0, 200, shape).astype(dtype)
    found = pool(x, spec, winners=True)

    def forward() -> tuple[Any, ...]:
        pooled = pool(x, spec, winners=True)
        return (pooled.values, pooled.winners) if spec.mode == "max" else (pooled.values,)

    assert working_memory(forward) <= x.nbytes
    # The gradients of integers are kept in float64, and so is the upstream gradient.
    gradient = np.dtype(np.float64 if dtype == "uint8" else dtype)
    upstream = np.ones(found.values.shape, gradient)
    limit = x.size * gradient.itemsize
    assert working_memory(lambda: (pool_backward(upstream, x, spec, found),)) <= limit
    # Without the result of the forward pass its winners are found again, at least.
    assert working_memory(lambda: (pool_backward(upstream, x, spec),)) <= limit + found.values.size * 16
