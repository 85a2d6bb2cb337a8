"""Golden frames of Channels: what a frame says, as text that a reviewer can read.

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
from poolviz.scenes.channels.parameters import ChannelsParameters
from tests import reference
from tests.scenes.channels.channelling import (
    Array,
    document,
    frame,
    mixed_by_hand,
    pooled_by_hand,
)
from tests.scenes.test_golden import FOLDER, told

CASES = {
    "channels-pool": (document(channel=1), 2),
    "channels-padded-average": (document(window=3, stride=2, padding=1, mode="average", channel=2), 1),
    "channels-convolution": (document(own=ChannelsParameters(layer="convolution")), 4),
    "channels-backward": (document(own=ChannelsParameters(backward=True)), 1),
}


def whole(shown: Frame) -> dict[str, Any]:
    """A frame as plain data, with its places, the words at its boards and its bars."""
    return {
        **told(shown),
        "places": [" | ".join(row) for row in shown.arrangement],
        "words": {board.name: [line.text for line in board.below] for board in shown.boards if board.below},
        "bars": [
            f"{chart.title} {chart.detail}: {' '.join(map(plain, chart.series[0].values))}"
            for chart in shown.charts
        ],
    }


def golden(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    shown = whole(frame(*CASES[name]))
    assert json.loads(json.dumps(shown)) == golden(name), json.dumps(shown, ensure_ascii=False, indent=1)


def written(values: Array, shown: int) -> list[str]:
    """Rows of numbers as a golden file has them; those that are not out yet as "?"."""
    texts = [plain(number) if i < shown else "?" for i, number in enumerate(values.ravel())]
    return [" ".join(row) for row in np.array(texts).reshape(values.shape)]


@pytest.mark.parametrize("name", CASES)
def test_their_numbers_are_those_worked_out_by_hand(name: str) -> None:
    shown, step = CASES[name]
    boards = golden(name)["boards"]
    by_hand = mixed_by_hand(shown) if "convolution" in name else pooled_by_hand(shown)
    for channel, values in enumerate(by_hand):
        if "backward" not in name:
            assert boards[f"output{channel}"]["numbers"] == written(values, step + 1)
        else:
            share = np.full(values.shape, (channel + 1) / values.size if channel <= step else 0.0)
            assert boards[f"gradient{channel}"]["numbers"] == written(share, values.size)
            arrived = reference.pool_backward(share, shown.map.values[channel], shown.spec)
            assert boards[f"arrived{channel}"]["numbers"] == written(arrived, arrived.size)
