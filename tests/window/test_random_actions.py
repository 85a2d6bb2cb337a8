"""Random actions through the window: no exception, no warning, nothing left behind, always one truth."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QWidget
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot

from poolviz.window.main_window import MainWindow
from tests.window.conftest import part
from tests.window.person import Person
from tests.window.story import story

_COUNT = int(os.environ.get("POOLVIZ_ACTIONS", "150"))
_WARM_UP = 60
_FEW = 12  # parts that may exist once they were needed for the first time


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1, 2])
def test_random_actions(qtbot: QtBot, qtlog: _QtMessageCapture, window: MainWindow, seed: int) -> None:
    _play(qtbot, qtlog, window, seed, max(_COUNT // 2, 1))


def _play(qtbot: QtBot, qtlog: _QtMessageCapture, window: MainWindow, seed: int, count: int) -> None:
    person = Person(window, seed)
    with story(person):
        act(qtbot, qtlog, person, min(_WARM_UP, count))
        before = parts_at_rest(window)
        act(qtbot, qtlog, person, count)
        after = parts_at_rest(window)
        qtbot.waitUntil(lambda: not window.clock.running)
    assert after <= before + _FEW, "parts of the window are left behind"


def act(qtbot: QtBot, qtlog: _QtMessageCapture, person: Person, count: int) -> None:
    for _ in range(count):
        with qtbot.captureExceptions() as exceptions:
            person.act()
        assert exceptions == []
        assert [record.message for record in qtlog.records if not record.ignored] == []
        _check_one_truth(person.window)


def _check_one_truth(window: MainWindow) -> None:
    """Everything that is shown is of the last state."""
    state = window.session.state
    assert window.stage.state is state
    assert part(window.parts.transport, QSlider).value() == state.step
    assert part(window.parts.transport, QLabel, "place").text() == state.frame.place
    assert window.windowTitle() == f"{state.frame.title or state.title} — poolviz"
    assert 0 <= state.step < state.timeline.length
    if window.session.active or window.stage.wants_ticks:
        assert window.clock.running
    assert bool(window.actions_["undo"].isEnabled()) == bool(state.undo_label)


def parts_at_rest(window: MainWindow) -> int:
    """How many widgets there are once everything is as it was at first."""
    session = window.session
    session.pause()
    session.edit_at(None)
    if session.state.cursor is not None:
        session.toggle_cursor()
    session.set_pen(tool="pointer")
    session.show_scene(next(iter(session.scenes)))  # each scene has controls of its own
    session.choose_preset("worked-example")
    for values in ({"whole_map": False}, {"mode": "max"}, {"backward": False}, {"fixed_output": False}):
        session.change(**values)
    session.give_up()
    session.dismiss()
    window.resize(1600, 900)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return len(window.findChildren(QWidget))
