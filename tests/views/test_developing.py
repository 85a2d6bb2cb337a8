"""The picture of a very large board: something at once, and then what is right."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.views import colours
from poolviz.views.stage import Stage
from tests.views.conftest import Shown
from tests.views.frames import board, frame_of, painted, picture


def wants_ticks(stage: Stage) -> bool:
    """Asked anew, so that a type checker does not remember an earlier answer."""
    return stage.wants_ticks


def test_a_very_large_board_develops_until_it_is_right(show: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = board(values=np.random.default_rng(3).integers(0, 9, (1441, 1441)).astype(np.float32))
    with monkeypatch.context() as patch:
        patch.setattr(colours, "_AT_ONCE", shown.plane.shape[0] ** 2)
        at_once = picture(painted(show, frame_of(shown)))
    stage = painted(show, frame_of(shown))
    assert wants_ticks(stage)
    assert picture(stage) != at_once  # a few of the cells stand for all
    ticks = 0
    while wants_ticks(stage):
        stage.advance(0.016)
        ticks += 1
    assert 1 < ticks < 20
    assert picture(stage) == at_once
    stage.zoom_by(1.2)  # other pixels, nothing new to map
    assert not wants_ticks(stage)
