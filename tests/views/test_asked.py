"""A cell that is asked keeps its number to itself until the answer comes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Cell, Frame, Patch
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT
from tests.views.conftest import Shown
from tests.views.frames import board, colour_in, frame_of, picture, state_of


def shown(show: Shown, frame: Frame) -> Stage:
    stage = show()
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


@pytest.mark.parametrize("side", [4, 40])
def test_a_cell_that_is_asked_keeps_its_number_to_itself(show: Shown, side: int) -> None:
    patch = Patch(1, 1, np.full((1, 2), 8.0))
    asked = board(values=np.full((side, side), 8.0), asked=((1, 1),), patch=patch)
    stage = shown(show, frame_of(asked))
    assert colour_in(stage, Cell("input", 1, 1), right=0.12) in (LIGHT.stage, LIGHT.pending_fill)
    if side == 4:
        area = stage._scenery.grids["input"].inner(1, 1).toRect()
        image = picture(stage).copy(area)
        letters = {image.pixelColor(x, y).name() for x in range(20, area.width() - 20) for y in range(20, 80)}
        assert LIGHT.digit_dark in letters, "a question mark"


def test_an_answer_comes_back(show: Shown) -> None:
    stage = shown(show, frame_of(board(asked=((0, 1), (2, 2)))))
    stage.show_state(state_of(frame_of(board())))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, frame_of(board())))
