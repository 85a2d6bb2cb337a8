from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell
from poolviz.scenes.slide.view import SlideParameters
from tests.scenes.showing import document, frame


def test_pointing_at_an_output_shows_its_window_before_it_is_reached() -> None:
    shown = frame(document(), 0, Cell("output", 1, 1))
    assert shown.formula_text == "max(1, 0, 3, 4) = 4"
    assert shown.board("output").value(1, 1) == 4
    assert shown.board("output").value(1, 0) is None
    reached = frame(document(), 3, Cell("output", 0, 0))
    assert reached.formula_text == "max(1, 1, 5, 6) = 6"
    assert reached.board("output").value(1, 1) == 4


def test_pointing_at_an_input_shows_every_window_that_sees_it_and_where_it_went() -> None:
    shown = frame(document(stride=1), 0, Cell("input", 1, 1))
    assert [mark.cells for mark in shown.marked("input", "field")] == [
        Block(0, 0, 2, 2),
        Block(0, 1, 2, 2),
        Block(1, 0, 2, 2),
        Block(1, 1, 2, 2),
    ]
    assert [mark.cells for mark in shown.marked("output", "winner")] == [((0, 0), (1, 0))]
    assert shown.caption.lead == "Cell (1, 1) = 6"
    assert shown.caption.text == "4 windows see it; it wins 2 of them."
    assert not list(shown.marked("input", "window"))


@pytest.mark.parametrize(
    ("cell", "mode", "sentence"),
    [
        ((1, 3), "max", "One window sees it, and it wins: its value goes on."),
        ((0, 0), "max", "One window sees it; it wins none, so its value goes nowhere."),
        ((0, 0), "average", "One window sees it; it has a share in that average."),
        ((0, 0), "lp", "One window sees it; it has a share in that power sum."),
    ],
)
def test_what_pointing_says(cell: tuple[int, int], mode: str, sentence: str) -> None:
    assert frame(document(mode=mode), 0, Cell("input", *cell)).caption.text == sentence


def test_pointing_at_a_cell_that_no_window_sees_and_at_one_that_wins_all() -> None:
    odd = frame(document(np.arange(9).reshape(3, 3)), 0, Cell("input", 2, 2))
    assert "No window sees this cell" in odd.caption.text
    peak = frame(document("one-peak", window=3, stride=1), 0, Cell("input", 2, 2))
    assert peak.caption.text == "9 windows see it, and it wins them all."


def test_many_windows_are_shown_as_the_area_that_they_cover() -> None:
    shown = frame(document(np.arange(64).reshape(8, 8), window=4, stride=1), 0, Cell("input", 4, 4))
    assert [mark.cells for mark in shown.marked("input", "field")] == [Block(1, 1, 7, 7)]


def test_coverage_shows_how_many_windows_see_each_cell() -> None:
    shown = frame(document(stride=1, parameters=SlideParameters(coverage=True)))
    board = shown.board("input")
    assert board.part(0, 0, 4, 4).tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]
    assert board.scale.palette == "count"
    assert board.notes is not None
    assert board.notes.plane.read(slice(0, 1), slice(None)).tolist() == [[1, 1, 2, 4]]
