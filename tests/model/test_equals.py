"""Which cells equal a winner is what a look at one cell after the other says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec
from poolviz.frame.model import Block
from poolviz.frame.plane import ArrayPlane
from poolviz.maps.map import Map
from poolviz.model.grid import FEW, Chosen, Equals, Grid, chosen_of
from poolviz.model.marks import cells_of
from poolviz.model.windows import Windows
from tests import reference
from tests.model.tied import Tied, tied


@settings(max_examples=80, deadline=None)
@given(case=tied(different=2))
def test_every_window_is_asked_cell_by_cell(case: Tied) -> None:
    values, answer, windows = case.values, case.answer, case.windows
    for window in reference.windows(case.spec, case.size):
        best = reference.winner(values, window.cells, case.spec.ties)
        found = windows.equals(
            *window.output, windows.cell(answer.winner(*window.output)), answer.value(*window.output)
        )
        alike = [cell for cell in window.cells if cell == best or values[cell] == values[best]]
        assert list(found.all) == alike
        assert list(found.others) == [cell for cell in alike if cell != best]


def test_a_window_without_a_winner_has_no_equals() -> None:
    windows = Windows(ArrayPlane(np.array([[7, 7], [1, 7]])), PoolSpec().geometry((2, 2)))
    assert windows.equals(0, 0, (0, 0), 7).others == ((0, 1), (1, 1))
    for nothing in (windows.equals(0, 0, None, 7), windows.equals(0, 0, None, np.nan)):
        assert nothing.all == nothing.others == ()
    assert windows.equals(0, 0, (1, 0), np.nan).all == ((1, 0),)


def test_the_last_window_is_remembered_and_no_other_answer_given_for_it() -> None:
    values = np.zeros((2, 60, 50))
    values[1, :, ::2] = 1
    maps = [Map.from_array(value) for value in values]
    whole = [Windows(map_.plane(0), PoolSpec(window="global").geometry((60, 50))) for map_ in maps]
    first = whole[0].equals(0, 0, (0, 0), 0.0)
    assert whole[0].equals(0, 0, (0, 0), 0.0) is first
    assert len(whole[0].equals(0, 0, (59, 49), 0.0).others) == 60 * 50 - 1
    assert (59, 49) not in whole[0].equals(0, 0, (59, 49), 0.0).others
    assert len(whole[1].equals(0, 0, (0, 0), 1.0).all) == 60 * 25
    halves = Windows(maps[1].plane(0), PoolSpec(window=(60, 25)).geometry((60, 50)))
    assert len(halves.equals(0, 0, (0, 0), 1.0).all) == 60 * 13
    assert len(halves.equals(0, 1, (0, 26), 1.0).all) == 60 * 12


grids = st.sampled_from([Grid(range(3, 40, 2), tuple(range(5, 70))), Grid(range(40), range(2, 60, 3))])


@given(grid=grids, seed=st.integers(0, 99), share=st.sampled_from([0.5, 0.9, 1.0]))
def test_chosen_cells_are_a_list_that_is_never_made(grid: Grid, seed: int, share: float) -> None:
    shape = len(grid.rows), len(grid.columns)
    random = np.random.default_rng(seed)
    mask = random.random(shape) < share
    mask[random.integers(shape[0])] = False
    made = [cell for cell, chosen in zip(grid, mask.flat, strict=True) if chosen]
    some = chosen_of(grid, mask)
    assert isinstance(some, Chosen)
    assert list(some) == made
    assert len(some) == len(made)
    places = [0, 1, len(made) // 2, len(made) - 1, -1, -len(made)]
    assert [some[place] for place in places] == [made[place] for place in places]
    assert some[5:9] == made[5:9]
    for beyond in (len(made), -len(made) - 1):
        with pytest.raises(IndexError):
            some[beyond]
    inside = set(made)
    assert all((cell in some) == (cell in inside) for cell in np.ndindex(45, 75))
    assert some.__contains__("no cell") is False


def test_few_are_listed_and_none_are_nothing() -> None:
    grid = Grid(range(20), range(20))
    mask = np.arange(400).reshape(20, 20) < FEW
    assert chosen_of(grid, mask) == tuple(grid)[:FEW]
    mask[-1, -1] = True
    assert isinstance(chosen_of(grid, mask), Chosen)
    assert chosen_of(grid, np.zeros((20, 20), np.bool_)) == ()
    assert len(Chosen(Grid(range(0), range(3)), np.zeros((0, 3), np.bool_))) == 0


def test_many_cells_of_a_mark_are_a_rectangle_or_one_mask() -> None:
    few, grid = Grid(range(3), range(2, 4)), Grid(range(1, 40, 2), tuple(range(30)))
    assert cells_of(few, (9, 9)) == tuple(few)
    assert cells_of(Grid(tuple(range(3, 20)), range(40)), (50, 60)) == Block(3, 0, 17, 40)
    for cells in (grid, Chosen(grid, np.ones((20, 30), np.bool_))):
        mask = cells_of(cells, (50, 60))
        assert isinstance(mask, np.ndarray)
        assert not mask.flags.writeable
        assert list(map(tuple, np.argwhere(mask).tolist())) == list(grid)
        assert cells_of(cells, (50, 60)) is mask


def test_a_mask_is_known_again_when_a_picture_is_begun_anew() -> None:
    """The painter keeps what it made of a mask as long as that is the same."""
    values = np.zeros((50, 60))
    looks = [Windows(ArrayPlane(values), PoolSpec(window="global").geometry((50, 60))) for _ in range(2)]
    first, again = (cells_of(look.equals(0, 0, (0, 0), 0.0).others, (50, 60)) for look in looks)
    assert first is again
    other = cells_of(looks[0].equals(0, 0, (0, 1), 0.0).others, (50, 60))
    assert isinstance(first, np.ndarray)
    assert isinstance(other, np.ndarray)
    assert (other != first).sum() == 2


def test_equals_are_read_only_and_of_their_own() -> None:
    mask = np.ones((20, 20), np.bool_)
    equals = Equals(Grid(range(20), range(20)), mask, (3, 4))
    for cells in (equals.all, equals.others):
        assert isinstance(cells, Chosen)
        assert not cells.mask.flags.writeable
    assert len(equals.all) == 1 + len(equals.others)
