"""Boards that take answers: empty cells, bare ones, the prompt above them and the guide below."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from poolviz.frame.model import Board, Cell, Frame, Mark, Prompt, Run
from poolviz.views.editor import first_editable
from poolviz.views.head import Head
from poolviz.views.high_contrast import CONTRAST
from poolviz.views.mirror import cell_in_words
from poolviz.views.stage import Stage
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.conftest import Shown
from tests.views.frames import board, colour_in, frame_of, picture, state_of

PROMPT = Prompt("Fill in the output.", "Seed 7", "1 of 4 right.", good=False)


def shown(show: Shown, frame: Frame, theme: Theme = LIGHT) -> Stage:
    stage = show(theme)
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


def letters_in(stage: Stage, row: int, column: int) -> bool:
    """Whether anything is written in a cell."""
    area = stage._scenery.grids["input"].inner(row, column).toRect().adjusted(8, 8, -8, -8)
    image = picture(stage).copy(area)
    colours = {image.pixelColor(x, y).name() for x in range(area.width()) for y in range(area.height())}
    return len(colours) > 1


def test_an_empty_cell_has_neither_number_nor_colour(show: Shown) -> None:
    stage = shown(show, frame_of(board(empty=((1, 1),))))
    assert not letters_in(stage, 1, 1)
    assert letters_in(stage, 0, 0)
    assert colour_in(stage, Cell("input", 1, 1), right=0.3) == LIGHT.stage
    assert stage.state is not None
    assert stage.state.frame.board("input").value(1, 1) is None


def test_a_number_that_was_typed_fills_its_cell(show: Shown) -> None:
    stage = shown(show, frame_of(board(empty=((0, 1), (2, 2)))))
    stage.show_state(state_of(frame_of(board())))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, frame_of(board())))


def test_bare_cells_have_their_colour_and_no_number(show: Shown) -> None:
    bare = board(bare=True)
    stage = shown(show, frame_of(bare))
    assert not letters_in(stage, 0, 0)
    assert colour_in(stage, Cell("input", 0, 0), right=0.3) != LIGHT.stage
    stage.show_state(state_of(frame_of(replace(bare, bare=False))))
    QApplication.processEvents()
    assert letters_in(stage, 0, 0)


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_a_pick_is_seen_without_its_colour(show: Shown, theme: Theme) -> None:
    frame = frame_of(board())
    before = picture(shown(show, frame, theme))
    stage = shown(show, replace(frame, marks=(Mark("input", "picked", ((1, 1),)),)), theme)
    assert picture(stage) != before
    pen = theme.roles["picked"]
    assert (pen.shape, pen.tint > 0) == ("dot", True)
    assert QColor(pen.colour).isValid()


def labels(stage: Stage) -> list[str]:
    head = stage.findChild(Head)
    assert isinstance(head, Head)
    return [label.text() for label in head.findChildren(QLabel) if label.isVisible()]


def test_the_prompt_says_question_verdict_and_seed(show: Shown) -> None:
    frame = replace(frame_of(board()), prompt=PROMPT)
    stage = shown(show, frame)
    assert labels(stage) == ["Fill in the output.", "✗  1 of 4 right.", "Seed 7"]
    stage.show_state(state_of(replace(frame, prompt=Prompt("Right?", "", "Yes.", good=True))))
    assert labels(stage) == ["Right?", "✓  Yes.", ""]
    stage.show_state(state_of(replace(frame, prompt=None)))
    assert labels(stage) == []


def test_nothing_moves_when_the_verdict_comes(show: Shown) -> None:
    frame = replace(frame_of(board()), prompt=Prompt("Fill in the output.", "Seed 7"))
    stage = shown(show, frame)
    before = stage._scenery.grids["input"]
    stage.show_state(state_of(replace(frame, prompt=PROMPT)))
    QApplication.processEvents()
    assert stage._scenery.grids["input"] == before


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_the_verdict_has_the_colour_of_the_theme(show: Shown, theme: Theme) -> None:
    stage = shown(show, replace(frame_of(board()), prompt=PROMPT), theme)
    head = stage.findChild(Head)
    assert isinstance(head, Head)
    assert theme.bad in head._verdict.styleSheet()
    stage.set_theme(LIGHT)
    assert LIGHT.bad in head._verdict.styleSheet()


def test_words_without_a_formula_are_written_small(show: Shown) -> None:
    guide = (Run("Enter checks", quiet=True), Run(" · H helps", quiet=True))
    small = shown(show, replace(frame_of(board()), formula=guide))._formula._size
    large = shown(show, replace(frame_of(board()), formula=(Run("max(1, 2) = 2"),)))._formula._size
    assert small < 0.7 * large


def two_boards(*boards: Board) -> Frame:
    return replace(frame_of(boards[0]), boards=boards, arrangement=(tuple(b.name for b in boards),))


def test_typing_begins_at_the_first_cell_that_waits_for_a_number() -> None:
    full_, empty = board(editable=True), replace(board(editable=True, empty=((2, 1), (1, 2))), name="output")
    assert first_editable(two_boards(full_, empty)) == Cell("output", 1, 2)
    assert first_editable(two_boards(full_, replace(empty, empty=()))) == Cell("input", 0, 0)
    assert first_editable(frame_of(board(editable=False))) is None


def test_a_screen_reader_hears_what_is_empty_bare_and_picked() -> None:
    waiting = frame_of(board(empty=((0, 1),)))
    assert cell_in_words(waiting.boards[0], waiting, 0, 1).startswith("empty, to be filled in; row 0")
    bare = frame_of(board(bare=True))
    assert cell_in_words(bare.boards[0], bare, 0, 0).startswith("no number; row 0")
    picked = frame_of(board(), marks=(Mark("input", "picked", ((1, 1),)),))
    assert ", picked; row 1, column 1" in cell_in_words(picked.boards[0], picked, 1, 1)
