"""Numbers at both ends of float64: a range wider than the largest number, or narrower than any step."""

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
from poolviz.session.values import nudged, values_of
from poolviz.window.main_window import MainWindow

MAPS = [
    Map.from_array(np.array([[1e308, -1e308], [1e-308, 3]]), "huge"),
    Map.from_array(np.array([[5e-324, 0], [0, 0]]), "tiny"),
    Map.from_array(np.array([[1e-310, -3e-310], [2e-320, 0]]), "small"),
]


@pytest.mark.parametrize("map_", MAPS, ids=lambda map_: map_.name)
@pytest.mark.parametrize("scene", list(new_session(Jobs(inline=True)).scenes))
def test_every_scene_shows_them(window: MainWindow, scene: str, map_: Map) -> None:
    session = window.session
    session.open_map(map_)
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


@pytest.mark.parametrize(("first", "second"), [("1e308", "-1e308"), ("5e-324", "-5e-324")])
def test_they_can_be_typed_one_after_the_other(window: MainWindow, first: str, second: str) -> None:
    session = window.session
    session.open_map(Map.from_array(np.zeros((2, 2)), "zeros"))
    session.edit_at(Cell("input", 0, 0))
    for text in (first, second):
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(focus, text)
        QTest.keyClick(focus, Qt.Key.Key_Return)
    values = window.session.state.document.map.values[0]
    assert (values[0, 0], values[1, 0]) == (float(first), float(second))


@pytest.mark.parametrize("low", [0.0, -5e-324])
def test_the_value_picker_offers_the_smallest_numbers(low: float) -> None:
    map_ = Map.from_array(np.array([[low, 5e-324]]), "tiny")
    session = new_session(Jobs(inline=True))
    session.open_map(map_)
    offered = values_of(session.state.document)
    assert offered.value(0) == low
    assert offered.value(offered.steps) == 5e-324
    assert nudged(0.0, 1, offered) > 0
