"""Boards that take several places, words beside and below them, and charts."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.charts import Chart, Series
from poolviz.frame.layout import arrange
from poolviz.frame.model import Block, Frame, Line, Run
from poolviz.frame.room import LEAST_WORDS, LINE, beside_width
from tests.frame.test_layout import TEXT, areas, board

WORDS = (Line((Run("max(2, 6, 9, 0) = 9"),), "large"), Line((Run("0 parameters"),)))


def bars(name: str = "bars", count: int = 3) -> Chart:
    return Chart(name, "Global average", "", "bars", (Series("", (1.0,) * count),), ("",) * count, 0.0, 1.0)


def three(side: int) -> Frame:
    boards = (
        board("input", side, side),
        *(board(name, side // 2, side // 2, beside=WORDS) for name in "abc"),
    )
    return Frame(boards, (("input", "a"), ("input", "b"), ("input", "c")))


@given(st.integers(2, 40), st.integers(700, 2000), st.integers(500, 1200))
def test_a_board_beside_three_others_stands_in_the_middle(side: int, width: int, height: int) -> None:
    shown = three(side)
    found = areas(shown, arrange(shown, width, height, TEXT))
    assert all(bottom <= height + 1e-6 for _, _, _, bottom in found.values())
    assert found["a"][3] < found["b"][1] < found["b"][3] < found["c"][1]
    room = beside_width(shown.board("a"), TEXT)
    assert found["a"][2] + LEAST_WORDS * room <= width
    middle = (found["input"][1] + found["input"][3]) / 2
    assert abs(middle - height / 2) < 6 * TEXT


def test_words_below_keep_the_next_row_away() -> None:
    below = (Line((Run("0.73"),), "large"),)
    plain = Frame((board("a", 4, 4), board("b", 4, 4)), (("a",), ("b",)))
    wordy = Frame((board("a", 4, 4, below=below), board("b", 4, 4)), (("a",), ("b",)))
    with_room, without = (areas(shown, arrange(shown, 600, 1200, TEXT)) for shown in (wordy, plain))
    assert with_room["b"][1] - with_room["a"][3] >= without["b"][1] - without["a"][3] + LINE["large"] * TEXT


def test_a_chart_lies_under_the_boards_that_it_spans() -> None:
    boards = tuple(board(f"in{i}", 50, 50) for i in range(8))
    names = tuple(one.name for one in boards)
    shown = Frame(boards, (names, ("bars",) * 8), charts=(bars(count=8),))
    places = arrange(shown, 1000, 700, TEXT)
    x, y, width, height = places["bars"].rectangle(Block(0, 0))
    found = areas(shown, {name: place for name, place in places.items() if name != "bars"})
    assert x <= found["in0"][0] + 1e-6
    assert x + width >= found["in7"][2] - 1e-6
    assert y > found["in0"][3]
    assert y + height <= 700
    lefts = [found[name][0] for name in names]
    steps = [after - before for before, after in itertools.pairwise(lefts)]
    assert max(steps) - min(steps) < 1e-6


def test_a_chart_needs_positions_and_a_range() -> None:
    with pytest.raises(ValueError, match="needs 2 values"):
        Chart("c", "", "", "curves", (Series("max", (1.0, math.nan, 2.0)),), ("a", "b"), 0.0, 1.0)
    with pytest.raises(ValueError, match="needs a range"):
        Chart("c", "", "", "curves", (Series("max", (1.0,)),), ("a",), 1.0, 1.0)


def test_a_line_reads_as_plain_text() -> None:
    assert WORDS[0].text == "max(2, 6, 9, 0) = 9"
