"""Ties that share a gradient: run with ``-m benchmark``.

Tap by tap or value by value, either way may be a hundred times slower than the other. What is chosen is timed
beside both, in turns; a way that has taken several times as long is not waited for.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from poolviz.core import PoolSpec, pool_backward, ties

SIDE = 256
TURNS = 9
TIMES_THE_BETTER = 1.5
GIVEN_UP = 4.0  # times the time of what is chosen

_random = np.random.default_rng(6)
RAMP = np.arange(float(SIDE**2)).reshape(SIDE, SIDE)
RANDOM = _random.standard_normal((SIDE, SIDE))
LEVEL = np.zeros((SIDE, SIDE))
HILLS = np.cumsum(np.cumsum(RANDOM, 0), 1)
SKY = np.where(np.arange(SIDE)[:, np.newaxis] < SIDE // 3, HILLS.max(), HILLS)
BYTES = ((SKY - SKY.min()) * 255 / (SKY.max() - SKY.min())).astype(np.uint8)

MAPS = {"ramp": RAMP, "random": RANDOM, "level": LEVEL, "two levels": np.where(RANDOM > 3, 1, 0)}
MAPS |= {"sky": SKY, "bytes": BYTES, "channels": _random.random((16, 64, 64))}
SETTINGS: tuple[dict[str, Any], ...] = (
    {"window": 2},
    {"window": 5, "stride": 1},
    {"window": 12, "stride": 1},
    {"window": 12, "stride": 1, "padding": 6},
    {"window": 16, "stride": 16},
    {"window": 12, "stride": 1, "dilation": 2},
    {"window": 32, "stride": 1},
    {"adaptive": 51},
)


class GivenUpError(Exception):
    """It takes longer than anybody need know."""


def seconds(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start


@pytest.mark.benchmark
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", MAPS)
def test_neither_way_would_be_much_faster(
    benchmark: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    x, worst = MAPS[name], 0.0
    for settings in SETTINGS:
        spec = PoolSpec(ties="split", **settings)
        upstream = np.ones((*x.shape[:-2], *spec.output_size(x.shape[-2:])))
        chosen, others = compared(lambda: pool_backward(upstream, x, spec), monkeypatch)  # noqa: B023 - at once
        worst = max(worst, chosen / min(others))
        sys.stdout.write(f"\n{name}, {settings}: {1000 * chosen:.1f} ms, tap by tap {1000 * others[0]:.1f}, ")
        sys.stdout.write(f"value by value {1000 * others[1]:.1f}\n")
    spec = PoolSpec(ties="split", window=12, stride=1)
    upstream = np.ones((*x.shape[:-2], *spec.output_size(x.shape[-2:])))
    benchmark(lambda: pool_backward(upstream, x, spec))
    assert worst < TIMES_THE_BETTER


def compared(
    work: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> tuple[float, tuple[float, float]]:
    """The shortest time of the way that is chosen, and those of both ways."""
    work()
    times = [math.inf] * 3
    for _ in range(TURNS):
        times[0] = min(times[0], seconds(work))
        for which, cost in ((1, 0), (2, 1 << 60)):
            with monkeypatch.context() as patch:
                patch.setattr(ties, "_by_tap", lambda *_, cost=cost: cost)
                if which == 2:
                    patch.setattr(ties, "_cut", until(times[0] * GIVEN_UP, ties._cut))
                try:
                    times[which] = min(times[which], seconds(work))
                except GivenUpError:
                    times[which] = min(times[which], times[0] * GIVEN_UP)
    return times[0], (times[1], times[2])


def until(limit: float, cut: Callable[..., Any]) -> Callable[..., Any]:
    """The same values, until that many seconds have passed."""
    start = time.thread_time()

    def some(*arguments: object) -> Any:  # noqa: ANN401 - as the function itself
        for level in cut(*arguments):
            if time.thread_time() - start > limit:
                raise GivenUpError
            yield level

    return some
