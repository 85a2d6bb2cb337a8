from __future__ import annotations

import numpy as np
import pytest

from poolviz.core import PoolSpec
from poolviz.frame.model import Block, Cell
from poolviz.frame.plane import ArrayPlane
from poolviz.model.grid import Grid
from poolviz.model.marks import dropped_marks, window_marks, winner_marks
from poolviz.model.windows import Windows, asking_for


def over(size: tuple[int, int] = (5, 5), **spec: object) -> Windows:
    plane = ArrayPlane(np.arange(size[0] * size[1]).reshape(size))
    return Windows(plane, PoolSpec(**spec).geometry(size))  # type: ignore[arg-type]


def test_a_grid_is_a_list_that_is_never_made() -> None:
    grid = Grid(range(3, 8, 2), range(2))
    made = [(r, c) for r in (3, 5, 7) for c in (0, 1)]
    assert list(grid) == made
    assert grid[2:4] == made[2:4]
    assert grid[-1] == made[-1]
    assert [grid.index(cell) for cell in made] == list(range(6))
    assert (5, 1) in grid
    assert (4, 1) not in grid
    assert not Grid(range(0), range(2))
    with pytest.raises(ValueError, match="not among them"):
        grid.index((3, 0), 1)
    with pytest.raises(ValueError, match="not in range"):
        grid.index((4, 0))


def test_windows_tell_what_they_span_see_and_hold() -> None:
    windows = over(window=3, stride=2, padding=1)
    assert windows.position(4) == (1, 1)
    assert windows.index(1, 1) == 4
    assert windows.index(3, 0) is windows.index(0, -1) is None
    assert windows.block(0, 0) == Block(-1, -1, 3, 3)
    assert list(windows.cells(0, 0)) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert windows.values(0, 0).tolist() == [0, 1, 5, 6]
    assert list(windows.seeing(Cell("input", 1, 2))) == [(0, 1), (1, 1)]


def test_winners_are_found_by_their_flat_index() -> None:
    windows = Windows(ArrayPlane(np.array([[7, 7], [1, 7]])), PoolSpec().geometry((2, 2)))
    assert windows.cell(3) == (1, 1)
    assert windows.cell(-1) is None


def test_marks_of_a_window_and_its_winner() -> None:
    assert [mark.cells for mark in window_marks(over(window=2), "input", 1, 1)] == [Block(2, 2, 2, 2)]
    field, window = window_marks(over(window=2, dilation=2), "input", 0, 0)
    assert (field.role, field.cells) == ("field", ((0, 0), (0, 2), (2, 0), (2, 2)))
    assert window.cells == Block(0, 0, 3, 3)
    windows = over(window=2)
    tie, winner = winner_marks(windows, "input", (0, 1), ((1, 1),), shared=True)
    assert (tie.role, tie.filled, winner.cells) == ("tie", True, Block(0, 1))
    assert not list(winner_marks(windows, "input", None, ()))


def test_cells_that_no_window_sees_are_few_blocks_or_one_mask() -> None:
    assert dropped_marks(over((4, 4), window=2).geometry, "input") == ()
    blocks = [mark.cells for mark in dropped_marks(over(window=2).geometry, "input")]
    assert blocks == [Block(4, 0, 1, 5), Block(0, 4, 4, 1)]
    (mask,) = dropped_marks(over((60, 60), window=1, stride=2).geometry, "input")
    assert isinstance(mask.cells, np.ndarray)
    assert mask.cells.sum() == 60 * 60 - 30 * 30


def test_many_cells_are_asked_about_as_whole_boards() -> None:
    few = asking_for(("one", "two"), [(0, 1)], "Who?")
    assert (few.cells, few.boards) == ((Cell("one", 0, 1), Cell("two", 0, 1)), ())
    assert not few.whole_formula
    many = asking_for(("one",), Grid(range(999), range(999)), "Who?")
    assert (many.cells, many.boards, many.whole_formula) == ((), ("one",), True)
