"""A window as large as its map, all of it one number: what is told is exact, and no list is made of it."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.scenes.compare import SCENE as COMPARE
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.scenes.slide import SCENE as SLIDE
from poolviz.scenes.slide.view import SlideParameters
from poolviz.session.memo import Memo
from tests import reference

SIDE = 256
RULES = ("first", "last", "column", "split")
# Gradients, kernels and their copies take eight bytes a cell. A cell in a list takes over a hundred.
BYTES_A_CELL = 80


def timeline(scene: Any, document: Document, memo: Memo) -> Timeline:  # noqa: ANN401 - a scene
    shown: Timeline = scene.timeline(document, memo)
    return shown


def document(scene: Any, values: Any, ties: Any, backward: bool) -> Document:  # noqa: ANN401 - anything
    own = SlideParameters if scene is SLIDE else CompareParameters
    spec = PoolSpec(window="global", ties=ties)
    return Document(
        Map.from_array(values), spec, scene=scene.id, parameters={scene.id: own(backward=backward)}
    )


def marked(shown: Frame, board: str, role: str) -> list[tuple[int, int]]:
    """Every cell of a board that plays a role."""
    cells = list(np.ndindex(shown.board(board).shape))
    found = [mark for mark in shown.marks if (mark.board, mark.role) == (board, role)]
    return [cell for cell in cells if any(mark.covers(*cell) for mark in found)]


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("scene", [SLIDE, COMPARE], ids=["slide", "compare"])
@pytest.mark.parametrize("ties", RULES)
def test_marks_and_counts_are_those_of_a_look_at_every_cell(scene: Any, ties: str, backward: bool) -> None:  # noqa: ANN401
    values = np.random.default_rng(1).integers(0, 2, (30, 40))
    shown = timeline(scene, document(scene, values, ties, backward), Memo()).frame(0, None)
    cells = [cell for cell in np.ndindex(values.shape) if values[cell] == 1]
    best = reference.winner(values, list(np.ndindex(values.shape)), ties)
    assert marked(shown, "input", "winner") == [best]
    assert marked(shown, "input", "tie") == [cell for cell in cells if cell != best]
    if scene is SLIDE:
        assert str(len(cells)) in shown.caption.text
    if backward:
        name = "gradient" if scene is SLIDE else "max_gradient"
        ties_there = marked(shown, name, "tie")
        assert ties_there == ([cell for cell in cells if cell != best] if ties == "split" else [])
        lines = [run for line in shown.board(name).below for run in line.runs]
        told = "".join(run.text for run in (*shown.formula, *lines))
        assert ("tied cells" in told) == (ties == "split")


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("scene", [SLIDE, COMPARE], ids=["slide", "compare"])
@pytest.mark.parametrize("ties", RULES)
def test_a_picture_takes_a_few_bytes_a_cell(scene: Any, ties: str, backward: bool) -> None:  # noqa: ANN401
    memo, asked = Memo(), document(scene, np.zeros((SIDE, SIDE), np.float32), ties, backward)
    first = timeline(scene, asked, memo).frame(0, None)  # what the memo keeps is not counted
    shown = timeline(scene, asked, memo)
    names = {board.name for board in first.boards if not board.part_of}
    for focus in (None, *(Cell(name, 0, 0) for name in names)):
        tracemalloc.start()
        shown.frame(0, focus)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < BYTES_A_CELL * SIDE * SIDE, focus
