"""The maps of all levels in rows, the field on each of them, and the magnifier on the picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.cells import Block
from poolviz.frame.model import Board, Cell, Frame
from poolviz.scenes.stack.entries import MOST_ROWS
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.presets import NETWORKS
from poolviz.scenes.stack.strip import Strip
from tests.scenes.checks import check_frame
from tests.scenes.stack import slow
from tests.scenes.stack.showing_stack import POOL, RELU, conv, document, frame, own

VGG = StackParameters(preset="VGG-16")


def window_on(shown: Frame, board: str) -> Block:
    found = [mark.cells for mark in shown.marks if mark.board == board and mark.role == "window"]
    assert len(found) == 1
    assert isinstance(found[0], Block)
    return found[0]


def numbers(board: Board) -> list[list[float]]:
    values: list[list[float]] = board.plane.read(slice(None), slice(None)).tolist()
    return values


@given(st.integers(1, MOST_ROWS))
def test_every_map_has_a_place_of_its_own(count: int) -> None:
    strip, names = Strip(count), tuple(map(str, range(count)))
    rows = strip.laid_out(names)
    assert [name for row in rows for name in row if name] == list(names)
    assert {len(row) for row in rows} == {strip.in_a_row}
    assert all(any(row) for row in rows)
    neighbours = [(one, one + 1) for row in rows for one in map(int, [name for name in row if name][:-1])]
    assert neighbours == [(n, n + 1) for n in range(count - 1) if strip.are_neighbours(n, n + 1)]


@pytest.mark.parametrize("name", NETWORKS)
def test_every_level_of_a_network_is_on_the_stage_with_its_field(name: str) -> None:
    parameters = StackParameters(preset=name)
    count = len(parameters.stack.levels)
    shown = frame(document(parameters), count)
    check_frame(shown)
    placed = {board for row in shown.arrangement for board in row}
    for level in range(1, count + 1):
        assert f"map_{level}" in placed
        board, block = shown.board(f"map_{level}"), window_on(shown, f"map_{level}")
        assert block.row >= 0
        assert block.row + block.rows <= board.shape[0]
        jump = parameters.stack.version(level - 1, parameters.shown).jump
        assert board.cell_rows == pytest.approx(Strip(count).map_side * jump / parameters.side)


def test_a_field_is_followed_through_every_level_of_a_deep_network() -> None:
    parameters, cell = own(*(conv(2), RELU, conv(2), RELU, POOL) * 4, side=64), 3
    sight = slow.seen(parameters.layers, 64)
    levels = parameters.stack.levels
    shown = frame(document(parameters), len(levels), Cell(f"map_{len(levels)}", cell, cell))
    assert len(levels) == 12
    whole = sight[levels[-1].places[-1]][cell]
    for number, level in enumerate(levels[:-1], 1):
        near = sight[level.places[-1]]
        wanted = [place for place in range(len(near)) if near[place] <= whole]
        block = window_on(shown, f"map_{number}")
        assert list(range(int(block.row), int(block.row + block.rows))) == wanted, number


def test_links_stay_in_their_row() -> None:
    shown = frame(document(VGG), 21)
    assert len(shown.arrangement) == 3
    ends = {(link.start_board, link.end_board) for link in shown.links}
    assert ("map_10", "map_11") in ends
    assert ("map_11", "map_12") not in ends
    assert len(ends) == 19


def test_words_under_the_maps_say_what_they_have_room_for() -> None:
    def words(parameters: StackParameters) -> list[str]:
        shown = frame(document(parameters), 1)
        return [shown.board(f"map_{n}").below[0].text for n in (1, 2)]

    assert words(StackParameters()) == ["conv 1: 224²", "pool 1: 112²"]
    assert words(VGG) == ["conv 1", "conv 2"]
    assert words(own(*[conv(1)] * 60, side=8)) == ["1", "2"]


def test_the_magnifier_shows_the_field_and_a_little_around_it() -> None:
    shown = frame(document(StackParameters()), 6)
    lens, field = shown.board("lens"), window_on(shown, "input")
    assert (lens.part_of, field.rows) == ("input", 22)
    assert lens.shape == (32, 32)
    assert (lens.origin[0], lens.origin[1]) == (int(field.row) - 5, int(field.column) - 5)
    assert window_on(shown, "lens") == Block(5, 5, 22, 22)
    top, left = lens.origin
    part = shown.board("input").part(top, left, 32, 32)
    assert np.array_equal(lens.plane.read(slice(None), slice(None)), part)
    first = frame(document(StackParameters()), 1)
    assert first.board("lens").shape == (5, 5), "numbers can be read"
    assert window_on(first, "lens") == Block(1, 1, 3, 3)
    assert frame(document(VGG), 21).board("lens").shape == (224, 224)


def test_the_magnifier_stays_still_under_the_pointer() -> None:
    opened = document(StackParameters())
    rest = frame(opened, 6)
    top, left = rest.board("lens").origin
    inside = frame(opened, 6, Cell("input", top + 1, left + 30))
    assert numbers(inside.board("lens")) == numbers(rest.board("lens"))
    assert window_on(inside, "lens") != window_on(rest, "lens")
    outside = frame(opened, 6, Cell("input", 10, 200))
    assert outside.board("lens").origin != (top, left)
    pointed = frame(opened, 6, Cell("map_1", 10, 200))
    assert pointed.board("lens").origin == (8, 198)


def test_the_magnifier_keeps_to_the_picture_at_its_edges() -> None:
    shown = frame(document(own(conv(1, 3, 1, 2), side=8)), 1, Cell("map_1", 0, 0))
    lens = shown.board("lens")
    assert lens.origin == (0, 0)
    assert window_on(shown, "input") == window_on(shown, "lens") == Block(0, 0, 1, 1)
    tiny = frame(document(own(conv(1), side=1)), 1)
    assert tiny.board("lens").shape == (1, 1)
