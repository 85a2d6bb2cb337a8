"""Golden frames of Compare: what a frame says, as text that a reviewer can read.

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
from poolviz.scenes.compare.parameters import CompareParameters
from tests.scenes.compare.comparing import (
    SIX,
    Array,
    document,
    frame,
    gradients_by_hand,
    outputs_by_hand,
    words,
)
from tests.scenes.test_golden import FOLDER, told

PADDED = [[4, -2, 0], [1, 3, 8], [5, -6, 7]]
CASES = {
    "compare-forward": (document(SIX), 5),
    "compare-forward-differences": (
        document(
            PADDED, window=2, stride=2, padding=1, own=CompareParameters(kernel="down", differences=True)
        ),
        3,
    ),
    "compare-backward": (document(SIX, own=CompareParameters(backward=True)), 5),
    "compare-backward-overlap": (
        document(PADDED, stride=1, own=CompareParameters(backward=True, kernel="across", bias=0.5)),
        3,
    ),
}


def whole(shown: Frame) -> dict[str, Any]:
    """A frame as plain data, with its places and the words at its boards."""
    said = {board.name: words(shown, board.name) for board in shown.boards}
    return {
        **told(shown),
        "places": [" | ".join(row) for row in shown.arrangement],
        "words": {name: lines for name, lines in said.items() if lines},
    }


def golden(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    shown = whole(frame(*CASES[name]))
    assert json.loads(json.dumps(shown)) == golden(name), json.dumps(shown, ensure_ascii=False, indent=1)


def written(values: Array, shown: int | None = None) -> list[str]:
    """Rows of numbers as a golden file has them; those that are not out yet as "?"."""
    texts = [plain(number) if shown is None or i < shown else "?" for i, number in enumerate(values.ravel())]
    return [" ".join(row) for row in np.array(texts).reshape(values.shape)]


@pytest.mark.parametrize("name", CASES)
def test_their_numbers_are_those_worked_out_by_hand(name: str) -> None:
    shown, step = CASES[name]
    boards = golden(name)["boards"]
    if "backward" in name:
        for board, values in gradients_by_hand(shown, step).items():
            found = "kernel_gradient" if board == "weights" else board
            if board != "bias":
                assert boards[found]["numbers"] == written(values + 0.0)
        return
    answers = outputs_by_hand(shown)
    for board, values in answers.items():
        assert boards[board]["numbers"] == written(values, step + 1)
    for first, second in (name.split("_minus_") for name in boards if "_minus_" in name):
        difference = answers[first] - answers[second]
        assert boards[f"{first}_minus_{second}"]["numbers"] == written(difference, step + 1)
