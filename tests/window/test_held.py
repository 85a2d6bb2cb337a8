"""A button that is held while something else changes the stage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from poolviz.frame.model import Cell
from poolviz.window.main_window import MainWindow
from tests.window.test_trials import canvas, place_of


def test_a_shape_whose_board_has_gone_is_not_drawn(window: MainWindow) -> None:
    window.session.choose_preset("photograph")
    window.session.set_pen(tool="rectangle")
    at = place_of(window, Cell("magnifier", 1, 1))
    QTest.mousePress(canvas(window), Qt.MouseButton.LeftButton, pos=at)
    window.session.choose_preset("worked-example")
    before = window.session.state.document
    QTest.mouseRelease(canvas(window), Qt.MouseButton.LeftButton, pos=at)
    assert window.session.state.document is before
