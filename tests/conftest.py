"""What every test stands on: no screen needed, nobody's settings touched, nothing left behind."""

from __future__ import annotations

import gc
import os

# Before anything imports Qt; a run on a real X window sets its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import getAllValidWrappers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QStandardPaths.setTestModeEnabled(True)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """A process for each core when everything is tested; none more for single files and where time counts."""
    everything = config.args == config.getini("testpaths")
    return None if everything and "not benchmark" in config.option.markexpr else 0


@pytest.fixture(autouse=True)
def fresh_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give every test that opens windows an empty settings file of its own."""
    if not _uses_qt(request):
        yield
        return
    folder: Path = request.getfixturevalue("tmp_path") / "settings"
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(form, scope, str(folder))
    yield


@pytest.fixture(autouse=True)
def plain_looks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take back the letters and the style that a test has given to the whole program."""
    if not _uses_qt(request):
        yield
        return
    application: QApplication = request.getfixturevalue("qapp")
    letters, style = application.font(), application.styleSheet()
    yield
    if application.styleSheet() != style:
        application.setStyleSheet(style)
    if application.font() != letters:
        application.setFont(letters)


@pytest.fixture(autouse=True)
def empty_clipboard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave nothing copied: without a screen Qt keeps it until the process ends, and Python ends before."""
    yield
    if _uses_qt(request):
        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def leak_guard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget or a running timer behind."""
    if not _uses_qt(request):
        yield
        return
    # Kept as objects, not as ids: an id is given again once its owner is gone.
    widgets_before = QApplication.topLevelWidgets()
    timers_before = _running_timers()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    before: list[QObject] = [*widgets_before, *timers_before]
    if _strays(before):
        gc.collect()  # what waits for that is not left behind; after every test it would take minutes
    assert not (stray := _strays(before)), f"left behind: {stray}"


def _uses_qt(request: pytest.FixtureRequest) -> bool:
    return "qapp" in request.fixturenames


def _strays(before: list[QObject]) -> list[QObject]:
    now: tuple[QObject, ...] = (*QApplication.topLevelWidgets(), *_running_timers())
    return [thing for thing in now if thing not in before]


def _running_timers() -> list[QTimer]:
    # A timer without a parent hangs in no tree of objects; the bridge to Qt knows all of them.
    timers = (thing for thing in getAllValidWrappers() if isinstance(thing, QTimer))
    return [timer for timer in timers if timer.isActive()]
