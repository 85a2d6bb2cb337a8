"""Boards stand where they fit, in one cell size, with room for headings and links."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.layout import Place, arrange
from poolviz.frame.model import Block, Board, Frame, Rim, Scale
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.room import HEADING

SIDES = st.integers(1, 40)
TEXT = 13.0


def board(name: str, rows: int, columns: int, **more: object) -> Board:
    return Board(name, name, "", ArrayPlane(np.zeros((rows, columns))), Scale(0, 1), **more)  # type: ignore[arg-type]


def frame(*rows: tuple[Board, ...]) -> Frame:
    boards = tuple(board for row in rows for board in row)
    return Frame(boards, tuple(tuple(board.name for board in row) for row in rows))


def areas(shown: Frame, places: dict[str, Place]) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of every board, rim and overhang included."""
    found = {}
    for name, place in places.items():
        one = shown.board(name)
        top, left = one.rim.top + one.overhang.top, one.rim.left + one.overhang.left
        rows = one.shape[0] + top + one.rim.bottom + one.overhang.bottom
        columns = one.shape[1] + left + one.rim.right + one.overhang.right
        x, y, width, height = place.rectangle(Block(-top, -left, rows, columns))
        found[name] = (x, y, x + width, y + height)
    return found


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def four(rows: int, columns: int, rim: int = 0) -> Frame:
    """Input, output and both gradients, as in the backward pass."""
    out = max(rows // 2, 1), max(columns // 2, 1)
    return frame(
        (board("input", rows, columns, rim=Rim(rim, rim, rim, rim)), board("output", *out)),
        (board("gradient", rows, columns), board("upstream", *out, heading_lines=2)),
    )


@given(SIDES, SIDES, st.integers(0, 3), st.integers(300, 2000), st.integers(250, 1200))
def test_boards_stay_inside_and_apart(rows: int, columns: int, rim: int, width: int, height: int) -> None:
    shown = four(rows, columns, rim)
    found = areas(shown, arrange(shown, width, height, TEXT))
    for x, y, right, bottom in found.values():
        assert x >= 0
        assert right <= width + 1e-6
        assert y >= HEADING * TEXT
        assert bottom <= height + 1e-6
    names = list(found)
    for i, name in enumerate(names):
        assert not any(overlap(found[name], found[other]) for other in names[i + 1 :])


@given(SIDES, SIDES)
def test_all_boards_share_one_cell_size(rows: int, columns: int) -> None:
    places = arrange(four(rows, columns), 1000, 700, TEXT)
    assert len({round(place.cell_width, 6) for place in places.values()}) == 1


def test_a_heading_of_two_lines_has_room() -> None:
    shown = four(8, 8)
    found = areas(shown, arrange(shown, 1000, 700, TEXT))
    assert found["upstream"][1] - found["output"][3] >= 2 * HEADING * TEXT


def test_columns_line_up() -> None:
    places = arrange(four(6, 6), 1000, 700, TEXT)
    assert places["input"].x == places["gradient"].x
    assert places["output"].x == places["upstream"].x


def test_cells_do_not_grow_beyond_comfort() -> None:
    small = frame((board("input", 1, 1),))
    assert arrange(small, 4000, 4000, TEXT)["input"].cell_width < 10 * TEXT


def test_an_output_may_be_drawn_at_the_size_of_the_input() -> None:
    shown = frame((board("input", 4, 4), board("output", 2, 2, cell_rows=2.0, cell_columns=2.0)))
    found = areas(shown, arrange(shown, 1000, 700, TEXT))
    assert found["input"][2] - found["input"][0] == pytest.approx(found["output"][2] - found["output"][0])


def test_a_magnifier_fills_a_place_of_its_own() -> None:
    free = board("magnifier", 4, 4, cell_rows=None, cell_columns=None)
    shown = frame((board("input", 224, 224), free, board("output", 112, 112)))
    places = arrange(shown, 1000, 700, TEXT)
    found = areas(shown, places)
    assert places["magnifier"].cell_width > 10 * places["input"].cell_width
    assert found["input"][2] < found["magnifier"][0] < found["magnifier"][2] < found["output"][0]


def test_an_empty_name_leaves_its_place_free() -> None:
    one, other = board("input", 4, 4), board("output", 2, 2)
    shown = Frame((one, other), (("input", ""), ("", "output")))
    found = areas(shown, arrange(shown, 1000, 700, TEXT))
    assert found["output"][0] > found["input"][2]
    assert found["output"][1] > found["input"][3]


def test_a_frame_without_boards_has_no_places() -> None:
    assert arrange(Frame((), ()), 1000, 700, TEXT) == {}


def test_spare_width_goes_between_the_boards() -> None:
    def gap(width: int) -> float:
        shown = frame((board("input", 4, 4), board("output", 2, 2)))
        found = areas(shown, arrange(shown, width, 700, TEXT))
        return found["output"][0] - found["input"][2]

    assert gap(900) < gap(1100) < gap(1300)


@given(st.integers(-3, 9), st.integers(-3, 9))
def test_a_cell_is_found_where_it_is_drawn(row: int, column: int) -> None:
    place = Place(13.5, 7.25, 11.0, 9.0)
    x, y, width, height = place.rectangle(Block(row, column))
    assert place.cell_at(x + width / 2, y + height / 2) == (row, column)


def test_a_guess_that_came_less_near_still_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = frame((board("a", 40, 40), board("b", 20, 20)), (board("c", 9, 30), board("d", 30, 9)))
    best = arrange(shown, 900, 700, TEXT)["a"].cell_width
    monkeypatch.setattr("poolviz.frame.packing._EXACT", 0.0)
    monkeypatch.setattr("poolviz.frame.packing._GUESSES", 2)
    assert 0 < arrange(shown, 900, 700, TEXT)["a"].cell_width <= best
