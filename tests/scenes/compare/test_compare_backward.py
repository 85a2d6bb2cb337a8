"""Backward: the same gradient through all three, cell by cell as worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.frame.model import Block, Cell
from poolviz.model.document import Document
from poolviz.model.upstream import Upstream
from poolviz.scenes.compare.parameters import CompareParameters
from tests.scenes.checks import check_frame
from tests.scenes.compare.comparing import (
    EDGES,
    SIX,
    document,
    facts,
    frame,
    gradients_by_hand,
    numbers,
    timeline,
    words,
)

GRADIENTS = ("max_gradient", "average_gradient", "convolution_gradient")


def backward(
    values: object = "worked-example",
    own: dict[str, Any] | None = None,
    **also: Any,  # noqa: ANN401 - as document
) -> Document:
    return document(values, own=CompareParameters(backward=True, **(own or {})), **also)


def test_the_gradients_stand_under_the_input_and_the_kernels_under_the_kernel() -> None:
    shown = frame(backward())
    assert shown.arrangement == (
        ("input", "upstream", "kernel", "kernel_gradient"),
        (*GRADIENTS, "convolution_gradient"),
    )
    assert shown.board("upstream").editable
    assert shown.facts_title == "Gradient"


@pytest.mark.parametrize(
    ("off", "below"),
    [
        ({"with_max": False}, ("average_gradient", "", "convolution_gradient", "convolution_gradient")),
        (
            {"with_max": False, "with_average": False},
            ("", "", "convolution_gradient", "convolution_gradient"),
        ),
        ({"with_convolution": False}, ("max_gradient", "average_gradient")),
        ({"with_convolution": False, "with_max": False}, ("average_gradient", "")),
    ],
)
def test_rows_that_are_off_leave_their_places(off: dict[str, bool], below: tuple[str, ...]) -> None:
    for values in ("worked-example", "photograph"):
        shown = frame(backward(values, own=off))
        check_frame(shown)
    shown = frame(backward(own=off))
    assert shown.arrangement[1] == below


def test_one_gradient_goes_three_ways() -> None:
    shown = frame(backward(SIX), 5)
    assert numbers(shown, "max_gradient")[2:4, 4:].tolist() == [[0, 0], [6, 0]]
    assert numbers(shown, "average_gradient")[2:4, 4:].tolist() == [[1.5, 1.5], [1.5, 1.5]]
    assert words(shown, "max_gradient") == ["+6 → (3, 4)", "all to the winner, 0 to the others: 1 addition"]
    assert words(shown, "average_gradient") == ["+6 / 4 = +1.5", "the same to each of them: 4 additions"]
    assert words(shown, "convolution_gradient") == [
        "+6 × 0.25 = +1.5",
        "by weight; weights and bias get gradients too",
    ]
    assert "winner" in shown.roles("max_gradient", 3, 4)
    assert "gradient" in shown.roles("average_gradient", 2, 5)
    assert "gradient" in shown.roles("convolution_gradient", 2, 5)
    assert [mark.cells for mark in shown.marked("upstream", "window")] == [Block(1, 2)]


def test_the_weights_and_the_bias_collect_theirs() -> None:
    steps = timeline(backward(SIX))
    before, shown = steps.frame(4, None), steps.frame(5, None)
    added = numbers(shown, "kernel_gradient") - numbers(before, "kernel_gradient")
    assert added.tolist() == [[6 * 2, 6 * 6], [6 * 9, 6 * 0]]
    assert shown.board("kernel_gradient").detail == "∂L/∂b +21"
    assert shown.formula_text == "∂L/∂w (1, 0): before +41, now +6·9, together +95"


SPECS = st.fixed_dictionaries(
    {
        "window": st.tuples(st.integers(1, 3), st.integers(1, 4)),
        "stride": st.tuples(st.integers(1, 3), st.integers(1, 3)),
        "dilation": st.sampled_from([1, 2]),
        "ceil_mode": st.booleans(),
        "count_include_pad": st.booleans(),
        "ties": st.sampled_from(["first", "last", "column", "split"]),
        "padding": st.sampled_from([0, 1, "same", ((0, 1), (1, 0))]),
    }
)


@settings(deadline=None, max_examples=50)
@given(SPECS, st.tuples(st.integers(1, 6), st.integers(1, 7)), st.integers(0, 99))
def test_after_every_window_all_gradients_are_those_worked_out_by_hand(
    spec: dict[str, Any], size: tuple[int, int], seed: int
) -> None:
    x = np.random.default_rng(seed).integers(-3, 4, size).astype(float)
    try:
        shown = backward(
            x, own={"kernel": "own", "weights": EDGES}, upstream=Upstream("random", seed=seed), **spec
        )
        windows = shown.spec.geometry(size).windows
    except ValueError:
        return  # such a window cannot be
    steps = timeline(shown)
    for index in sorted({0, windows // 2, windows - 1}, reverse=True):
        expected = gradients_by_hand(shown, index)
        now = steps.frame(index, None)
        for name in GRADIENTS:
            np.testing.assert_allclose(numbers(now, name), expected[name], rtol=1e-12, atol=1e-12)
        collected = numbers(now, "kernel_gradient")
        np.testing.assert_allclose(collected, expected["weights"], rtol=1e-12, atol=1e-12)
        arrived = float(facts(now)["Arrived: convolution"].replace("−", "-").replace("\u202f", ""))
        assert arrived == pytest.approx(expected["convolution_gradient"].sum(), abs=1e-3, rel=1e-3)
        assert now.board("kernel_gradient").detail.endswith(
            f"{expected['bias']:+.0f}".replace("-", "−") if expected["bias"] else " 0"
        )


def test_numeric_gradients_agree_for_all_three() -> None:
    x, dust = np.random.default_rng(5).random((4, 4)), 1e-6
    own: dict[str, Any] = {"kernel": "own", "weights": EDGES}
    last = frame(backward(x, own=own, window=3, stride=1), 3)
    upstream = np.array([[1, 2], [3, 4]])
    for row in ("max", "average", "convolution"):
        for cell in ((0, 0), (1, 2), (3, 3)):
            moved = []
            for sign in (1, -1):
                y = x.copy()
                y[cell] += sign * dust
                forward = frame(document(y, own=CompareParameters(**own), window=3, stride=1), 3)
                moved.append((numbers(forward, row) * upstream).sum())
            slope = (moved[0] - moved[1]) / (2 * dust)
            assert last.board(f"{row}_gradient").value(*cell) == pytest.approx(slope, abs=1e-5)


def test_tied_cells_share_where_that_is_the_rule() -> None:
    shown = frame(backward([[7, 7], [7, 1]], ties="split"))
    assert words(shown, "max_gradient") == ["+1 / 3 ≈ +0.3333", "to each of the tied cells, 0 to the others"]
    assert "max splits it among 3" in shown.caption.text
    first = frame(backward([[7, 7], [7, 1]]))
    assert words(first, "max_gradient")[0] == "+1 → (0, 0)"
    assert "max sends it to one cell" in first.caption.text


def test_words_for_single_cells_padding_and_empty_windows() -> None:
    alone = frame(backward([[3, 4]], window=1, stride=1))
    assert words(alone, "average_gradient") == ["+1 / 1 = +1", "to the one cell: 1 addition"]
    padded = frame(backward([[4, 8], [0, 0]], window=2, stride=2, padding=1))
    assert words(padded, "average_gradient")[1] == "the same to each; 3 shares are lost on padding"
    empty = frame(backward([[5]], window=2, stride=1, dilation=3, padding=2))
    for name in GRADIENTS:
        assert words(empty, name) == ["+1 goes nowhere"]
    assert "nowhere to go" in empty.caption.text
    edges = frame(backward(own={"kernel": "across"}))
    assert words(edges, "convolution_gradient")[0] == "+1 × each weight"
    thirds = frame(backward(SIX, window=3, stride=3))
    assert words(thirds, "convolution_gradient")[0] == "+1 × 0.1111 ≈ +0.1111"


def test_facts_tell_what_was_sent_and_what_arrived() -> None:
    told = facts(frame(backward(own={"kernel": "across"}), 2))
    assert told["Sent so far"] == "+6 of +10"
    assert (told["Arrived: max"], told["Arrived: average"], told["Arrived: convolution"]) == ("+6", "+6", "0")
    assert told["This kernel learns"] == "5 numbers, pooling has none"
    assert "This kernel learns" not in facts(frame(backward(own={"with_convolution": False})))
    running = [fact.label for fact in frame(backward()).facts if fact.running]
    assert running == ["Sent so far", "Arrived: max", "Arrived: average", "Arrived: convolution"]


def test_an_upstream_cell_under_the_pointer_shows_its_own_moment() -> None:
    steps = timeline(backward(SIX))
    shown = steps.frame(8, Cell("upstream", 0, 1))
    assert shown.place == "window 2 of 9"
    assert numbers(shown, "max_gradient").sum() == 3


def test_without_the_kernel_there_is_nothing_to_learn_and_nothing_to_spell() -> None:
    shown = frame(backward(own={"with_convolution": False}))
    assert shown.formula == ()
    assert not shown.has("kernel")
    assert shown.caption.text == "+1 comes back: max sends it to one cell, average to 4 in equal shares."


def test_numbers_beyond_all_numbers_break_nothing() -> None:
    sent = Upstream("own", own=np.array([[np.inf, -np.inf], [np.nan, 1.0]]))
    shown = frame(backward([[np.inf, 1, 2, 2], [0, 0, 0, 0]] * 2, upstream=sent), 3)
    check_frame(shown)
    assert facts(shown)["Sent so far"] == "NaN of NaN"


def test_the_room_is_asked_where_each_gradient_goes() -> None:
    asking = frame(backward(SIX), 5).asking
    assert asking is not None
    assert asking.whole_formula
    assert asking.question == "Where does each send +6?"
    assert {cell for cell in asking.cells if cell.board == "max_gradient"} == {
        Cell("max_gradient", r, c) for r in (2, 3) for c in (4, 5)
    }
    assert {cell.board for cell in asking.cells} == set(GRADIENTS)


def test_windows_over_the_edge_have_room_on_every_gradient() -> None:
    padded = document(
        SIX, own=CompareParameters(backward=True), padding=1, window=3, stride=2, ceil_mode=True
    )
    for step in range(timeline(padded).length):
        shown = frame(padded, step)
        given = shown.board("input")
        for name in GRADIENTS:
            board = shown.board(name)
            assert (board.rim, board.overhang) == (given.rim, given.overhang)
            (window,) = [mark.cells for mark in shown.marked(name, "window")]
            assert isinstance(window, Block)
            assert window.row >= -board.rim.top
            assert window.row + window.rows <= board.shape[0] + board.rim.bottom + board.overhang.bottom
