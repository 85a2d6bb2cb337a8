"""Marks of windows: their lines and corners, and that they can be found on a map of any size."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Block, Cell, Mark
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.conftest import Shown
from tests.views.frames import (
    board,
    colour_in,
    colours_of,
    frame_of,
    painted,
    picture,
    state_of,
    window_frame,
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_a_window_has_its_three_lines_and_the_winner_its_corner(show: Shown, theme: Theme) -> None:
    stage = painted(show, window_frame(), theme)
    grid = stage._scenery.grids["input"]
    image = picture(stage)
    frame = grid.rectangle(Block(0, 0, 2, 2))
    beside = colours_of(image.copy(int(frame.left()) - 8, int(frame.center().y()) + 20, 12, 1))
    assert {theme.mark_outer, theme.accent if theme is LIGHT else theme.roles["window"].colour} <= beside
    assert theme.mark_inner in beside
    assert colour_in(stage, Cell("input", 1, 1), right=0.9, down=0.1) == theme.winner


@pytest.mark.parametrize("side", [224, 1000, 4096])
def test_the_window_can_be_found_on_any_map(show: Shown, side: int) -> None:
    marks = (Mark("input", "window", Block(side // 3, side // 2, 2, 2)),)
    stage = painted(show, frame_of(board(values=np.zeros((side, side), np.uint8)), marks=marks))
    grid = stage._scenery.grids["input"]
    image, blue = picture(stage), QColor(LIGHT.accent).rgb()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    rows, columns = np.nonzero(pixels == blue)
    middle = grid.rectangle(Block(side // 3, side // 2, 2, 2)).center()
    near = (abs(rows - middle.y()) < 14) & (abs(columns - middle.x()) < 14)
    assert np.ptp(rows[near]) >= 12
    assert np.ptp(columns[near]) >= 12
    board_area = grid.board()
    for beyond in (rows < board_area.top() - 2, rows > board_area.bottom() + 2):
        assert beyond.any(), "a tick above and below the board"
    for beyond in (columns < board_area.left() - 2, columns > board_area.right() + 2):
        assert beyond.any(), "a tick left and right of the board"


@pytest.mark.parametrize("text", [11.0, 13.0, 26.0])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_the_tick_above_a_board_leaves_the_letters_of_its_heading_alone(
    show: Shown, part: float, text: float
) -> None:
    numbers = np.zeros((224, 224))
    stage = show()
    stage.set_text_size(text)
    stage.show_state(state_of(frame_of(board(values=numbers))))
    QApplication.processEvents()
    (letters,), grid = stage._scenery._headings.areas(), stage._scenery.grids["input"]
    x, top = letters.left() + part * letters.width(), int(grid.board().top())
    column = round((x - grid.board().left()) / grid.cell)
    stage.show_state(
        state_of(frame_of(board(values=numbers), marks=(Mark("input", "window", Block(112, column)),)))
    )
    QApplication.processEvents()
    image, left = picture(stage), round(x) - 6
    assert LIGHT.accent not in colours_of(image.copy(left, int(letters.top()), 12, int(letters.height()) + 1))
    # At least three pixels of it are left.
    assert LIGHT.accent in colours_of(image.copy(left, top - 3, 12, 1))


@pytest.mark.parametrize("corner", [(0, 0), (0, 999), (999, 0), (999, 999)])
def test_the_mark_of_a_small_window_stays_on_its_board_beside_the_heading(
    show: Shown, corner: tuple[int, int]
) -> None:
    side = 1000
    marks = (Mark("input", "window", Block(*corner)),)
    stage = painted(show, frame_of(board(values=np.zeros((side, side), np.uint8)), marks=marks))
    whole = stage._scenery.grids["input"].board()
    image, blue = picture(stage), QColor(LIGHT.accent).rgb()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    rows, columns = np.nonzero(pixels == blue)
    across = (columns > whole.left() - 40) & (columns < whole.right() + 40)
    near = across & (rows > whole.top() - 40) & (rows < whole.bottom() + 40)
    # A tick is a line of two pixels; the frame of the window is wider.
    for beyond in (rows < whole.top() - 4, rows > whole.bottom() + 4):
        assert np.unique(columns[near & beyond]).size <= 2
    for beyond in (columns < whole.left() - 4, columns > whole.right() + 4):
        assert np.unique(rows[near & beyond]).size <= 2


def test_the_window_can_be_found_when_zoomed_away_from_it(show: Shown) -> None:
    side = 224
    marks = (Mark("input", "window", Block(0, 0, 2, 2)),)
    stage = painted(show, frame_of(board(values=np.zeros((side, side))), marks=marks))
    area = stage._canvas.viewport().rect()
    stage.zoom_about(3.0, QPointF(area.width(), area.height()))
    assert LIGHT.accent in colours_of(picture(stage))
