"""Wide windows that overlap cost little more than small ones: run with ``-m benchmark``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from poolviz.core import PoolSpec, pool, pool_backward

SIDE = 512
SMALL, WIDE = 8, 64
TURNS = 15
TIMES_THE_SMALL = 4.0

X = np.random.default_rng(3).standard_normal((SIDE, SIDE))


def seconds(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start


def both_ways(window: int, settings: dict[str, Any], dtype: str) -> tuple[Callable[[], object], ...]:
    spec, x = PoolSpec(window=window, stride=1, **settings), X.astype(dtype)
    upstream = np.ones(spec.output_size(x.shape), dtype)
    return lambda: pool(x, spec, winners=True), lambda: pool_backward(upstream, x, spec)


@pytest.mark.benchmark
@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("settings", [{}, {"mode": "average"}, {"mode": "lp", "p": 3}], ids=str)
def test_windows_of_64_cost_about_as_much_as_windows_of_8(
    benchmark: BenchmarkFixture, settings: dict[str, Any], dtype: str
) -> None:
    small, wide = (both_ways(window, settings, dtype) for window in (SMALL, WIDE))
    for name, one, other in zip(("forward", "backward"), small, wide, strict=True):
        turns = [(seconds(one), seconds(other)) for _ in range(TURNS)]
        usual, wider = (median(times) for times in zip(*turns, strict=True))
        sys.stdout.write(
            f"\n{settings}, {dtype}, {name}: {SMALL}×{SMALL} {usual * 1000:.1f} ms, "
            f"{WIDE}×{WIDE} {wider * 1000:.1f}, {wider / usual:.2f} times\n"
        )
        assert wider < TIMES_THE_SMALL * usual
    benchmark(wide[0])
