"""A part of the window that fails keeps nothing else from being shown."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.session.state import State
from poolviz.window.main_window import MainWindow


def _broken(state: State) -> None:
    raise ZeroDivisionError


def test_the_name_the_keys_and_the_clock_follow_all_the_same(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(window.parts.map_panel, "show_state", _broken)
        with pytest.raises(ZeroDivisionError):
            window.session.open_map(Map.from_array(np.zeros((4, 4)), "Plain"))
        with pytest.raises(ZeroDivisionError):
            window.session.play_pause()
    assert window.windowTitle() == "Plain — poolviz"
    assert window.actions_["undo"].text() == "Undo: open Plain"
    assert window.clock.running
    window.session.pause()
    assert not window.clock.running
