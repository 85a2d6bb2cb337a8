"""What is told of a wiggle: which outputs moved, by how much, and what that says of the gradient."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

from poolviz.frame.model import Block, Board, Cell, Frame, Mark, Patch, Scale
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.wiggling import Moved, Switch, wiggled

CELL = Cell("input", 0, 0)
INPUT = Board("input", "Input", "", ArrayPlane(np.zeros((2, 2))), Scale(0, 9), editable=True)


def board(values: ArrayLike, name: str = "output", title: str = "Output") -> Board:
    return Board(name, title, "", ArrayPlane(np.asarray(values, float)), Scale(0, 9))


def frame(*boards: Board, outputs: tuple[str, ...] = ("output",), results: tuple[str, ...] = ()) -> Frame:
    return Frame((INPUT, *boards), (), outputs=outputs, results=results)


def told(before: ArrayLike, after: ArrayLike, amount: float = 0.1) -> str:
    return wiggled(frame(board(after)), frame(board(before)), CELL, amount).caption.text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([[6, 8]], [[6, 8]], "Cell (0, 0) +0.1: no output moves, so its gradient is 0."),
        (
            [[6, 8]],
            [[6.1, 8]],
            "Cell (0, 0) +0.1: output (0, 0) +0.1, others 0. Divided by +0.1: a gradient of +1.",
        ),
        ([[6]], [[6.1]], "Cell (0, 0) +0.1: output (0, 0) +0.1. Divided by +0.1: a gradient of +1."),
        (
            [[6, 8, 1]],
            [[6.1, 8.05, 1]],
            "Cell (0, 0) +0.1: output (0, 0) +0.1, output (0, 1) +0.05, others 0.",
        ),
        (
            np.zeros((3, 3)),
            np.full((3, 3), 0.025),
            "Cell (0, 0) +0.1: 9 outputs +0.025 each. Divided by +0.1: a gradient of +0.25.",
        ),
        (
            [[0, 0, 0, 0, 9]],
            [[0.1, 0.2, 0.3, 0.4, 9]],
            "Cell (0, 0) +0.1: output (0, 0) +0.1, output (0, 1) +0.2, output (0, 2) +0.3, 1 more, others 0.",
        ),
        (
            [[np.nan, np.inf, 1]],
            [[np.nan, np.inf, 1.1]],
            "Cell (0, 0) +0.1: output (0, 2) +0.1, others 0. Divided by +0.1: a gradient of +1.",
        ),
    ],
)
def test_sentences(before: ArrayLike, after: ArrayLike, expected: str) -> None:
    assert told(before, after) == expected


def test_another_winner_is_told_and_nobody_too() -> None:
    now, old = frame(board([[8.3]])), frame(board([[8]]))
    text = wiggled(now, old, CELL, 1.3, Switch((0, 0), (0, 0))).caption.text
    assert text.endswith("The route has switched: (0, 0) wins output (0, 0) now.")
    text = wiggled(now, old, CELL, 1.3, Switch((0, 0), None)).caption.text
    assert text.endswith("Nobody wins output (0, 0) any more.")


def test_what_moved_is_ringed_shown_and_written_into_its_cells() -> None:
    now = replace(board([[6.1, 8, 3.1]]), shown=1)
    shown = wiggled(frame(now), frame(board([[6, 8, 3]])), CELL, 0.1)
    output = shown.board("output")
    assert shown.roles("output", 0, 0) == shown.roles("output", 0, 2) == {"changed"}
    assert [output.value(0, column) for column in range(3)] == [6.1, 8, 3.1], "shown as one block"
    assert output.notes is not None
    assert output.notes.plane.read(slice(None), slice(None)).tolist() == [[0.1, 0.0, 0.1]]
    assert "chosen" in shown.roles("input", 0, 0)


def test_a_cell_that_is_picked_out_already_is_not_picked_out_twice() -> None:
    now = replace(frame(board([[6]])), marks=(Mark("input", "chosen", Block(0, 0)),))
    assert len(list(wiggled(now, frame(board([[6]])), CELL, 0.1).marked("input", "chosen"))) == 1


def test_a_board_that_shows_a_patch_keeps_it() -> None:
    patch = Patch(0, 1, np.array([[8.0]]))
    now = replace(board([[6.1, 8]]), shown=0, patch=patch)
    assert wiggled(frame(now), frame(board([[6, 8]])), CELL, 0.1).board("output").patch is patch


def test_many_cells_get_one_ring_and_no_amounts() -> None:
    shown = wiggled(frame(board(np.ones((100, 100)))), frame(board(np.zeros((100, 100)))), CELL, 1.0)
    (ring,) = shown.marked("output", "changed")
    assert ring.cells == Block(0, 0, 100, 100)
    assert shown.board("output").notes is None


def test_several_boards_are_told_by_name() -> None:
    names = ("max", "average")
    old = [board(np.zeros((3, 3)), name, name.title()) for name in names]
    now = [board(np.eye(3) * 0.1, "max", "Max"), board(np.full((3, 3), 0.1), "average", "Average")]
    text = wiggled(frame(*now, outputs=names), frame(*old, outputs=names), CELL, 0.1).caption.text
    most = "Max (0, 0) +0.1, Max (1, 1) +0.1, Max (2, 2) +0.1"
    assert text == f"Cell (0, 0) +0.1: {most}, Average 9 outputs +0.1 each, others 0."


def test_where_no_outputs_are_the_results_are_told() -> None:
    now, old = board([[0, 3]], "gradient", "∂L/∂input"), board([[3, 0]], "gradient", "∂L/∂input")
    names = {"outputs": (), "results": ("gradient",)}
    text = wiggled(frame(now, **names), frame(old, **names), CELL, 0.1).caption.text
    assert text == "Cell (0, 0) +0.1: ∂L/∂input (0, 0) −3, ∂L/∂input (0, 1) +3."


def test_gradients_that_stay_are_not_taken_for_outputs() -> None:
    same = frame(board([[3, 0]], "gradient"), outputs=(), results=("gradient",))
    text = wiggled(same, same, CELL, 0.1).caption.text
    assert text == "Cell (0, 0) +0.1: no gradient changes, for the route is the same."


def test_a_frame_that_names_no_board_stays_as_it_is() -> None:
    bare = frame(board([[3, 0]]), outputs=())
    assert wiggled(bare, bare, CELL, 0.1) is bare


@pytest.mark.parametrize(
    ("after", "slope", "expected"),
    [
        (6.1, 5, " So L moves by +0.5: +0.1 × +5, as ∂L/∂input says."),
        (6.2, 5, " So L moves by +1; for a small step it would be +0.1 × +5."),
    ],
)
def test_backward_the_loss_is_told(after: float, slope: float, expected: str) -> None:
    given = board([[5, 7]], "upstream"), board([[slope, 0.0], [0.0, 0.0]], "gradient")
    shown = wiggled(frame(board([[after, 8]]), *given), frame(board([[6, 8]]), *given), CELL, 0.1)
    assert shown.caption.text.endswith(expected)


@pytest.mark.parametrize(("given", "slope"), [(np.inf, 5.0), (np.nan, 5.0), (5.0, np.inf)])
def test_backward_a_loss_that_is_no_number_is_not_told(given: float, slope: float) -> None:
    boards = board([[1.0, given, 1.0]], "upstream"), board([[slope, 0.0], [0.0, 0.0]], "gradient")
    # The middle output does not move: 0 × ∞ is no number.
    shown = wiggled(frame(board([[6.1, 8, 3.1]]), *boards), frame(board([[6, 8, 3]]), *boards), CELL, 0.1)
    assert "output (0, 0) +0.1" in shown.caption.text
    assert "L moves" not in shown.caption.text


def test_many_amounts_are_alike_only_if_they_are_written_alike() -> None:
    def alike(*amounts: float) -> str | None:
        return Moved("output", 0, 0, np.array([amounts])).alike

    assert alike(0.1, 0.0, 0.1 + 1e-12) == "+0.1"
    assert alike(0.1, 0.2) is None
    assert alike(np.nan, 0.1) is None
    assert alike(np.inf, np.inf) == "+∞"
    assert alike(np.inf, -np.inf) is None
    assert alike(0.0, 0.0) is None


def test_only_as_many_cells_are_told_as_are_asked_for() -> None:
    move = Moved("output", 2, 1, np.array([[0.0, 1.0], [2.0, 3.0]]))
    assert move.count == 3
    assert move.cells(2) == [((2, 2), 1.0), ((3, 1), 2.0)]
