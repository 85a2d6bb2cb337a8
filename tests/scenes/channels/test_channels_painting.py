"""Painting on one channel: which outputs move, and what is said about it."""

from __future__ import annotations

import gc

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.model.document import Document
from poolviz.model.scene import Gesture
from poolviz.scenes.channels import SCENE
from poolviz.scenes.channels.parameters import ChannelsParameters
from tests.scenes.channels.channelling import (
    Array,
    document,
    facts,
    frame,
    last,
    mixed_by_hand,
    numbers,
    pooled_by_hand,
)

CONVOLUTION = ChannelsParameters(layer="convolution")


def painted(before: Document, board: str, row: int, column: int, value: float) -> Document:
    return SCENE.edit(before, Gesture("set", Cell(board, row, column), value))


def moved(before: Array, after: Array) -> list[int]:
    return [channel for channel in range(len(before)) if (before[channel] != after[channel]).any()]


def outputs(shown: Document) -> Array:
    picture = last(shown)
    return np.stack([numbers(picture, f"output{channel}") for channel in range(shown.map.channels)])


@pytest.mark.parametrize("mode", ["max", "average"])
def test_a_pooling_moves_one_output(mode: str) -> None:
    before = document(mode=mode)
    after = painted(before, "input1", 0, 0, 20)
    assert after.channel == 1  # the board that was touched is chosen
    assert moved(pooled_by_hand(before), pooled_by_hand(after)) == [1]
    np.testing.assert_array_equal(outputs(after), pooled_by_hand(after))
    shown = frame(after, 0)
    assert (shown.caption.lead, facts(shown)["Outputs moved by painting"]) == (
        "Painted on channel 2",
        "1 of 3",
    )
    assert shown.caption.text.startswith("only output channel 2 moved.")


def test_a_convolution_moves_all() -> None:
    before = document(own=CONVOLUTION)
    after = painted(before, "input2", 3, 3, -5)
    assert moved(mixed_by_hand(before), mixed_by_hand(after)) == [0, 1, 2]
    np.testing.assert_allclose(outputs(after), mixed_by_hand(after), rtol=1e-12)
    shown = frame(after, 3)
    assert facts(shown)["Outputs moved by painting"] == "3 of 3"
    assert shown.caption.text == "all 3 outputs moved, for a convolution mixes the channels."


def test_a_loser_that_stays_a_loser_moves_nothing() -> None:
    before = document()
    after = painted(before, "input0", 0, 0, 5)
    assert moved(pooled_by_hand(before), pooled_by_hand(after)) == []
    shown = frame(after, 0)
    assert facts(shown)["Outputs moved by painting"] == "0 of 3"
    assert shown.caption.text.startswith("no output moved")


def test_a_cell_that_no_window_sees_moves_nothing() -> None:
    for own in (ChannelsParameters(), CONVOLUTION):
        after = painted(document(own=own, window=3, stride=3), "input0", 3, 3, 99)
        assert facts(frame(after))["Outputs moved by painting"] == "0 of 3"


def test_other_windows_and_pointers_get_their_own_sentence_again() -> None:
    after = painted(document(), "input1", 0, 0, 20)
    assert frame(after, 3).caption.lead == "3 channels, one window"
    assert frame(after, 3, Cell("input1", 3, 3)).caption.lead == "Painted on channel 2"
    assert frame(after, 0, Cell("input0", 0, 0)).caption.lead == "Cell (0, 0) = 1"


def test_what_cannot_be_painted_stays() -> None:
    before = document()
    assert painted(before, "output1", 0, 0, 3) is before
    assert painted(before, "input9", 0, 0, 3) is before
    assert painted(before, "input1", 0, 0, 0) is before  # it is 0 already, and the choice stays, too


def test_a_stroke_and_a_wheel_change_the_touched_channel() -> None:
    nudged = SCENE.edit(document(), Gesture("nudge", Cell("input2", 0, 0), 1.0))
    assert nudged.map.value(2, 0, 0) == 10
    drawn = SCENE.edit(
        document(), Gesture("draw", Cell("input1", 3, 3), 7.0, start=Cell("input1", 3, 0), size=1)
    )
    assert drawn.map.values[1, 3].tolist() == [7, 7, 7, 7]
    np.testing.assert_array_equal(drawn.map.values[[0, 2]], document().map.values[[0, 2]])


def test_a_stroke_is_told_though_nobody_keeps_its_middle() -> None:
    shown = document()
    for column in range(3):
        shown = SCENE.edit(shown, Gesture("draw", Cell("input1", 0, column), 20.0))
    gc.collect()
    assert frame(shown, 1).caption.lead == "Painted on channel 2"
