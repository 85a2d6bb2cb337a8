"""Golden frames: what a frame says, as text that a reviewer can read.

A changed frame is copied by hand out of the failure's own message, after somebody has read it. The numbers in
the files are worked out again by the slow reference, so that a file cannot make a wrong number right.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from poolviz.frame.model import Block, Frame
from poolviz.frame.numbers import plain
from tests.scenes.showing import backward, document, frame

FOLDER = Path(__file__).parent / "golden"
CASES = {
    "slide-forward-max": (document(), 1),
    "slide-forward-average": (document(mode="average"), 1),
    "slide-forward-padded": (document(window=3, stride=2, padding=1), 0),
    "slide-backward-max": (backward("one-peak", window=3, stride=1), 3),
    "slide-backward-average": (backward("one-peak", window=3, stride=1, mode="average"), 4),
}


def told(shown: Frame) -> dict[str, Any]:
    """A frame as plain data."""
    return {
        "boards": {
            board.name: {
                "title": f"{board.title} {board.detail}",
                "numbers": [
                    " ".join(_text(board.value(r, c)) for c in range(board.shape[1]))
                    for r in range(board.shape[0])
                ],
                "rim": str(tuple(board.rim)),
            }
            for board in shown.boards
        },
        "marks": [
            f"{mark.board} {mark.role} {tuple(mark.cells) if isinstance(mark.cells, Block) else mark.cells}"
            for mark in shown.marks
        ],
        "links": [
            f"{link.start_board} {tuple(link.start)} to {link.end_board} {tuple(link.end)}"
            for link in shown.links
        ],
        "formula": shown.formula_text,
        "facts": [f"{fact.label}: {fact.value}" for fact in shown.facts],
        "size": [line.plain for line in shown.typeset],
        "caption": f"{shown.caption.lead}: {shown.caption.text}",
        "place": shown.place,
    }


def _text(number: float | None) -> str:
    return "?" if number is None else plain(number)


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    shown = told(frame(*CASES[name]))
    golden = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert json.loads(json.dumps(shown)) == golden, json.dumps(shown, ensure_ascii=False, indent=1)
