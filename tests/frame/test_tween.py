"""Marks and links slide between steps; everything else is true at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.model import Block, Board, Frame, Link, Mark, Run, Scale
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.tween import between, moves

SHARES = st.floats(0, 1)


def board(name: str = "input", size: int = 4) -> Board:
    return Board(name, name, "", ArrayPlane(np.zeros((size, size))), Scale(0, 1))


def frame(*marks: Mark, links: tuple[Link, ...] = (), size: int = 4, text: str = "") -> Frame:
    boards = (board("input", size), board("output", 2))
    return Frame(boards, (("input", "output"),), marks, links, formula=(Run(text),))


def window(row: float, column: float, side: float = 2, name: str = "input") -> Mark:
    return Mark(name, "window", Block(row, column, side, side))


def link(column: float, role: str = "winner") -> Link:
    return Link("input", Block(0, column), "output", Block(0, column / 2), role)  # type: ignore[arg-type]


def test_a_window_starts_where_it_was_and_ends_where_it_is() -> None:
    before, after = frame(window(0, 0)), frame(window(0, 2))
    assert between(before, after, 0).marks[0].cells == Block(0, 0, 2, 2)
    assert between(before, after, 1) is after


@given(SHARES, SHARES)
def test_a_window_moves_on_without_turning_back(one: float, other: float) -> None:
    before, after = frame(window(0, 0)), frame(window(2, 2))
    early, late = (between(before, after, share).marks[0].cells for share in sorted((one, other)))
    assert isinstance(early, Block)
    assert isinstance(late, Block)
    assert 0 <= early.row <= late.row <= 2
    assert early.row == early.column


def test_only_the_decoration_lags_behind() -> None:
    before, after = frame(window(0, 0), text="6"), frame(window(0, 2), text="8")
    midway = between(before, after, 0.5)
    assert midway.formula == after.formula
    assert midway.boards is after.boards


def test_several_windows_on_one_board_are_matched_in_their_order() -> None:
    before = frame(window(0, 0), window(2, 0))
    after = frame(window(0, 2), window(2, 2))
    rows = [mark.cells.row for mark in between(before, after, 0.5).marks if isinstance(mark.cells, Block)]
    assert rows == [0, 2]


@pytest.mark.parametrize(
    "before",
    [
        frame(),
        frame(window(0, 0, side=3)),
        frame(window(0, 0, name="output")),
        frame(Mark("input", "winner", Block(0, 0, 2, 2))),
        frame(Mark("input", "window", ((0, 0),))),
    ],
)
def test_what_has_no_counterpart_is_there_at_once(before: Frame) -> None:
    after = frame(window(0, 2))
    assert between(before, after, 0.5).marks == after.marks
    assert not moves(before, after)


def test_lists_and_masks_do_not_slide() -> None:
    before = frame(Mark("input", "tie", ((0, 0),)))
    after = frame(Mark("input", "tie", ((1, 1),)))
    assert between(before, after, 0.5).marks == after.marks


def test_boards_of_another_shape_do_not_slide() -> None:
    before, after = frame(window(0, 0), size=5), frame(window(0, 2))
    assert between(before, after, 0.5) is after
    assert not moves(before, after)


def test_a_magnifier_that_moved_keeps_its_marks_in_place() -> None:
    def shown(column: int) -> Frame:
        marks = (window(0, column), window(0, column % 2, name="magnifier"))
        part = replace(board("magnifier", 2), part_of="input", origin=(0, column))
        return Frame((board(), part), (("input", "magnifier"),), marks)

    on_input, on_magnifier = between(shown(0), shown(3), 0.5).marks
    assert on_input.cells == Block(0, 1.5, 2, 2)
    assert on_magnifier.cells == Block(0, 1, 2, 2)


def test_moves_tells_whether_there_is_anything_to_slide() -> None:
    assert moves(frame(window(0, 0)), frame(window(0, 2)))
    assert not moves(frame(window(0, 2)), frame(window(0, 2)))


def test_a_link_takes_both_its_ends_along() -> None:
    midway = between(frame(links=(link(0),)), frame(links=(link(2),)), 0.5).links[0]
    assert (midway.start.column, midway.end.column) == (1, 0.5)


@pytest.mark.parametrize("before", [(), (link(0, role="window"),), (link(2),)])
def test_another_link_is_there_at_once(before: tuple[Link, ...]) -> None:
    after = frame(links=(link(2),))
    assert between(frame(links=before), after, 0.5).links == after.links
