"""Results do not depend on how the work is cut into blocks, nor on which of several ways is taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from poolviz.core import PoolSpec, blocks, columns, pool, pool_backward
from tests import reference

Array = npt.NDArray[Any]

SPECS = [
    PoolSpec(),
    PoolSpec(window=3, stride=2),
    PoolSpec(window=3, stride=1, padding=1, ties="last"),
    PoolSpec(window=(2, 5), stride=(3, 1), ceil_mode=True, ties="column"),
    PoolSpec(window=4, stride=1, dilation=2, padding=3),
    PoolSpec(window=2, dilation=5, padding=4, stride=3),
    PoolSpec(window=3, stride=2, ties="split"),
    PoolSpec(window=5, stride=2),
    PoolSpec(adaptive=(4, 5)),
    PoolSpec(window="global"),
    PoolSpec("average"),
    PoolSpec("average", window=3, stride=1, padding=1, count_include_pad=False),
    PoolSpec("average", window=(5, 2), stride=(2, 4), ceil_mode=True),
    PoolSpec("average", window=6, stride=1),
    PoolSpec("average", adaptive=(4, 5)),
    PoolSpec("lp", window=3, stride=2, padding=1),
    PoolSpec("lp", adaptive=3),
]


def everything(x: Array, spec: PoolSpec) -> Iterator[Array]:
    pooled = pool(x, spec)
    yield pooled.values
    if spec.mode == "max":
        together = pool(x, spec, winners=True)
        yield from (pooled.winners, together.values, together.winners)
    upstream = np.arange(pooled.values.size).reshape(pooled.values.shape) % 7 - 3
    yield pool_backward(upstream, x, spec)
    yield pool_backward(upstream, x, spec, pooled)


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize(("room", "together"), [(8, 1), (8, 3), (600, 1), (3000, 1), (20000, 1), (8, 256)])
def test_the_size_of_a_block_changes_nothing(
    spec: PoolSpec, room: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(7)
    x = rng.integers(-3, 4, (3, 14, 11)).astype(np.float64)
    x[1, 5, 5], x[2, 8, 8], x[0, 0, 0] = np.nan, -np.inf, -0.0
    whole = list(everything(x, spec))
    monkeypatch.setattr(blocks, "ROOM", room)
    monkeypatch.setattr(blocks, "_TOGETHER", together)
    for found, expected in zip(everything(x, spec), whole, strict=True):
        np.testing.assert_array_equal(found, expected)
        np.testing.assert_array_equal(np.signbit(found), np.signbit(expected))


@pytest.mark.parametrize("room", [8, 3000, 60000])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("padding", [0, 5])
def test_gradients_that_meet_in_a_winner_are_added_up_in_one_order(
    room: int,
    dtype: Any,  # noqa: ANN401
    padding: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spec, rng = PoolSpec(window=10, stride=1, padding=padding), np.random.default_rng(14)
    x = rng.standard_normal((2, 60, 50)).astype(dtype)
    upstream = rng.standard_normal((2, *spec.output_size((60, 50)))).astype(dtype)
    whole = pool_backward(upstream, x, spec)
    monkeypatch.setattr(blocks, "ROOM", room)
    np.testing.assert_array_equal(pool_backward(upstream, x, spec), whole)


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize("dtype", [np.float32, np.uint8, np.int16, np.float64])
def test_many_small_maps_are_pooled_like_one(spec: PoolSpec, dtype: Any) -> None:  # noqa: ANN401
    x = np.random.default_rng(8).integers(0, 5, (40, 10, 9)).astype(dtype)
    for found, first, last in zip(
        everything(x, spec), everything(x[:1], spec), everything(x[-1:], spec), strict=True
    ):
        assert found.shape[0] == 40
        if found.shape[-2:] != (10, 9):  # gradients differ: each map has its own upstream
            np.testing.assert_array_equal(found[:1], first)
            np.testing.assert_array_equal(found[-1:], last)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_channels_that_are_no_neighbours_are_not_copied_together(spec: PoolSpec) -> None:
    plain = np.random.default_rng(9).standard_normal((2, 3, 12, 13)).astype(np.float32)
    apart = np.ascontiguousarray(plain.transpose(2, 0, 3, 1)).transpose(1, 3, 0, 2)
    assert not apart.flags.c_contiguous
    for found, expected in zip(everything(apart, spec), everything(plain, spec), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_numbers_whose_low_byte_comes_last_are_read_right(
    spec: PoolSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = np.random.default_rng(10).standard_normal((2, 12, 14)).astype(np.float32)
    expected = list(everything(x, spec))
    monkeypatch.setattr(columns, "_LOW_FIRST", False)
    for found, known in zip(everything(x, spec), expected, strict=True):
        np.testing.assert_array_equal(found, known)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_larger_maps_equal_the_reference(spec: PoolSpec) -> None:
    x = np.random.default_rng(11).integers(-9, 9, (23, 27)).astype(np.float32)
    values, winners = reference.pool(x, spec)
    pooled = pool(x, spec)
    np.testing.assert_allclose(pooled.values, values, rtol=1e-6)
    if spec.mode == "max":
        np.testing.assert_array_equal(pooled.winners, winners)
    upstream = np.ones(values.shape)
    expected = reference.pool_backward(upstream, x, spec)
    np.testing.assert_allclose(pool_backward(upstream, x, spec), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("mode", "ties"), [("max", "first"), ("max", "split"), ("average", "first"), ("lp", "first")]
)
def test_an_output_far_larger_than_the_map(mode: Any, ties: Any) -> None:  # noqa: ANN401 - a mode, a rule
    x = np.random.default_rng(12).integers(-2, 3, (7, 5)).astype(np.float64)
    spec = PoolSpec(mode, adaptive=(530, 36), ties=ties)  # two bands and a part of one
    pooled = pool(x, spec)
    values, winners = reference.pool(x, spec)
    np.testing.assert_allclose(pooled.values, values, rtol=1e-12)
    if mode == "max":
        np.testing.assert_array_equal(pooled.winners, winners)
    upstream = np.random.default_rng(13).standard_normal(values.shape)
    expected = reference.pool_backward(upstream, x, spec)
    np.testing.assert_allclose(pool_backward(upstream, x, spec), expected, rtol=1e-9, atol=1e-9)


def test_more_than_256_taps_a_side_are_counted() -> None:
    x = np.zeros((1, 700), np.float32)
    x[0, [290, 600]] = 1, 2
    spec = PoolSpec(window=(1, 300), stride=1)
    expected = [290 if j < 301 else 600 for j in range(401)]
    expected[:1] = [290]
    found = pool(x, spec)
    wins = found.winners[0]
    assert (wins[:291] == 290).all()
    assert (wins[301:] == 600).all()
    np.testing.assert_array_equal(found.values[0], x[0][wins])
    down = pool(np.ascontiguousarray(x.T), PoolSpec(window=(300, 1), stride=1))
    np.testing.assert_array_equal(down.winners[:, 0], wins)


def test_very_large_maps_are_indexed_in_wide_numbers() -> None:
    # Rows that all lie on one another: a map of 2³² cells in the memory of one row.
    row = np.zeros(1 << 17, np.uint8)
    row[-1] = 1
    tall = np.lib.stride_tricks.as_strided(row, (1 << 15, 1 << 17), (0, 1))
    spec = PoolSpec(window=(1, 1 << 17), stride=(1 << 14, 1))
    assert pool(tall, spec).winners.ravel().tolist() == [(1 << 17) - 1, (1 << 31) + (1 << 17) - 1]
