"""Dabs and strokes cover the cells they should, leave no gaps, and stay inside the map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poolviz.maps.drawing import Cell, Tip, stroke
from poolviz.maps.map import Map

CELLS = st.tuples(st.integers(-40, 60), st.integers(-40, 60))


def blank(rows: int = 5, columns: int = 5) -> Map:
    return Map.from_array(np.zeros((2, rows, columns), np.uint8))


def dab(map_: Map, channel: int, cell: Cell, value: float, diameter: int = 1, tip: Tip = "square") -> Map:
    return stroke(map_, channel, cell, cell, value, diameter, tip)


def drawn(made: Map, channel: int = 0) -> list[str]:
    return ["".join("#" if value else "." for value in row) for row in made.values[channel]]


@pytest.mark.parametrize(
    ("diameter", "tip", "expected"),
    [
        (1, "square", [".....", ".....", "..#..", ".....", "....."]),
        (1, "disc", [".....", ".....", "..#..", ".....", "....."]),
        (2, "square", [".....", ".....", "..##.", "..##.", "....."]),
        (2, "disc", [".....", ".....", "..##.", "..##.", "....."]),
        (3, "square", [".....", ".###.", ".###.", ".###.", "....."]),
        (4, "disc", [".....", "..##.", ".####", ".####", "..##."]),
        (5, "square", ["#####"] * 5),
        (5, "disc", [".###.", "#####", "#####", "#####", ".###."]),
    ],
)
def test_a_dab_has_its_shape(diameter: int, tip: Tip, expected: list[str]) -> None:
    assert drawn(dab(blank(), 0, (2, 2), 9, diameter, tip)) == expected


def test_a_dab_is_cut_off_at_the_rim_and_leaves_other_channels() -> None:
    made = dab(blank(3, 3), 1, (0, 0), 7, 3)
    assert drawn(made, 1) == ["##.", "##.", "..."]
    assert drawn(made, 0) == ["...", "...", "..."]


def test_a_stroke_is_one_version_with_its_value() -> None:
    before = blank()
    after = stroke(before, 0, (0, 0), (4, 2), 6)
    assert drawn(after) == ["#....", ".#...", ".#...", "..#..", "..#.."]
    assert after.values.max() == 6
    assert after.parent is before
    change = after.changes_since(before)
    assert change is not None
    assert change.block == (0, 0, 5, 3)


def test_a_fraction_is_drawn_into_whole_numbers() -> None:
    assert stroke(blank(), 0, (0, 0), (0, 1), 0.5).value(0, 0, 1) == 0.5


def test_outside_the_map_nothing_is_drawn() -> None:
    before = blank()
    assert stroke(before, 0, (-9, -3), (-9, 100), 6, 3) is before
    assert stroke(before, 0, (6, 0), (6, 4), 6, 3) is before
    assert drawn(stroke(before, 0, (5, 0), (5, 4), 6, 3))[-1] == "#####"


def test_drawing_the_same_again_is_the_same_version() -> None:
    once = stroke(blank(), 0, (0, 0), (3, 3), 6, 2)
    assert stroke(once, 0, (3, 3), (0, 0), 6, 2) is once


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one cell wide; 0 is too small"):
        dab(blank(), 0, (0, 0), 1, 0)
    with pytest.raises(IndexError, match="no channel 2"):
        dab(blank(), 2, (0, 0), 1)


@settings(max_examples=80, deadline=None)
@given(CELLS, CELLS)
def test_a_thin_stroke_has_no_gaps_and_no_steps_too_many(start: Cell, end: Cell) -> None:
    offset = 50
    made = stroke(
        Map.from_array(np.zeros((130, 130), np.uint8)),
        0,
        (start[0] + offset, start[1] + offset),
        (end[0] + offset, end[1] + offset),
        1,
    )
    cells = np.argwhere(made.values[0]) - offset
    longer = int(np.argmax(np.abs(np.subtract(end, start))))
    order = cells[np.argsort(cells[:, longer], kind="stable")]
    assert len(order) == abs(end[longer] - start[longer]) + 1
    assert np.abs(np.diff(order, axis=0)).max(initial=0) <= 1
    assert start in map(tuple, cells.tolist())
    assert end in map(tuple, cells.tolist())
    # Never more than half a cell beside the true line.
    along = (order[:, longer] - start[longer]) / ((end[longer] - start[longer]) or 1)
    ideal = start[1 - longer] + along * (end[1 - longer] - start[1 - longer])
    assert np.abs(order[:, 1 - longer] - ideal).max() <= 0.5 + 1e-9


@settings(max_examples=60, deadline=None)
@example((31, -26), (-18, 44), 1, "square")
@given(CELLS, CELLS, st.integers(1, 6), st.sampled_from(["square", "disc"]))
def test_a_stroke_is_its_dabs(start: Cell, end: Cell, diameter: int, tip: Tip) -> None:
    before = Map.from_array(np.zeros((20, 20), np.uint8))
    whole = stroke(before, 0, start, end, 5, diameter, tip)
    thin = stroke(Map.from_array(np.zeros((200, 200), np.uint8)), 0, _moved(start), _moved(end), 1)
    one_by_one = before
    for row, column in np.argwhere(thin.values[0]).tolist():
        one_by_one = dab(one_by_one, 0, (row - 60, column - 60), 5, diameter, tip)
    assert np.array_equal(whole.values, one_by_one.values)


def _moved(cell: Cell) -> Cell:
    return cell[0] + 60, cell[1] + 60
