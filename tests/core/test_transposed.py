"""Transposed convolution is the adjoint of convolution, and comes back in every size that it may."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, kernels
from poolviz.core.convolution import conv2d
from poolviz.core.resampling import upsample_nearest
from poolviz.core.transposed import conv_transpose2d, conv_transpose2d_backward
from tests import reference
from tests.core import by_hand
from tests.core.test_convolution import cases, float_type, numbers, pictures, placings, small_blocks

Array = npt.NDArray[Any]
Case = tuple[Array, Array, Array, dict[str, Any]]

relaxed = settings(deadline=None, max_examples=80)


def output_of(case: Case) -> tuple[int, ...]:
    """The shape of what the convolution of a case gives."""
    x, weights, _, chosen = case
    return conv2d(x, weights, **chosen).shape


@given(st.data(), cases(), small_blocks())
@relaxed
def test_each_cell_is_spread_over_its_window(data: st.DataObject, case: Case, cells: int) -> None:
    map_, weights, _, chosen = case
    y = data.draw(numbers(output_of(case)))
    bias = data.draw(numbers((1, map_.shape[-3])))[0]
    with mock.patch.object(kernels, "_CELLS", cells):
        found = conv_transpose2d(y, weights, bias, size=map_.shape[-2:], **chosen)
    assert (found.shape, found.dtype) == (map_.shape, float_type(y))
    nothing = np.zeros(map_.shape[-3:])
    spread = [by_hand.conv_backward(one, nothing, weights, **chosen)[0] for one in pictures(y)]
    expected = np.array(spread).reshape(map_.shape) + bias.astype(np.float64)[:, np.newaxis, np.newaxis]
    scale = weights.size * max(1, by_hand.size_of(y, weights)) + by_hand.size_of(bias)
    by_hand.assert_rounded_once(found, expected, scale)


@given(st.data(), cases())
@relaxed
def test_it_is_the_adjoint(data: st.DataObject, case: Case) -> None:
    # Small whole numbers, so that both sums are exact.
    map_, weights, _, chosen = case
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    x, w, y = (
        random.integers(-9, 10, shape).astype(np.float64)
        for shape in (map_.shape, weights.shape, output_of(case))
    )
    forth = (conv2d(x, w, **chosen) * y).sum()
    back = (x * conv_transpose2d(y, w, size=x.shape[-2:], **chosen)).sum()
    assert forth == back


@given(placings(), st.integers(0, 99))
@settings(deadline=None, max_examples=50)
def test_gradients_are_slopes(placing: tuple[Any, Any, dict[str, Any]], seed: int) -> None:
    window, size, chosen = placing
    random = np.random.default_rng(seed)
    weights, bias, upstream = (random.normal(size=shape) for shape in ((3, 2, *window), (2,), (2, *size)))
    x = random.normal(size=conv2d(upstream, weights, **chosen).shape)

    def loss(x: Array, weights: Array, bias: Array) -> float:
        return float((upstream * conv_transpose2d(x, weights, bias, size=size, **chosen)).sum())

    found = conv_transpose2d_backward(upstream, x, weights, **chosen)
    slopes = by_hand.slopes
    np.testing.assert_allclose(found.x, slopes(lambda one: loss(one, weights, bias), x), atol=1e-9)
    np.testing.assert_allclose(found.weights, slopes(lambda one: loss(x, one, bias), weights), atol=1e-9)
    np.testing.assert_allclose(found.bias, slopes(lambda one: loss(x, weights, one), bias), atol=1e-9)


@given(st.data(), cases())
@relaxed
def test_gradients_keep_the_types_of_what_they_belong_to(data: st.DataObject, case: Case) -> None:
    map_, weights, _, chosen = case
    y = data.draw(numbers(output_of(case)))
    found = conv_transpose2d_backward(map_, y, weights, **chosen)
    assert [one.dtype for one in found] == [float_type(y), float_type(weights), float_type(weights)]
    assert [one.shape for one in found] == [y.shape, weights.shape, (map_.shape[-3],)]


@given(placings())
@relaxed
def test_left_out_the_size_is_the_smallest_or_for_same_the_largest(
    placing: tuple[tuple[int, int], tuple[int, int], dict[str, Any]],
) -> None:
    window, size, chosen = placing
    spec = PoolSpec(mode="average", window=window, **chosen)
    came = reference.output_size(spec, size)
    pick = max if chosen["padding"] in ("same", "same_lower") else min
    expected = [
        pick(n for n in range(1, 60) if len(reference.spans(spec, (n, n), which)) == came[which])
        for which in (0, 1)
    ]
    found = conv_transpose2d(np.ones((1, *came)), np.ones((1, 1, *window)), **chosen)
    assert found.shape[-2:] == tuple(expected)


@pytest.mark.parametrize(
    ("padding", "came", "size"),
    [(0, 4, 9), (1, 4, 7), ("valid", 4, 9), ("same", 4, 8), ("same_lower", 4, 8), ("same", 1, 2), (2, 2, 1)],
)
def test_the_usual_size(padding: Any, came: int, size: int) -> None:  # noqa: ANN401 - numbers or words
    found = conv_transpose2d(np.ones((1, came, came)), np.ones((1, 1, 3, 3)), stride=2, padding=padding)
    assert found.shape == (1, size, size)


@given(st.data(), placings())
@relaxed
def test_every_size_that_comes_down_to_the_map_may_be_asked_for_and_no_other(
    data: st.DataObject, placing: tuple[tuple[int, int], tuple[int, int], dict[str, Any]]
) -> None:
    window, size, chosen = placing
    spec = PoolSpec(mode="average", window=window, **chosen)
    wanted = data.draw(st.tuples(st.integers(1, 40), st.integers(1, 40)))
    comes_down = [len(reference.spans(spec, wanted, which)) for which in (0, 1)]
    came = reference.output_size(spec, size)
    x, weights = np.ones((1, *came)), np.ones((1, 1, *window))
    if comes_down == list(came):
        assert conv_transpose2d(x, weights, size=wanted, **chosen).shape == (1, *wanted)
    else:
        with pytest.raises(ValueError, match=r"^The result's (height|width) cannot be "):
            conv_transpose2d(x, weights, size=wanted, **chosen)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
@settings(deadline=None, max_examples=30)
def test_ones_as_large_as_the_stride_repeat_each_cell(height: int, width: int, factor: int) -> None:
    x = np.random.default_rng(0).normal(size=(2, height, width))
    ones = np.ones((2, 1, factor, factor))
    found = conv_transpose2d(x, ones, stride=factor, groups=2)
    assert np.array_equal(found, upsample_nearest(x, factor=factor))


@pytest.mark.parametrize(
    ("x", "more", "sentence"),
    [
        (
            np.ones((2, 4, 4)),
            {"size": (9, 10), "stride": 2},
            "The result's width cannot be 10: the convolution brings 8 to 9 down to 4.",
        ),
        (
            np.ones((2, 4, 4)),
            {"size": (6, 5)},
            "The result's height cannot be 6: the convolution brings 5 down to 4.",
        ),
        (
            np.ones((2, 1, 4)),
            {"padding": (1, 0)},
            "Padding of (1, 0) cuts off all of the result: it must leave some of its height.",
        ),
        (np.ones((3, 4, 4)), {}, "This map has 3 channels, but the weights are for 2."),
        (
            np.ones((2, 4, 4)),
            {"bias": [1, 2]},
            "The bias is a row of 1 numbers, one for each channel, not 2.",
        ),
        (
            np.ones((2, 4, 4)),
            {"size": (0, 5)},
            "A map needs at least one row and one column, not 0×5.",
        ),
    ],
)
def test_refusals_say_what_is_wrong(x: Array, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        conv_transpose2d(x, np.ones((2, 1, 2, 2)), **more)


@pytest.mark.parametrize(
    ("upstream", "sentence"),
    [
        (np.ones((2, 5, 5)), "This upstream gradient has 2 channels, but the weights are for 1."),
        (np.ones((1, 6, 5)), "The result's height cannot be 6: the convolution brings 5 down to 4."),
        (
            np.ones((3, 1, 5, 5)),
            "The upstream gradient is 3×1×5×5, the map 2×4×4: "
            "all before channels, rows and columns must match.",
        ),
    ],
)
def test_backward_refuses_a_gradient_that_does_not_fit(upstream: Array, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        conv_transpose2d_backward(upstream, np.ones((2, 4, 4)), np.ones((2, 1, 2, 2)))
