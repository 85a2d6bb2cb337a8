"""Numbers at both ends of float64: a range wider than the largest number, or narrower than any step."""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.core import pool, pool_backward
from poolviz.core.spec import Mode
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


CHANGES: list[dict[str, object]] = [{"backward": True}, {"mode": "average"}, {"mode": "lp"}]

POOLED: dict[str, Mode | None] = {
    "output": None,
    "output0": None,
    "pooled": None,
    "max": "max",
    "average": "average",
}
"""Boards that show what comes out of the map itself, and under which mode; None is the one that is set."""

GRADIENTS: dict[str, Mode | None] = {
    "gradient": None,
    "arrived0": None,
    "max_gradient": "max",
    "average_gradient": "average",
}
"""Boards that show ∂L/∂input after the only window."""

TOLD = {"slide": 7, "compare": 4, "channels": 4, "unpool": 3, "shift": 1}
"""How many of them a scene shows on its way; the others pool other maps."""


def _assert_shown(window: MainWindow) -> int:
    """Everything is on the stage, without a word of a fault; how many boards were looked into."""
    QApplication.processEvents()
    state, grids = window.session.state, window.stage._scenery.grids
    assert (state.notice, dict(state.refused)) == (None, {})
    assert list(grids) == [board.name for board in state.frame.boards]
    seen = QRectF(window.stage._canvas.viewport().rect()).adjusted(-1, -1, 1, 1)
    assert all(seen.contains(grid.extent()) for grid in grids.values())
    document = state.document
    if document.scene not in TOLD:
        return 0
    numbers, told = document.map.values[0], 0
    given = document.upstream.values(document.output_size)
    for board in state.frame.boards:
        forward = board.name in POOLED
        if forward or board.name in GRADIENTS:
            mode = (POOLED if forward else GRADIENTS)[board.name]
            spec = replace(document.spec, mode=mode or document.spec.mode)
            right = pool(numbers, spec).values if forward else pool_backward(given, numbers, spec)
            np.testing.assert_array_equal(board.plane.read(slice(None), slice(None)), right)
            told += 1
    return told


@pytest.mark.parametrize("map_", MAPS, ids=lambda map_: map_.name)
@pytest.mark.parametrize("scene", list(new_session(Jobs(inline=True)).scenes))
def test_every_scene_shows_them(
    window: MainWindow, scene: str, map_: Map, caplog: pytest.LogCaptureFixture
) -> None:
    session = window.session
    session.open_map(map_)
    session.show_scene(scene)
    told = _assert_shown(window)
    fields = {control.field for control in session.state.controls}
    for change in CHANGES:
        if change.keys() <= fields:
            session.change(**change)
            told += _assert_shown(window)
    session.change(display_range="fixed")
    session.step_by(1)
    _assert_shown(window)
    assert session.state.document.map is map_
    assert told == TOLD.get(scene, 0)
    session.undo()
    _assert_shown(window)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


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
