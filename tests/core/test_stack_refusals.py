"""Layers and stacks that cannot be are refused by place and by name."""

from __future__ import annotations

import re
from typing import Any

import pytest

from poolviz.core import PoolSpec, SpecError
from poolviz.core.layers import Convolution, FullyConnected, Pooling, ReLU, Residual
from poolviz.core.stack import StackError, measure


@pytest.mark.parametrize(
    ("layers", "place", "field", "sentence"),
    [
        (
            [Pooling(), Pooling(), Convolution(8)],
            2,
            "window",
            "Layer 3: A window of 3 in height does not fit: the map, with its padding, has 2. "
            "At most 2 would fit.",
        ),
        (
            [Convolution(8), Convolution(9, groups=3)],
            1,
            "groups",
            "Layer 2: 8 channels cannot be shared equally among 3 groups: choose a divisor.",
        ),
        (
            [Pooling(PoolSpec(adaptive=3))],
            0,
            "adaptive",
            "Layer 1: Adaptive windows of different sizes have no one field: "
            "choose an output size that divides 8×8.",
        ),
        (
            [Residual((Convolution(4, padding=1),))],
            0,
            "shortcut",
            "Layer 1: The main way gives 4×8×8 and the shortcut 3×8×8 (channels, rows, columns): "
            "to be added, both need the same shape and strides.",
        ),
        ([ReLU(), "pool"], 1, "layers", "Layer 2: 'pool' is no layer."),
    ],
)
def test_a_layer_that_cannot_be_is_named(layers: list[Any], place: int, field: str, sentence: str) -> None:
    with pytest.raises(StackError, match=f"^{re.escape(sentence)}$") as refusal:
        measure(layers, 3, (8, 8))
    assert (refusal.value.layer, refusal.value.field) == (place, field)


def test_ways_of_different_strides_are_not_added_though_the_shape_is_the_same() -> None:
    strided = Residual((Convolution(1, 1, 2),), (Convolution(1, 1),))
    with pytest.raises(StackError, match="both need the same shape and strides"):
        measure([strided], 1, (1, 1))


@pytest.mark.parametrize(
    ("make", "field", "sentence"),
    [
        (
            lambda: Convolution(0),
            "channels",
            "Channels must be at least 1, not 0: each filter gives one.",
        ),
        (
            lambda: Convolution(4, "global"),  # type: ignore[arg-type]
            "window",
            "Window must be a whole number, not 'global': it counts cells.",
        ),
        (
            lambda: Convolution(4, 0),
            "window",
            "Window must be at least 1, not 0: a window without cells has nothing to weigh.",
        ),
        (
            lambda: Convolution(4, padding=3),
            "padding",
            "Padding of 3 is too much for a window of 3 in height: "
            "at most 2, or a window could lie in the padding alone.",
        ),
        (
            lambda: Convolution(4, groups=3),
            "groups",
            "4 filters cannot be shared equally among 3 groups: choose a divisor.",
        ),
        (
            lambda: Convolution(4, bias=1),  # type: ignore[arg-type]
            "bias",
            "The bias is either on or off (True or False), not 1.",
        ),
        (
            lambda: FullyConnected(0),
            "outputs",
            "Outputs must be at least 1, not 0: there must be something to tell.",
        ),
        (
            lambda: measure([], 0, (4, 4)),
            "channels",
            "Channels must be at least 1, not 0: the picture has at least one.",
        ),
        (
            lambda: measure([], 1, (4, 4), batch=0),
            "batch",
            "The batch must be at least 1, not 0: it holds at least one picture.",
        ),
        (
            lambda: measure([], 1, (4, 4), bytes_per_number=0),
            "bytes_per_number",
            "Bytes per number must be at least 1, not 0: a number needs room.",
        ),
    ],
)
def test_settings_that_cannot_be_are_refused(make: Any, field: str, sentence: str) -> None:  # noqa: ANN401 - a function of no arguments
    with pytest.raises(SpecError, match=f"^{re.escape(sentence)}$") as refusal:
        make()
    assert refusal.value.field == field


def test_a_picture_needs_a_size() -> None:
    with pytest.raises(ValueError, match=r"^A map needs at least one row and one column, not 0×4\.$"):
        measure([], 1, (0, 4))
