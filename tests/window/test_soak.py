"""An hour of random actions: memory, widgets and timers stay what they were. Run with ``-m soak``."""

from __future__ import annotations

import ctypes
import gc
import linecache
import os
import sys
import time
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from statistics import median

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from poolviz.frame.model import Cell
from poolviz.model.scene import Gesture
from poolviz.views.digits import Digits
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy
from tests.window.person import Person
from tests.window.story import story
from tests.window.test_random_actions import act, parts_at_rest

_SECONDS = float(os.environ.get("POOLVIZ_SOAK", "3600"))
_BETWEEN = 300  # actions from one look to the next
_FEW = 12  # widgets that may exist once they were needed for the first time
_GIVEN_OUT = 20.0  # megabytes by which what is in use may end above where it was in the second quarter
_RESIDENT = 40.0  # the same of what is in memory: more, since of a page in use by a few bytes all 4096 count
_BLOCKS = 20_000  # objects of Python, of some 850,000, that caches may still come to hold
_LOOKS = 10  # from one measurement of memory to the next: undo, results and caches fill up in between
_STEPS = 600  # more than undo and results hold, so that no earlier map is among them


@dataclass(frozen=True)
class Look:
    """What there is while everything rests."""

    actions: int
    widgets: int
    timers: int
    blocks: int
    """Objects that Python holds."""
    given_out: float
    """Megabytes that the C library has given out, mostly to Qt and NumPy."""
    resident: float
    """Megabytes of this process that are in memory."""
    bare: bool
    """Whether undo, results and caches were let go of, so that memory tells what is held besides."""


@pytest.mark.soak
@pytest.mark.timeout(2 * _SECONDS + 600)
def test_an_hour_leaves_nothing_behind(
    qtbot: QtBot, qtlog: _QtMessageCapture, window: MainWindow, spy: Spy
) -> None:
    person, looks = Person(window, seed=3), list[Look]()
    end = time.monotonic() + _SECONDS
    with story(person):
        while time.monotonic() < end or len(looks) < 4 * _LOOKS:
            act(qtbot, qtlog, person, _BETWEEN)
            looks.append(_look(window, spy, len(looks) + 1))
            _tell(looks[-1])
    bare = [look for look in looks if look.bare]
    for what, more, some in (
        ("widgets", _FEW, looks),
        ("timers", 0, looks),
        ("blocks", _BLOCKS, bare),
        ("given_out", _GIVEN_OUT, bare),
        ("resident", _RESIDENT, bare),
    ):
        quarter = len(some) // 4
        early, late = some[quarter : 2 * quarter], some[-quarter:]
        before, after = (median(getattr(look, what) for look in part) for part in (early, late))
        assert after <= before + more, f"{what}: {before} became {after}"


def _look(window: MainWindow, spy: Spy, count: int) -> Look:
    widgets = parts_at_rest(window)
    bare = count % _LOOKS == 0
    if bare:
        _crowd_out(window)
    spy.clear()  # it holds every state that was published, with all its maps
    gc.collect()
    # What the C library keeps for later is not the program's, and comes and goes by hundreds of megabytes.
    ctypes.CDLL(None).malloc_trim(0)
    timers = sum(isinstance(thing, QTimer) for thing in getAllValidWrappers())
    widgets += _top_level()
    return Look(count * _BETWEEN, widgets, timers, sys.getallocatedblocks(), _given_out(), _resident(), bare)


def _crowd_out(window: MainWindow) -> None:
    """Let go of what is bounded and takes an hour to get there: undo, results and caches."""
    session, first = window.session, window.session.state.document.scene
    for scene in session.scenes:  # weights of one's own may be as many as a photograph has cells
        session.show_scene(scene)
        if session.state.frame.has("kernel"):
            session.gesture(Gesture("set", Cell("kernel", 0, 0), 1.0))
    session.show_scene(first)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the controls of all scenes
    for step in range(_STEPS):
        session.gesture(Gesture("set", Cell("input", step % 2, 0), step))
    window.appearance._icons.clear()  # one for each theme and size of the text
    linecache.clearcache()  # lines of source that somebody's traceback has shown
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper) and thing.cache_parameters()["maxsize"] is not None:
            thing.cache_clear()
        elif isinstance(thing, Digits):  # up to 24 MB of pictures each
            thing._pictures.clear()
            thing._pixels = 0


def _top_level() -> int:
    return sum(isinstance(widget, QWidget) for widget in QApplication.topLevelWidgets())


class _MallInfo(ctypes.Structure):
    """What ``mallinfo2`` of the GNU C library, from version 2.33 on, tells in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    ]


def _given_out() -> float:
    tell = ctypes.CDLL(None).mallinfo2
    tell.restype = _MallInfo
    info = tell()
    return float(info.uordblks + info.hblkhd) / 2**20


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file, but the kernel's word
        return int(file.read().split()[1]) * 4096 / 2**20


def _tell(look: Look) -> None:
    sys.stderr.write(
        f"{look.actions} actions: {look.widgets} widgets, {look.timers} timers, "
        f"{look.blocks} objects, {look.given_out:.0f} MB given out, {look.resident:.0f} MB resident"
        f"{', without undo, results and caches' if look.bare else ''}\n"
    )
