"""A frozen result beside the one of now: where it stands, and which cells are ringed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from poolviz.frame.keeping import Kept, counterpart, differing, kept_name, with_kept, with_place_before
from poolviz.frame.model import Block, Board, Caption, Cell, Frame, Patch, Scale
from poolviz.frame.plane import ArrayPlane


def board(values: ArrayLike, name: str = "output", **also: Any) -> Board:  # noqa: ANN401
    return Board(name, "Output", "size", ArrayPlane(np.asarray(values)), Scale(0, 9), **also)


def frame(*boards: Board, results: tuple[str, ...] = ("output",)) -> Frame:
    return Frame(boards, (tuple(b.name for b in boards),), caption=Caption("Max", "So."), results=results)


def kept(old: Board, now: Board) -> dict[str, Kept]:
    return {now.name: Kept(old, differing(old.plane, now.plane))}


def beside(old: Board, now: Board, focus: Cell | None = None) -> Frame:
    return with_kept(frame(now), kept(old, now), "max 2×2", focus)


def test_a_stands_left_of_b_in_b_s_colours_and_finished() -> None:
    old = replace(board([[1, 2]], shown=1, patch=Patch(0, 0, np.array([[5]]))), scale=Scale(0, 99))
    shown = beside(old, board([[1, 3]]))
    a, b = shown.board("kept_output"), shown.board("output")
    assert shown.arrangement == (("kept_output", "output"),)
    assert (a.title, b.title, a.detail) == ("A · Output", "B · Output", "")
    assert [a.value(0, column) for column in range(2)] == [1, 2]
    assert a.scale == b.scale
    assert a.below[-1].text == "max 2×2"
    assert len(a.below) == len(b.below)


def test_gradients_of_both_have_one_scale_that_holds_all_of_them() -> None:
    def gradient(name: str, most: float) -> Board:
        return replace(board([[most, 0]], name), scale=Scale(-most, most, "gradient"))

    other = board([[1, 2]], "input")
    for then, now in ((9.0, 4.0), (4.0, 9.0)):
        b, given = gradient("gradient", now), gradient("upstream", now)
        shown = with_kept(
            frame(other, b, given, results=("gradient",)), kept(gradient("gradient", then), b), "", None
        )
        scales = [shown.board(name).scale for name in ("kept_gradient", "gradient", "upstream")]
        assert scales == [Scale(-9.0, 9.0, "gradient")] * 3
        assert shown.board("input").scale == other.scale


def test_many_words_about_a_stand_in_several_lines() -> None:
    now = board([[1, 2]])
    shown = with_kept(frame(now), kept(now, now), "average 3×3, stride 2, padding 1, ceil mode", None)
    lines = [line.text for line in shown.board("kept_output").below]
    assert lines == ["average 3×3, stride 2,", "padding 1, ceil mode"]


def test_what_differs_is_ringed_and_counted() -> None:
    shown = beside(board([[1, 2], [3, 4]]), board([[1.0, 2.5], [3.0, 5.0]]))
    (ring,) = shown.marked("output", "changed")
    assert ring.cells == ((0, 1), (1, 1))
    assert shown.board("output").below[-1].text == "2 of 4 differ from A"


def test_only_what_is_out_is_compared() -> None:
    old = board([[1, 2], [3, 4]])
    now = board([[9, 9], [9, 9]], shown=1, patch=Patch(1, 1, np.array([[9]])))
    assert next(beside(old, now).marked("output", "changed")).cells == ((0, 0), (1, 1))
    asked = replace(now, asked=((0, 0),))
    shown = beside(old, asked)
    assert next(shown.marked("output", "changed")).cells == ((1, 1),)
    assert shown.board("output").below[-1].text == "1 of 1 differs from A"
    assert next(beside(old, replace(asked, shown=None)).marked("output", "changed")).cells[0] == (0, 1)


def test_a_sum_on_its_way_is_compared_where_it_has_arrived() -> None:
    arrived = board([[1.0, 2.0], [3.0, 0.0]], shown=2, hidden="zero")
    shown = beside(board(np.zeros((2, 2))), arrived)
    assert next(shown.marked("output", "changed")).cells == ((0, 0), (0, 1))
    assert shown.board("output").below[-1].text == "2 of 3 differ from A"


def test_equal_results_have_no_ring() -> None:
    shown = beside(board([[np.nan, 2]]), board([[np.nan, 2.0]]))
    assert not list(shown.marked("output", "changed"))
    assert shown.board("output").below[-1].text == "all 2 equal those of A"
    assert (
        beside(board([[2]]), board([[2]])).board("output").below[-1].text == "the one number equals that of A"
    )


def test_other_sizes_are_said_instead() -> None:
    shown = beside(board([[1, 2]]), board([[1], [2], [3]]))
    assert not list(shown.marked("output", "changed"))
    assert shown.board("output").below[-1].text == "A is 1 × 2, B is 3 × 1"
    assert shown.board("kept_output").detail == "1 × 2"


def test_many_cells_have_one_ring() -> None:
    now = np.zeros((100, 100))
    now[10:20, 30:33] = 1
    (ring,) = beside(board(np.zeros((100, 100))), board(now)).marked("output", "changed")
    assert ring.cells == Block(10, 30, 10, 3)


def test_the_cell_under_the_pointer_is_told_of_both() -> None:
    old, now = board([[1, 2]]), board([[1, 3], [4, 5]])
    for name in ("output", "kept_output"):
        shown = beside(old, now, Cell(name, 0, 1))
        assert shown.caption.text == "(0, 1): A has 2, B has 3. So."
        assert "chosen" in shown.roles("kept_output", 0, 1)
        assert "chosen" in shown.roles("output", 0, 1)
    beyond = beside(old, now, Cell("output", 1, 0))
    assert beyond.caption.text == "So."
    assert not list(beyond.marked("kept_output", "chosen"))
    pending = beside(old, replace(now, shown=0), Cell("output", 0, 0))
    assert pending.caption.text == "So."


def test_other_cells_say_nothing_of_it() -> None:
    shown = beside(board([[1, 2]]), board([[1, 3]]), Cell("input", 0, 0))
    assert shown.caption.text == "So."


def test_several_results_keep_their_titles() -> None:
    boards = [board([[1, 2]], name) for name in ("max", "average")]
    many = {now.name: Kept(now, None) for now in boards}
    shown = with_kept(frame(*boards, results=("max", "average", "gone")), many, "2×2", None)
    assert [b.title for b in shown.boards] == ["Output", "Output", "A", "A"]


def test_boards_without_a_title_get_a_letter() -> None:
    now = replace(board([[1]]), title="")
    shown = beside(now, now)
    assert [(b.title, b.detail) for b in shown.boards] == [("B", "size"), ("A", "")]


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ((("a", "b"),), "b", (("a", "A", "b"),)),
        ((("a",),), "a", (("A", "a"),)),
        ((("a",), ("b",), ("c",)), "c", (("a",), ("b",), ("c",), ("A",))),
        ((("a", "b"), ("c", "d")), "d", (("a", "", "b"), ("c", "A", "d"))),
        ((("a", "", "b"), ("c", "d", "e")), "b", (("a", "A", "b"), ("c", "d", "e"))),
        ((("a", "b"), ("c", "c")), "b", (("a", "A", "b"), ("c", "c", "c"))),
        ((("a", "b"), ("c", "b")), "b", (("a", "A", "b"), ("c", "A", "b"))),
    ],
)
def test_a_place_is_found_at_the_left_or_below(
    before: tuple[tuple[str, ...], ...], name: str, after: tuple[tuple[str, ...], ...]
) -> None:
    assert with_place_before(before, name, "A") == after


def test_names_go_both_ways() -> None:
    assert counterpart(Cell(kept_name("gradient"), 2, 3)) == Cell("gradient", 2, 3)
    assert counterpart(Cell("input", 2, 3)) == Cell("input", 2, 3)
