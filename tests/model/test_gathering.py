"""What the windows that see a cell have to do with it is what each of them says by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.gathering import gathered, parts_of, won_by
from poolviz.model.grid import Grid
from poolviz.model.windows import Windows
from poolviz.session.memo import Memo
from tests.strategies import fitting


@settings(max_examples=60, deadline=None)
@given(
    fitted=fitting(mode="max"),
    seed=st.integers(0, 99),
    ties=st.sampled_from(["first", "last", "column", "split"]),
    odd=st.sampled_from([0.0, np.nan, np.inf, -np.inf]),
)
def test_all_at_once_is_one_by_one(
    fitted: tuple[PoolSpec, tuple[int, int]],
    seed: int,
    ties: Any,  # noqa: ANN401 - a rule
    odd: float,
) -> None:
    spec, size = replace(fitted[0], ties=ties), fitted[1]
    values = np.random.default_rng(seed).integers(0, 3, size).astype(np.float64)
    values[-1, -1] = odd
    map_ = Map.from_array(values)
    answer, windows = Memo().pooled(map_, 0, spec), Windows(map_.plane(0), spec.geometry(size))
    for cell in np.ndindex(size):
        seeing = windows.seeing(Cell("input", *cell))
        won = [output for output in seeing if windows.cell(answer.winner(*output)) == cell]
        assert list(won_by(cell, windows, answer)) == won
        for output, part in zip(seeing, parts_of(cell, seeing, windows, answer).flat, strict=True):
            winner = windows.cell(answer.winner(*output))
            alike = windows.equals(*output, winner, answer.value(*output))
            sends = alike.all if ties == "split" else (winner,)
            assert part == (1 / len(sends) if cell in sends else 0)


def test_what_was_sent_ends_with_the_window_that_is_told() -> None:
    windows, slopes = Grid(range(2), (3, 5)), np.array([[1.0, 2.0], [0.0, 4.0]])
    upstream = np.full((2, 6), -3.0)
    assert list(gathered(windows, upstream, slopes, slopes != 0, (1, 4))) == [
        (-3.0, Cell("upstream", 0, 3)),
        (-6.0, Cell("upstream", 0, 5)),
    ]
    assert len(gathered(windows, upstream, slopes, slopes != 0, (1, 5))) == 3
