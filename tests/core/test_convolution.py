"""Convolution equals the loops by hand, sends back true slopes, and refuses with a sentence."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, SpecError, kernels, pool
from poolviz.core.convolution import conv2d, conv2d_backward
from tests import strategies
from tests.core import by_hand

Array = npt.NDArray[Any]

relaxed = settings(deadline=None, max_examples=80)


@st.composite
def numbers(draw: st.DrawFn, shape: tuple[int, ...], special: bool = False) -> Array:
    """An array of one of many types, laid out in memory in one of many ways."""
    dtype = np.dtype(draw(st.sampled_from([*strategies.FLOATS, *strategies.INTEGERS, "bool"])))
    if dtype.kind == "f":
        one: st.SearchStrategy[Any] = st.floats(-100, 100, width=16)
        one = one | st.sampled_from([np.nan, np.inf, -np.inf]) if special else one
    else:
        one = st.integers(-3 if dtype.kind == "i" else 0, 1 if dtype.kind == "b" else 100)
    few = np.array(draw(st.lists(one, min_size=1, max_size=5)), dtype)
    which = np.random.default_rng(draw(st.integers(0, 999))).integers(0, len(few), shape)
    return strategies.laid_out(few[which], draw(st.sampled_from(strategies.LAYOUTS)))


@st.composite
def placings(draw: st.DrawFn) -> tuple[tuple[int, int], tuple[int, int], dict[str, Any]]:
    """A window, the size of a map, and settings with which it fits."""
    window = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    fitting = strategies.fitting(mode="average", window=window, adaptive=None, ceil_mode=False)
    spec, size = draw(fitting)
    stride = 1 if spec.stride is None else spec.stride
    return window, size, {"stride": stride, "padding": spec.padding, "dilation": spec.dilation}


@st.composite
def cases(draw: st.DrawFn, special: bool = False) -> tuple[Array, Array, Array, dict[str, Any]]:
    """A map, weights, a bias, and settings with which they go together."""
    window, size, chosen = draw(placings())
    groups, channels, filters = (draw(st.integers(1, 2)) for _ in range(3))
    lead = draw(st.sampled_from([(), (), (3,), (2, 1)]))
    x = draw(numbers((*lead, groups * channels, *size), special))
    weights = draw(numbers((groups * filters, channels, *window), special))
    bias = draw(numbers((1, groups * filters), special))[0]
    return x, weights, bias, {**chosen, "groups": groups}


def small_blocks() -> st.SearchStrategy[int]:
    """How many cells may lie side by side: few enough that even small maps fall into blocks."""
    return st.sampled_from([1, 40, 200, 1 << 19])


def pictures(x: Array) -> Array:
    """All pictures one after another."""
    return x.reshape(-1, *x.shape[-3:])


def float_type(x: Array) -> np.dtype[Any]:
    return x.dtype.newbyteorder("=") if x.dtype.kind == "f" else np.dtype(np.float64)


@given(cases(special=True) | cases(), small_blocks())
@relaxed
def test_each_output_is_the_sum_of_its_window(
    case: tuple[Array, Array, Array, dict[str, Any]], cells: int
) -> None:
    x, weights, bias, chosen = case
    with mock.patch.object(kernels, "_CELLS", cells):
        found = conv2d(x, weights, bias, **chosen)
    assert found.dtype == float_type(x)
    expected = np.array([by_hand.conv(picture, weights, bias, **chosen) for picture in pictures(x)])
    scale = weights[0].size * by_hand.size_of(x, weights) + by_hand.size_of(bias)
    by_hand.assert_rounded_once(found, expected.reshape(*x.shape[:-3], *expected.shape[1:]), scale)


@given(st.data(), cases(), small_blocks())
@relaxed
def test_backward_gives_map_weights_and_bias_their_share(
    data: st.DataObject, case: tuple[Array, Array, Array, dict[str, Any]], cells: int
) -> None:
    x, weights, bias, chosen = case
    upstream = data.draw(numbers(conv2d(x, weights, bias, **chosen).shape))
    with mock.patch.object(kernels, "_CELLS", cells):
        found = conv2d_backward(upstream, x, weights, **chosen)
    assert found.x.dtype == float_type(x)
    assert found.weights.dtype == found.bias.dtype == float_type(weights)
    pairs = zip(pictures(upstream), pictures(x), strict=True)
    each = [by_hand.conv_backward(u, picture, weights, **chosen) for u, picture in pairs]
    at_x = np.array([one[0] for one in each]).reshape(x.shape)
    scale = upstream.size * max(1, by_hand.size_of(upstream)) * max(1, by_hand.size_of(weights, x))
    by_hand.assert_rounded_once(found.x, at_x, scale)
    by_hand.assert_rounded_once(found.weights, np.sum([one[1] for one in each], axis=0), scale)
    by_hand.assert_rounded_once(found.bias, np.sum([one[2] for one in each], axis=0), scale)


@given(placings(), st.integers(0, 99))
@settings(deadline=None, max_examples=50)
def test_gradients_are_slopes(placing: tuple[Any, Any, dict[str, Any]], seed: int) -> None:
    window, size, chosen = placing
    random = np.random.default_rng(seed)
    x, weights, bias = (random.normal(size=shape) for shape in ((2, *size), (2, 2, *window), (2,)))
    upstream = random.normal(size=conv2d(x, weights, bias, **chosen).shape)

    def loss(x: Array, weights: Array, bias: Array) -> float:
        return float((upstream * conv2d(x, weights, bias, **chosen)).sum())

    found = conv2d_backward(upstream, x, weights, **chosen)
    slopes = by_hand.slopes
    np.testing.assert_allclose(found.x, slopes(lambda one: loss(one, weights, bias), x), atol=1e-9)
    np.testing.assert_allclose(found.weights, slopes(lambda one: loss(x, one, bias), weights), atol=1e-9)
    np.testing.assert_allclose(found.bias, slopes(lambda one: loss(x, weights, one), bias), atol=1e-9)


@given(placings())
@relaxed
def test_a_uniform_depthwise_kernel_is_average_pooling(
    placing: tuple[tuple[int, int], tuple[int, int], dict[str, Any]],
) -> None:
    window, size, chosen = placing
    x = np.random.default_rng(1).integers(-9, 10, (3, *size)).astype(np.float64)
    taps = window[0] * window[1]
    spec = PoolSpec(mode="average", window=window, **chosen, divisor_override=taps)
    uniform = np.full((3, 1, *window), 1 / taps)
    averaged = pool(x, spec).values
    np.testing.assert_allclose(conv2d(x, uniform, groups=3, **chosen), averaged, rtol=1e-14, atol=1e-14)


@pytest.mark.parametrize("cells", [1, 90, 500])
@pytest.mark.parametrize("stride", [1, 2, 4])
@pytest.mark.parametrize("padding", [0, 1, "same"])
def test_blocks_change_nothing(cells: int, stride: int, padding: Any) -> None:  # noqa: ANN401 - numbers or words
    # Small whole numbers, so that no order of additions rounds.
    random = np.random.default_rng(0)
    x, weights = random.integers(-9, 10, (3, 4, 13, 7)), random.integers(-9, 10, (2, 2, 3, 2))
    chosen: dict[str, Any] = {"stride": stride, "padding": padding, "groups": 2}
    whole = conv2d(x, weights, [1, 2], **chosen)
    gradients = conv2d_backward(whole, x, weights, **chosen)
    with mock.patch.object(kernels, "_CELLS", cells):
        assert np.array_equal(conv2d(x, weights, [1, 2], **chosen), whole)
        for found, expected in zip(conv2d_backward(whole, x, weights, **chosen), gradients, strict=True):
            assert np.array_equal(found, expected)


def test_float32_is_calculated_in_float64() -> None:
    x = np.array([[[1e8, 1, -1e8]]], np.float32)
    ones = np.ones((1, 1, 1, 3), np.float32)
    assert conv2d(x, ones).tolist() == [[[1.0]]]
    assert conv2d(x, ones).dtype == np.float32


def test_a_kernel_is_not_turned_around() -> None:
    assert conv2d([[[0, 1, 0]]], [[[[1, 2, 3]]]], padding=(0, 1)).tolist() == [[[3.0, 2.0, 1.0]]]


def test_what_is_given_stays_as_it_is() -> None:
    x, weights, bias = np.ones((2, 4, 4)), np.ones((2, 2, 3, 3)), np.ones(2)
    for array in (x, weights, bias):
        array.flags.writeable = False
    found = conv2d(x, weights, bias)
    gradients = conv2d_backward(found, x, weights)
    assert all(array.flags.writeable for array in (found, *gradients))
    assert all((array == 1).all() for array in (x, weights, bias))


@pytest.mark.parametrize(
    ("x", "weights", "more", "sentence"),
    [
        (
            np.ones((4, 4)),
            np.ones((1, 1, 2, 2)),
            {},
            "A convolution mixes channels, this map is 4×4: "
            "give channels × rows × columns, a single channel as 1×4×4.",
        ),
        (
            np.ones((3, 4, 4)),
            np.ones((1, 2, 2, 2)),
            {},
            "This map has 3 channels, but the weights are for 2.",
        ),
        (
            np.ones((1, 4, 4)),
            np.ones((2, 2)),
            {},
            "Weights are filters × channels × rows × columns, these are 2×2: "
            "a single kernel has 1×1 before its rows and columns.",
        ),
        (
            np.ones((4, 4, 4)),
            np.ones((3, 2, 2, 2)),
            {"groups": 2},
            "3 filters cannot be shared equally among 2 groups: choose a divisor.",
        ),
        (
            np.ones((4, 4, 4)),
            np.ones((4, 1, 2, 2)),
            {"groups": 0},
            "Groups must be at least 1, not 0: each channel is in one of them.",
        ),
        (
            np.ones((1, 4, 4)),
            np.ones((2, 1, 2, 2)),
            {"bias": [1, 2, 3]},
            "The bias is a row of 2 numbers, one for each channel, not 3.",
        ),
        (
            np.ones((1, 4, 4)),
            np.ones((2, 1, 2, 2)),
            {"bias": 1},
            "The bias is a row of 2 numbers, one for each channel, not a single one.",
        ),
        (
            np.ones((1, 4, 4)),
            np.ones((1, 1, 5, 2)),
            {},
            "A window of 5 in height does not fit: the map, with its padding, has 4. At most 4 would fit.",
        ),
        (
            np.ones((1, 4, 4)),
            np.ones((1, 1, 2, 2)),
            {"padding": 2},
            "Padding of 2 is too much for a window of 2 in height: "
            "at most 1, or a window could lie in the padding alone.",
        ),
        (
            np.ones((1, 4, 4)),
            np.ones((1, 1, 2, 2)),
            {"stride": 0},
            "Stride must be at least 1, not 0: the window would never move on.",
        ),
        (
            np.ones((1, 4, 4)),
            np.array([[[["a"]]]]),
            {},
            "This kernel holds <U1 instead of numbers: use integers or floats.",
        ),
    ],
)
def test_refusals_say_what_is_wrong(x: Array, weights: Array, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        conv2d(x, weights, **more)


def test_a_refused_setting_is_named() -> None:
    with pytest.raises(SpecError) as refusal:
        conv2d(np.ones((2, 4, 4)), np.ones((2, 1, 2, 2)), groups=1.5)  # type: ignore[arg-type]
    assert (refusal.value.field, str(refusal.value)) == (
        "groups",
        "Groups must be a whole number, not 1.5: it counts cells.",
    )


def test_the_upstream_gradient_must_have_the_output_s_shape() -> None:
    with pytest.raises(ValueError, match=r"^The upstream gradient is 1×3×3, but the output is 2×3×3: "):
        conv2d_backward(np.ones((1, 3, 3)), np.ones((1, 4, 4)), np.ones((2, 1, 2, 2)))
