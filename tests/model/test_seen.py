"""What an output sees of the map through several pools, and one answer that is shown early."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.core import Geometry, PoolSpec
from poolviz.frame.model import Board, Scale
from poolviz.frame.plane import ArrayPlane
from poolviz.model.early import with_early
from poolviz.model.seen import seen_through

Cells = set[tuple[int, int]]


def one_by_one(chain: list[Geometry], output: tuple[int, int]) -> Cells:
    seen: Cells = {output}
    for geometry in reversed(chain):
        seen = {
            (row, column)
            for down, across in seen
            for row in geometry.rows.real(down)
            for column in geometry.columns.real(across)
        }
    return seen


@pytest.mark.parametrize(
    "spec",
    [
        PoolSpec(window=2),
        PoolSpec(window=3, stride=2, padding=1),
        PoolSpec(window=(3, 2), stride=1),
        PoolSpec(window=2, ceil_mode=True),
        PoolSpec(window=3, stride=1, padding=1, dilation=2),
    ],
    ids=["apart", "padded", "overlapping", "overhanging", "dilated"],
)
def test_the_rectangle_reaches_from_the_first_cell_to_the_last(spec: PoolSpec) -> None:
    first = spec.geometry((11, 13))
    chain = [first, spec.geometry(first.output)]
    for output in np.ndindex(chain[-1].output):
        rows, columns = zip(*one_by_one(chain, output), strict=True)
        block = seen_through(chain, output)
        assert 0 <= block.row <= block.row + block.rows <= 11
        assert (block.row, block.column) == (min(rows), min(columns))
        assert (block.row + block.rows, block.column + block.columns) == (max(rows) + 1, max(columns) + 1)


def test_a_window_that_reaches_over_the_map_sees_nothing() -> None:
    geometry = PoolSpec(window=2, stride=1, padding=1, dilation=4).geometry((3, 6))
    assert geometry.rows.real(0) == range(0)
    assert seen_through([geometry], (0, 0)).rows == 0


def test_without_a_pool_a_cell_sees_itself() -> None:
    assert seen_through([], (2, 3)) == (2, 3, 1, 1)


def test_one_answer_is_shown_before_its_turn() -> None:
    plane = ArrayPlane(np.array([[1, 2], [3, 4]]))
    board = with_early(Board("output", "Output", "", plane, Scale(1, 4), shown=1), (1, 0))
    assert [board.value(*cell) for cell in ((0, 0), (0, 1), (1, 0), (1, 1))] == [1, None, 3, None]
