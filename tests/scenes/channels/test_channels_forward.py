"""Channels, forward: every number of the stage, what is picked out, and what the facts say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell
from poolviz.maps.map import Map
from poolviz.scenes.channels.parameters import ChannelsParameters
from tests import reference
from tests.scenes.channels.channelling import (
    THREE,
    document,
    facts,
    frame,
    last,
    many,
    mixed_by_hand,
    numbers,
    pooled_by_hand,
    timeline,
)

CONVOLUTION = ChannelsParameters(layer="convolution")
SPECS: list[dict[str, Any]] = [
    {},
    {"mode": "average"},
    {"window": 3, "stride": 1},
    {"window": 3, "stride": 2, "padding": 1, "mode": "average"},
    {"window": 3, "stride": 2, "ceil_mode": True},
    {"window": 2, "stride": 1, "dilation": 2},
    {"window": "global", "stride": None},
    {"window": 2, "stride": 2, "mode": "lp"},
]


@pytest.mark.parametrize("spec", SPECS)
def test_each_channel_is_pooled_by_itself(spec: dict[str, Any]) -> None:
    shown = document(**spec)
    at_the_end = last(shown)
    for channel, values in enumerate(pooled_by_hand(shown)):
        np.testing.assert_allclose(numbers(at_the_end, f"output{channel}"), values, rtol=1e-12)
        np.testing.assert_array_equal(numbers(at_the_end, f"input{channel}"), THREE[channel])


@pytest.mark.parametrize("spec", SPECS)
def test_a_convolution_mixes_all_channels(spec: dict[str, Any]) -> None:
    shown = document(own=CONVOLUTION, **spec)
    at_the_end = last(shown)
    for channel, values in enumerate(mixed_by_hand(shown)):
        np.testing.assert_allclose(numbers(at_the_end, f"output{channel}"), values, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("reading", ["average", "max"])
@pytest.mark.parametrize("layer", ["pool", "convolution"])
def test_the_bars_are_one_number_of_each_output(layer: Any, reading: Any) -> None:  # noqa: ANN401
    shown = document(own=ChannelsParameters(layer=layer, reading=reading), channel=2)
    outputs = mixed_by_hand(shown) if layer == "convolution" else pooled_by_hand(shown)
    flat = outputs.reshape(3, -1)
    for step in range(4):
        (chart,) = frame(shown, step).charts
        so_far = [float(np.mean(c[: step + 1]) if reading == "average" else max(c[: step + 1])) for c in flat]
        assert chart.series[0].values == pytest.approx(so_far)
        assert chart.low <= min(so_far)
        assert max(so_far) <= chart.high
    (chart,) = last(shown).charts
    whole = [float(np.mean(c) if reading == "average" else max(c)) for c in flat]
    assert chart.series[0].values == pytest.approx(whole)
    assert (chart.chosen, chart.low <= 0 <= chart.high) == (2, True)


def test_all_channels_go_in_step() -> None:
    shown = frame(document(channel=1), 2)
    for channel in range(3):
        assert [m.cells for m in shown.marked(f"input{channel}", "window")] == [Block(2, 0, 2, 2)]
        assert [m.cells for m in shown.marked(f"output{channel}", "window")] == [Block(1, 0)]
        assert np.isnan(numbers(shown, f"output{channel}")).sum() == 1
        winner = reference.winner(np.array(THREE[channel]), [(2, 0), (2, 1), (3, 0), (3, 1)], "first")
        assert [m.cells[:2] for m in shown.marked(f"input{channel}", "winner")] == [winner]
    assert shown.place == "window 3 of 4"


def test_the_chosen_channel_is_ringed_and_linked_to_its_own_output() -> None:
    shown = frame(document(channel=1))
    assert [mark.board for mark in shown.marks if mark.role == "chosen"] == ["input1", "output1"]
    (link,) = shown.links
    assert (link.start_board, link.end_board) == ("input1", "output1")
    assert shown.formula_text == "max(0, −1, 2, 5) = 5"
    assert {run.cell.board for run in shown.formula if run.cell} == {"input1", "output1"}


def test_the_formula_of_a_mixture_comes_to_its_number() -> None:
    shown = frame(document(own=CONVOLUTION, channel=0), 0)
    own, others = float(np.mean([1, 1, 5, 6])), float(np.mean([[0, -1, 2, 5], [9, 0, 0, 0]]))
    assert shown.formula_text == "0.5 · own mean 3.25 + 0.5 · mean of the others 1.875 ≈ 2.562"
    assert (own, others) == (3.25, 1.875)
    assert shown.board("output0").value(0, 0) == pytest.approx(0.5 * own + 0.5 * others)


def test_an_output_that_is_pointed_at_shows_its_window() -> None:
    shown = frame(document(), 0, Cell("output2", 1, 1))
    assert [m.cells for m in shown.marked("input0", "window")] == [Block(2, 2, 2, 2)]
    assert shown.board("output2").value(1, 1) == 8
    assert shown.board("output2").value(0, 1) is None
    assert timeline(document()).step_of(Cell("output2", 1, 1)) == 3


def test_a_cell_that_is_pointed_at_tells_who_looks_at_it() -> None:
    cell = Cell("input1", 0, 0)
    assert frame(document(), 0, cell).caption.text == "Only output channel 2 looks at it."
    assert frame(document(own=CONVOLUTION), 0, cell).caption.text == "All 3 outputs look at it."
    dropped = frame(document(window=3, stride=3), 0, Cell("input1", 3, 3))
    assert dropped.caption.text == "No window sees it, on any channel."


def test_the_head_behind_a_global_average_is_small() -> None:
    eight = Map.from_array(np.zeros((8, 224, 224), np.uint8))
    said = facts(frame(document(eight)))
    assert said["Shape"] == "224×224×8 → 112×112×8"
    assert said["Learnable parameters"] == "0"
    assert said["Activations"] == "401 408 → 100 352 (¼)"
    assert said["Memory, float32"] == "1.53 MiB → 392 KiB"
    assert said["Global average + 8 → 10"] == "90 parameters"
    assert said["Flatten 112×112×8 + FC"] == "1 003 530 parameters"
    thousand = facts(frame(document(eight, own=ChannelsParameters(classes=1000, reading="max"))))
    assert thousand["Global maximum + 8 → 1000"] == f"{8 * 1000 + 1000:,} parameters".replace(",", " ")


def test_a_convolution_has_parameters() -> None:
    assert facts(frame(document(own=CONVOLUTION)))["Learnable parameters"] == str(3 * 3 * 2 * 2 + 3)


def test_windows_that_differ_leave_no_convolution() -> None:
    shown = document(own=CONVOLUTION, adaptive=3)
    at_the_end = last(shown)
    for channel, values in enumerate(pooled_by_hand(shown)):
        np.testing.assert_array_equal(numbers(at_the_end, f"output{channel}"), values)
    assert "no kernel fits" in facts(at_the_end)["Convolution"]


def test_colours_may_be_invented() -> None:
    colours = Map.from_array(np.array(THREE), kind="picture")
    shown = frame(document(colours))
    assert "max per channel can invent colours" in shown.caption.text
    assert [shown.board(f"output{c}").below[0].text for c in range(3)] == ["red", "green", "blue"]


def test_channels_keep_the_names_of_their_filters() -> None:
    named = Map.from_array(np.array(THREE), channel_names=("edge", "spot", "blur"))
    assert frame(document(named)).board("output1").below[0].text == "spot"


def test_a_name_of_two_parts_has_two_lines() -> None:
    named = Map.from_array(np.array(THREE), channel_names=("edge, brighter below", "spot", "blur"))
    shown = frame(document(named))
    assert [line.text for line in shown.board("output0").below] == ["edge,", "brighter below"]


# -- large and many --------------------------------------------------------------------------------------


def test_a_large_map_gets_a_magnifier_on_the_chosen_channel() -> None:
    shown = document(many(4, (30, 30)), channel=2)
    picture = frame(shown, 16)
    lens = picture.board("magnifier")
    assert (lens.part_of, lens.origin, lens.shape) == ("input2", (2, 2), (2, 2))
    np.testing.assert_array_equal(numbers(picture, "magnifier"), shown.map.values[2, 2:4, 2:4])
    best = plain_minus(int(shown.map.values[2, 2:4, 2:4].max()))
    assert [line.text for line in lens.beside] == ["this window, channel 3", f"max = {best}"]
    elsewhere = frame(shown, 16, Cell("input2", 20, 25)).board("magnifier")
    assert elsewhere.origin == (20, 25)
    assert [line.text for line in elsewhere.beside] == ["at the pointer, channel 3"]


def plain_minus(number: int) -> str:
    return str(number).replace("-", "−")


def test_many_channels_become_two_matching_mosaics() -> None:
    shown = document(many(10), channel=6)
    picture = frame(shown)
    assert picture.arrangement[0][:2] == ("inputs", "input6")
    assert [m.cells for m in picture.marked("inputs", "chosen")] == [Block(6, 16, 6, 8)]
    assert [m.cells for m in picture.marked("outputs", "chosen")] == [Block(3, 8, 3, 4)]
    ins, outs = numbers(picture, "inputs"), numbers(picture, "outputs")
    for channel, values in enumerate(pooled_by_hand(shown)):
        row, column = divmod(channel, 4)
        np.testing.assert_array_equal(outs[3 * row : 3 * row + 3, 4 * column : 4 * column + 4], values)
        x = shown.map.values[channel]
        np.testing.assert_array_equal(ins[6 * row : 6 * row + 6, 8 * column : 8 * column + 8], x)
    scales = {picture.board(name).scale for name in ("inputs", "outputs", "input6", "output6")}
    assert len(scales) == 1


def test_thumbnails_of_large_channels_are_means_of_their_parts() -> None:
    shown = document(many(9, (64, 96)))
    ins = numbers(frame(shown), "inputs")
    for channel, x in enumerate(shown.map.values):
        row, column = divmod(channel, 3)
        for r, c in ((0, 0), (31, 31), (7, 20)):
            part = x[2 * r : 2 * r + 2, 3 * c : 3 * c + 3]
            assert ins[32 * row + r, 32 * column + c] == pytest.approx(part.mean())


def test_mosaics_are_worked_out_once() -> None:
    found = timeline(document(many(12)))
    first, later = found.frame(0, None), found.frame(5, None)
    for name in ("inputs", "outputs", "input0", "output0"):
        assert first.board(name).plane is later.board(name).plane


def test_one_channel_has_a_number_instead_of_bars() -> None:
    one = last(document([THREE[0]]))
    assert one.charts == ()
    assert one.board("output0").below[0].text == "Global average 5.25"
    assert np.mean([6, 8, 3, 4]) == 5.25


def test_numbers_that_are_not_finite_do_not_break_the_bars() -> None:
    strange = np.array(THREE, float)
    strange[0, 0, 0], strange[1, 0, 0] = np.nan, np.inf
    (chart,) = last(document(strange)).charts
    assert np.isnan(chart.series[0].values[0])
    assert chart.series[0].values[1] == np.inf
    assert chart.low == 0.0
    assert chart.high == 9.0


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="1 to 100000 classes"):
        ChannelsParameters(classes=0)
    with pytest.raises(ValueError, match="is no layer"):
        replace(ChannelsParameters(), layer="dense")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="is no global pooling"):
        replace(ChannelsParameters(), reading="sum")  # type: ignore[arg-type]
