"""Forward: every number on the stage is the one that is worked out by hand, and the words beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.frame.model import Block, Cell
from poolviz.scenes.compare.parameters import CompareParameters
from tests.scenes.checks import check_frame
from tests.scenes.compare.comparing import (
    EDGES,
    SIX,
    document,
    facts,
    frame,
    numbers,
    outputs_by_hand,
    timeline,
    with_own,
    words,
)

ROWS = ("max", "average", "convolution")


def test_one_window_has_three_answers_beside_their_boards() -> None:
    shown = frame(document(SIX), 5)
    assert shown.arrangement == (
        ("input", "max", ""),
        ("input", "average", ""),
        ("input", "convolution", "kernel"),
    )
    assert [shown.board(row).value(1, 2) for row in ROWS] == [9, 4.25, 4.25]
    assert words(shown, "max") == ["max(2, 6, 9, 0) = 9", "0 parameters"]
    assert words(shown, "average") == ["(2 + 6 + 9 + 0) / 4 = 4.25", "0 parameters"]
    assert words(shown, "convolution") == [
        "Σ w·x + b = 4.25",
        "4 weights + 1 bias",
        "uniform, bias 0: equals average pooling exactly",
    ]
    assert shown.formula_text == "0.25·2 + 0.25·6 + 0.25·9 + 0.25·0 = 4.25"
    assert shown.place == "window 6 of 9"


def test_the_window_and_its_winner_are_marked_once_and_its_answers_on_every_board() -> None:
    shown = frame(document(SIX), 5)
    assert [mark.cells for mark in shown.marked("input", "window")] == [Block(2, 4, 2, 2)]
    assert "winner" in shown.roles("input", 3, 4)
    for row in ROWS:
        assert [mark.cells for mark in shown.marked(row, "window")] == [Block(1, 2)]
    assert not any(
        mark.role == "winner" for mark in frame(document(own=CompareParameters(with_max=False))).marks
    )


SPECS = st.fixed_dictionaries(
    {
        "window": st.tuples(st.integers(1, 3), st.integers(1, 3)),
        "stride": st.tuples(st.integers(1, 3), st.integers(1, 3)),
        "dilation": st.sampled_from([1, 2]),
        "ceil_mode": st.booleans(),
        "count_include_pad": st.booleans(),
        "padding": st.sampled_from([0, 1, "same", "same_lower", ((0, 1), (1, 0))]),
    }
)


@settings(deadline=None, max_examples=60)
@given(
    SPECS,
    st.tuples(st.integers(1, 7), st.integers(1, 7)),
    st.sampled_from(["uniform", "across", "down", "top-left", "own"]),
    st.integers(0, 99),
)
def test_all_numbers_are_those_worked_out_by_hand(
    spec: dict[str, Any], size: tuple[int, int], kernel: str, seed: int
) -> None:
    x = np.random.default_rng(seed).integers(-9, 10, size)
    own = CompareParameters(kernel=kernel, weights=EDGES, bias=0.5, differences=True)
    try:
        shown = document(x, own=own, **spec)
        expected = outputs_by_hand(shown) if all(shown.output_size) else {}
    except ValueError:
        return  # such a window cannot be
    steps = timeline(shown)
    last = steps.frame(steps.length - 1, None)
    check_frame(last)
    for row, values in expected.items():
        np.testing.assert_allclose(numbers(last, row), values, rtol=1e-12, atol=1e-12)
    for first, second in (("max", "average"), ("average", "convolution"), ("convolution", "max")):
        with np.errstate(over="ignore"):  # an empty window's maximum is the least of all whole numbers
            expected_difference = expected[first].astype(float) - expected[second]
        np.testing.assert_allclose(
            numbers(last, f"{first}_minus_{second}"), expected_difference, rtol=1e-12, atol=1e-12
        )


def test_only_what_was_reached_is_shown() -> None:
    shown = frame(document(SIX, own=CompareParameters(differences=True)), 3)
    for board in (*ROWS, "max_minus_average"):
        assert np.isfinite(numbers(shown, board).ravel()).tolist() == [True] * 4 + [False] * 5


def test_an_answer_under_the_pointer_shows_its_own_window_before_it_was_reached() -> None:
    steps = timeline(document(SIX, own=CompareParameters(differences=True)))
    for board in (*ROWS, "average_minus_convolution"):
        assert steps.step_of(Cell(board, 2, 0)) == 6
        shown = steps.frame(0, Cell(board, 2, 0))
        assert [mark.cells for mark in shown.marked("input", "window")] == [Block(4, 0, 2, 2)]
        assert [shown.board(row).value(2, 0) for row in ROWS] == [2, 0.75, 0.75]
        assert shown.board("max").value(1, 0) is None
        assert shown.place == "window 7 of 9"
    assert steps.step_of(Cell("input", 0, 0)) is None
    assert steps.step_of(Cell("max", 3, 0)) is None


@pytest.mark.parametrize(
    ("off", "arrangement"),
    [
        ("with_max", (("input", "average", ""), ("input", "convolution", "kernel"))),
        ("with_average", (("input", "max", ""), ("input", "convolution", "kernel"))),
        ("with_convolution", (("input", "max"), ("input", "average"))),
    ],
)
def test_each_row_can_be_switched_off(off: str, arrangement: tuple[tuple[str, ...], ...]) -> None:
    shown = frame(with_own(document(SIX), **{off: False}), 5)
    check_frame(shown)
    assert shown.arrangement == arrangement


def test_without_the_kernel_the_formula_tells_how_far_max_lies_above_average() -> None:
    shown = frame(document(SIX, own=CompareParameters(with_convolution=False)), 5)
    assert shown.formula_text == "max − average = 9 − 4.25 = 4.75"
    negative = frame(document([[-1, -3]], window=(1, 2), own=CompareParameters(with_convolution=False)))
    assert negative.formula_text == "max − average = −1 − (−2) = 1"
    thirds = frame(document([[1, 1, 2]], window=(1, 3), own=CompareParameters(with_convolution=False)))
    assert thirds.formula_text == "max − average = 2 − 1.333 ≈ 0.6667"
    alone = frame(document(own=CompareParameters(with_convolution=False, with_average=False)))
    assert alone.formula_text == ""


def test_differences_stand_beside_their_rows_and_the_kernel_makes_room() -> None:
    shown = frame(document(SIX, own=CompareParameters(differences=True)), 8)
    assert shown.arrangement == (
        ("input", "max", "max_minus_average"),
        ("input", "average", "average_minus_convolution"),
        ("kernel", "convolution", "convolution_minus_max"),
    )
    assert shown.board("convolution_minus_max").title == "Conv. − max"
    assert not numbers(shown, "average_minus_convolution").any()
    two = frame(document(SIX, own=CompareParameters(differences=True, with_average=False)), 8)
    assert two.arrangement == (
        ("input", "max", "max_minus_convolution"),
        ("kernel", "convolution", ""),
    )
    one = frame(document(SIX, own=CompareParameters(differences=True, with_average=False, with_max=False)))
    assert one.arrangement == (("input", "convolution", "kernel"),)


def test_behind_a_long_row_there_is_no_room_for_the_kernel() -> None:
    line = [[0, 0, 1, 1, 0, 0, 1, 1, 0]]
    shown = frame(document(line, window=(1, 2)))
    assert shown.arrangement == (("input", "max"), ("input", "average"), ("kernel", "convolution"))
    alone = frame(document(line, window=(1, 2), own=CompareParameters(with_max=False, with_average=False)))
    assert alone.arrangement == (("input", "convolution", "kernel"),)


def test_padding_is_a_rim_and_its_zeros_are_quiet_in_the_sums() -> None:
    shown = frame(document([[4, 8], [2, 6]], window=3, stride=3, padding=1))
    assert shown.board("input").rim[:4] == (1, 1, 1, 1)
    assert words(shown, "max")[0] == "max(4, 8, 2, 6) = 8"
    assert words(shown, "average")[0] == "(4 + 8 + 2 + 6 + 0 + 0 + 0 + 0 + 0) / 9 ≈ 2.222"
    quiet = [run.text for run in shown.formula if run.quiet and run.text == "0"]
    assert len(quiet) == 5
    assert not any(run.cell and not 0 <= run.cell.row < 3 for run in shown.formula)


def test_a_window_without_a_cell_has_nothing_to_answer() -> None:
    shown = frame(document([[5]], window=2, stride=1, dilation=3, padding=2))
    assert words(shown, "max")[0] == "no cell in this window: max = −∞"
    assert shown.board("convolution").value(0, 0) == 0
    assert "sees no cell" in shown.caption.text


def test_the_sum_of_products_spells_signs_bias_and_rounding() -> None:
    own = CompareParameters(kernel="own", weights=((0.5, -1.0), (-0.25, 1 / 3)), bias=-2.0)
    shown = frame(document([[2, -3], [4, 3]], own=own))
    assert shown.formula_text == "0.5·2 − 1·(−3) − 0.25·4 + 0.3333·3 − 2 ≈ 2"
    assert [run.cell for run in shown.formula if run.cell and run.cell.board == "kernel"] == [
        Cell("kernel", r, c) for r in range(2) for c in range(2)
    ]


def test_a_long_sum_is_shortened_but_shows_its_largest_product() -> None:
    x = np.zeros((5, 5), int)
    x[2, 2] = 7
    shown = frame(document(x, window=5, own=CompareParameters(kernel="own", weights=((1.0,) * 5,) * 5)))
    assert shown.formula_text == "1·0 + 1·0 + 1·0 + … + 1·7 + … + 1·0 = 7"
    assert words(shown, "max")[0] == "max(0, 0, 0, …, 7, …, 0)  of 25 numbers = 7"


def test_numbers_that_are_none_are_told_and_break_nothing() -> None:
    shown = frame(document([[np.nan, 1], [np.inf, 2]], own=CompareParameters(differences=True)))
    check_frame(shown)
    assert np.isnan(numbers(shown, "max")).all()
    assert np.isnan(numbers(shown, "convolution")).all()
    assert "Not every cell" in shown.caption.text
    assert "Max − average, up to" not in facts(shown)


def test_large_steps_go_row_by_row() -> None:
    assert timeline(document("photograph")).beat == 112
    assert timeline(document(SIX)).beat == 1


def test_a_convolution_rests_where_no_kernel_fits_or_it_would_take_too_long() -> None:
    fixed = frame(document(SIX, adaptive=(4, 4)))
    check_frame(fixed)
    assert fixed.arrangement == (("input", "max"), ("input", "average"))
    assert facts(fixed)["Note"].startswith("Windows of a fixed output size may differ")
    alone = with_own(document(SIX, adaptive=(4, 4)), with_max=False, with_average=False)
    assert frame(alone).arrangement == (("input", "max"), ("input", "average"))
    huge = frame(document(np.zeros((400, 400)), window=40, stride=1))
    assert not huge.has("convolution")
    assert "208\u202f513\u202f600 products" in facts(huge)["Note"]


def test_what_the_room_is_asked_covers_every_answer() -> None:
    asking = frame(document(SIX, own=CompareParameters(differences=True)), 4).asking
    assert asking is not None
    assert {cell.board for cell in asking.cells} == {
        *ROWS,
        "max_minus_average",
        "average_minus_convolution",
        "convolution_minus_max",
    }
    assert {cell[1:] for cell in asking.cells} == {(1, 1)}
    questions = {
        (): "What do max, average and the kernel make of this window?",
        ("with_convolution",): "What do max and average make of this window?",
        ("with_max",): "What comes out of this window?",
    }
    for off, question in questions.items():
        asked = frame(with_own(document(SIX), **dict.fromkeys(off, False))).asking
        assert asked is not None
        assert asked.question == question
