from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.core import PoolSpec, pool_backward
from poolviz.frame.layout import arrange
from poolviz.frame.model import Block, Cell
from poolviz.model.upstream import Upstream
from poolviz.scenes.slide.view import SlideParameters
from tests.scenes.showing import backward, document, facts, frame, timeline

OVERLAP = [[1, 2, 3], [2, 4, 2], [5, 6, 7]]


def own(values: list[list[float]]) -> Upstream:
    return Upstream("own", own=np.array(values, float))


def test_four_boards_input_and_output_above_their_gradients() -> None:
    shown = frame(backward())
    assert shown.arrangement == (("input", "output"), ("gradient", "upstream"))
    assert shown.board("gradient").title == "∂L/∂input"
    assert shown.board("output").detail == "2 × 2 · winners remembered"
    assert shown.board("upstream").editable


def test_a_gradient_goes_whole_to_the_winner() -> None:
    shown = frame(backward(), 1)
    assert shown.formula_text == "all of +2 to the winner (1, 3)"
    assert shown.board("gradient").part(0, 0, 4, 4).tolist() == [
        [0, 0, 0, 0],
        [0, 1, 0, 2],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
    ]
    assert "winner" in shown.roles("gradient", 1, 3)
    (link,) = shown.links
    assert (link.start_board, link.end_board, link.directed) == ("upstream", "gradient", True)
    assert link.end == Block(1, 3)
    assert "The other 3 get 0" in shown.caption.text


def test_outputs_remember_their_winners() -> None:
    notes = frame(backward()).board("output").notes
    assert notes is not None
    assert (notes.style, notes.columns) == ("position", 4)
    assert notes.plane.read(slice(None), slice(None)).tolist() == [[5, 7], [8, 15]]


def test_overlapping_gradients_add_as_a_running_sum() -> None:
    shown = frame(
        backward("one-peak", window=3, stride=1, upstream=own([[1, -2, 1], [2, 1, -1], [1, 0, 2]])), 3
    )
    assert shown.formula_text == "all of +2 to the winner (2, 2); there so far +1 − 2 + 1 + 2 = +2"
    assert shown.board("gradient").value(2, 2) == 2
    assert facts(shown)["Routed so far"] == "+2 of +5"
    assert facts(shown)["Windows overlap: gradients"] == "add"
    assert "9 windows" in shown.caption.text
    assert shown.formula[-1].cell == Cell("gradient", 2, 2)


def test_the_tick_comes_only_at_the_end() -> None:
    steps = timeline(backward())
    ticks = [
        [fact.good for fact in steps.frame(i, None).facts if fact.label == "Routed so far"] for i in range(4)
    ]
    assert ticks == [[False], [False], [False], [True]]


def test_average_shares_equally() -> None:
    shown = frame(backward(mode="average"), 1)
    assert shown.formula_text == "+2 / 4 = +0.5 to each of the 4 cells"
    assert shown.board("gradient").part(0, 2, 2, 2).tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert "gradient" in shown.roles("gradient", 0, 2)
    assert shown.links[0].end == Block(0, 2, 2, 2)
    assert facts(shown)["Rule"] == "equal shares"


def test_average_spells_out_the_running_sum_of_its_first_cell() -> None:
    shown = frame(backward(OVERLAP, mode="average", stride=1, upstream=own([[1, 2], [4, 5]])), 3)
    assert shown.formula_text == (
        "+5 / 4 = +1.25 to each of the 4 cells; at (1, 1) so far +0.25 + 0.5 + 1 + 1.25 = +3"
    )
    assert shown.board("gradient").value(1, 1) == 3


def test_shares_lost_on_counted_padding_are_told() -> None:
    shown = frame(
        backward([[4, 8], [0, 0]], mode="average", stride=2, padding=1, upstream=Upstream("ones")), 3
    )
    assert facts(shown)["Routed so far"] == "+1 of +4"
    assert facts(shown)["Lost on counted padding"] == "+3"
    assert "3 shares fall on padding and are lost" in shown.caption.text
    assert not any(fact.good for fact in shown.facts)
    real = frame(
        backward(
            [[4, 8], [0, 0]], mode="average", padding=1, count_include_pad=False, upstream=Upstream("ones")
        ),
        3,
    )
    assert facts(real)["Routed so far"] == "+4 of +4"
    assert "Lost on counted padding" not in facts(real)
    assert real.formula_text == "+1 / 1 = +1 to the one cell (1, 1)"


def test_ties_are_marked_and_only_the_routed_one_is_filled() -> None:
    shown = frame(backward([[7, 7], [7, 7]]))
    assert "tie" in shown.roles("input", 1, 1)
    assert not shown.roles("gradient", 1, 1) & {"winner", "tie"}
    assert "winner" in shown.roles("gradient", 0, 0)
    assert "goes to one of them, the first in row order" in shown.caption.text


def test_split_ties_share() -> None:
    shown = frame(backward([[7, 7], [7, 7]], ties="split"))
    assert shown.formula_text == "+1 / 4 = +0.25 to each of the 4 tied cells"
    assert len(shown.links) == 4
    assert shown.board("gradient").part(0, 0, 2, 2).tolist() == [[0.25, 0.25], [0.25, 0.25]]
    assert facts(shown)["Rule"] == "tied winners share"
    assert "each gets 1/4" in shown.caption.text


def test_a_window_without_a_cell_sends_its_gradient_nowhere() -> None:
    shown = frame(backward([[5]], window=2, stride=1, dilation=3, padding=2))
    assert shown.formula_text == "+1 goes nowhere: the window sees no cell"
    assert shown.links == ()
    assert facts(shown)["Routed so far"] == "0 of +10"
    assert "nowhere to go" in shown.caption.text


def test_small_windows_have_their_own_words() -> None:
    assert "only cell" in frame(backward(window=1, stride=1)).caption.text
    assert "The other one gets 0" in frame(backward([[1, 2]], window=(1, 2))).caption.text
    assert "1/4 of +1" in frame(backward(mode="average")).caption.text


def test_a_power_sum_gives_each_cell_its_part() -> None:
    shown = frame(backward([[3.0, 4.0]], window=(1, 2), stride=1, mode="lp", upstream=own([[10]])))
    assert shown.formula_text == "+10 × 0.8 = +8 to (0, 1), which had the largest part"
    assert shown.board("gradient").part(0, 0, 1, 2).tolist() == [[6, 8]]
    assert facts(shown)["Arrived so far"] == "+14"
    assert facts(shown)["Rule"] == "by share of the power"
    assert "the larger its value" in shown.caption.text
    overlap = frame(
        backward([[-3.0, 4.0, 3.0]], window=(1, 2), stride=1, mode="lp", upstream=own([[10, 10]])), 1
    )
    assert (
        overlap.formula_text
        == "+10 × 0.8 = +8 to (0, 1), which had the largest part; there so far +8 + 8 = +16"
    )
    assert overlap.board("gradient").part(0, 0, 1, 3).tolist() == [[-6, 16, 6]]
    zeros = frame(backward([[0.0, 0.0]], window=(1, 2), stride=1, mode="lp"))
    assert facts(zeros)["Arrived so far"] == "0"


def test_large_sums_keep_all_their_digits() -> None:
    shown = frame(backward(np.zeros((224, 224))), 112 * 112 - 1)
    assert facts(shown)["Routed so far"].replace("\u202f", " ") == "+78 682 240 of +78 682 240"


def test_pointing_at_an_output_shows_the_moment_of_its_window() -> None:
    shown = frame(backward(), 0, Cell("upstream", 1, 1))
    assert shown.formula_text == "all of +4 to the winner (3, 3)"
    assert shown.place == "window 4 of 4"
    assert shown.board("gradient").value(3, 3) == 4


def test_pointing_at_an_input_shows_what_arrived_there() -> None:
    shown = frame(backward(OVERLAP, stride=1, upstream=own([[1, 2], [4, 5]])), 3, Cell("gradient", 1, 1))
    assert shown.formula_text == "at (1, 1) so far +1 + 2 = +3"
    assert "chosen" in shown.roles("gradient", 1, 1)
    assert [mark.cells for mark in shown.marked("upstream", "winner")] == [((0, 0), (0, 1))]
    nothing = frame(backward(OVERLAP, stride=1), 3, Cell("input", 0, 0))
    assert nothing.formula_text == "at (0, 0) so far 0"
    unseen = frame(backward(np.zeros((3, 3))), 0, Cell("input", 2, 2))
    assert "its gradient is 0" in unseen.caption.text
    assert not list(unseen.marked("upstream", "field"))


def test_coverage_and_size_hold_in_both_passes() -> None:
    parameters = SlideParameters(backward=True, same_size=True, coverage=True)
    shown = frame(document(stride=1, parameters=parameters))
    assert shown.board("input").scale.palette == "count"
    assert shown.board("upstream").cell_rows == shown.board("output").cell_rows == pytest.approx(4 / 3)


def test_large_maps_have_two_magnifiers_on_the_same_cells() -> None:
    shown = frame(backward("photograph"), 56 * 112 + 56)
    values, flow = shown.board("magnifier"), shown.board("gradient_magnifier")
    assert values.origin == flow.origin == (111, 111)
    assert values.shape == flow.shape
    assert shown.arrangement[1] == ("gradient", "gradient_magnifier", "upstream")
    (mark,) = shown.marked("gradient_magnifier", "winner")
    assert isinstance(mark.cells, Block)
    assert flow.value(int(mark.cells.row), int(mark.cells.column)) == 56 * 112 + 57


@st.composite
def cases(draw: st.DrawFn) -> tuple[NDArray[np.float64], PoolSpec]:
    size = draw(st.tuples(st.integers(1, 7), st.integers(1, 7)))
    window = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    dilation = draw(st.integers(1, 2))
    spec = PoolSpec(
        mode=draw(st.sampled_from(["max", "average", "lp"])),
        window=window,
        stride=draw(st.tuples(st.integers(1, 3), st.integers(1, 3))),
        padding=draw(st.integers(0, min(window) - 1)),
        dilation=dilation,
        ceil_mode=draw(st.booleans()),
        count_include_pad=draw(st.booleans()),
        ties=draw(st.sampled_from(["first", "last", "column", "split"])),
    )
    values = np.array(
        draw(st.lists(st.integers(-2, 3), min_size=size[0] * size[1], max_size=size[0] * size[1]))
    )
    return values.reshape(size).astype(float), spec


@settings(max_examples=150, deadline=None)
@given(cases(), st.data())
def test_after_every_window_the_gradient_is_what_those_windows_sent(
    case: tuple[NDArray[np.float64], PoolSpec], data: st.DataObject
) -> None:
    values, spec = case
    try:
        size = spec.output_size((values.shape[0], values.shape[1]))
    except ValueError:
        return
    given_upstream = Upstream("random", seed=data.draw(st.integers(0, 9)))
    shown = backward(values, upstream=given_upstream, **vars(spec))
    step = data.draw(st.integers(0, size[0] * size[1] - 1))
    board = frame(shown, step).board("gradient")
    sent = np.where(np.arange(size[0] * size[1]).reshape(size) <= step, given_upstream.values(size), 0)
    expected = pool_backward(sent, values, spec)
    assert np.allclose(board.part(0, 0, *values.shape), expected)
    shares = expected.sum()
    told = float(
        facts(frame(shown, step))["Arrived so far" if spec.mode == "lp" else "Routed so far"]
        .split()[0]
        .replace("−", "-")
    )
    assert told == pytest.approx(shares, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize(
    "sent", [[[np.inf, -np.inf], [1, 1]], [[np.inf, 1], [-np.inf, 1]], [[np.nan, 1], [1, 1]]]
)
def test_what_cannot_be_added_up_is_no_number_and_no_warning(sent: list[list[float]]) -> None:
    shown = backward(upstream=own(sent))
    assert [frame(shown, step) for step in range(4)]
    assert "NaN" in " ".join(fact.value for fact in frame(shown, 3).facts)


def test_windows_over_the_edge_have_room_on_both_boards_and_their_cells_line_up() -> None:
    padded = backward(padding=1, window=3, stride=2, ceil_mode=True)
    for step in range(timeline(padded).length):
        shown = frame(padded, step)
        given, gradient = shown.board("input"), shown.board("gradient")
        assert gradient.rim == given.rim._replace(text="")
        assert gradient.overhang == given.overhang
        (window,) = [mark.cells for mark in shown.marked("gradient", "window")]
        assert isinstance(window, Block)
        rows, columns = gradient.shape
        rim, over = gradient.rim, gradient.overhang
        assert window.row >= -rim.top
        assert window.column >= -rim.left
        assert window.row + window.rows <= rows + rim.bottom + over.bottom
        assert window.column + window.columns <= columns + rim.right + over.right
    places = arrange(frame(padded), 862, 590, 16)
    assert places["input"].x == places["gradient"].x


def test_an_upstream_gradient_that_leaves_the_range_is_told_as_infinite() -> None:
    shown = backward(np.arange(16).reshape(4, 4), upstream=own([[1.7e308, 1.7e308], [1.7e308, 1]]))
    for step in range(4):
        assert facts(frame(shown, step))
    assert any("∞" in fact.value for fact in frame(shown, 3).facts)
