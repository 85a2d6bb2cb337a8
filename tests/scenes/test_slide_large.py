from __future__ import annotations

import numpy as np

from poolviz.frame.model import Block, Cell
from poolviz.scenes.slide.view import SlideParameters
from tests.scenes.showing import document, frame, timeline


def test_the_output_can_be_drawn_at_the_input_s_size() -> None:
    shown = frame(document(np.zeros((6, 8)), parameters=SlideParameters(same_size=True)))
    output = shown.board("output")
    assert (output.cell_rows, output.cell_columns) == (2.0, 2.0)


def test_large_maps_have_a_magnifier_at_the_window_that_stays_inside() -> None:
    shown = frame(document("photograph"), 0)
    magnifier = shown.board("magnifier")
    assert magnifier.origin == (0, 0)
    assert magnifier.part_of == "input"
    assert shown.arrangement == (("input", "magnifier", "output"),)
    last = frame(document("photograph"), 112 * 112 - 1).board("magnifier")
    assert (last.origin[0] + last.shape[0], last.origin[1] + last.shape[1]) == (224, 224)
    middle = frame(document("photograph"), 56 * 112 + 56)
    row, column = middle.board("magnifier").origin
    assert (row, column) == (111, 111)
    assert middle.board("magnifier").value(1, 1) == middle.board("input").value(112, 112)
    assert {"window"} <= middle.roles("magnifier", 1, 1)
    assert "window" not in middle.roles("magnifier", 0, 0)
    assert len(list(middle.marked("magnifier", "winner"))) == 1


def test_the_magnifier_follows_the_pointer_but_stays_still_under_it() -> None:
    shown = frame(document("photograph"), 0, Cell("input", 1, 2))
    assert shown.board("magnifier").origin == (0, 0)
    away = frame(document("photograph"), 0, Cell("input", 100, 100))
    row, column = away.board("magnifier").origin
    assert 0 <= 100 - row < 4
    assert 0 <= 100 - column < 4
    assert "chosen" in away.roles("magnifier", 100 - row, 100 - column)


def test_a_huge_window_is_magnified_in_part() -> None:
    shown = frame(document("photograph", window=100, stride=50), 0)
    assert shown.board("magnifier").shape == (8, 8)


def test_masks_and_cells_reach_the_magnifier_too() -> None:
    shown = frame(document(np.arange(40000).reshape(200, 200), window=2, stride=3, dilation=2), 0)
    magnifier = shown.board("magnifier")
    assert magnifier.origin == (0, 0)
    assert "field" in shown.roles("magnifier", 2, 2)
    assert "dropped" in shown.roles("magnifier", 1, 1)
    far = frame(document(np.zeros((30, 30)), window=1, stride=20), 0)
    assert not [m for m in far.marked("magnifier", "winner") if not isinstance(m.cells, Block)]


def test_the_same_planes_at_every_step() -> None:
    steps = timeline(document())
    first, second = steps.frame(0, None), steps.frame(1, None)
    assert first.board("input").plane is second.board("input").plane
    assert first.board("output").plane is second.board("output").plane


def test_playing_goes_by_rows_above_four_hundred_windows() -> None:
    assert timeline(document(np.zeros((40, 40)))).beat == 1
    assert timeline(document(np.zeros((42, 42)))).beat == 21


def test_which_step_answers_a_cell() -> None:
    steps = timeline(document())
    assert steps.step_of(Cell("output", 1, 0)) == 2
    assert steps.step_of(Cell("upstream", 1, 1)) == 3
    assert steps.step_of(Cell("output", 2, 0)) is None
    assert steps.step_of(Cell("input", 0, 0)) is None
