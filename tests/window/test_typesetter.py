"""The worker that typesets lines never speaks to a window that is gone."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from poolviz.window import typesetter
from poolviz.window.typesetter import Typesetter


def test_a_line_that_is_made_after_its_window_is_gone_is_told_to_nobody(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, gone = threading.Event(), threading.Event()

    def slow(latex: str) -> bytes:
        begun.set()
        assert gone.wait(20)
        return b"<svg/>"

    monkeypatch.setattr(typesetter, "_svg", slow)
    made = Typesetter()
    made.ask("x")
    worker = made._worker
    assert worker is not None
    assert begun.wait(20)
    shiboken6.delete(made)
    gone.set()
    worker.shutdown(wait=True)
    assert caplog.records == []


def test_nothing_is_asked_after_the_end(qapp: QApplication) -> None:
    made = Typesetter()
    made.close()
    made.ask("x")
    assert made._worker is None
    assert made.picture("x") == b""
