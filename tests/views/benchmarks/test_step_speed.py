"""From ``seek`` to painted, at 1600 × 900: run with ``-m benchmark``.

The stage has to keep up with playing: a step of a 32 × 32 map within 8 ms, and a step of a photograph at
most twice that of a 16 × 16 map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from statistics import median
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.views.conftest import Shown
from tests.views.frames import Dabbed, board, frame_of, state_of

pytestmark = pytest.mark.benchmark

MAPS = ["16", "32", "224"]
STEP_OF_32 = 0.008
TIMES_16 = 2.0


def prepare(session: Session, side: str, is_backward: bool) -> None:
    """A map of that side, window 2 × 2; the photograph with its usual stride, the others with 1."""
    if side == "224":
        session.choose_preset("photograph")
        session.change(window=2, stride=2, backward=is_backward)
    else:
        session.choose_preset("random")
        session.resize(int(side), int(side))
        session.change(window=2, stride=1, backward=is_backward)


def step_through(session: Session) -> None:
    """One step on, painted; from the last one back to the first."""
    session.seek((session.state.step + 1) % session.state.timeline.length)
    QApplication.processEvents()


@pytest.mark.parametrize("is_backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("side", MAPS)
def test_a_step(
    benchmark: BenchmarkFixture, show: Shown, session: Session, side: str, is_backward: bool
) -> None:
    prepare(session, side, is_backward)
    show(width=1600, height=900)
    session.seek(session.state.timeline.length // 3)
    QApplication.processEvents()
    benchmark(step_through, session)


@pytest.mark.parametrize("is_backward", [False, True], ids=["forward", "backward"])
def test_steps_keep_up_with_playing(show: Shown, is_backward: bool) -> None:
    took: dict[str, float] = {}
    for side in MAPS:
        session = new_session(Jobs(inline=True))
        prepare(session, side, is_backward)
        stage = show(width=1600, height=900, other=session)
        session.seek(session.state.timeline.length // 3)
        QApplication.processEvents()
        took[side] = _typical(session)
        stage.hide()
    print({side: f"{1000 * seconds:.1f} ms" for side, seconds in took.items()})  # noqa: T201 - the figures
    assert took["32"] < STEP_OF_32
    assert took["224"] < TIMES_16 * took["16"]


def test_zooming_a_map_full_of_numbers(benchmark: BenchmarkFixture, show: Shown, session: Session) -> None:
    prepare(session, "32", is_backward=False)
    stage = show(width=1600, height=900)
    factors = cycle((1.25, 0.8))

    def zoom() -> None:
        stage.zoom_by(next(factors))
        QApplication.processEvents()

    benchmark(zoom)


def test_a_dab_on_a_very_large_map(benchmark: BenchmarkFixture, show: Shown) -> None:
    """A stroke of the brush patches the picture; nothing is mapped to colours twice."""
    stage = show(width=1600, height=900)
    shown = board(values=np.zeros((4096, 4096), np.float32))
    stage.show_state(state_of(frame_of(shown)))
    QApplication.processEvents()
    boards = [shown]

    def dab() -> None:
        region = (2000, 7 * len(boards), 5, 5)
        boards.append(replace(shown, plane=Dabbed(boards[-1].plane, region)))
        stage.show_state(state_of(frame_of(boards[-1])))
        QApplication.processEvents()

    run: Callable[..., object] = benchmark.pedantic
    run(dab, rounds=40, warmup_rounds=2)


def _typical(session: Session) -> float:
    """The median step of the calmest of a few runs, in seconds: other programs disturb the rest."""
    return min(median(_timed(session) for _ in range(20)) for _ in range(5))


def _timed(session: Session) -> float:
    start = perf_counter()
    step_through(session)
    return perf_counter() - start
