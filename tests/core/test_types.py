"""What a map may be, what is made of it, and in which words everything else is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.core import PoolSpec, backward_rows, conv2d_backward, pool, pool_backward


@pytest.mark.parametrize(
    ("x", "words"),
    [
        (5, "A map has rows and columns, this has none: a row of numbers is a 1×n map"),
        ([1, 2, 3], "this has one dimension: a row of numbers is a 1×n map"),
        ([[1, 2], [3]], "rows of this map differ in length"),
        (np.zeros((0, 3)), r"empty \(0×3\)"),
        (np.zeros((2, 3, 0)), r"empty \(2×3×0\)"),
        (np.ones((2, 2), complex), "complex numbers"),
        ([["a", "b"], ["c", "d"]], "instead of numbers"),
        (np.array([[None, 1]]), "holds object instead of numbers"),
        (np.zeros((2, 2), "datetime64[s]"), "instead of numbers"),
    ],
)
def test_what_is_no_map_is_refused_in_one_sentence(x: Any, words: str) -> None:  # noqa: ANN401 - anything
    with pytest.raises(ValueError, match=words) as refusal:
        pool(x, PoolSpec(window=1))
    assert str(refusal.value).endswith(".")
    with pytest.raises(ValueError, match=words):
        pool_backward([[1]], x, PoolSpec(window=1))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "longdouble", "int8", "uint64", "int32"])
def test_max_keeps_the_type(dtype: str) -> None:
    assert pool(np.ones((2, 2), dtype), PoolSpec()).values.dtype == dtype


@pytest.mark.parametrize("mode", ["average", "lp"])
@pytest.mark.parametrize(
    ("dtype", "result"),
    [
        ("float16", "float16"),
        ("float32", "float32"),
        ("longdouble", "longdouble"),
        ("uint8", "float64"),
        ("int64", "float64"),
    ],
)
def test_averages_are_floats(mode: Any, dtype: str, result: str) -> None:  # noqa: ANN401
    x = np.ones((3, 3), dtype)
    spec = PoolSpec(mode, window=3)
    assert pool(x, spec).values.dtype == result
    assert pool_backward([[1]], x, spec).dtype == result


def test_truth_values_become_numbers() -> None:
    x = np.array([[True, False], [False, False]])
    assert pool(x, PoolSpec()).values.dtype == np.uint8
    assert pool(x, PoolSpec("average")).values.tolist() == [[0.25]]


def test_the_wide_floats_lose_nothing() -> None:
    third = np.longdouble(1) / 3
    average = pool(np.full((5, 5), third), PoolSpec("average", window=5)).values[0, 0]
    assert abs(average - third) <= 4 * np.spacing(third)


def test_wide_floats_lose_nothing_where_gradients_meet() -> None:
    x = np.zeros((7, 7), np.longdouble)
    x[3, 3] = 1
    third = np.full((4, 4), np.longdouble(1) / 3)
    found = pool_backward(third, x, PoolSpec(window=4, stride=1))[3, 3]
    assert abs(found - np.longdouble(16) / 3) <= 8 * np.spacing(np.longdouble(16) / 3)


def test_large_integers_keep_every_digit() -> None:
    x = np.array([[2**63 - 1, 2**63 - 2]])
    assert pool(x, PoolSpec(window=(1, 2))).values.tolist() == [[2**63 - 1]]


@pytest.mark.parametrize("channels", [(), (3,), (2, 3), (2, 1, 3, 2)])
def test_leading_dimensions_are_arbitrary(channels: tuple[int, ...]) -> None:
    x = np.random.default_rng(1).standard_normal((*channels, 6, 7))
    for spec in (
        PoolSpec(window=3, stride=2),
        PoolSpec("average"),
        PoolSpec("lp"),
    ):
        values = pool(x, spec).values
        upstream = np.ones(values.shape)
        back = pool_backward(upstream, x, spec)
        assert values.shape[:-2] == channels
        assert back.shape == x.shape
        for index in np.ndindex(channels):
            assert np.array_equal(values[index], pool(x[index], spec).values)
            assert np.array_equal(back[index], pool_backward(upstream[index], x[index], spec))


def test_the_upstream_gradient_must_have_the_outputs_shape() -> None:
    with pytest.raises(ValueError, match="upstream gradient is 1×2, but the output is 2×2: they must match"):
        pool_backward([[1, 2]], np.ones((4, 4)), PoolSpec())
    with pytest.raises(ValueError, match="upstream gradient"):
        pool_backward([[1j]], np.ones((2, 2)), PoolSpec())
    with pytest.raises(ValueError, match="Rows 1 to 2 are not all among the output's 0 to 1"):
        backward_rows(np.ones((2, 2)), np.ones((4, 4)), PoolSpec(), None, 1, 2)


def test_a_result_of_another_pooling_is_refused() -> None:
    x = np.ones((4, 4))
    for other in (
        pool(np.ones((6, 6)), PoolSpec()),
        pool(x, PoolSpec(window=4)),
        pool(x, PoolSpec("average")),
    ):
        with pytest.raises(ValueError, match="another"):
            pool_backward(np.ones((2, 2)), x, PoolSpec(), other)
        with pytest.raises(ValueError, match="another"):
            backward_rows(np.ones((2, 2)), x, PoolSpec(), other, 0, 0)


@pytest.mark.parametrize("mode", ["max", "average", "lp"])
@pytest.mark.parametrize("ties", ["first", "split"])
def test_a_gradient_too_large_for_the_type_of_the_map_is_infinite(mode: Any, ties: Any) -> None:  # noqa: ANN401
    """Without a warning, which fails tests and would stand in a terminal."""
    x, spec = np.array([[1, 2], [3, 4]], np.float32), PoolSpec(mode, window=1, ties=ties)
    upstream = np.array([[1.0, 1e300], [-1e300, 0.0]])
    expected = [[1, np.inf], [-np.inf, 0]]
    assert pool_backward(upstream, x, spec).tolist() == expected
    assert pool_backward(upstream, x, spec, pool(x, spec)).tolist() == expected
    assert backward_rows(upstream, x, spec, None, 0, 1)[1].tolist() == expected


def test_gradients_of_a_convolution_too_large_for_its_types_are_infinite() -> None:
    found = conv2d_backward([[[1e300]]], np.ones((1, 1, 1), np.float32), np.ones((1, 1, 1, 1), np.float32))
    assert (found.x.tolist(), found.weights.tolist(), found.bias.tolist()) == (
        [[[np.inf]]],
        [[[[np.inf]]]],
        [np.inf],
    )


def test_the_map_itself_is_never_written_to() -> None:
    x = np.random.default_rng(2).standard_normal((2, 5, 5))
    x.flags.writeable = False
    for mode in ("max", "average", "lp"):
        spec = PoolSpec(mode, window=3, stride=1)
        before = x.copy()
        pool_backward(pool(x, spec).values, x, spec)
        assert np.array_equal(x, before)
