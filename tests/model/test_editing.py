from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.editing import with_map_edited, with_upstream_edited
from poolviz.model.scene import Gesture
from poolviz.model.upstream import Upstream

DOCUMENT = Document(Map.from_array(np.arange(32).reshape(2, 4, 4)), channel=1)


def cell(row: int, column: int, board: str = "input") -> Cell:
    return Cell(board, row, column)


def test_only_the_shown_channel_is_edited() -> None:
    after = with_map_edited(DOCUMENT, Gesture("set", cell(0, 1), 99)).map
    assert after.value(1, 0, 1) == 99
    assert np.array_equal(after.values[0], DOCUMENT.map.values[0])
    assert with_map_edited(DOCUMENT, Gesture("nudge", cell(0, 1), -1)).map.value(1, 0, 1) == 16


def test_a_stroke_comes_from_its_start() -> None:
    drawn = with_map_edited(DOCUMENT, Gesture("draw", cell(0, 3), 7, start=cell(0, 0)))
    assert drawn.map.values[1, 0].tolist() == [7, 7, 7, 7]
    assert with_map_edited(DOCUMENT, Gesture("draw", cell(2, 2), 5)).map.value(1, 2, 2) == 5


def test_what_changes_nothing_is_the_same_document() -> None:
    assert with_map_edited(DOCUMENT, Gesture("set", cell(0, 0), 16)) is DOCUMENT


def test_the_upstream_gradient_is_set_and_nudged() -> None:
    counted = replace(DOCUMENT, upstream=Upstream("count"))
    after = with_upstream_edited(counted, Gesture("nudge", cell(1, 0, "upstream"), 2)).upstream
    assert after.pattern == "own"
    assert after.values((2, 2)).tolist() == [[1, 2], [5, 4]]
    again = with_upstream_edited(replace(counted, upstream=after), Gesture("set", cell(0, 0), -1))
    assert again.upstream.values((2, 2)).tolist() == [[-1, 2], [5, 4]]
