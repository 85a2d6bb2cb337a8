"""What goes wrong inside goes into one log and one dialog, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from poolviz.window.faults import Faults


@pytest.fixture
def faults(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "data"))
    made = Faults(debug=False)
    yield made
    made.close()
    for dialog in _dialogs():
        dialog.close()
        dialog.deleteLater()


def _dialogs() -> list[QMessageBox]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox)]


def _raise_aside() -> None:
    raise ValueError("in a thread")


def test_an_exception_is_written_down_and_told_once(qtbot: QtBot, faults: Faults) -> None:
    for _ in range(5):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("by zero"), None)
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)
    dialog = _dialogs()[0]
    assert "You can go on" in dialog.text()
    assert "ZeroDivisionError: by zero" in dialog.informativeText()
    assert str(faults.path) in dialog.informativeText()
    assert faults.path.read_text().count("ZeroDivisionError: by zero") == 5


def test_after_the_dialog_was_closed_the_next_fault_is_told_again(qtbot: QtBot, faults: Faults) -> None:
    sys.excepthook(ValueError, ValueError("one"), None)
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)
    _dialogs()[0].close()
    qtbot.waitUntil(lambda: not _dialogs())
    sys.excepthook(ValueError, ValueError("two"), None)
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)


def test_a_thread_may_fail(qtbot: QtBot, faults: Faults) -> None:
    thread = threading.Thread(target=_raise_aside)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)
    assert "in a thread" in faults.path.read_text()


def test_qt_warnings_are_written_down(qtbot: QtBot, faults: Faults) -> None:
    qWarning("something about a widget")
    assert "something about a widget" in faults.path.read_text()
    assert not _dialogs()


def test_the_keyboard_may_interrupt(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(faults, "_before", (lambda kind, *_: told.append(kind), threading.excepthook))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [KeyboardInterrupt]


def test_closing_gives_everything_back(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger("poolviz").handlers))
    made = Faults(debug=True)
    assert sys.excepthook != before[0]
    made.close()
    assert (sys.excepthook, threading.excepthook, logging.getLogger("poolviz").handlers) == before


def test_a_folder_that_cannot_be_written_does_not_stop_the_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "file" / "data"))
    made = Faults(debug=False)
    sys.excepthook(ValueError, ValueError("unwritten"), None)
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)
    assert "written down" not in _dialogs()[0].informativeText()
    made.close()
    _dialogs()[0].close()
