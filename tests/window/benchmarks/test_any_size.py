"""A map of 4096 × 4096 beside one of 16 × 16, in the whole window: run with ``-m benchmark``.

Each turn steps, draws and hovers once on either map, so that what disturbs one disturbs the other. Times are
those that the program's own thread was at work; other programs do not count.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.window.appearance import Appearance
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

SIDES = (16, 4096)
TURNS = 40
TIMES_16 = 2.0
A_MOVE = 0.1  # seconds
TIMES_ITS_ARRAY = 6.0
ALONE = "POOLVIZ_MEMORY_ALONE"


@pytest.fixture
def open_on(qtbot: QtBot) -> Callable[[int], MainWindow]:
    """A function that opens a window on a map of that side, and waits until all of its picture is there."""

    def opened(side: int) -> MainWindow:
        session = new_session(Jobs(inline=True))
        appearance = Appearance(Preferences(fresh=True))
        appearance.dress()
        window = MainWindow(session, Preferences(fresh=True), appearance)
        qtbot.addWidget(window)
        window.resize(1600, 900)
        window.show()
        values = np.random.default_rng(5).random((side, side), dtype=np.float32)
        values.flags.writeable = False
        session.open_map(Map.from_array(values, f"{side} × {side}"))
        session.change(window=2, stride=2)
        settle(window)
        return window

    return opened


def settle(window: MainWindow) -> None:
    QApplication.processEvents()
    while window.stage.wants_ticks:
        window.stage.advance(0.016)
    QApplication.processEvents()


def worked(action: Callable[[], None]) -> float:
    """Seconds of work from an action until it is painted."""
    start = time.thread_time()
    action()
    QApplication.processEvents()
    return time.thread_time() - start


def compared(actions: dict[int, Callable[[], None]]) -> float:
    """The median of the large map's time by the small one's."""
    for action in actions.values():
        worked(action)
    times: dict[int, list[float]] = {side: [] for side in actions}
    for _ in range(TURNS):
        for side, action in actions.items():
            times[side].append(worked(action))
    small, large = (1000 * median(times[side]) for side in SIDES)
    sys.stdout.write(f"\n16: {small:.2f} ms, 4096: {large:.2f} ms, ratio {large / small:.2f}\n")
    return large / small


def step_on(session: Session) -> Callable[[], None]:
    return lambda: session.seek((session.state.step + 1) % session.state.timeline.length)


@pytest.mark.parametrize("is_backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("mode", ["max", "average"])
def test_a_step(
    benchmark: BenchmarkFixture, open_on: Callable[[int], MainWindow], mode: str, is_backward: bool
) -> None:
    windows = {side: open_on(side) for side in SIDES}
    for window in windows.values():
        window.session.change(mode=mode, backward=is_backward)
        window.session.seek(window.session.state.timeline.length // 3)
        settle(window)
    ratio = compared({side: step_on(window.session) for side, window in windows.items()})
    benchmark.extra_info["ratio"] = ratio
    benchmark(step_on(windows[4096].session))
    assert ratio < TIMES_16


@pytest.mark.parametrize("is_backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize(("scene", "ties"), [("slide", "first"), ("slide", "split"), ("compare", "split")])
def test_ties_by_the_million(
    benchmark: BenchmarkFixture,
    open_on: Callable[[int], MainWindow],
    scene: str,
    ties: str,
    is_backward: bool,
) -> None:
    """The pointer goes over a blank map that is one window: no hand should wait for so many equal cells."""
    window, side = open_on(16), 2048
    window.session.open_map(Map.from_array(np.zeros((side, side), np.float32)))
    window.session.show_scene(scene)
    window.session.change(window="global", ties=ties)
    window.session.change(backward=is_backward)
    settle(window)
    count = iter(range(10**9))
    moves = [worked(lambda: window.session.hover(Cell("input", 3, next(count) % side))) for _ in range(TURNS)]
    sys.stdout.write(f"\n{1000 * median(moves):.1f} ms\n")
    benchmark(lambda: window.session.hover(Cell("input", 3, next(count) % side)))
    assert median(moves) < A_MOVE


def mouse(at: QWidget, kind: QEvent.Type, x: float, y: float) -> None:
    """The left button goes down, moves or comes up."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    place = QPointF(x, y)
    event = QMouseEvent(kind, place, at.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(at, event)


def stroke(window: MainWindow) -> Callable[[], None]:
    """A stroke that goes to and fro over the middle of the input, one cell or pixel further at each call."""
    window.session.set_pen(tool="brush", value=0.5, size=3)
    settle(window)
    canvas = window.stage._canvas.viewport()
    area = window.stage._scenery.grids["input"].extent()
    step = max(1.0, area.width() / window.session.state.document.map.size[1])
    x, y = area.center().x(), area.center().y()
    places = [
        QPointF(x + step * (across - 4), y + step * (down - 2)) for down in range(4) for across in range(8)
    ]
    mouse(canvas, QEvent.Type.MouseButtonPress, x, y)
    count = iter(range(10**9))

    def dab() -> None:
        at = places[next(count) % len(places)]
        window.session.set_pen(value=float(next(count) % 97) / 97)  # so that every dab changes numbers
        mouse(canvas, QEvent.Type.MouseMove, at.x(), at.y())

    return dab


@pytest.mark.parametrize("mode", ["max", "average"])
def test_a_dab_of_the_brush(
    benchmark: BenchmarkFixture, open_on: Callable[[int], MainWindow], mode: str
) -> None:
    windows = {side: open_on(side) for side in SIDES}
    for window in windows.values():
        window.session.change(mode=mode)
        settle(window)
    dabs = {side: stroke(window) for side, window in windows.items()}
    before = [window.session.state.document.map for window in windows.values()]
    ratio = compared(dabs)
    after = [window.session.state.document.map for window in windows.values()]
    assert all(now is not then for now, then in zip(after, before, strict=True))
    benchmark.extra_info["ratio"] = ratio
    benchmark(dabs[4096])
    assert ratio < TIMES_16


def test_memory(benchmark: BenchmarkFixture) -> None:
    """In a process of its own: here, what earlier maps took would be used again and not be counted."""
    asked = [sys.executable, "-m", "pytest", "-q", "-s", "-m", "benchmark", f"{__file__}::test_memory_alone"]
    told = subprocess.run(asked, check=False, env=os.environ | {ALONE: "1"}, capture_output=True, text=True)
    found = re.search(r"(\S+) times the array", told.stdout)
    assert found is not None, told.stdout
    times = float(found[1])
    sys.stdout.write(f"\n{times:.2f} times the array\n")
    benchmark.extra_info["times"] = times
    benchmark(lambda: None)  # the fixture must time something; what counts is the memory
    assert 1 < times < TIMES_ITS_ARRAY  # the map itself is in memory


@pytest.mark.skipif(ALONE not in os.environ, reason="measured in a process of its own")
def test_memory_alone(open_on: Callable[[int], MainWindow]) -> None:
    """With the map open, both passes shown and some strokes drawn, beside the program with a small map."""
    window = open_on(16)
    empty = resident()
    side = 4096
    other = open_on(side)
    for is_backward in (False, True, False):
        other.session.change(backward=is_backward)
        settle(other)
        for _ in range(5):
            worked(step_on(other.session))
    dab = stroke(other)
    for _ in range(20):
        worked(dab)
    times = (resident() - empty) / (side * side * 4)
    sys.stdout.write(f"\n{times:.2f} times the array\n")
    window.close()


def resident() -> int:
    """Bytes of this process that are in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file, but the kernel's word
        return int(file.read().split()[1]) * 4096
