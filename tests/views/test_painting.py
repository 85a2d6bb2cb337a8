"""What a person sees: cells in their colours, marks in their shapes, and a patched picture like a new one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Block, Cell, Mark, Notes, Patch, Rim, Scale
from poolviz.frame.plane import ArrayPlane
from poolviz.session.session import Session
from poolviz.views.ramp import ramp_of
from poolviz.views.stage import Stage
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.conftest import Shown
from tests.views.frames import (
    Dabbed,
    board,
    colour_in,
    colours_of,
    frame_of,
    painted,
    picture,
    state_of,
    window_frame,
    with_board,
)

EIGHT = Scale(0.0, 8.0)


def cell_colour(value: float, scale: Scale = EIGHT, theme: Theme = LIGHT) -> str:
    mapped = ramp_of(theme, scale.palette).map(np.array([[value]]), scale)
    return QColor.fromRgb(int(mapped[0, 0])).name()


def developed(stage: Stage) -> Stage:
    """A stage whose pictures of large boards are complete."""
    while stage.wants_ticks:
        stage.advance(0.016)
    return stage


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_cells_have_the_colours_of_their_numbers(show: Shown, theme: Theme) -> None:
    stage = painted(show, frame_of(board()), theme)
    for row, column, value in ((0, 0, 1), (1, 3, 8), (2, 3, 0)):
        assert colour_in(stage, Cell("input", row, column)) == cell_colour(value, theme=theme)


@pytest.mark.parametrize("side", [12, 60, 300, 1500])
def test_small_cells_have_the_colours_of_their_numbers_as_well(show: Shown, side: int) -> None:
    values = np.zeros((side, side))
    values[: side // 2] = 8
    stage = painted(show, frame_of(board(values=values)))
    assert colour_in(stage, Cell("input", side // 4, side // 2)) == cell_colour(8)
    assert colour_in(stage, Cell("input", side - side // 4, side // 2)) == cell_colour(0)


@pytest.mark.parametrize("side", [4, 40])
def test_what_is_not_out_yet_stays_empty(show: Shown, side: int) -> None:
    shown = board(values=np.full((side, side), 8.0), shown=side + 1)
    stage = painted(show, frame_of(shown))
    assert colour_in(stage, Cell("input", 1, 0)) == cell_colour(8)
    empty = LIGHT.stage if side == 4 else LIGHT.pending_fill
    assert colour_in(stage, Cell("input", 1, 1)) == empty
    assert colour_in(stage, Cell("input", side - 1, side - 1)) == empty


@pytest.mark.parametrize("side", [4, 40])
def test_a_gradient_that_has_not_arrived_is_zero(show: Shown, side: int) -> None:
    scale = Scale(-4.0, 4.0, "gradient")
    shown = board(values=np.full((side, side), 4.0), shown=1, hidden="zero", scale=scale)
    stage = painted(show, frame_of(shown))
    assert colour_in(stage, Cell("input", 0, 0)) == cell_colour(4, scale)
    assert colour_in(stage, Cell("input", 2, 2)) == cell_colour(0, scale)


@pytest.mark.parametrize("side", [4, 40])
def test_a_patch_lies_over_everything(show: Shown, side: int) -> None:
    shown = board(values=np.zeros((side, side)), shown=0, patch=Patch(1, 1, np.full((1, 2), 8.0)))
    stage = painted(show, frame_of(shown))
    assert colour_in(stage, Cell("input", 1, 2)) == cell_colour(8)
    assert colour_in(stage, Cell("input", 1, 3)) != cell_colour(8)


def test_nan_and_infinity_are_shown_as_such(show: Shown) -> None:
    stage = painted(show, frame_of(board(values=[[np.nan, np.inf, -np.inf, 4.0]])))
    assert colour_in(stage, Cell("input", 0, 1)) == cell_colour(8)
    assert colour_in(stage, Cell("input", 0, 2)) == cell_colour(0)
    area = stage._scenery.grids["input"].inner(0, 0).toRect()
    in_nan = colours_of(picture(stage).copy(area))
    assert {LIGHT.nan, LIGHT.digit_dark} <= in_nan, "a ground of its own, and the letters NaN"


def test_every_role_is_painted_in_every_form(show: Shown) -> None:
    plain = colours_of(picture(painted(show, frame_of(board()))))
    mask = np.zeros((4, 4), bool)
    mask[1, 1] = mask[3] = True
    for role in LIGHT.roles:
        for cells in (Block(1, 1), Block(-1, 0, 2, 2), ((0, 0), (3, 3)), mask):
            marks = (Mark("input", role, cells),)
            stage = painted(show, frame_of(board(rim=Rim(1, 1, 1, 1, "0")), marks=marks))
            assert colours_of(picture(stage)) - plain, (role, cells)


def test_dropped_cells_are_hatched_under_their_numbers(show: Shown) -> None:
    marks = (Mark("input", "dropped", Block(3, 0, 1, 4)),)
    stage = painted(show, frame_of(board(), marks=marks))
    cells = [stage._scenery.grids["input"].inner(row, 0).toRect() for row in (2, 3)]
    image = picture(stage)
    free, hatched = (colours_of(image.copy(c.left() + 8, c.top() + 8, c.width() - 16, 4)) for c in cells)
    assert len(free) == 1
    assert {LIGHT.pending, LIGHT.mark_inner} <= hatched
    assert LIGHT.digit_dark in colours_of(image.copy(cells[1]))


def test_a_rim_shows_what_padding_is(show: Shown) -> None:
    stage = painted(show, frame_of(board(rim=Rim(1, 1, 1, 1, "0"), overhang=Rim(0, 1, 0, 1))))
    assert colour_in(stage, Cell("input", -1, -1), down=0.2) == LIGHT.ghost
    assert colour_in(stage, Cell("input", 5, 5)) == LIGHT.stage


def test_notes_stand_under_their_numbers(show: Shown) -> None:
    def lower_part(plane: list[list[int]], style: str) -> list[set[str]]:
        notes = Notes(ArrayPlane(np.array(plane)), style, 2)  # type: ignore[arg-type]
        shown = painted(show, frame_of(board(values=[[0, 0]], notes=notes)))
        grid, image = shown._scenery.grids["input"], picture(shown)
        cells = [grid.inner(0, column).toRect() for column in (0, 1)]
        return [
            colours_of(image.copy(c.left(), c.top() + int(0.7 * c.height()), c.width(), 20)) for c in cells
        ]

    winner, nobody = lower_part([[3, -1]], "position")
    assert LIGHT.digit_dark in winner
    assert LIGHT.digit_dark not in nobody, "no winner, no note"
    assert all(LIGHT.digit_dark in part for part in lower_part([[3, -1]], "number"))


Steps = Callable[[Session], None]


def forward(session: Session) -> None:
    session.change(stride=1)


def backward(session: Session) -> None:
    session.choose_preset("one-peak")
    session.change(window=3, stride=1, backward=True)


def backward_average(session: Session) -> None:
    session.choose_preset("random")
    session.change(window=3, stride=1, mode="average", padding=1, backward=True)


def forty(session: Session) -> None:
    session.choose_preset("random")
    session.resize(40, 40)
    session.change(window=3, stride=2, padding=1)


def photograph(session: Session) -> None:
    session.choose_preset("photograph")


def photograph_backward(session: Session) -> None:
    session.choose_preset("photograph")
    session.change(backward=True, mode="average", window=3, stride=2)


@pytest.mark.parametrize(
    "prepare", [forward, backward, backward_average, forty, photograph, photograph_backward]
)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_a_patched_picture_equals_a_new_one(
    show: Shown, session: Session, prepare: Steps, theme: Theme
) -> None:
    prepare(session)
    stage = show(theme)
    pick = random.Random(7)
    last = session.state.timeline.length - 1
    steps = [0, 1, 2, 3, last, last - 1, *(pick.randint(0, last) for _ in range(8)), 5, 6, 7]
    for step in steps:
        session.seek(step)
        QApplication.processEvents()
        if pick.random() < 0.3:
            session.hover(Cell("output", 1, 1))
            session.hover(None)
    assert picture(stage) == picture(show(theme))


def test_cells_smaller_than_a_pixel_are_patched_without_traces(show: Shown) -> None:
    shown = board(values=np.random.default_rng(3).integers(0, 9, (1441, 1441)).astype(np.float32))
    stage = developed(painted(show, frame_of(shown)))
    pick = random.Random(1)
    for _ in range(12):
        part = (pick.randint(0, 1434), pick.randint(0, 1434), 7, 5)
        shown = replace(shown, plane=Dabbed(shown.plane, part))
        stage.show_state(state_of(frame_of(shown)))
        QApplication.processEvents()
    assert picture(stage) == picture(developed(painted(show, frame_of(shown))))


@pytest.mark.parametrize("value", [0.0, 3.0, 8.0])
def test_a_plain_map_keeps_its_colour_when_it_is_shrunk(show: Shown, value: float) -> None:
    stage = painted(show, frame_of(board(values=np.full((3000, 3000), value))))
    assert colour_in(stage, Cell("input", 1500, 1500)) == cell_colour(value)
    stage = painted(show, frame_of(board(values=np.full((9000, 200), value))))
    assert colour_in(stage, Cell("input", 4500, 0)) == cell_colour(value)


def test_typing_patches_as_well(show: Shown, session: Session) -> None:
    stage = show()
    for column, text in enumerate(("7", "12.5", "-3")):
        session.edit_at(Cell("input", 0, column))
        session.type_number(text)
        QApplication.processEvents()
    session.edit_at(None)
    QApplication.processEvents()
    assert picture(stage) == picture(show())


def test_another_theme_repaints_everything(show: Shown) -> None:
    stage = show(LIGHT)
    stage.set_theme(DARK)
    assert picture(stage) == picture(show(DARK))


def test_a_frame_by_hand_is_replaced_without_traces(show: Shown) -> None:
    before = window_frame()
    stage = painted(show, before)
    after = with_board(window_frame(2), "input", scale=Scale(0.0, 16.0))
    stage.show_state(state_of(after))
    QApplication.processEvents()
    fresh = painted(show, after)
    assert picture(stage) == picture(fresh)
