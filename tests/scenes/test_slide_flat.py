"""Maps of one row: boards lie under each other in large cells, in both passes."""

from __future__ import annotations

import pytest

from tests.scenes.checks import check_frame
from tests.scenes.showing import backward, document, frame

ROW = [[0, 0, 1, 1, 0, 0, 1, 1]]


def test_the_output_lies_under_the_input() -> None:
    shown = frame(document(ROW, window=(1, 2)))
    check_frame(shown)
    assert shown.arrangement == (("input",), ("output",))
    assert frame(document([[0, 1, 0]], window=(1, 2))).arrangement == (("input", "output"),)
    assert frame(document([[0], [1], [0], [1]], window=(2, 1))).arrangement == (("input", "output"),)


def test_gradients_lie_under_each_other() -> None:
    shown = frame(backward(ROW, window=(1, 2)))
    check_frame(shown)
    assert shown.arrangement == (("input",), ("output",), ("upstream",), ("gradient",))


@pytest.mark.parametrize(("step", "links"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_no_link_runs_through_the_heading_of_the_output(step: int, links: int) -> None:
    assert len(frame(document(ROW, window=(1, 2)), step).links) == links


@pytest.mark.parametrize("step", range(4))
def test_no_gradient_runs_through_the_heading_of_the_board_where_it_arrives(step: int) -> None:
    shown = frame(backward(ROW, window=(1, 2)), step)
    gradient = shown.board("gradient")
    assert [link.end_board for link in shown.links] == ["gradient"]
    assert gradient.heading_lines == 0
    assert [line.text for line in gradient.beside] == ["∂L/∂input", "accumulated so far"]


def test_a_long_row_keeps_its_magnifier() -> None:
    shown = frame(document([list(range(100))], window=(1, 2)))
    assert shown.arrangement == (("input", "magnifier", "output"),)
