from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.magnifier import magnified, magnified_marks, shows
from poolviz.frame.model import Block, Board, Cell, Mark, Scale
from poolviz.frame.plane import ArrayPlane

BOARD = Board("input", "Input", "", ArrayPlane(np.arange(1200).reshape(30, 40)), Scale(0, 1199))


@pytest.mark.parametrize(
    ("around", "origin", "shape"),
    [
        (Block(0, 0, 2, 2), (0, 0), (4, 4)),
        (Block(10, 20, 2, 2), (9, 19), (4, 4)),
        (Block(28, 38, 2, 2), (26, 36), (4, 4)),
        (Block(3, 3, 20, 5), (3, 2), (8, 7)),
        (Block(-1, -1, 3, 3), (0, 0), (5, 5)),
    ],
)
def test_it_shows_the_block_with_a_margin_inside_the_map(
    around: Block, origin: tuple[int, int], shape: tuple[int, int]
) -> None:
    shown = magnified(BOARD, "magnifier", around)
    assert (shown.origin, shown.shape) == (origin, shape)
    assert shown.part_of == "input"
    assert shown.value(0, 0) == origin[0] * 40 + origin[1]


def test_it_tells_which_cells_it_holds() -> None:
    shown = magnified(BOARD, "magnifier", Block(10, 20, 2, 2))
    inside = [(r, c) for r in range(30) for c in range(40) if shows(shown, Cell("input", r, c))]
    assert inside == [(r, c) for r in range(9, 13) for c in range(19, 23)]


def test_marks_are_moved_and_cut() -> None:
    shown = magnified(BOARD, "magnifier", Block(10, 20, 2, 2))
    mask = np.zeros((30, 40), bool)
    mask[11, 22] = True
    marks = (
        Mark("input", "window", Block(10, 20, 2, 2)),
        Mark("input", "field", Block(0, 0, 10, 40)),
        Mark("input", "tie", ((12, 22), (29, 39))),
        Mark("input", "dropped", mask),
        Mark("input", "chosen", Block(0, 0)),
        Mark("output", "window", Block(5, 10)),
    )
    window, field, tie, dropped = magnified_marks(marks, shown)
    assert (window.board, window.cells) == ("magnifier", Block(1, 1, 2, 2))
    assert field.cells == Block(0, 0, 1, 4)
    assert tie.cells == ((3, 3),)
    assert np.argwhere(dropped.cells).tolist() == [[2, 3]]
