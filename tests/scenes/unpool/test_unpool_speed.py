"""Undo pooling keeps up with a hand: from a wish to the painted picture; run with ``-m benchmark``.

Measured is the time that the program's own thread works, so that other programs on the machine do not count.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from statistics import median
from time import thread_time

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT

pytestmark = pytest.mark.benchmark(timer=thread_time)

A_FRAME = 1 / 30
MAPS = {"4×4": None, "224×224": (224, 224), "1024×1024": (1024, 1024)}


def seek(session: Session, number: int) -> None:
    session.seek(number % session.state.timeline.length)


def hover(session: Session, number: int) -> None:
    session.hover(Cell("input", number % 4, number % 3))


def draw(session: Session, number: int) -> None:
    """A dab on the label: both heads are fitted again."""
    rows, columns = session.state.frame.board("label").shape
    cell = Cell("label", number * 7 % rows, number * 5 % columns)
    session.gesture(Gesture("draw", cell, number % 2, start=cell, size=5))


def opened(shape: tuple[int, int] | None, look: str) -> Session:
    session = new_session(Jobs(inline=True))
    if shape is not None:
        pixels = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
        session.open_map(Map.from_array(pixels, kind="picture"))
    session.show_scene("unpool")
    session.change(look=look)
    return session


@pytest.mark.parametrize("look", ["both", "back", "label"])
@pytest.mark.parametrize("shape", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize("wish", [seek, hover])
def test_a_wish_is_painted_within_a_frame(
    qtbot: QtBot,
    benchmark: BenchmarkFixture,
    wish: Callable[[Session, int], None],
    shape: tuple[int, int] | None,
    look: str,
) -> None:
    session, numbers = opened(shape, look), count()
    stage = _shown(qtbot, session)

    def step() -> None:
        wish(session, next(numbers))
        QApplication.processEvents()

    for _ in range(8):
        step()
    benchmark(step)
    assert stage.state is session.state
    if benchmark.stats is not None:
        assert median(benchmark.stats.stats.data) < A_FRAME


@pytest.mark.parametrize("shape", MAPS.values(), ids=MAPS)
def test_a_dab_on_the_label(qtbot: QtBot, benchmark: BenchmarkFixture, shape: tuple[int, int] | None) -> None:
    session, numbers = opened(shape, "label"), count()
    _shown(qtbot, session)

    def dab() -> None:
        draw(session, next(numbers))
        QApplication.processEvents()

    dab()
    benchmark(dab)


def _shown(qtbot: QtBot, session: Session) -> Stage:
    stage = Stage(session, LIGHT)
    qtbot.addWidget(stage)
    stage.resize(1600, 900)
    session.subscribe(stage.show_state)
    stage.show_state(session.state)
    stage.show()
    qtbot.waitExposed(stage)
    return stage
