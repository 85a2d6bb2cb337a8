"""What Shift says where it is seldom looked at."""

from __future__ import annotations

import math

import numpy as np

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.scenes.shift import SCENE
from poolviz.scenes.shift.methods import apply, chain_of
from poolviz.session.memo import Memo
from tests.scenes.shift.showing_shift import document, facts, frame

ROWS = [[1, 2, 3, 4], [5, 6, 7, 8], [2, 2, 2, 2], [1, 1, 1, 1]]


def test_windows_of_different_sizes_cannot_be_aligned() -> None:
    shown = frame(document(np.arange(25).reshape(5, 5), {"adaptive": 2, "stride": None}, align=True))
    assert any("align" in value.lower() or "align" in label.lower() for label, value in facts(shown).items())


def test_pointing_at_an_answer_of_blur_lights_no_window_of_the_input() -> None:
    shown = frame(document(ROWS, with_blur=True), 1, Cell("blur", 0, 0))
    assert not list(shown.marked("input", "window"))


def test_an_output_that_stays_is_told() -> None:
    shown = frame(document([[1, 1, 1, 1]] * 4, edge="wrap"), 1, Cell("max", 0, 0))
    assert "stays" in shown.caption.text


def test_every_second_pixel_of_a_window_without_a_cell_is_zero() -> None:
    spec = PoolSpec(window=2, dilation=3, padding=2, stride=1)
    x = np.array([[5.0]])
    result = apply("pixel", x, spec, chain_of(spec, (1, 1), 1))
    assert result.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_average_is_one_click_away() -> None:
    after, _ = SCENE.act(document(ROWS), "average", Memo())
    parameters = after.parameters["shift"]
    assert parameters.with_average is True  # type: ignore[attr-defined]


def test_scores_without_a_size_to_compare_with() -> None:
    shown = frame(document([[1, 1, -1, -1]] * 2, under="scores"), 1)
    assert shown.caption.text
    wide = frame(document(np.ones((1, 1100)), {"window": (1, 1060), "stride": 1}, under="scores"))
    assert all(math.isnan(v) for chart in wide.charts[1:] for series in chart.series for v in series.values)


def test_pointing_at_the_same_step_costs_nothing() -> None:
    shown = SCENE.timeline(document(ROWS), Memo())
    first, again = shown.frame(9, None), shown.frame(9, Cell("max", 0, 0))
    assert first.board("max").plane is again.board("max").plane
