"""What the windows that see a cell have to do with it is what each of them says by itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from poolviz.frame.model import Cell
from poolviz.model.gathering import gathered, parts_of, won_by
from poolviz.model.grid import Grid
from tests.model.tied import Tied, tied


@settings(max_examples=60, deadline=None)
@given(case=tied(different=3))
def test_all_at_once_is_one_by_one(case: Tied) -> None:
    answer, windows = case.answer, case.windows
    for cell in np.ndindex(case.size):
        seeing = windows.seeing(Cell("input", *cell))
        won = [output for output in seeing if windows.cell(answer.winner(*output)) == cell]
        assert list(won_by(cell, windows, answer)) == won
        for output, part in zip(seeing, parts_of(cell, seeing, windows, answer).flat, strict=True):
            winner = windows.cell(answer.winner(*output))
            alike = windows.equals(*output, winner, answer.value(*output))
            sends = alike.all if case.spec.ties == "split" else (winner,)
            assert part == (1 / len(sends) if cell in sends else 0)


def test_what_was_sent_ends_with_the_window_that_is_told() -> None:
    windows, slopes = Grid(range(2), (3, 5)), np.array([[1.0, 2.0], [0.0, 4.0]])
    upstream = np.full((2, 6), -3.0)
    assert list(gathered(windows, upstream, slopes, slopes != 0, (1, 4))) == [
        (-3.0, Cell("upstream", 0, 3)),
        (-6.0, Cell("upstream", 0, 5)),
    ]
    assert len(gathered(windows, upstream, slopes, slopes != 0, (1, 5))) == 3
