"""Blur-pool is a dense pool, blurred and thinned out, in the size of the pool that it replaces."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, SpecError, planes, pool, pool_backward
from poolviz.core.blur import blur_pool, blur_pool_backward
from poolviz.core.shifting import shift
from tests import strategies
from tests.core import by_hand

Array = npt.NDArray[Any]

relaxed = settings(deadline=None, max_examples=80)

# Pascal's triangle.
BINOMIALS = {
    1: [1],
    2: [1, 1],
    3: [1, 2, 1],
    4: [1, 3, 3, 1],
    5: [1, 4, 6, 4, 1],
    7: [1, 6, 15, 20, 15, 6, 1],
}

taps_or_usual = st.sampled_from([3, 3, *BINOMIALS])
few_together = st.sampled_from([1, 1 << 18])


def weights(taps: int) -> list[float]:
    return [number / sum(BINOMIALS[taps]) for number in BINOMIALS[taps]]


def most_cells(spec: PoolSpec, size: tuple[int, int]) -> int:
    """The most cells that one window sees."""
    geometry = spec.geometry(size)
    return geometry.rows.window * geometry.columns.window


def with_windows(**fixed: Any) -> st.SearchStrategy[tuple[PoolSpec, tuple[int, int]]]:  # noqa: ANN401 - fields of a specification
    return strategies.fitting(adaptive=None, **fixed)


@given(st.data(), with_windows(), taps_or_usual, few_together)
@relaxed
def test_dense_blurred_and_thinned_out(
    data: st.DataObject, case: tuple[PoolSpec, tuple[int, int]], taps: int, cells: int
) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size, special=spec.mode == "max"))
    with mock.patch.object(planes, "_CELLS", cells):
        found = blur_pool(x, spec, taps)
    pooled = pool(x, spec).values
    assert found.shape == pooled.shape
    assert found.dtype == (pooled.dtype if pooled.dtype.kind == "f" else np.float64)
    channels = x.reshape(-1, *size).astype(np.uint8 if x.dtype.kind == "b" else x.dtype.newbyteorder("="))
    expected = np.array([by_hand.blur_pool(channel, spec, weights(taps)) for channel in channels])
    scale = most_cells(spec, size) * by_hand.size_of(x)
    if spec.mode != "max":
        # What is blurred is already rounded.
        scale *= 4 * float(np.finfo(found.dtype).eps) / 2.0**-52
    by_hand.assert_rounded_once(found, expected.reshape(found.shape), scale)


@given(with_windows(ceil_mode=False))
@relaxed
def test_one_tap_is_the_pool_itself(case: tuple[PoolSpec, tuple[int, int]]) -> None:
    spec, size = case
    x = np.random.default_rng(0).normal(size=(2, *size))
    assert np.array_equal(blur_pool(x, spec, 1), pool(x, spec).values)
    upstream = np.random.default_rng(1).normal(size=(2, *spec.output_size(size)))
    expected = pool_backward(upstream, x, spec)
    np.testing.assert_allclose(blur_pool_backward(upstream, x, spec, 1), expected, rtol=1e-12, atol=1e-14)


@given(with_windows(mode="average"), taps_or_usual, few_together)
@relaxed
def test_with_average_it_is_linear_and_its_way_back_the_adjoint(
    case: tuple[PoolSpec, tuple[int, int]], taps: int, cells: int
) -> None:
    spec, size = case
    random = np.random.default_rng(0)
    x = random.normal(size=(3, *size))
    upstream = random.normal(size=(3, *spec.output_size(size)))
    with mock.patch.object(planes, "_CELLS", cells):
        gradient = blur_pool_backward(upstream, x, spec, taps)
    forth, back = (blur_pool(x, spec, taps) * upstream).sum(), (x * gradient).sum()
    np.testing.assert_allclose(forth, back, rtol=1e-11, atol=1e-11)


@given(with_windows(p=3.0), taps_or_usual, st.integers(0, 99))
@settings(deadline=None, max_examples=80)
def test_the_way_back_is_the_slope(case: tuple[PoolSpec, tuple[int, int]], taps: int, seed: int) -> None:
    spec, size = case
    random = np.random.default_rng(seed)
    # A window without a cell gives -∞, which has no slope.
    assume(spec.mode != "max" or not spec.geometry(size).may_miss)
    # Far enough from each other, and from 0, for no maximum to change hands.
    x = (random.permutation(size[0] * size[1]).reshape(size) + 1) / 8
    upstream = random.normal(size=spec.output_size(size))
    slopes = by_hand.slopes(lambda one: float((upstream * blur_pool(one, spec, taps)).sum()), x)
    np.testing.assert_allclose(blur_pool_backward(upstream, x, spec, taps), slopes, rtol=1e-5, atol=1e-5)


@given(st.data(), with_windows(), taps_or_usual)
@relaxed
def test_gradients_keep_the_type_of_the_map(
    data: st.DataObject, case: tuple[PoolSpec, tuple[int, int]], taps: int
) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size))
    gradient = blur_pool_backward(np.ones((*x.shape[:-2], *spec.output_size(size))), x, spec, taps)
    assert gradient.shape == x.shape
    assert gradient.dtype == (x.dtype.newbyteorder("=") if x.dtype.kind == "f" else np.float64)


def test_reflection_does_not_repeat_the_edge() -> None:
    spec = PoolSpec(window=1, stride=(1, 2))
    assert blur_pool([[8, 4, 0, 0, 0]], spec).tolist() == [[6, 1, 0]]
    assert blur_pool([[0, 0, 0, 4, 8]], spec).tolist() == [[0, 1, 6]]


def test_an_even_blur_reaches_further_down_and_right() -> None:
    assert blur_pool([[8, 4, 0, 0]], PoolSpec(window=1, stride=(1, 2)), 2).tolist() == [[6, 0]]


def test_a_blur_longer_than_the_map_is_reflected_again_and_again() -> None:
    # 1 4 6 4 1 around the first of two cells meets 0 1 0 1 0.
    assert blur_pool([[16, 0]], PoolSpec(window=1, stride=(1, 2)), 5).tolist() == [[8]]


def test_the_whole_map_has_nothing_beside_it_to_blend() -> None:
    x = np.arange(6.0).reshape(2, 3)
    assert blur_pool(x, PoolSpec(window="global")).tolist() == [[5.0]]
    assert blur_pool_backward([[7]], x, PoolSpec(window="global")).tolist() == [[0, 0, 0], [0, 0, 7]]


def test_it_changes_less_than_max_when_the_map_moves() -> None:
    x, spec = [[0, 0, 1, 1, 0, 0, 1, 1]], PoolSpec(window=(1, 2))
    moved = shift(x, 0, -1, "wrap")
    assert pool(x, spec).values.tolist() == [[0, 1, 0, 1]]
    assert pool(moved, spec).values.tolist() == [[1, 1, 1, 1]]
    assert blur_pool(x, spec).tolist() == [[0.5, 1, 0.5, 1]]
    assert blur_pool(moved, spec).tolist() == [[1, 0.75, 0.75, 1]]


@pytest.mark.parametrize(
    ("spec", "taps", "field", "sentence"),
    [
        (
            PoolSpec(adaptive=1),
            3,
            "adaptive",
            "Adaptive windows have no stride: blur-pool needs a window and a stride.",
        ),
        (
            PoolSpec(),
            0,
            "taps",
            "The blur must be at least 1, not 0: one number is no blur, and less is nothing.",
        ),
        (
            PoolSpec(window=5),
            3,
            "window",
            "A window of 5 in height does not fit: the map, with its padding, has 4. At most 4 would fit.",
        ),
    ],
)
def test_refusals_say_what_is_wrong(spec: PoolSpec, taps: int, field: str, sentence: str) -> None:
    with pytest.raises(SpecError, match=f"^{re.escape(sentence)}$") as refusal:
        blur_pool(np.ones((4, 4)), spec, taps)
    assert refusal.value.field == field
    with pytest.raises(SpecError, match=f"^{re.escape(sentence)}$"):
        blur_pool_backward(np.ones((2, 2)), np.ones((4, 4)), spec, taps)
