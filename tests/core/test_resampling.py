"""Resampling looks where it says it looks, and its way back is its adjoint."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import between, planes
from poolviz.core.resampling import (
    upsample_bilinear,
    upsample_bilinear_backward,
    upsample_nearest,
    upsample_nearest_backward,
)
from tests import strategies
from tests.core import by_hand

Array = npt.NDArray[Any]

relaxed = settings(deadline=None, max_examples=80)

WAYS = {
    "nearest": (upsample_nearest, upsample_nearest_backward),
    "bilinear": (upsample_bilinear, upsample_bilinear_backward),
}
few_together = st.sampled_from([1, 20, 1 << 18])


@given(st.data(), strategies.sides(6), strategies.sides(14))
@relaxed
def test_nearest_repeats_cells(data: st.DataObject, size: tuple[int, int], target: tuple[int, int]) -> None:
    x = data.draw(strategies.maps(size))
    found = upsample_nearest(x, target)
    assert found.dtype == (np.uint8 if x.dtype.kind == "b" else x.dtype.newbyteorder("="))
    rows = [math.floor(Fraction(i * size[0], target[0])) for i in range(target[0])]
    columns = [math.floor(Fraction(j * size[1], target[1])) for j in range(target[1])]
    expected = np.array([[x[..., row, column] for column in columns] for row in rows])
    assert np.array_equal(found, np.moveaxis(expected, (0, 1), (-2, -1)), equal_nan=x.dtype.kind == "f")


@given(st.data(), strategies.sides(6), strategies.sides(14), few_together)
@relaxed
def test_bilinear_blends_neighbours(
    data: st.DataObject, size: tuple[int, int], target: tuple[int, int], cells: int
) -> None:
    x = data.draw(strategies.maps(size))
    with mock.patch.object(planes, "_CELLS", cells), mock.patch.object(between, "_NUMBERS", cells):
        found = upsample_bilinear(x, target)
    assert found.dtype == (x.dtype.newbyteorder("=") if x.dtype.kind == "f" else np.float64)
    expected = np.array([by_hand.bilinear(plane, target) for plane in x.reshape(-1, *size)])
    by_hand.assert_rounded_once(found, expected.reshape(found.shape), by_hand.size_of(x))


@given(st.sampled_from(sorted(WAYS)), strategies.sides(5), st.integers(1, 4), st.integers(1, 4))
@relaxed
def test_a_factor_is_a_size(way: str, size: tuple[int, int], down: int, right: int) -> None:
    forward, _ = WAYS[way]
    x = np.random.default_rng(0).normal(size=(2, *size))
    expected = forward(x, (size[0] * down, size[1] * right))
    assert np.array_equal(forward(x, factor=(down, right)), expected)
    if down == right:
        assert np.array_equal(forward(x, factor=down), expected)


@given(st.sampled_from(sorted(WAYS)), strategies.sides(5), strategies.sides(12), few_together)
@relaxed
def test_the_way_back_is_the_adjoint_and_the_slope(
    way: str, size: tuple[int, int], target: tuple[int, int], cells: int
) -> None:
    forward, backward = WAYS[way]
    random = np.random.default_rng(0)
    x, upstream = random.normal(size=(2, 2, *size)), random.normal(size=(2, 2, *target))
    with mock.patch.object(planes, "_CELLS", cells), mock.patch.object(between, "_NUMBERS", cells):
        gradient = backward(upstream, size)
    assert gradient.shape == x.shape
    forth, back = (forward(x, target) * upstream).sum(), (x * gradient).sum()
    np.testing.assert_allclose(forth, back, rtol=1e-11, atol=1e-11)
    slopes = by_hand.slopes(lambda one: float((upstream[0, 0] * forward(one, target)).sum()), x[0, 0])
    np.testing.assert_allclose(gradient[0, 0], slopes, atol=1e-9)


@given(st.sampled_from(sorted(WAYS)), st.data(), strategies.sides(5), strategies.sides(9))
@relaxed
def test_the_way_back_takes_any_gradient(
    way: str, data: st.DataObject, size: tuple[int, int], target: tuple[int, int]
) -> None:
    _, backward = WAYS[way]
    upstream = data.draw(strategies.maps(target, special=False))
    gradient = backward(upstream, size)
    assert gradient.dtype == (upstream.dtype.newbyteorder("=") if upstream.dtype.kind == "f" else np.float64)
    plain = backward(upstream.astype(np.float64), size)
    by_hand.assert_rounded_once(gradient, plain, by_hand.size_of(upstream) * target[0] * target[1])


def test_bilinear_keeps_a_map_of_the_same_size_and_everything_infinite_in_its_place() -> None:
    x = np.array([[1, np.inf, np.nan, -0.5], [2, 3, 4, -np.inf]])
    assert np.array_equal(upsample_bilinear(x, (2, 4)), x, equal_nan=True)
    found = upsample_bilinear([[1, np.inf, 2, 3]], (1, 8))[0].tolist()
    assert found == [1, *[np.inf] * 4, 2.25, 2.75, 3]


def test_nearest_keeps_to_whole_numbers() -> None:
    """Where a scale in float32 falls one cell short."""
    assert upsample_nearest([[0, 1]], (1, 82))[0, 40:43].tolist() == [0, 1, 1]


def test_cells_left_out_by_a_smaller_size_get_no_gradient() -> None:
    assert upsample_nearest_backward([[1, 2]], (1, 5)).tolist() == [[1, 0, 2, 0, 0]]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Say how large the result is to be: either its size (height, width) or a factor."),
        (
            {"size": (2, 2), "factor": 2},
            "Say how large the result is to be: either its size (height, width) or a factor.",
        ),
        ({"size": (2, 0)}, "A map needs at least one row and one column, not 2×0."),
        ({"factor": 0}, "Factor must be at least 1, not 0: each cell must appear."),
        ({"factor": (1, 1.5)}, "Factor width must be a whole number, not 1.5: it counts cells."),
    ],
)
@pytest.mark.parametrize("way", sorted(WAYS))
def test_refusals_say_what_is_wrong(way: str, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        WAYS[way][0]([[1, 2]], **more)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_way_back_refuses_what_is_no_size(way: str) -> None:
    with pytest.raises(ValueError, match=r"^A map needs at least one row and one column, not 0×1\.$"):
        WAYS[way][1]([[1, 2]], (0, 1))
