"""Pointing: what sees a cell, what a weight multiplies, what has arrived where."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell
from poolviz.scenes.compare.parameters import CompareParameters
from tests.scenes.checks import check_frame
from tests.scenes.compare.comparing import EDGES, SIX, document, frame, with_own


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (
            (3, 4),
            "max takes it; average takes 1/4 of it; the kernel multiplies it by −2.",
        ),
        (
            (3, 5),
            "max leaves it; average takes 1/4 of it; the kernel multiplies it by 3.5.",
        ),
    ],
)
def test_an_input_cell_tells_what_becomes_of_it(cell: tuple[int, int], sentence: str) -> None:
    shown = frame(document(SIX, own=CompareParameters(kernel="own", weights=EDGES)), 0, Cell("input", *cell))
    check_frame(shown)
    assert shown.caption.text == f"One window sees it: {sentence}"
    assert [mark.cells for mark in shown.marked("input", "field")] == [Block(2, 4, 2, 2)]
    assert "chosen" in shown.roles("input", *cell)
    for row in ("max", "average", "convolution"):
        assert "field" in shown.roles(row, 1, 2)
    assert ("winner" in shown.roles("max", 1, 2)) == (cell == (3, 4))


def test_a_cell_of_many_windows() -> None:
    overlap = document(SIX, window=3, stride=1, own=CompareParameters(kernel="own", weights=EDGES))
    shown = frame(overlap, 0, Cell("input", 3, 4))
    assert shown.caption.text == (
        "6 windows see it: max takes it every time; average takes 1/9 of it; "
        "the kernel multiplies it by 0, 0, 0, 3.5, …."
    )
    some = frame(overlap, 0, Cell("input", 1, 3))
    assert "6 windows see it: max takes it in 4;" in some.caption.text
    many = frame(document(np.eye(9), window=5, stride=1), 0, Cell("input", 4, 4))
    assert [mark.cells for mark in many.marked("input", "field")] == [Block(0, 0, 9, 9)]


def test_at_a_rim_that_is_not_counted_the_shares_differ() -> None:
    shown = frame(
        document(SIX, window=3, stride=2, padding=1, count_include_pad=False), 0, Cell("input", 1, 1)
    )
    assert "average takes 1/4 or 1/6 or 1/9 of it" in shown.caption.text


def test_a_cell_that_no_window_sees() -> None:
    shown = frame(document(np.arange(9).reshape(3, 3)), 0, Cell("input", 2, 2))
    assert shown.caption.text == "No window sees this cell: none of the answers depends on it."


def test_rows_that_are_off_are_not_spoken_of() -> None:
    for off, lacking in (
        ("with_max", "max"),
        ("with_average", "average"),
        ("with_convolution", "kernel"),
    ):
        shown = frame(with_own(document(SIX), **{off: False}), 0, Cell("input", 0, 0))
        assert lacking not in shown.caption.text


def test_a_weight_shows_which_cell_it_multiplies() -> None:
    shown = frame(document(SIX), 5, Cell("kernel", 1, 0))
    assert shown.caption.lead == "Weight (1, 0) = 0.25"
    assert shown.caption.text == "In this window it multiplies the cell (3, 4). All windows share it."
    assert "chosen" in shown.roles("input", 3, 4)
    assert "chosen" in shown.roles("kernel", 1, 0)
    padded = frame(document(SIX, window=3, stride=2, padding=1), 0, Cell("kernel", 0, 2))
    assert padded.caption.text == "In this window it lies on padding, which is 0."


@pytest.mark.parametrize(
    ("row", "cell", "formula"),
    [
        ("max", (1, 1), "at (1, 1) so far +1 + 2 = +3"),
        ("max", (0, 0), "at (0, 0) so far 0"),
        ("average", (1, 1), "at (1, 1) so far +0.25 + 0.5 = +0.75"),
        ("convolution", (1, 1), "at (1, 1) so far +3.5 − 4 = −0.5"),
    ],
)
def test_a_gradient_under_the_pointer_spells_what_has_arrived(
    row: str, cell: tuple[int, int], formula: str
) -> None:
    own = CompareParameters(backward=True, kernel="own", weights=EDGES)
    x = [[0, 0, 0], [0, 9, 0], [0, 0, 0]]
    shown = frame(document(x, stride=1, own=own), 1, Cell(f"{row}_gradient", *cell))
    check_frame(shown)
    assert shown.formula_text == formula
    assert "chosen" in shown.roles(f"{row}_gradient", *cell)
    assert shown.caption.lead == f"Cell {cell} = {x[cell[0]][cell[1]]}"


def test_backward_an_input_cell_is_pointed_at_as_forward() -> None:
    shown = frame(document(SIX, own=CompareParameters(backward=True)), 0, Cell("input", 3, 4))
    assert shown.caption.text.startswith("One window sees it: max takes it")
    assert "winner" in shown.roles("upstream", 1, 2)


@pytest.mark.parametrize("board", ["kernel", "kernel_gradient"])
def test_backward_a_weight_tells_its_own_gradient(board: str) -> None:
    shown = frame(document(SIX, own=CompareParameters(backward=True)), 5, Cell(board, 0, 1))
    assert shown.formula_text == "∂L/∂w (0, 1): before +26, now +6·6, together +62"
    assert "chosen" in shown.roles("kernel", 0, 1) & shown.roles("kernel_gradient", 0, 1)
    first = frame(document([[-1, -2], [-3, -4]], own=CompareParameters(backward=True)), 0, Cell(board, 0, 1))
    assert first.formula_text == "∂L/∂w (0, 1): before 0, now +1·(−2), together −2"
