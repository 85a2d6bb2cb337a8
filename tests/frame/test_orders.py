"""The same frame in other orders, for stages on which its boards would be too small."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from poolviz.frame.layout import arrange
from poolviz.frame.model import Board, Frame, Line, Run, Scale
from poolviz.frame.orders import (
    after,
    in_one_row,
    may_be_one_row,
    may_have_words_aside,
    on_a_low_stage,
    with_chips_in_two_lines,
    with_fewer_words,
    with_words_aside,
    without_words,
)
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.room import beside_width

FIGURE = Line((Run("54.79"), Run(" RMSE", quiet=True)), "large")
LONG = Line((Run("21.5 % of the range", quiet=True),), "small")
SHORTENED = Line((Run("comes on the way up", quiet=True),), "small", (Run("to come", quiet=True),))


def board(name: str, *below: Line, **more: object) -> Board:
    plane = ArrayPlane(np.zeros((8, 8)))
    return Board(name, name, "", plane, Scale(0, 1), below=below, **more)  # type: ignore[arg-type]


def frame(*rows: tuple[Board, ...]) -> Frame:
    boards = tuple(one for row in rows for one in row)
    return Frame(boards, tuple(tuple(one.name for one in row) for row in rows))


def test_words_go_to_the_right_of_their_boards_a_line_for_each_thing() -> None:
    shown = with_words_aside(frame((board("a"), board("b", FIGURE, LONG)), (board("c", FIGURE, SHORTENED),)))
    a, b, c = shown.boards
    assert a.beside == a.below == b.below == c.below == ()
    assert [line.text for line in b.beside] == ["54.79", "RMSE", ""]
    assert [line.text for line in c.beside] == ["54.79", "RMSE", "to come"]
    assert shown.arrangement == (("a", "b"), ("c",))


def test_a_second_line_of_chips_gets_room_where_chips_stand() -> None:
    shown = frame((board("a"), board("b", heading_lines=2)), (board("c", heading_lines=0),))
    assert [one.heading_lines for one in with_chips_in_two_lines(shown).boards] == [1, 3, 0]


def test_names_stay_under_their_boards() -> None:
    named = frame((board("a", LONG), board("b", FIGURE, LONG)), (board("c", SHORTENED),))
    a, b, c = with_words_aside(named).boards
    assert [len(one.below) for one in (a, b, c)] == [1, 0, 1]
    assert not may_have_words_aside(frame((board("a", LONG),), (board("c", SHORTENED),)))


def test_a_figure_that_is_yet_to_come_has_its_room() -> None:
    before, after = (
        with_words_aside(frame((board("a", line),), (board("b"),))).board("a")
        for line in (Line((), "large"), Line((Run("54.79"),), "large"))
    )
    assert before.beside[0].text.strip() == ""
    assert beside_width(before, 13.0) == pytest.approx(beside_width(after, 13.0))


def test_magnifiers_and_boards_with_words_beside_them_keep_theirs() -> None:
    free = board("lens", FIGURE, cell_rows=None, cell_columns=None)
    full = board("full", FIGURE, beside=(LONG,))
    shown = frame((free,), (full,))
    assert not may_have_words_aside(shown)
    assert with_words_aside(shown).boards == shown.boards
    assert may_have_words_aside(frame((free,), (board("a", FIGURE),)))
    assert not may_have_words_aside(frame((board("a", FIGURE), free)))


def test_boards_in_one_row_stand_in_line_whatever_is_above_and_under_them() -> None:
    shown = frame((board("a"), board("b", heading_lines=2)), (board("c", FIGURE, LONG), board("d")))
    shown = replace(shown, boards=(*shown.boards[:3], replace(shown.boards[3], heading_lines=0)))
    assert may_be_one_row(shown)
    row = in_one_row(shown)
    assert row.arrangement == (("a", "b", "c", "d"),)
    assert [one.heading_lines for one in row.boards] == [2, 2, 2, 0]
    places = arrange(row, 900, 400, 13.0)
    assert len({round(place.y, 6) for place in places.values()}) == 1


def test_a_board_that_stands_in_several_places_is_not_put_into_a_row() -> None:
    one, other = board("a"), board("b")
    assert not may_be_one_row(Frame((one, other), (("a", "b"), ("a", ""))))
    assert not may_be_one_row(frame((one, other)))


def test_on_a_low_stage_there_are_fewer_rows_of_cells_with_words_aside() -> None:
    high = frame((board("a"), board("b", FIGURE)), (board("c"), board("d")))
    high = replace(high, low=(("a", "b", "c", "d"),))
    shown = on_a_low_stage(high)
    assert shown.arrangement == high.low
    assert [line.text for line in shown.board("b").beside] == ["54.79", "RMSE"]


def test_words_go_line_by_line_but_not_those_of_a_magnifier() -> None:
    free = board("lens", FIGURE, LONG, cell_rows=None, cell_columns=None)
    shown = frame((board("a", FIGURE, LONG), free))
    assert [one.below for one in with_fewer_words(shown).boards] == [(FIGURE,), (FIGURE, LONG)]
    assert [one.below for one in without_words(shown).boards] == [(), (FIGURE, LONG)]
    assert after(with_fewer_words, without_words)(shown).board("a").below == ()


def test_columns_stand_closer_where_cells_could_not_be_seen_otherwise() -> None:
    shown = frame(tuple(board(name) for name in "abcd"))
    loose, tight = (arrange(shown, 500, 300, 13.0, is_tight=is_tight) for is_tight in (False, True))
    assert tight["a"].cell_width > loose["a"].cell_width
    for one, other in zip("abc", "bcd", strict=True):
        assert tight[one].x + 8 * tight[one].cell_width < tight[other].x
