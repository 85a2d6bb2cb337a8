"""Links keep clear of digits: they leave sideways, follow gaps inside boards and bow around boards."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.route import Curve, End, Point, Rectangle, route

CELL = 20.0
LEFT: Rectangle = (0, 0, 100, 100)  # five by five cells
RIGHT: Rectangle = (200, 0, 100, 100)
CELLS = st.tuples(st.integers(0, 4), st.integers(0, 4))


def end(board: Rectangle, row: int, column: int, side: int = 1, *, is_framed: bool = False) -> End:
    block = (board[0] + column * CELL, board[1] + row * CELL, side * CELL, side * CELL)
    return End(block, board, (CELL, CELL), 2.0 if is_framed else 0.0, is_framed)


def points(curve: Curve, count: int = 24) -> list[Point]:
    """Points of a Bézier curve, by its definition."""
    found = []
    for i in range(count + 1):
        t = i / count
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        found.append(
            Point(
                sum(share * point.x for share, point in zip(shares, curve, strict=True)),
                sum(share * point.y for share, point in zip(shares, curve, strict=True)),
            )
        )
    return found


def line(way: tuple[Curve, ...]) -> list[Point]:
    return [point for curve in way for point in points(curve)]


def hits_a_digit(point: Point, board: Rectangle) -> bool:
    """Whether a point lies in the middle two fifths of a cell, where its number stands."""
    x, y = (point.x - board[0]) / CELL, (point.y - board[1]) / CELL
    return 0 <= x < 5 and 0 <= y < 5 and 0.3 < x % 1 < 0.7 and 0.3 < y % 1 < 0.7


@given(CELLS, CELLS, st.booleans(), st.booleans())
def test_a_link_never_crosses_a_digit(
    start: tuple[int, int], stop: tuple[int, int], start_framed: bool, stop_framed: bool
) -> None:
    way = route(end(LEFT, *start, is_framed=start_framed), end(RIGHT, *stop, is_framed=stop_framed))
    for point in line(way):
        assert not hits_a_digit(point, LEFT)
        assert not hits_a_digit(point, RIGHT)


@given(CELLS, CELLS)
def test_a_link_back_and_one_between_boards_above_each_other_keep_clear_as_well(
    start: tuple[int, int], stop: tuple[int, int]
) -> None:
    below: Rectangle = (10, 200, 100, 100)
    for one, other in ((RIGHT, LEFT), (LEFT, below), (below, LEFT)):
        for point in line(route(end(one, *start), end(other, *stop))):
            assert not hits_a_digit(point, one)
            assert not hits_a_digit(point, other)


@given(CELLS, CELLS)
def test_the_curves_of_a_link_hang_together(start: tuple[int, int], stop: tuple[int, int]) -> None:
    way = route(end(LEFT, *start), end(RIGHT, *stop))
    for one, other in pairwise(way):
        assert one.end == other.start


def test_a_cell_at_the_side_of_its_board_is_left_straight_from_its_middle() -> None:
    way = route(end(LEFT, 2, 4), end(RIGHT, 2, 0))
    assert len(way) == 1
    assert (way[0].start, way[0].end) == ((100, 50), (200, 50))


def test_a_frame_keeps_the_line_off() -> None:
    way = route(end(LEFT, 2, 4, is_framed=True), end(RIGHT, 2, 0, is_framed=True))
    assert (way[0].start.x, way[-1].end.x) == (102, 198)


def test_an_inner_block_of_two_rows_is_met_in_its_middle_gap() -> None:
    way = route(end(LEFT, 0, 4), end(RIGHT, 1, 2, side=2))
    assert way[-1].end == (240, 40)


@pytest.mark.parametrize(("towards", "gap"), [(0, 40.0), (4, 60.0)])
def test_an_inner_cell_is_left_on_the_side_that_the_link_goes_to(towards: int, gap: float) -> None:
    way = route(end(LEFT, 2, 1), end(RIGHT, towards, 0))
    assert way[1].start.y == gap


@pytest.mark.parametrize("is_back", [False, True])
def test_a_board_in_between_is_passed_outside(is_back: bool) -> None:
    between: Rectangle = (130, 20, 40, 60)
    ends = end(LEFT, 1, 4), end(RIGHT, 1, 0)
    way = route(*(ends[::-1] if is_back else ends), [between])
    inside = [p for p in line(way) if 130 < p.x < 170 and 20.01 < p.y < 79.99]
    assert inside == []
    assert any(130 < point.x < 170 for point in line(way))


def test_a_board_aside_is_no_obstacle() -> None:
    assert route(end(LEFT, 1, 4), end(RIGHT, 1, 0), [(130, 60, 40, 60)]) == route(
        end(LEFT, 1, 4), end(RIGHT, 1, 0)
    )


def test_boards_above_each_other_are_joined_at_top_and_bottom() -> None:
    below: Rectangle = (0, 200, 100, 100)
    way = route(end(LEFT, 4, 2), end(below, 0, 2))
    assert (way[0].start, way[-1].end) == ((50, 100), (50, 200))
