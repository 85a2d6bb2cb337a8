"""What every test stands on: no screen needed, nobody's settings touched, nothing left behind."""

from __future__ import annotations

import gc
import os

# Before anything imports Qt; a run on a real X window sets its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getAllValidWrappers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QStandardPaths.setTestModeEnabled(True)


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
    gc.collect()
    stray: list[QWidget | QTimer] = [
        *(widget for widget in QApplication.topLevelWidgets() if widget not in widgets_before),
        *(timer for timer in _running_timers() if timer not in timers_before),
    ]
    assert not stray, f"left behind: {stray}"


def _uses_qt(request: pytest.FixtureRequest) -> bool:
    return "qapp" in request.fixturenames


def _running_timers() -> list[QTimer]:
    # A timer without a parent hangs in no tree of objects; the bridge to Qt knows all of them.
    timers = (thing for thing in getAllValidWrappers() if isinstance(thing, QTimer))
    return [timer for timer in timers if timer.isActive()]
