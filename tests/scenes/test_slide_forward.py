from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell
from tests.scenes.showing import document, facts, frame


def test_the_worked_example() -> None:
    shown = [frame(document(), step) for step in range(4)]
    assert [f.formula_text for f in shown] == [
        "max(1, 1, 5, 6) = 6",
        "max(2, 4, 7, 8) = 8",
        "max(3, 2, 1, 2) = 3",
        "max(1, 0, 3, 4) = 4",
    ]
    averages = [frame(document(mode="average"), step).formula_text for step in range(4)]
    assert averages == [
        "(1 + 1 + 5 + 6) / 4 = 3.25",
        "(2 + 4 + 7 + 8) / 4 = 5.25",
        "(3 + 2 + 1 + 2) / 4 = 2",
        "(1 + 0 + 3 + 4) / 4 = 2",
    ]


def test_the_window_moves_the_winner_is_marked_and_the_output_fills() -> None:
    shown = frame(document(), 1)
    assert [mark.cells for mark in shown.marked("input", "window")] == [Block(0, 2, 2, 2)]
    assert "winner" in shown.roles("input", 1, 3)
    assert "window" in shown.roles("output", 0, 1)
    output = shown.board("output")
    assert [output.value(0, 0), output.value(0, 1), output.value(1, 0)] == [6, 8, None]
    (link,) = shown.links
    assert (link.start, link.end, link.role) == (Block(1, 3), Block(0, 1), "winner")


def test_average_has_no_winner_and_its_whole_window_goes_on() -> None:
    shown = frame(document(mode="average"), 1)
    assert not list(shown.marked("input", "winner"))
    assert shown.links[0].start == Block(0, 2, 2, 2)


def test_numbers_of_the_formula_point_to_their_cells() -> None:
    shown = frame(document(), 1)
    cells = {run.text: run.cell for run in shown.formula if run.cell and run.cell.board == "input"}
    assert cells == {
        "2": Cell("input", 0, 2),
        "4": Cell("input", 0, 3),
        "7": Cell("input", 1, 2),
        "8": Cell("input", 1, 3),
    }
    assert [run.text for run in shown.formula if run.role == "winner"] == ["8", "8"]


def test_a_long_formula_is_shortened_with_a_count_and_the_winner_stays() -> None:
    values = np.zeros((5, 5), int)
    values[2, 1] = 9
    shown = frame(document(values, window=5, stride=5))
    assert shown.formula_text == "max(0, 0, 0, …, 9, …, 0)  of 25 numbers = 9"
    average = frame(document(values, window=5, stride=5, mode="average"))
    assert average.formula_text == "(0 + 0 + 0 + … + 0) / 25  of 25 numbers = 0.36"


def test_minus_signs_and_rounded_results() -> None:
    shown = frame(document([[-1, 2], [-3, 1]], mode="average"))
    assert shown.formula_text == "(−1 + 2 − 3 + 1) / 4 = −0.25"
    thirds = frame(document([[1, 0, 0]], window=(1, 3), stride=1, mode="average"))
    assert thirds.formula_text == "(1 + 0 + 0) / 3 ≈ 0.3333"


def test_counted_padding_stands_in_the_formula_as_quiet_zeros() -> None:
    shown = frame(document([[4, 8], [0, 0]], stride=1, padding=1, mode="average"))
    assert shown.formula_text == "(4 + 0 + 0 + 0) / 4 = 1"
    assert [run.text for run in shown.formula if run.quiet] == ["0", "0", "0"]
    assert "padding counts as zeros" in shown.caption.text
    uncounted = frame(
        document([[4, 8], [0, 0]], stride=1, padding=1, mode="average", count_include_pad=False)
    )
    assert uncounted.formula_text == "(4) / 1 = 4"


@pytest.mark.parametrize(
    ("mode", "counted", "text"), [("max", True, "−∞"), ("average", True, "0"), ("average", False, "")]
)
def test_padding_is_a_rim_that_shows_what_it_counts_as(mode: str, counted: bool, text: str) -> None:
    shown = frame(document(padding=1, mode=mode, count_include_pad=counted))
    assert tuple(shown.board("input").rim) == (1, 1, 1, 1, text)


def test_padding_never_wins() -> None:
    shown = frame(document([[-5, -6], [-7, -8]], padding=1))
    assert shown.formula_text == "max(−5) = −5"
    assert "winner" in shown.roles("input", 0, 0)
    assert "one cell" in shown.caption.text


def test_same_padding_puts_the_odd_cell_at_the_end() -> None:
    shown = frame(document(np.arange(9).reshape(3, 3), padding="same"))
    assert tuple(shown.board("input").rim)[:4] == (0, 1, 0, 1)


def test_the_overhang_of_ceil_mode_is_ghosted() -> None:
    shown = frame(document(np.arange(9).reshape(3, 3), ceil_mode=True))
    assert tuple(shown.board("input").overhang)[:4] == (0, 1, 0, 1)
    assert shown.board("output").shape == (2, 2)


def test_leftovers_are_marked_as_dropped_once() -> None:
    shown = frame(document(np.arange(25).reshape(5, 5)))
    dropped = [(r, c) for r in range(5) for c in range(5) if "dropped" in shown.roles("input", r, c)]
    assert dropped == [(r, c) for r in range(5) for c in range(5) if 4 in (r, c)]
    areas = [mark.cells.rows * mark.cells.columns for mark in shown.marked("input", "dropped")]  # type: ignore[union-attr]
    assert sum(areas) == 9
    assert facts(shown)["Left over"] == "1 row, 1 column: 9 cells"


def test_gaps_between_windows_are_marked_too_however_many() -> None:
    few = frame(document(np.zeros((7, 7)), window=1, stride=3))
    assert "dropped" in few.roles("input", 1, 0)
    assert "dropped" not in few.roles("input", 3, 3)
    assert facts(few)["Left over"].startswith("gaps")
    many = frame(document(np.zeros((200, 200)), window=1, stride=3))
    (mark,) = many.marked("input", "dropped")
    assert isinstance(mark.cells, np.ndarray)
    assert many.roles("input", 0, 0) >= {"window"}
    assert "dropped" in many.roles("input", 1, 1)


def test_ties_are_ringed_and_the_first_in_row_order_wins() -> None:
    shown = frame(document([[7, 7], [7, 7]]))
    assert "winner" in shown.roles("input", 0, 0)
    assert [mark.cells for mark in shown.marked("input", "tie")] == [((0, 1), (1, 0), (1, 1))]
    assert "stands here 4 times" in shown.caption.text
    last = frame(document([[7, 7], [7, 7]], ties="last"))
    assert "winner" in last.roles("input", 1, 1)
    assert "last in row order" in last.caption.text
    column = frame(document([[0, 7], [7, 0]], ties="column"))
    assert "winner" in column.roles("input", 1, 0)
    assert "column order" in column.caption.text
    split = frame(document([[7, 7], [7, 7]], ties="split"))
    assert all(mark.filled for mark in split.marked("input", "tie"))
    assert "share" in split.caption.text


def test_nan_and_infinity_show_as_such() -> None:
    shown = frame(document([[1.0, np.nan], [np.inf, -np.inf]]))
    assert shown.formula_text == "max(1, NaN, ∞, −∞) = NaN"
    assert "winner" in shown.roles("input", 0, 1)
    assert "not a number" in shown.caption.text
    assert "not a number" in frame(document([[1.0, np.nan], [2, 3]], mode="average")).caption.text
    assert frame(document([[1.0, 2], [np.inf, -np.inf]])).formula_text == "max(1, 2, ∞, −∞) = ∞"


def test_a_dilated_window_can_see_no_cell() -> None:
    shown = frame(document([[5]], window=2, stride=1, dilation=3, padding=2))
    assert shown.formula_text == "no cell in this window: max = −∞"
    assert "no cell" in shown.caption.text
    assert shown.links[0].role == "window"
    average = frame(document([[5]], window=2, stride=1, dilation=3, padding=2, mode="average"))
    assert average.formula_text == "(0 + 0 + 0 + 0) / 4 = 0"


def test_dilation_marks_the_taps_inside_the_frame() -> None:
    shown = frame(document(np.arange(25).reshape(5, 5), stride=1, dilation=2))
    taps = [(r, c) for r in range(5) for c in range(5) if "field" in shown.roles("input", r, c)]
    assert taps == [(0, 0), (0, 2), (2, 0), (2, 2)]
    assert [mark.cells for mark in shown.marked("input", "window")] == [Block(0, 0, 3, 3)]


def test_facts_of_the_layer() -> None:
    shown = frame(document())
    assert shown.facts_title == "This layer"
    assert facts(shown) == {
        "Shape": "4×4×1 → 2×2×1",
        "Learnable parameters": "0",
        "Activations": "16 → 4 (¼)",
        "Left over": "none",
    }


@pytest.mark.parametrize(
    ("size", "spec", "lines"),
    [
        ((4, 4), {}, ["H′ = ⌊(H + 2p − k) / s⌋ + 1", "= ⌊(4 + 0 − 2) / 2⌋ + 1 = 2"]),
        (
            (4, 6),
            {},
            [
                "H′ = ⌊(H + 2p − k) / s⌋ + 1",
                "H′ = ⌊(4 + 0 − 2) / 2⌋ + 1 = 2",
                "W′ = ⌊(6 + 0 − 2) / 2⌋ + 1 = 3",
            ],
        ),
        ((5, 5), {"ceil_mode": True}, ["H′ = ⌈(H + 2p − k) / s⌉ + 1", "= ⌈(5 + 0 − 2) / 2⌉ + 1 = 3"]),
        (
            (2, 2),
            {"window": 3, "stride": 3, "padding": 1, "ceil_mode": True},
            ["H′ = ⌈(H + 2p − k) / s⌉ + 1", "= ⌈(2 + 2 − 3) / 3⌉ + 1 − 1 = 1"],
        ),
        (
            (5, 5),
            {"dilation": 2, "stride": 1},
            ["H′ = ⌊(H + 2p − d(k − 1) − 1) / s⌋ + 1", "= ⌊(5 + 0 − 2 · 1 − 1) / 1⌋ + 1 = 3"],
        ),
        ((3, 3), {"padding": "same"}, ["H′ = ⌈H / s⌉", "= ⌈3 / 2⌉ = 2"]),
        (
            (4, 4),
            {"window": "global", "stride": None},
            ["H′ = W′ = 1: the window is the whole map", "H′ = 1"],
        ),
        (
            (4, 4),
            {"padding": ((0, 1), (0, 1))},
            ["H′ = ⌊(H + p₁ + p₂ − k) / s⌋ + 1", "= ⌊(4 + 1 − 2) / 2⌋ + 1 = 2"],
        ),
    ],
)
def test_the_size_formula_with_live_numbers(
    size: tuple[int, int], spec: dict[str, Any], lines: list[str]
) -> None:
    shown = frame(document(np.zeros(size), **spec))
    assert [line.plain for line in shown.typeset] == lines


def test_a_power_sum_shows_its_powers() -> None:
    shown = frame(document(mode="lp"))
    assert shown.formula_text == "(1² + 1² + 5² + 6²)^(1/2) ≈ 7.937"
    assert "closer this comes to max" in shown.caption.text
    sizes = frame(document([[-3, 4]], window=(1, 2), stride=1, mode="lp", p=1))
    assert sizes.formula_text == "(|−3| + 4)^(1/1) = 7"
    assert "sum of all sizes" in sizes.caption.text
    even = frame(document([[-3, 4]], window=(1, 2), stride=1, mode="lp"))
    assert even.formula_text == "((−3)² + 4²)^(1/2) = 5"
    many = frame(document(np.ones((4, 4)), window=4, mode="lp", p=1.5))
    assert many.formula_text == "(1^1.5 + 1^1.5 + 1^1.5 + … + 1^1.5)^(1/1.5)  of 16 numbers ≈ 6.35"
    empty = frame(document([[5]], window=2, stride=1, dilation=3, padding=2, mode="lp"))
    assert empty.formula_text == "(0) = 0"
    assert "not a number" in frame(document([[1.0, np.nan], [2, 3]], mode="lp")).caption.text


def test_adaptive_windows_differ_in_size() -> None:
    shown = [frame(document([[1, 2, 3, 4, 5]], adaptive=(1, 3)), step) for step in range(3)]
    assert [f.formula_text for f in shown] == ["max(1, 2) = 2", "max(2, 3, 4) = 4", "max(4, 5) = 5"]
    assert [line.plain for line in shown[0].typeset][1:] == ["H′ = 1", "W′ = 3"]
    assert shown[0].typeset[0].plain.startswith("window i")


def test_a_remark_where_other_programs_refuse() -> None:
    assert "ONNX allows it" in facts(frame(document(window=3, padding=2)))["Note"]


@pytest.mark.parametrize(
    ("spec", "side"),
    [({"window": 2, "stride": 2}, 1.0), ({"window": "global"}, 25.0), ({"adaptive": 5}, 5.0)],
)
def test_a_large_maps_output_is_never_a_dot(spec: dict[str, Any], side: float) -> None:
    output = frame(document(np.zeros((60, 100)), **spec)).board("output")
    assert (output.cell_rows, output.cell_columns) == (side, side)
    small = frame(document(np.zeros((8, 10)), window="global")).board("output")
    assert small.cell_rows == 1.0
