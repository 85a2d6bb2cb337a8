"""Numbers near the end of float64: their range is wider than the largest number, and nothing breaks."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.session.jobs import Jobs
from poolviz.session.session import new_session
from poolviz.window.main_window import MainWindow

HUGE = Map.from_array(np.array([[1e308, -1e308], [1e-308, 3]]), "huge")


@pytest.mark.parametrize("scene", list(new_session(Jobs(inline=True)).scenes))
def test_every_scene_shows_them(window: MainWindow, scene: str) -> None:
    session = window.session
    session.open_map(HUGE)
    session.show_scene(scene)
    fields = {control.field for control in session.state.controls}
    for change in ({"backward": True}, {"mode": "average"}, {"mode": "lp"}, {"range": "fixed"}):
        if change.keys() <= fields:
            session.change(**change)
            QApplication.processEvents()
    session.step_by(1)
    session.undo()
    QApplication.processEvents()
    assert session.state.document.map is not None


def test_they_can_be_typed_one_after_the_other(window: MainWindow) -> None:
    window.session.edit_at(Cell("input", 0, 0))
    for text in ("1e308", "-1e308"):
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(focus, text)
        QTest.keyClick(focus, Qt.Key.Key_Return)
    values = window.session.state.document.map.values[0]
    assert (values[0, 0], values[1, 0]) == (1e308, -1e308)
