"""However windows are gone through, the slow reference is met: from halves, or window by window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from poolviz.core import Axis, PoolSpec, blocks, doubling, maximum, pool, pool_backward, separable, sums
from poolviz.core.doubling import by_halves, halving_passes
from tests import reference
from tests.core import test_against_reference as against_reference

PROPERTIES: list[Callable[[], None]] = [
    against_reference.test_max_gives_the_largest_value_and_its_cell,
    against_reference.test_average_is_within_four_units_in_the_last_place,
    against_reference.test_power_sum_has_no_count_in_it,
    against_reference.test_a_power_sum_knows_nothing_of_what_lies_beside_its_window,
    against_reference.test_backward_sends_every_gradient_where_it_belongs,
    against_reference.test_bands_of_rows_add_up_to_the_whole_gradient,
    against_reference.test_long_rows_and_tall_columns_are_no_exception,
]

SIZE = 33, 36
WIDE: list[tuple[tuple[int, int], dict[str, Any]]] = [
    (SIZE, {"window": 24, "stride": 1}),
    (SIZE, {"window": (28, 24), "stride": 1, "padding": (14, 12)}),
    (SIZE, {"window": 28, "stride": 1, "padding": "same"}),
    (SIZE, {"window": (24, 3), "stride": (1, 2)}),
    (SIZE, {"window": 24, "stride": 1, "dilation": 2, "padding": ((0, 23), (0, 23))}),
    ((97, 5), {"window": (64, 2), "stride": 2, "ceil_mode": True}),
]


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__.removeprefix("test_"))
@pytest.mark.parametrize("way", ["halves", "windows"])
def test_all_that_holds_of_windows_holds_in_every_way(
    way: str, holds: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def passes(axis: Axis) -> int | None:
        taken.append(axis)
        return 0 if way == "halves" and halving_passes(axis) is not None else None

    monkeypatch.setattr(doubling, "halving_passes", passes)
    if way == "windows":
        for module in (blocks, maximum, separable, sums):
            monkeypatch.setattr(module, "by_windows", lambda axis: True)
    holds()
    assert taken


@pytest.mark.parametrize(
    ("size", "settings"),
    [
        ((20, 20), {"window": 20, "stride": 2, "padding": 9}),
        ((1, 2), {"window": (1, 9), "stride": (1, 2), "padding": ((0, 0), (1, 8))}),
        ((26, 7), {"window": (25, 3), "stride": (3, 2), "padding": (11, 1)}),
    ],
    ids=str,
)
@pytest.mark.parametrize("mode", ["average", "lp", "max"])
def test_few_windows_that_begin_in_padding_lose_nothing(
    size: tuple[int, int],
    settings: dict[str, Any],
    mode: Any,  # noqa: ANN401
) -> None:
    spec = PoolSpec(mode, **settings, ties="split")
    x = np.random.default_rng(19).integers(1, 4, size).astype(np.float64)
    upstream = np.ones(spec.output_size(size))
    expected = reference.pool_backward(upstream, x, spec)
    np.testing.assert_allclose(pool_backward(upstream, x, spec), expected, rtol=1e-13)


@pytest.mark.parametrize(("size", "settings"), WIDE, ids=str)
@pytest.mark.parametrize(
    ("ties", "dtype"),
    [("first", "f8"), ("last", "i1"), ("column", "f8"), ("column", "i1"), ("split", "f8"), ("first", "i1")],
)
def test_wide_windows_and_their_ties(
    size: tuple[int, int],
    settings: dict[str, Any],
    ties: Any,  # noqa: ANN401
    dtype: str,
) -> None:
    rng = np.random.default_rng(17)
    x = rng.integers(-3, 4, size).astype(dtype)
    x[size[0] // 2 :, size[1] // 3 :] = -128 if dtype == "i1" else -np.inf
    x[x == 3] -= rng.integers(0, 2, (x == 3).sum(), dtype=np.int8).astype(dtype)
    spec = PoolSpec(**settings, ties=ties)
    assert by_halves(spec.geometry(x.shape).rows, 4)
    values, winners = reference.pool(x, spec)
    pooled = pool(x, spec)
    np.testing.assert_array_equal(pooled.values, values)
    np.testing.assert_array_equal(pooled.winners, winners)
    upstream = rng.integers(-9, 10, values.shape).astype(np.float64)
    expected = reference.pool_backward(upstream, x, spec)
    np.testing.assert_allclose(pool_backward(upstream, x, spec), expected, rtol=1e-13, atol=1e-10)


@pytest.mark.parametrize(("size", "settings"), WIDE, ids=str)
@pytest.mark.parametrize("mode", ["average", "lp"])
def test_wide_sums_keep_infinities_to_their_windows(
    size: tuple[int, int],
    settings: dict[str, Any],
    mode: Any,  # noqa: ANN401
) -> None:
    rng = np.random.default_rng(18)
    x = rng.standard_normal(size)
    x[0, -1], x[-1, 0], x[1, 1], x[-1, -1] = np.inf, -np.inf, 1e30, np.nan
    spec = PoolSpec(mode, **settings, p=3)
    values, _ = reference.pool(x, spec)
    assert 0 < np.isfinite(values).sum() < values.size
    np.testing.assert_allclose(pool(x, spec).values, values, rtol=1e-12)
    upstream = rng.standard_normal(values.shape)
    expected = reference.pool_backward(upstream, x, spec)
    np.testing.assert_allclose(pool_backward(upstream, x, spec), expected, rtol=1e-11, atol=1e-11)
