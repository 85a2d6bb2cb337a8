"""Golden frames of Undo pooling: what a frame says, as text that a reviewer can read.

A changed frame is copied by hand out of the failure's own message, after somebody has read it. The numbers in
the files are worked out again by hand, so that a file cannot make a wrong number right.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Frame
from poolviz.frame.numbers import plain
from poolviz.scenes.unpool.parameters import kernel_of
from tests.scenes.test_golden import FOLDER, told
from tests.scenes.unpool import slow_unpool as slow
from tests.scenes.unpool.showing_unpool import Array, document, frame, view, words

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
FIVE = [[4, -2, 0, 3, 3], [1, 3, 8, 2, 0], [5, -6, 7, 7, 1], [0, 2, 2, 4, -1], [6, 1, 0, 2, 5]]
CASES = {
    "unpool-overview": (document(ROWS), 4),
    "unpool-back": (document(ROWS, look="back", with_spread=True, rounds=1), 2),
    "unpool-back-overlap": (
        document(FIVE, {"window": 3, "stride": 2, "padding": 1}, look="back", kernel="tent", rounds=1),
        2,
    ),
    "unpool-average-up": (document(ROWS, {"mode": "average"}, look="back"), 3),
    "unpool-label": (document(ROWS, look="label", pooled_by="max", rounds=1), 2),
    "unpool-down": (document(FIVE, {"ceil_mode": True}, look="label"), 1),
}


def whole(shown: Frame) -> dict[str, Any]:
    """A frame as plain data, with its places, the words under its boards, and what is lit."""
    said = {board.name: words(shown, board.name) for board in shown.boards}
    lit = {
        board.name: np.argwhere(board.spots.cells.read(slice(None), slice(None))).tolist()
        for board in shown.boards
        if board.spots is not None
    }
    found = told(shown)
    found["marks"] = [
        f"{mark.board} {mark.role} {np.argwhere(mark.cells).tolist()}"
        for mark in shown.marks
        if isinstance(mark.cells, np.ndarray)
    ]
    return {
        **found,
        "places": [" | ".join(row) for row in shown.arrangement],
        "words": {name: lines for name, lines in said.items() if any(lines)},
        "spots": lit,
    }


def golden(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    shown = whole(frame(*CASES[name]))
    assert json.loads(json.dumps(shown)) == golden(name), json.dumps(shown, ensure_ascii=False, indent=1)


def written(values: Array) -> list[str]:
    """Rows of numbers as a golden file has them."""
    return [" ".join(plain(number) for number in row) for row in np.asarray(values)]


@pytest.mark.parametrize("name", CASES)
def test_their_numbers_are_those_worked_out_by_hand(name: str) -> None:
    shown, step = CASES[name]
    found, boards = view(shown), golden(name)["boards"]
    x, rounds = found.ground.values, found.rounds
    values, winners = slow.down(x, shown.spec, rounds)
    down, level = min(step, rounds), 2 * rounds - step
    assert boards["pooled" if "pooled" in boards else "input"]["numbers"] == written(
        values[down] if "pooled" in boards else x
    )
    if step <= rounds:
        return
    first = found.chain[0]
    kernel = kernel_of(found.parameters, (first.rows.window, first.columns.window))
    if shown.spec.mode != "max":
        winners = [np.zeros_like(pooled) for pooled in values[1:]]
    for way in found.ways:
        back = slow.up(way, values, winners, shown.spec, kernel)[rounds - level]
        if way in boards:
            assert boards[way]["numbers"] == written(back)
        if f"{way}_error" in boards and level == 0:
            assert boards[f"{way}_error"]["numbers"] == written(back - x)
