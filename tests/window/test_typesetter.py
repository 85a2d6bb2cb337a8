"""The worker that typesets lines never speaks to a window that is gone."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Typeset
from poolviz.window import typesetter
from poolviz.window.typesetter import FormulaLine, Typesetter
from tests.window.conftest import is_typeset


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


def test_a_line_keeps_one_picture_however_many_it_has_shown(qtbot: QtBot) -> None:
    maker = Typesetter()
    line = FormulaLine(maker)
    qtbot.addWidget(line)
    line.wake()
    for number in range(4):
        shown = Typeset(f"x = {number}", f"x = {number}")
        line.show_line(shown)
        qtbot.waitUntil(lambda: is_typeset(line), timeout=20_000)
    assert line.findChildren(QSvgRenderer) == []
    maker.close()
