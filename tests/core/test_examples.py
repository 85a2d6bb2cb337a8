"""Examples small enough to check by hand, and those that tell one rule from another."""

from __future__ import annotations

from dataclasses import replace
from math import fsum
from typing import Any

import numpy as np
import pytest

from poolviz.core import PoolSpec, backward_rows, divisors, pool, pool_backward

WORKED = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


def test_the_worked_example() -> None:
    assert pool(WORKED, PoolSpec()).values.tolist() == [[6, 8], [3, 4]]
    assert pool(WORKED, PoolSpec(mode="average")).values.tolist() == [[3.25, 5.25], [2, 2]]
    assert pool(WORKED, PoolSpec()).winners.tolist() == [[5, 7], [8, 15]]


def test_gradients_add_up_where_windows_overlap() -> None:
    x = [[1, 2, 3], [2, 4, 2], [5, 6, 7]]
    spec = PoolSpec(window=2, stride=1)
    assert pool(x, spec).values.tolist() == [[4, 4], [6, 7]]
    assert pool_backward([[1, 2], [4, 5]], x, spec).tolist() == [[0, 0, 0], [0, 3, 0], [0, 4, 5]]


def test_padding_never_wins() -> None:
    pooled = pool([[-3.0, -2.0], [-5.0, -4.0]], PoolSpec(window=2, stride=2, padding=1))
    assert pooled.values.tolist() == [[-3, -2], [-5, -4]]
    assert pooled.winners.tolist() == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("x", "ties", "winner"),
    [
        ([[0, 7], [7, 0]], "first", 1),
        ([[0, 7], [7, 0]], "last", 2),
        ([[0, 7], [7, 0]], "column", 2),
        ([[0, 7], [7, 0]], "split", 1),
        ([[7, 7], [7, 7]], "first", 0),
        ([[7, 7], [7, 7]], "last", 3),
        ([[7, 7], [7, 7]], "column", 0),
    ],
)
def test_the_tie_rules_tell_equal_cells_apart(x: Any, ties: Any, winner: int) -> None:  # noqa: ANN401
    assert pool(x, PoolSpec(ties=ties)).winners.tolist() == [[winner]]


def test_tied_cells_share_the_gradient_by_choice() -> None:
    spec = PoolSpec(ties="split")
    assert pool_backward([[1]], [[7, 7], [7, 7]], spec).tolist() == [[0.25, 0.25], [0.25, 0.25]]
    assert pool_backward([[1]], [[0, 7], [7, 0]], spec).tolist() == [[0, 0.5], [0.5, 0]]


@pytest.mark.parametrize("ties", ["first", "last", "column", "split"])
def test_the_last_nan_owns_its_window_whatever_the_tie_rule(ties: Any) -> None:  # noqa: ANN401
    x = [[np.nan, 9.0], [np.nan, np.inf]]
    pooled = pool(x, PoolSpec(ties=ties))
    assert np.isnan(pooled.values).all()
    assert pooled.winners.tolist() == [[2]]
    assert pool_backward([[5.0]], x, PoolSpec(ties=ties)).tolist() == [[0, 0], [5, 0]]


def test_a_nan_stays_in_the_windows_that_see_it() -> None:
    x = np.ones((4, 4))
    x[0, 0] = np.nan
    x[3, 3] = np.inf
    assert np.array_equal(pool(x, PoolSpec("average")).values, [[np.nan, 1], [1, np.inf]], equal_nan=True)
    x[0, 0] = 1e30
    x[3, 3] = -1e30
    assert pool(x, PoolSpec("average", window=1)).values[0, 1] == 1


def test_infinities_are_ordinary_values() -> None:
    low = np.full((2, 2), -np.inf)
    assert pool(low, PoolSpec()).values.tolist() == [[-np.inf]]
    assert pool(low, PoolSpec()).winners.tolist() == [[0]]
    padded = pool(low, PoolSpec(window=3, stride=1, padding=1))
    assert padded.winners.tolist() == [[0, 0], [0, 0]]
    assert pool(low, PoolSpec(window=3, stride=1, padding=1, ties="last")).winners.tolist() == [
        [3, 3],
        [3, 3],
    ]


@pytest.mark.parametrize(
    ("row", "ties", "negative"),
    [
        ([-0.0, 0.0], "first", True),
        ([0.0, -0.0], "first", False),
        ([-0.0, 0.0], "last", False),
        ([0.0, -0.0], "last", True),
        ([-0.0, 0.0], "column", True),
    ],
)
def test_the_winning_zero_keeps_its_sign(row: list[float], ties: Any, negative: bool) -> None:  # noqa: ANN401
    spec = PoolSpec(window=(1, 2), ties=ties)
    assert np.signbit(pool([row], spec).values).tolist() == [[negative]]
    assert np.signbit(pool([row], spec, winners=True).values).tolist() == [[negative]]


def test_a_dilated_window_may_see_nothing_at_all() -> None:
    spec = PoolSpec(window=2, dilation=3, padding=2, stride=1)
    pooled = pool([[5.0]], spec)
    assert pooled.values.tolist() == [[-np.inf, -np.inf], [-np.inf, -np.inf]]
    assert pooled.winners.tolist() == [[-1, -1], [-1, -1]]
    assert pool_backward(np.ones((2, 2)), [[5.0]], spec).tolist() == [[0]]
    assert backward_rows(np.ones((2, 2)), [[5.0]], spec, pooled, 1, 1)[1].tolist() == [[0]]
    assert pool([[5]], spec).values.tolist() == [[np.iinfo(np.int64).min] * 2] * 2
    for mode in ("average", "lp"):
        empty = PoolSpec(mode, window=2, dilation=3, padding=2, stride=1, count_include_pad=False)
        assert pool([[5.0]], empty).values.tolist() == [[0, 0], [0, 0]]
        assert pool_backward(np.ones((2, 2)), [[5.0]], empty).tolist() == [[0]]
    assert divisors(PoolSpec("average", 2, 1, 2, 3, count_include_pad=False), (1, 1)).tolist() == [
        [0, 0],
        [0, 0],
    ]


def test_averages_that_were_checked_elsewhere() -> None:
    ramp = np.arange(1, 17.0).reshape(4, 4)
    ceil = PoolSpec("average", window=3, stride=2, padding=1, ceil_mode=True)
    expected = [[1.5556, 3.3333, 2], [6.3333, 11, 6], [4.5, 7.5, 4]]
    np.testing.assert_allclose(pool(ramp, ceil).values, expected, atol=5e-5)
    ceil = PoolSpec("average", window=2, stride=3, ceil_mode=True)
    expected = [[4, 7, 9.5], [25, 28, 30.5], [42.5, 45.5, 48]]
    assert pool(np.arange(49).reshape(7, 7), ceil).values.tolist() == expected
    same = PoolSpec("average", window=2, stride=2, padding="same", count_include_pad=False)
    assert pool(np.arange(1, 10).reshape(3, 3), same).values.tolist() == [[3, 4.5], [7.5, 9]]


def test_ways_to_divide() -> None:
    x = np.ones((3, 3))
    corner = PoolSpec("average", window=3, stride=3, padding=1)
    own = replace(corner, divisor_override=-2)
    assert pool(x, corner).values[0, 0] == 4 / 9
    assert pool(x, replace(corner, count_include_pad=False)).values[0, 0] == 1
    assert pool(x, own).values[0, 0] == -2
    assert divisors(own, (3, 3)).tolist() == [[-2]]
    back = pool_backward([[9.0]], x, corner)
    assert back.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]


def test_the_overhang_of_ceil_mode_does_not_count() -> None:
    spec = PoolSpec("average", window=3, stride=2, padding=1, ceil_mode=True)
    assert divisors(spec, (4, 4)).tolist() == [[9, 9, 6], [9, 9, 6], [6, 6, 4]]


def test_a_dilated_window_divides_by_its_taps() -> None:
    spec = PoolSpec("average", window=2, dilation=2, stride=1)
    assert pool(np.arange(9).reshape(3, 3), spec).values.tolist() == [[(0 + 2 + 6 + 8) / 4]]


def test_power_sum_is_no_average() -> None:
    x = [[3.0, -4.0], [0.0, 0.0]]
    assert pool(x, PoolSpec("lp")).values.tolist() == [[5]]
    assert pool(x, PoolSpec("lp", p=1)).values.tolist() == [[7]]
    assert pool_backward([[10.0]], x, PoolSpec("lp")).tolist() == [[6, -8], [0, 0]]
    assert pool_backward([[10.0]], np.zeros((2, 2)), PoolSpec("lp")).tolist() == [[0, 0], [0, 0]]


def test_powers_that_leave_the_range_of_floats() -> None:
    large, small = np.full((2, 2), 1e200), np.full((2, 2), 1e-200)
    np.testing.assert_allclose(pool(large, PoolSpec("lp")).values, [[2e200]], rtol=1e-15)
    np.testing.assert_allclose(pool(small, PoolSpec("lp")).values, [[2e-200]], rtol=1e-15)
    np.testing.assert_allclose(pool_backward([[4.0]], large, PoolSpec("lp")), np.full((2, 2), 2))
    np.testing.assert_allclose(pool_backward([[4.0]], small, PoolSpec("lp")), np.full((2, 2), 2))
    assert pool([[np.inf, 1e200]], PoolSpec("lp", window=(1, 2))).values.tolist() == [[np.inf]]
    assert np.isnan(pool([[np.nan, 1e200]], PoolSpec("lp", window=(1, 2))).values).all()


def test_tiny_numbers_on_a_map_with_nan() -> None:
    beside_nan, pairs = [[np.nan, 1, 1e-200, 1e-200]], PoolSpec("lp", window=(1, 2))
    np.testing.assert_allclose(pool(beside_nan, pairs).values, [[np.nan, 2**0.5 * 1e-200]], rtol=1e-15)
    np.testing.assert_allclose(pool_backward([[0, 8**0.5]], beside_nan, pairs)[0, 2:], [2, 2], rtol=1e-15)


def test_cells_that_no_window_sees_get_exactly_zero() -> None:
    back = pool_backward(np.ones((1, 2)), np.ones((3, 5)), PoolSpec("average", window=2, stride=3))
    assert back.tolist() == [[0.25, 0.25, 0, 0.25, 0.25], [0.25, 0.25, 0, 0.25, 0.25], [0] * 5]


def test_only_max_has_winners() -> None:
    with pytest.raises(ValueError, match="Only max has winners"):
        pool(WORKED, PoolSpec("average")).winners  # noqa: B018 - reading it is the test


def test_results_cannot_be_written_to() -> None:
    pooled = pool(WORKED, PoolSpec())
    assert pooled.size == (4, 4)
    for array in (pooled.values, pooled.winners):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 0


def test_a_sum_too_large_for_its_type_does_not_spoil_the_average() -> None:
    x = np.full((2, 2), 3e38, np.float32)
    assert pool(x, PoolSpec("average")).values.tolist() == x[:1, :1].tolist()
    half = np.full((30, 30), 60000, np.float16)
    assert pool(half, PoolSpec("average", window="global")).values.tolist() == [[60000]]


def test_large_windows_are_added_up_exactly() -> None:
    rng = np.random.default_rng(5)
    for dtype in (np.float32, np.float64):
        x = (rng.standard_normal((97, 101)) * 10.0 ** rng.integers(-8, 8, (97, 101))).astype(dtype)
        x[3, 4] = -x[90, 90]
        exact = float(sum(map(float, np.sort(np.abs(x).ravel()))))
        unit = np.spacing(np.asarray(exact / x.size, dtype))
        for spec in (
            PoolSpec("average", window="global"),
            PoolSpec("average", window=(97, 50), stride=(1, 3)),
        ):
            values = pool(x, spec).values
            for j in range(values.shape[1]):
                part = x[:, 3 * j : 3 * j + 50] if values.shape[1] > 1 else x
                assert abs(float(values[0, j]) - fsum(part.ravel().tolist()) / part.size) <= 4 * unit


@pytest.mark.parametrize(
    ("shape", "spec"),
    [
        ((2, 1000), PoolSpec(window=(1, 2))),
        ((1000, 2), PoolSpec(window=(2, 1))),
        ((3, 300), PoolSpec(window=1)),
        ((2, 9), PoolSpec(window=(1, 2), dilation=(999, 1))),
        ((9, 2), PoolSpec(window=(2, 1), dilation=(1, 999))),
    ],
)
def test_a_window_of_one_row_finds_its_winners_on_a_wide_map(shape: tuple[int, int], spec: PoolSpec) -> None:
    x = np.arange(shape[0] * shape[1]).reshape(shape)
    pooled = pool(x, spec, winners=True)
    assert np.array_equal(x.ravel()[pooled.winners], pooled.values)


def test_one_row_of_windows_has_its_own_part_of_the_gradient() -> None:
    pooled = pool(WORKED, PoolSpec())
    for known in (pooled, None):
        begin, band = backward_rows([[1, 2], [3, 4]], WORKED, PoolSpec(), known, 1, 1)
        assert (begin, band.tolist()) == (2, [[3, 0, 0, 0], [0, 0, 0, 4]])
