"""The numbers of a board are written in one hand, so that all of them can be read, or none is there."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from poolviz.frame.layout import Place
from poolviz.frame.model import Scale
from poolviz.views.fonts import Weight, text_width
from poolviz.views.grid import Grid
from poolviz.views.hand import SHARE, SMALLEST, fitting, hand_for
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT
from tests.views.conftest import Shown
from tests.views.frames import board, frame_of, picture, state_of

RANDOM = np.random.default_rng(3).normal(size=(14, 14))
SCALE = Scale(-4.0, 4.0)
pytestmark = pytest.mark.usefixtures("qapp")  # for the letters


def written(stage: Stage) -> int:
    """How many cells of the input have a number."""
    grid, image = stage._scenery.grids["input"], picture(stage)
    inner = (grid.inner(row, column).toRect() for row in range(14) for column in range(14))
    parts = [image.copy(cell.adjusted(3, 3, -3, -3)) for cell in inner]
    return sum(len(np.unique(np.frombuffer(part.constBits(), np.uint32))) > 1 for part in parts)


@pytest.mark.parametrize("values", [RANDOM, RANDOM * 0.02, RANDOM * 1e6, np.rint(RANDOM * 1e6)])
@pytest.mark.parametrize("style", ["plain", "signed"])
def test_every_cell_of_a_map_has_its_number_or_none_has(show: Shown, values: object, style: str) -> None:
    counts = set()
    for height in (300, 460, 560, 680):
        stage = show(LIGHT, width=900, height=height)
        stage.show_state(state_of(frame_of(board(values=values, scale=SCALE, numbers=style))))
        QApplication.processEvents()
        counts.add(written(stage))
    assert counts == {0, 196}


def grid_with(cell: float) -> Grid:
    return Grid.of(board(values=RANDOM), Place(0.0, 0.0, cell, cell))


@pytest.mark.parametrize("cell", range(20, 80, 3))
def test_a_number_has_room_inside_the_ring_of_a_mark(cell: int) -> None:
    size = fitting("+0.25", grid_with(cell), SHARE)
    ring = 1.0 + (1.6 + 1.2 if cell >= 32 else 1.2 + 0.8)  # as shapes draw it: dark, coloured, white
    assert size < SMALLEST or text_width("+0.25", size, Weight.Medium) <= cell - 2 * ring


def test_digits_are_left_out_only_where_they_have_no_room() -> None:
    part = (0, 0, 14, 14)
    shown = board(values=RANDOM)
    assert hand_for(shown, grid_with(80), part).rounding is None
    small = hand_for(shown, grid_with(34), part)
    assert small.rounding is not None
    assert small.rounding.decimals == 2
    assert hand_for(shown, grid_with(14), part).size == 0


def test_one_long_number_takes_no_digit_from_the_others() -> None:
    short = np.arange(196.0).reshape(14, 14) % 10
    long = short.copy()
    long[3, 3] = 1234567.0
    for cell in (60, 34, 26):
        hand = hand_for(board(values=long), grid_with(cell), (0, 0, 14, 14))
        assert hand.size >= max(SMALLEST, 0.6 * 0.4 * cell)
        assert hand.written("plain", np.float64(7.0)) == "7"


def test_more_numbers_than_can_be_measured_are_all_in_one_hand() -> None:
    many = np.random.default_rng(0).normal(size=(80, 80))
    grid = Grid.of(board(values=many), Place(0.0, 0.0, 34.0, 34.0))
    assert hand_for(board(values=many), grid, (0, 0, 80, 80)) == hand_for(
        board(values=RANDOM), grid_with(34), (0, 0, 14, 14)
    )
