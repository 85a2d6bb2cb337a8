"""Channels in a session: its controls, its chips, and how quickly it seeks."""

from __future__ import annotations

import statistics
import time

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.controls import ActionControl, ChoiceControl
from poolviz.model.document import Document
from poolviz.scenes.channels import SCENE
from poolviz.scenes.channels.mosaic import Mosaic
from poolviz.scenes.channels.parameters import ChannelsParameters
from poolviz.session.changes import changed
from poolviz.session.memo import Memo
from tests.scenes.channels.channelling import THREE, document, frame, many, timeline


def chips(shown: Document) -> list[str]:
    return [c.field for c in SCENE.controls(shown) if isinstance(c, ActionControl) and c.board == "stage"]


def test_only_a_single_channel_is_offered_others() -> None:
    assert chips(document([THREE[0]])) == ["try_filters", "try_colours", "try_noise"]
    assert chips(document()) == []


@pytest.mark.parametrize(
    ("action", "shape"),
    [("try_filters", (8, 224, 224)), ("try_colours", (3, 224, 224)), ("try_noise", (8, 8, 8))],
)
def test_a_chip_opens_a_map_of_many_channels(action: str, shape: tuple[int, int, int]) -> None:
    before = document([THREE[0]], mode="average")
    after, title = SCENE.act(before, action, Memo())
    assert (after.map.shape, after.spec, bool(title)) == (shape, before.spec, True)
    wide = document(np.zeros((1, 300, 300)), window=250, stride=1)
    after, _ = SCENE.act(wide, action, Memo())
    assert (after.spec.window, after.spec.mode) == (2, "max")  # 250 cells would not fit


def test_controls_take_back_what_they_show_on_every_kind_of_map() -> None:
    maps = (THREE, [THREE[0]], many(12))
    for shown in (document(values, mode=mode) for values in maps for mode in ("max", "average", "lp")):
        for control in SCENE.controls(shown):
            if not isinstance(control, ActionControl):
                changed(shown, SCENE, {control.field: control.value})
            if isinstance(control, ChoiceControl):
                assert control.value in [option.value for option in control.options]


def test_layer_and_classes_can_be_changed() -> None:
    shown = changed(document(), SCENE, {"layer": "convolution", "classes": 1000})
    assert shown.parameters["channels"] == ChannelsParameters(layer="convolution", classes=1000)
    with pytest.raises(ValueError, match="Classes"):
        changed(shown, SCENE, {"classes": 0})


def test_a_convolution_that_would_take_too_long_rests() -> None:
    shown = document(Map.from_array(np.zeros((64, 224, 224), np.uint8)))
    (layer,) = [c for c in SCENE.controls(shown) if c.field == "layer"]
    assert isinstance(layer, ChoiceControl)
    assert not layer.enabled
    assert "would take too long" in layer.tip


def test_seeking_on_a_large_map_is_quick() -> None:
    eight = np.random.default_rng(0).normal(size=(8, 224, 224)).astype(np.float32)
    for own in (ChannelsParameters(), ChannelsParameters(layer="convolution")):
        found = timeline(document(eight, own=own))
        found.frame(0, None)
        seconds = []
        for step in range(0, found.length, found.length // 40):
            start = time.perf_counter()
            found.frame(step, Cell("input3", step % 224, 7))
            seconds.append(time.perf_counter() - start)
        assert statistics.median(seconds) < 1 / 30


def test_a_place_of_a_mosaic_knows_its_channel() -> None:
    mosaic = Mosaic(10, (4, 6))
    assert mosaic.channel_at(4, 6) == 5
    assert mosaic.channel_at(11, 23) is None


def test_every_frame_names_only_what_it_shows() -> None:
    for values in (THREE, [THREE[0]], THREE[:2], many(10), many(8, (40, 30))):
        for own in (
            ChannelsParameters(),
            ChannelsParameters(layer="convolution"),
            ChannelsParameters(backward=True),
            ChannelsParameters(backward=True, reading="max"),
        ):
            for padding in (0, 1):
                found = timeline(document(values, own=own, padding=padding, window=3))
                for step in {0, found.length - 1}:
                    shown = found.frame(step, None)
                    names = [board.name for board in shown.boards] + [chart.name for chart in shown.charts]
                    assert len(set(names)) == len(names)
                    assert {name for row in shown.arrangement for name in row if name} == set(names)
                    assert len({len(row) for row in shown.arrangement}) == 1
                    assert {mark.board for mark in shown.marks} <= set(names)
                    assert {run.cell.board for run in shown.formula if run.cell} <= set(names)
                    assert shown.caption.text
                    assert shown.place


def test_asking_the_room_covers_every_channel() -> None:
    asking = frame(document()).asking
    assert asking is not None
    assert asking.cells == tuple(Cell(f"output{channel}", 0, 0) for channel in range(3))
