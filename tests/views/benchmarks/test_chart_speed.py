"""Charts and words at 1600 × 900: run with ``-m benchmark``. A step repaints what is chosen within 3 ms."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from poolviz.frame.charts import Chart, Series
from poolviz.frame.model import Frame
from poolviz.views.stage import Stage
from tests.views.by_hand import columns_and_bars, figures_and_curves, formula_and_rows, with_charts
from tests.views.conftest import Shown
from tests.views.frames import state_of

pytestmark = pytest.mark.benchmark

REPAINT = 0.003


def long_curves() -> Frame:
    """Six curves over five thousand positions."""
    places = range(5000)
    curves = tuple(
        Series(f"curve {i}", tuple(math.sin(place / 300 + i) for place in places)) for i in range(6)
    )
    labels = tuple(str(place) for place in places)
    return with_charts(Chart("long", "Long", "", "curves", curves, labels, -1.0, 1.0, 0, seeks=True))


MAKERS = [figures_and_curves, columns_and_bars, long_curves]


def on_stage(show: Shown, frame: Frame) -> Stage:
    stage = show(width=1600, height=900)
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


def steps(frame: Frame) -> list[Frame]:
    """The same frame with one position after the other chosen."""
    chart = frame.charts[0]
    return [replace(frame, charts=(replace(chart, chosen=place),)) for place in range(len(chart.labels))][:40]


@pytest.mark.parametrize("make", MAKERS)
def test_a_step(benchmark: BenchmarkFixture, show: Shown, make: Callable[[], Frame]) -> None:
    frames, numbers = steps(make()), count()
    stage = on_stage(show, frames[0])

    def step() -> None:
        stage.show_state(state_of(frames[next(numbers) % len(frames)]))
        QApplication.processEvents()

    run: Callable[..., object] = benchmark.pedantic
    run(step, rounds=60, warmup_rounds=5)


@pytest.mark.parametrize("make", MAKERS)
def test_a_chart_is_repainted_in_time(show: Shown, make: Callable[[], Frame]) -> None:
    """What Qt asks for when a part of the chart was covered, and when another position is chosen."""
    frames = steps(make())
    stage = on_stage(show, frames[0])
    (item,) = stage._scenery._charts.values()
    took = []
    for _ in range(40):
        item.update()
        start = perf_counter()
        QApplication.processEvents()
        took.append(perf_counter() - start)
    print(f"{make.__name__}: {1000 * median(took):.2f} ms")  # noqa: T201 - the figures
    assert median(took) < REPAINT


def test_words_cost_little(benchmark: BenchmarkFixture, show: Shown) -> None:
    stage = on_stage(show, formula_and_rows())

    def step() -> None:
        stage.show_state(state_of(formula_and_rows()))
        QApplication.processEvents()

    run: Callable[..., object] = benchmark.pedantic
    run(step, rounds=40, warmup_rounds=5)
