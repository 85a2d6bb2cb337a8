"""Channels, backward: what the one number of each channel sends back to its output."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from poolviz.core import PoolSpec
from poolviz.frame.model import Block, Cell
from poolviz.scenes.channels.parameters import ChannelsParameters
from tests import reference
from tests.scenes.channels.channelling import (
    THREE,
    document,
    facts,
    frame,
    many,
    numbers,
    pooled_by_hand,
    timeline,
)

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
    (window,) = picture.marked("arrived2", "window")
    assert window.cells == Block(0, 0, 2, 2)
    assert picture.formula_text == "to the largest: +3 → +3"


def test_the_formula_divides_by_the_number_of_outputs() -> None:
    shown = frame(document(own=AVERAGE), 1)
    assert shown.formula_text == "+2 / 4 = +0.5 for each of them"
    assert (
        shown.caption.text
        == "each of its 4 numbers gets the same: 2 / 4. Max hands each on to the cell that won."
    )


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


# Through the layer, to the map


def sent(channel: int, step: int) -> NDArray[np.float64]:
    """∂L/∂output of one of the three channels, after so many of them have sent."""
    return np.full((2, 2), (channel + 1) / 4 if channel <= step else 0.0)


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("mode", ["max", "average", "lp"])
def test_a_pooling_hands_on_to_its_own_channel(mode: str, step: int) -> None:
    shown = document(own=AVERAGE, mode=mode, window=3, stride=1)
    picture = frame(shown, step)
    for channel in range(3):
        wanted = reference.pool_backward(sent(channel, step), shown.map.values[channel], shown.spec)
        np.testing.assert_allclose(numbers(picture, f"arrived{channel}"), wanted)
    assert picture.caption.text.split(". ")[1].split()[0] == {"lp": "Power"}.get(mode, mode.capitalize())


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("padding", [0, 1])
def test_a_convolution_hands_on_to_all_of_them_by_its_weights(padding: int, step: int) -> None:
    own = ChannelsParameters(backward=True, layer="convolution")
    picture = frame(document(own=own, window=2, stride=2, padding=padding), step)
    outputs = 2 + padding
    wanted = np.zeros((3, 4 + 2 * padding, 4 + 2 * padding))
    for source in range(step + 1):
        each = (source + 1) / outputs**2 / 4
        for target in range(3):
            share = 0.5 if source == target else 0.25
            wanted[target, : 2 * outputs, : 2 * outputs] += share * each
    inside = slice(padding, padding + 4)
    for channel in range(3):
        np.testing.assert_allclose(
            numbers(picture, f"arrived{channel}"), wanted[channel, inside, inside], atol=1e-15
        )
    assert "to every channel" in picture.caption.text


def test_a_convolution_with_a_fixed_output_size_hands_on_from_the_windows_of_that_size() -> None:
    own = ChannelsParameters(backward=True, layer="convolution")
    fixed = frame(document(own=own, adaptive=4))
    plain = frame(document(own=own, window=1, stride=1))
    for channel in range(3):
        name = f"arrived{channel}"
        np.testing.assert_array_equal(numbers(fixed, name), numbers(plain, name))


def test_of_many_channels_the_chosen_one_gets_its_share_of_all() -> None:
    own = ChannelsParameters(backward=True, layer="convolution")
    shown = frame(document(many(10), own=own, channel=4))
    each = np.arange(1, 11) / 12 / 4
    wanted = 0.5 * each[4] + 0.5 / 9 * (each.sum() - each[4])
    np.testing.assert_allclose(numbers(shown, "arrived4"), np.full((6, 8), wanted))


def test_one_channel_stands_in_a_row_and_a_maximum_shows_what_it_chose_from() -> None:
    alone = frame(document([THREE[0]], own=AVERAGE))
    assert alone.arrangement == (("arrived0", "gradient0", "upstream0"),)
    most = frame(document([THREE[0]], own=MAXIMUM))
    assert most.arrangement == (("arrived0", "output0", ""), ("arrived0", "gradient0", "upstream0"))
    mixed = ChannelsParameters(backward=True, layer="convolution")
    assert numbers(frame(document([THREE[0]], own=mixed)), "arrived0").tolist() == [[1 / 16] * 4] * 4


def test_a_pooling_with_a_fixed_output_size_hands_on_too() -> None:
    spec = PoolSpec(adaptive=3)
    shown = document(own=AVERAGE, adaptive=3, window=2, stride=None)
    wanted = reference.pool_backward(np.full((3, 3), 1 / 9), shown.map.values[0], spec)
    np.testing.assert_allclose(numbers(frame(shown), "arrived0"), wanted)


@pytest.mark.parametrize("own", [AVERAGE, MAXIMUM])
def test_windows_over_the_edge_have_room_on_what_arrives(own: ChannelsParameters) -> None:
    padded: dict[str, Any] = {"window": 3, "stride": 2, "padding": 1, "ceil_mode": True}
    for step in range(3):
        shown = frame(document(own=own, **padded), step)
        for channel in range(3):
            board = shown.board(f"arrived{channel}")
            given = frame(document(**padded)).board(f"input{channel}")
            assert given.rim.top == given.overhang.bottom == 1
            assert (board.rim, board.overhang) == (given.rim._replace(text=""), given.overhang)


def test_what_counted_padding_takes_is_told_as_in_slide() -> None:
    padded: dict[str, Any] = {"window": 3, "stride": 2, "padding": 1, "mode": "average"}
    for step, sent in enumerate((1, 3, 6)):
        # Of four windows one sees nine cells, two see six and one sees four.
        lost = sent * (1 - 25 / 36)
        told = facts(frame(document(own=AVERAGE, **padded), step))["Lost on counted padding"]
        assert float(told) == pytest.approx(lost, abs=5e-4)
    real = document(own=AVERAGE, count_include_pad=False, **padded)
    mixed = document(own=ChannelsParameters(backward=True, layer="convolution"), **padded)
    for shown in (real, mixed, document(own=AVERAGE, **{**padded, "mode": "max"})):
        assert "Lost on counted padding" not in facts(frame(shown))
