"""An edit works only on what it touches, and what comes out is as if all was worked out anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.frame.model import Cell
from poolviz.model.document import Document
from poolviz.model.scene import Gesture
from poolviz.scenes.compare import SCENE
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.session.memo import Memo
from tests.scenes.compare.comparing import EDGES, Array, document, facts, numbers

SPECS = [
    {},
    {"window": 3, "stride": 1, "padding": 1},
    {"window": 3, "stride": 2, "ceil_mode": True},
    {"window": 2, "stride": 3},
    {"window": 2, "stride": 1, "dilation": 2, "padding": 1},
    {"window": "global", "stride": None},
]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(SPECS),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7), st.integers(-9, 9)), min_size=1, max_size=5),
)
def test_after_edits_a_frame_is_the_one_that_a_new_program_would_make(
    spec: dict[str, Any], backward: bool, edits: list[tuple[int, int, int]]
) -> None:
    x = np.random.default_rng(1).integers(-5, 6, (7, 8)).astype(float)
    own = CompareParameters(backward=backward, differences=True, kernel="own", weights=EDGES, bias=1.0)
    shown, memo = document(x, own=own, **spec), Memo()
    last = SCENE.timeline(shown, memo).length - 1
    for row, column, value in edits:
        SCENE.timeline(shown, memo).frame(last, None)
        shown = SCENE.edit(shown, Gesture("set", Cell("input", row, column), value))
    patched = SCENE.timeline(shown, memo).frame(last, None)
    fresh = SCENE.timeline(shown, Memo()).frame(last, None)
    assert [board.name for board in patched.boards] == [board.name for board in fresh.boards]
    for board in fresh.boards:
        np.testing.assert_allclose(numbers(patched, board.name), numbers(fresh, board.name), atol=1e-12)
    assert facts(patched) == facts(fresh)


def edited(shown: Document) -> Document:
    return SCENE.edit(shown, Gesture("set", Cell("input", 100, 100), 255))


@pytest.mark.parametrize("differences", [False, True])
def test_a_painter_is_told_that_little_changed(differences: bool) -> None:
    shown, memo = document("photograph", own=CompareParameters(differences=differences)), Memo()
    before = SCENE.timeline(shown, memo).frame(0, None)
    after = SCENE.timeline(edited(shown), memo).frame(0, None)
    names = [board.name for board in before.boards if board.name not in ("input", "kernel", "magnifier")]
    assert len(names) == (6 if differences else 3)
    for name in names:
        changed = after.board(name).plane.changes_since(before.board(name).plane)
        # A uniform kernel is the average before and after: there nothing changed.
        assert changed == ((0, 0, 0, 0) if name == "average_minus_convolution" else (50, 50, 1, 1))


def test_backward_only_the_cells_of_one_window_change_and_none_of_the_kernels() -> None:
    shown, memo = document("photograph", own=CompareParameters(backward=True)), Memo()
    before = SCENE.timeline(shown, memo).frame(0, None)
    after = SCENE.timeline(edited(shown), memo).frame(0, None)

    def change(name: str) -> tuple[int, int, int, int] | None:
        return after.board(name).plane.changes_since(before.board(name).plane)

    largest: Array = np.array(change("max_gradient"))
    assert largest[2:].max() <= 2
    slid = change("convolution_gradient")
    assert slid is not None
    assert slid[2:] == (0, 0)


@pytest.mark.parametrize("backward", [False, True])
def test_a_cell_that_no_window_sees_changes_no_answer(backward: bool) -> None:
    own = CompareParameters(backward=backward, differences=True)
    shown, memo = document(np.arange(25).reshape(5, 5), own=own), Memo()
    before = SCENE.timeline(shown, memo).frame(3, None)
    shown = SCENE.edit(shown, Gesture("set", Cell("input", 4, 4), 99))
    after = SCENE.timeline(shown, memo).frame(3, None)
    assert after.board("input").value(4, 4) == 99
    for board in before.boards:
        if board.name != "input":
            assert numbers(after, board.name).tolist() == numbers(before, board.name).tolist()
    assert {**facts(before), "": ""}.keys() == {**facts(after), "": ""}.keys()
