"""Compare keeps up with a hand: 30 frames a second; run with ``-m benchmark``.

What is measured is the session from a wish to the published frame, without painting.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from statistics import median

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session

pytestmark = pytest.mark.benchmark

A_FRAME = 1 / 30
MAPS = {"4×4": None, "224×224×8": (8, 224, 224), "1024×1024": (1, 1024, 1024)}


def seek(session: Session, number: int) -> None:
    session.seek(number * 7919 % session.state.timeline.length)


def hover(session: Session, number: int) -> None:
    session.hover(Cell("input", number % 4, number % 3))


def nudge(session: Session, number: int) -> None:
    session.gesture(Gesture("nudge", Cell("input", number % 4, 1), 1))


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("shape", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize("wish", [seek, hover, nudge])
def test_a_wish_is_answered_within_a_frame(
    benchmark: BenchmarkFixture,
    wish: Callable[[Session, int], None],
    shape: tuple[int, ...] | None,
    backward: bool,
) -> None:
    session = new_session(Jobs(inline=True))
    if shape is not None:
        session.open_map(Map.from_array(np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)))
    session.show_scene("compare")
    session.change(backward=backward)
    numbers = count()
    for _ in range(3):
        wish(session, next(numbers))
    benchmark(lambda: wish(session, next(numbers)))
    if benchmark.stats is not None:
        assert median(benchmark.stats.stats.data) < A_FRAME
