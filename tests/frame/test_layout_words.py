"""Headings, chips and words get room of their own; boards that belong together stand together."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.layout import arrange, fitting_text
from poolviz.frame.model import Board, Chart, Frame, Line, Run
from poolviz.frame.packing import Packing
from poolviz.frame.room import (
    HEADING,
    LEAST_CHIPS,
    LEAST_WORDS,
    below_width,
    beside_width,
    heading_width,
    least_heading_width,
    line_width,
)
from poolviz.frame.slots import slots_of
from tests.frame.test_layout import TEXT, areas, board, four, frame
from tests.frame.test_layout_spans import bars

LONG = "a detail that is far wider than the board"


def titled(name: str, rows: int, columns: int, detail: str = "", **more: object) -> Board:
    made = board(name, rows, columns, **more)
    return Board(**{**vars(made), "detail": detail})


@pytest.mark.parametrize(("brief", "has_room"), [("", False), ("few", True)])
def test_a_title_has_room_unless_cells_would_lose_theirs(brief: str, has_room: bool) -> None:
    boards = tuple(
        Board(**{**vars(board(name, 12, 12)), "title": "A title of so many words", "brief": brief})
        for name in "abcdef"
    )
    shown, width = frame(boards), 430
    found = areas(shown, arrange(shown, width, 300, TEXT, is_tight=True))
    least = least_heading_width(boards[0], TEXT, width)
    assert (found["b"][0] - found["a"][0] >= least) is has_room
    assert found["a"][2] > 20


@given(st.integers(2, 12), st.integers(900, 2000), st.integers(400, 1200))
def test_a_long_heading_ends_before_the_next_board(side: int, width: int, height: int) -> None:
    shown = frame((titled("a", side, side, LONG), board("b", side, side)))
    found = areas(shown, arrange(shown, width, height, TEXT))
    assert found["a"][0] + heading_width(shown.board("a"), TEXT) < found["b"][0]


@given(st.integers(2, 12), st.integers(1400, 2000), st.integers(300, 500))
def test_the_last_heading_stays_on_the_stage(side: int, width: int, height: int) -> None:
    shown = frame((board("a", side, side), titled("b", side // 2, side // 2, LONG)))
    found = areas(shown, arrange(shown, width, height, TEXT))
    assert found["b"][0] + heading_width(shown.board("b"), TEXT) <= width


def test_a_heading_may_reach_over_boards_that_have_none() -> None:
    plain = tuple(board(f"in{i}", 50, 50) for i in range(8))
    untitled = tuple(Board(**{**vars(one), "title": ""}) for one in plain[1:])
    shown = frame((titled("in0", 50, 50, LONG), *untitled))
    found = areas(shown, arrange(shown, 1000, 700, TEXT))
    steps = [after[0] - before[0] for before, after in itertools.pairwise(found.values())]
    assert max(steps) - min(steps) < 1e-6, "it asks for no room that it does not need"


def test_without_room_for_words_the_boards_still_fit() -> None:
    shown = frame((titled("a", 4, 4, LONG * 3), titled("b", 4, 4, LONG * 3)))
    found = areas(shown, arrange(shown, 500, 400, TEXT))
    assert found["a"][0] >= 0
    assert found["b"][2] <= 500


@given(st.integers(2, 30), st.integers(950, 2000), st.integers(450, 1200))
def test_chips_stay_on_the_stage_and_off_the_next_board(side: int, width: int, height: int) -> None:
    """Shrunk where there is little room, as wide as they like where there is enough."""
    shown = four(side, side)
    chips = {"gradient": 180.0, "upstream": 290.0}
    found = areas(shown, arrange(shown, width, height, TEXT, chips))
    share = 1.0 if width > 2 * height else LEAST_CHIPS
    assert found["gradient"][0] + share * 180 < found["upstream"][0]
    assert found["upstream"][0] + share * 290 <= width


def test_chips_above_a_chart_stay_on_the_stage() -> None:
    shown = Frame((board("a", 8, 8),), (("a", "bars"),), charts=(bars(),))
    place = arrange(shown, 1000, 700, TEXT, {"bars": 400.0})["bars"]
    assert place.x + LEAST_CHIPS * 400 <= 1000


def test_very_wide_chips_leave_room_for_the_boards() -> None:
    shown = frame((board("a", 8, 8), board("b", 4, 4)))
    places = arrange(shown, 700, 600, TEXT, {"a": 900.0, "b": 900.0})
    assert places["a"].cell_width > TEXT


def test_words_below_end_before_the_next_board() -> None:
    words = (Line((Run("33 % of active outputs unchanged"),)),)
    shown = frame((board("a", 40, 4, below=words), board("b", 40, 4, below=words)))
    found = areas(shown, arrange(shown, 1000, 500, TEXT))
    wide = below_width(shown.board("a"), TEXT)
    assert found["a"][0] + wide < found["b"][0]
    assert found["b"][0] + wide <= 1000


def test_small_boards_stand_together() -> None:
    found = areas(four(4, 4), arrange(four(4, 4), 960, 400, TEXT))
    wide = found["input"][2] - found["input"][0]
    assert found["output"][0] - found["input"][2] < 1.5 * wide


def test_only_the_board_right_above_keeps_a_heading_away() -> None:
    """Two lines above the gradient of a small output need no room under a large input."""
    shown = four(8, 8)
    found = areas(shown, arrange(shown, 2000, 500, TEXT))
    under_input = found["gradient"][1] - found["input"][3]
    under_output = found["upstream"][1] - found["output"][3]
    assert HEADING * TEXT < under_input < 2 * HEADING * TEXT
    assert under_output >= 2 * HEADING * TEXT
    assert found["gradient"][1] == found["upstream"][1], "boards of a row begin at one height"


def test_magnifiers_begin_at_the_height_of_the_boards_beside_them() -> None:
    free = (board(name, 4, 4, cell_rows=None, cell_columns=None) for name in ("m", "n"))
    upper, lower = free
    shown = frame(
        (board("input", 224, 224), upper, board("output", 112, 112)),
        (board("gradient", 224, 224), lower, board("upstream", 112, 112)),
    )
    places = arrange(shown, 1000, 700, TEXT)
    assert places["m"].y == places["input"].y
    assert places["n"].y == places["gradient"].y


def test_a_chart_grows_where_there_is_room() -> None:
    def height(stage: int) -> float:
        shown = Frame((board("a", 100, 100),), (("a",), ("bars",)), charts=(bars(),))
        return arrange(shown, 400, stage, TEXT)["bars"].cell_height

    assert height(500) < height(800) <= 18 * TEXT + 1e-6
    assert height(2000) == pytest.approx(height(1500)), "but not without end"


def test_quiet_words_after_a_figure_are_no_larger_than_others() -> None:
    figure = Line((Run("0.73"), Run(" relative change", quiet=True)), "large")
    loud = Line((Run("0.73"), Run(" relative change")), "large")
    assert line_width(figure, TEXT) < line_width(loud, TEXT)


def test_very_long_words_beside_a_board_do_not_push_it_off() -> None:
    shown = frame((board("a", 4, 4, beside=(Line((Run("1 + " * 200),)),)),))
    assert beside_width(shown.board("a"), TEXT) < 30 * TEXT
    assert areas(shown, arrange(shown, 800, 500, TEXT))["a"][2] < 500


def test_a_heading_of_a_chart_is_as_wide_as_its_words() -> None:
    chart: Chart = bars()
    assert heading_width(chart, TEXT) == pytest.approx(len("Global average") * 0.6 * TEXT)


def test_a_magnifier_leaves_room_for_the_words_beside_it() -> None:
    words = (Line((Run("this window, channel 3, magnified"),)),)

    def place(**more: object) -> tuple[float, float]:
        free = board("m", 2, 2, cell_rows=None, cell_columns=None, **more)
        shown = frame((board("input", 224, 224), free, board("output", 112, 112)))
        places = arrange(shown, 1000, 700, TEXT)
        end = places["m"].x + 2 * places["m"].cell_width
        return places["m"].cell_width, places["output"].x - end

    bare, _ = place()
    worded, room = place(beside=words)
    assert worded > 0.6 * bare
    assert room > LEAST_WORDS * line_width(words[0], TEXT)


def crowded() -> Frame:
    """Four rows whose headings and words leave little of a low stage."""
    rows = [
        tuple(board(f"{name}{i}", 8, 8, below=(Line((Run("words"),)),)) for i in range(4)) for name in "abc"
    ]
    shown = frame(*rows)
    return Frame(shown.boards, (*shown.arrangement, ("bars",) * 4), charts=(bars(count=4),))


@given(st.integers(300, 1200), st.floats(13, 40))
def test_words_leave_the_cells_their_share_of_the_height(height: int, text: float) -> None:
    fitting = fitting_text(crowded(), 1000, height, text, 13.0)
    assert 13 <= fitting <= text
    if fitting > 13:
        places = arrange(crowded(), 4000, height, fitting)
        assert 8 * 3 * places["a0"].cell_height > 0.25 * height


def test_text_is_as_large_as_asked_for_where_there_is_room() -> None:
    assert fitting_text(four(8, 8), 1000, 900, 20.0, 13.0) == 20
    assert fitting_text(Frame((), ()), 1000, 100, 20.0, 13.0) == 20
    assert fitting_text(crowded(), 1000, 100, 11.0, 13.0) == 11


def test_a_magnifier_in_a_row_of_its_own_can_be_seen() -> None:
    free = board("m", 4, 4, cell_rows=None, cell_columns=None)
    boards = (board("input", 224, 224), free, board("output", 112, 112))
    shown = Frame(boards, (("input",), ("m",), ("output",)))
    assert 4 * arrange(shown, 1000, 700, TEXT)["m"].cell_height >= 5 * TEXT


def rows_of_words() -> Frame:
    """Three rows of small boards with words at their right that are higher than themselves."""
    words = (Line((Run("1 + 1 = 2"),), "large"), Line((Run("words"),)))
    return frame(*[(board(name, 2, 2, beside=words),) for name in "abc"])


@given(st.integers(300, 700))
def test_words_beside_cells_take_none_of_their_height(height: int) -> None:
    text = fitting_text(rows_of_words(), 1000, height, 28.0, 13.0)
    taken = Packing(slots_of(rows_of_words()), 3, 1, 1000, height, text, {}).height_of_words()
    if text > 13:
        assert 6 * arrange(rows_of_words(), 1000, height, text)["a"].cell_height > 0.5 * height
    if 13 < text < 28:
        assert taken > 0.7 * height, "smaller letters would be only half of what there is room for"
