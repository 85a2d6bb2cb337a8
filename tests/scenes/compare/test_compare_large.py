"""Large maps: magnifiers, places, and steps that cost a few rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.core.convolution import conv2d_backward
from poolviz.frame.model import Cell
from poolviz.frame.room import down
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.scenes.compare.sliding import Sliding
from tests.scenes.checks import check_frame
from tests.scenes.compare.comparing import (
    Array,
    document,
    frame,
    gradients_by_hand,
    numbers,
    timeline,
    view,
    words,
)

ROWS = ("max", "average", "convolution")


def test_a_photograph_has_a_magnifier_at_the_window_with_the_kernel_under_it() -> None:
    shown = frame(document("photograph"), 56 * 112 + 56)
    check_frame(shown)
    assert shown.arrangement == (
        ("input", "magnifier", "max"),
        ("input", "magnifier", "average"),
        ("input", "kernel", "convolution"),
    )
    row, column = shown.board("magnifier").origin
    assert (row, column) == (111, 111)
    assert "window" in shown.roles("magnifier", 1, 1)
    assert shown.board("magnifier").cell_rows is None
    assert words(shown, "max")[0].startswith("max(")


def test_with_differences_the_magnifier_stands_under_the_input() -> None:
    shown = frame(document("photograph", own=CompareParameters(differences=True)))
    check_frame(shown)
    assert shown.arrangement == (
        ("input", "input", "max", "max_minus_average"),
        ("input", "input", "average", "average_minus_convolution"),
        ("magnifier", "kernel", "convolution", "convolution_minus_max"),
    )
    side = shown.board("magnifier").cell_rows
    assert side is not None
    assert 4 * side == pytest.approx(0.45 * 224)
    two = frame(document("photograph", own=CompareParameters(differences=True, with_convolution=False)))
    assert two.arrangement[1] == ("magnifier", "magnifier", "average", "")


def test_one_row_alone_has_its_magnifier_and_its_kernel() -> None:
    own = CompareParameters(with_max=False, with_average=False)
    assert frame(document("photograph", own=own)).arrangement == (
        ("input", "magnifier", "convolution"),
        ("input", "kernel", "convolution"),
    )
    own = CompareParameters(with_max=False, with_convolution=False)
    assert frame(document("photograph", own=own)).arrangement == (("input", "magnifier", "average"),) * 2


def test_the_magnifier_follows_the_pointer_but_stays_still_under_it() -> None:
    steps = timeline(document("photograph"))
    away = steps.frame(0, Cell("input", 100, 60)).board("magnifier")
    assert away.origin == (99, 59)
    assert steps.frame(0, Cell("input", 1, 1)).board("magnifier").origin == (0, 0)


def test_a_long_map_keeps_magnifiers_in_their_places() -> None:
    shown = frame(document(np.ones((2, 90)), own=CompareParameters(backward=True)))
    check_frame(shown)
    assert shown.board("magnifier").cell_rows is None


def test_backward_every_gradient_is_enlarged_beside_itself() -> None:
    shown = frame(document("photograph", own=CompareParameters(backward=True)), 5000)
    check_frame(shown)
    assert shown.arrangement == (
        ("input", "magnifier", "upstream", "upstream", "kernel", "kernel_gradient"),
        tuple(name for row in ROWS for name in (f"{row}_gradient", f"{row}_gradient_magnifier")),
    )
    origin = shown.board("magnifier").origin
    for row in ROWS:
        part = shown.board(f"{row}_gradient_magnifier")
        assert part.origin == origin
        top, left = origin
        inside = shown.board(f"{row}_gradient").part(top, left, *part.shape)
        assert part.part(0, 0, *part.shape).tolist() == inside.tolist()
        assert part.cell_rows == shown.board("magnifier").cell_rows
    assert "winner" in {mark.role for mark in shown.marks if mark.board == "max_gradient_magnifier"}
    pointed = frame(
        document("photograph", own=CompareParameters(backward=True)), 0, Cell("max_gradient", 100, 60)
    )
    assert pointed.board("average_gradient_magnifier").origin == pointed.board("magnifier").origin == (99, 59)


def test_maps_of_middle_size_are_magnified_as_soon_as_their_numbers_are_small() -> None:
    nine = np.arange(81).reshape(9, 9)
    assert not frame(document(nine)).has("magnifier")
    assert frame(document(nine, own=CompareParameters(backward=True))).has("magnifier")
    assert frame(document(nine, stride=1, window=1)).has("magnifier")  # three outputs of 9 below each other
    assert not frame(document(nine, stride=1, window=2)).has("magnifier")
    only = CompareParameters(with_max=False, with_average=False)
    assert not frame(document(nine, stride=1, window=1, own=only)).has("magnifier")


def test_a_large_gradient_is_right_in_the_middle_of_its_way() -> None:
    x = np.random.default_rng(4).integers(0, 9, (30, 31))
    shown = document(x, window=3, stride=2, own=CompareParameters(backward=True, kernel="across"))
    expected = gradients_by_hand(shown, 100)
    now = frame(shown, 100)
    for row in ROWS:
        np.testing.assert_allclose(numbers(now, f"{row}_gradient"), expected[f"{row}_gradient"], atol=1e-9)
    np.testing.assert_allclose(numbers(now, "kernel_gradient"), expected["weights"])


@pytest.mark.parametrize("window", [2, (5, 6), "global"])
def test_rows_of_weight_gradients_add_up_tap_by_tap_and_row_by_row(window: object) -> None:
    x = np.random.default_rng(5).random((8, 9))
    shown = document(x, window=window, stride=None if window == "global" else 2)
    sliding: Sliding = view(shown).sliding
    upstream = np.arange(1.0, 1 + shown.spec.geometry((8, 9)).windows).reshape(shown.output_size)
    whole = conv2d_backward(upstream[None], [x], sliding.kernel[None, None], stride=shown.spec.stride or 1)
    np.testing.assert_array_equal(sliding.gradient(upstream), whole.x[0])
    by_rows: Array = sliding.weight_rows(upstream).whole().reshape(-1, *sliding.kernel.shape)
    np.testing.assert_allclose(by_rows.sum(axis=0), whole.weights[0, 0])
    last = by_rows.shape[0] - 1
    np.testing.assert_allclose(by_rows[last], sliding.weights_of(upstream, last, upstream.shape[1] - 1))


def test_boards_keep_their_planes_from_step_to_step() -> None:
    for own in (CompareParameters(differences=True), CompareParameters(backward=True)):
        steps = timeline(document("photograph", own=own))
        before, after = steps.frame(10, None), steps.frame(11, None)
        for board in before.boards:
            if not board.part_of and board.name != "kernel_gradient":
                assert after.board(board.name).plane is board.plane


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("spec", [{"window": 200, "stride": 200}, {"window": "global"}])
def test_answers_of_wide_windows_are_no_dots(spec: dict[str, Any], backward: bool) -> None:
    own = CompareParameters(backward=backward, differences=not backward)
    shown = frame(document(np.arange(360000.0).reshape(600, 600), own=own, **spec))
    check_frame(shown)
    answers = ("upstream",) if backward else (*ROWS, "max_minus_average")
    for name in answers:
        board = shown.board(name)
        assert board.cell_rows == board.cell_columns
        assert down(board) == pytest.approx(0.25 * 600)
    assert frame(document("photograph")).board("max").cell_rows == 1.0, "usual ones are seen to be smaller"


def test_a_formula_of_many_numbers_has_few_words() -> None:
    shown = frame(document(np.arange(360000.0).reshape(600, 600), window=200, stride=200))
    brief = ["".join(run.text for run in shown.board(name).beside[0].short) for name in ROWS[:2]]
    assert brief == ["max(0, …, 119599) = 119599", "(0 + … + 119599) / 40\u202f000 ≈ 5.98e4"]
    assert not frame(document(np.ones((3, 3)))).board("max").beside[0].short
