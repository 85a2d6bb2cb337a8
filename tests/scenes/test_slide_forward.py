from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell
from poolviz.scenes.slide.view import SlideParameters
from tests.scenes.showing import document, facts, frame, timeline


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
        "Activations": "16 → 4  ¼",
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
    size: tuple[int, int], spec: dict[str, object], lines: list[str]
) -> None:
    shown = frame(document(np.zeros(size), **spec))
    assert [line.plain for line in shown.typeset] == lines


def test_a_power_average_shows_its_powers() -> None:
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
        ((0, 0), "average", "One window sees it; it has a share in each of their averages."),
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
