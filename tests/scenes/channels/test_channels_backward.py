"""Channels, backward: what the one number of each channel sends back to its output."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell
from poolviz.scenes.channels.parameters import ChannelsParameters
from tests.scenes.channels.channelling import document, facts, frame, many, numbers, pooled_by_hand, timeline

AVERAGE = ChannelsParameters(backward=True)
MAXIMUM = ChannelsParameters(backward=True, reading="max")


@pytest.mark.parametrize("step", [0, 1, 2])
def test_an_average_shares_equally(step: int) -> None:
    shown = frame(document(own=AVERAGE), step)
    for channel in range(3):
        share = (channel + 1) / 4 if channel <= step else 0
        assert numbers(shown, f"gradient{channel}").tolist() == [[share] * 2] * 2
        assert numbers(shown, f"upstream{channel}").tolist() == [[channel + 1]]
    assert shown.place == f"channel {step + 1} of 3"
    assert facts(shown)["Share of each number"] == "1/4"


def test_a_maximum_sends_all_to_its_winner() -> None:
    shown = document(own=MAXIMUM)
    picture = frame(shown, 2)
    for channel, values in enumerate(pooled_by_hand(shown)):
        wanted = np.zeros((2, 2))
        wanted[divmod(int(values.argmax()), 2)] = channel + 1
        np.testing.assert_array_equal(numbers(picture, f"gradient{channel}"), wanted)
    (winner,) = picture.marked("gradient2", "winner")
    assert winner.cells == Block(0, 0)
    assert picture.formula_text == "to the largest: +3 → +3"


def test_the_formula_divides_by_the_number_of_outputs() -> None:
    shown = frame(document(own=AVERAGE), 1)
    assert shown.formula_text == "+2 / 4 = +0.5 for each of them"
    assert shown.caption.text == "each of its 4 numbers gets the same: 2 / 4."


def test_pointing_at_a_channel_shows_its_moment() -> None:
    found = timeline(document(own=AVERAGE))
    for board in ("output2", "gradient2", "upstream2"):
        assert found.step_of(Cell(board, 0, 0)) == 2
    assert found.step_of(Cell("elsewhere", 0, 0)) is None
    assert numbers(found.frame(0, Cell("output2", 0, 0)), "gradient2").tolist() == [[0.75] * 2] * 2


def test_of_many_channels_the_chosen_one_is_shown() -> None:
    found = timeline(document(many(10), own=AVERAGE, channel=4))
    assert found.length == 1
    shown = found.frame(0, None)
    assert numbers(shown, "gradient4").tolist() == [[5 / 12] * 4] * 3
    assert shown.place == "channel 5 of 10"
