from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Block, Board, Cell, Frame, Mark, Patch, Run, Scale
from poolviz.frame.plane import NOTHING_CHANGED, ArrayPlane
from poolviz.frame.scale import finite_range, scale_between, signed_scale


def board(**also: object) -> Board:
    plane = ArrayPlane(np.arange(12).reshape(3, 4))
    fields: dict[str, object] = {
        "name": "b",
        "title": "B",
        "detail": "",
        "plane": plane,
        "scale": Scale(0, 11),
    }
    return Board(**{**fields, **also})  # type: ignore[arg-type]


def test_cells_that_are_not_out_yet_have_no_number() -> None:
    half = board(shown=5)
    assert half.value(1, 0) == 4
    assert half.value(1, 1) is None
    assert board(shown=5, hidden="zero").value(1, 1) == 0
    assert board().value(2, 3) == 11


def test_a_patch_lies_over_everything() -> None:
    patched = board(shown=1, hidden="zero", patch=Patch(1, 1, np.array([[-1, -2]])))
    assert (patched.value(1, 1), patched.value(1, 2), patched.value(1, 3)) == (-1, -2, 0)
    assert patched.part(0, 0, 3, 4).tolist() == [[0, 0, 0, 0], [0, -1, -2, 0], [0, 0, 0, 0]]
    assert patched.part(1, 2, 2, 2).tolist() == [[-2, 0], [0, 0]]
    assert patched.part(2, 0, 1, 2).tolist() == [[0, 0]]


@pytest.mark.parametrize(("row", "column"), [(-1, 0), (3, 0), (0, 4)])
def test_there_is_no_number_outside(row: int, column: int) -> None:
    with pytest.raises(IndexError, match="outside the 3 × 4 board b"):
        board().value(row, column)


def test_a_frame_answers_what_a_test_asks() -> None:
    mask = np.zeros((3, 4), bool)
    mask[2, 3] = True
    marks = (Mark("b", "window", Block(0, 0, 2, 2)), Mark("b", "tie", ((1, 1),)), Mark("b", "dropped", mask))
    formula = (Run("max("), Run("1", Cell("b", 0, 1)), Run(")"))
    frame = Frame((board(),), (("b",),), marks, formula=formula)
    assert frame.roles("b", 1, 1) == {"window", "tie"}
    assert frame.roles("b", 2, 3) == {"dropped"}
    assert frame.roles("b", 0, 3) == frame.roles("a", 0, 0) == frozenset()
    assert [mark.role for mark in frame.marked("b", "tie")] == ["tie"]
    assert frame.formula_text == "max(1)"
    assert frame.has("b")
    with pytest.raises(KeyError):
        frame.board("a")


def test_a_plane_locks_its_array_and_knows_only_itself() -> None:
    array = np.zeros((2, 2))
    plane = ArrayPlane(array)
    with pytest.raises(ValueError, match="read-only"):
        plane.read(slice(None), slice(None))[0, 0] = 1
    assert array.flags.writeable  # the owner's view is left alone
    assert plane.changes_since(plane) == NOTHING_CHANGED
    assert plane.changes_since(ArrayPlane(array)) is None
    assert plane.dtype == np.float64
    with pytest.raises(ValueError, match="3 dimensions"):
        ArrayPlane(np.zeros((1, 1, 1)))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([[1, 5]], 1, 5),
        ([[3, 3]], 0, 4),
        ([[-3, -3]], -3, 0),
        ([[0, 0]], 0, 1),
        ([[np.nan, np.inf]], 0, 1),
        ([[np.nan, 2.0, -np.inf, 1.0]], 1, 2),
    ],
)
def test_a_scale_holds_what_is_finite(values: list[list[float]], low: float, high: float) -> None:
    scale = scale_between(*finite_range(ArrayPlane(np.array(values))))
    assert (scale.low, scale.high) == (low, high)


def test_a_range_looks_at_every_strip_of_a_large_plane() -> None:
    values = np.zeros((3, 1 << 20), np.int8)
    values[2, -1] = 7
    values[1, 5] = -7
    assert finite_range(ArrayPlane(values)) == (-7, 7)


def test_gradients_share_a_scale_around_zero() -> None:
    assert signed_scale(np.array([1.0, -3.0]), np.array([2.0, np.nan])) == Scale(-3, 3, "gradient")
    assert signed_scale(np.zeros(2)) == Scale(-1, 1, "gradient")
    assert signed_scale(np.array([np.nan])) == Scale(-1, 1, "gradient")
