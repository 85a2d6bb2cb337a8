"""Max-unpooling puts winners back, each once, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, pool
from poolviz.core.unpooling import max_unpool, max_unpool_backward
from tests import strategies
from tests.core import by_hand

Array = npt.NDArray[Any]

relaxed = settings(deadline=None, max_examples=80)


def put_back(values: Array, winners: Array, size: tuple[int, int]) -> Array:
    """One channel by hand."""
    result = np.zeros(size, values.dtype)
    for place, winner in np.ndenumerate(winners):
        if winner >= 0:
            result[divmod(int(winner), size[1])] = values[place]
    return result


def native(array: Array) -> np.dtype[Any]:
    return np.dtype(np.uint8) if array.dtype.kind == "b" else array.dtype.newbyteorder("=")


@given(st.data(), strategies.fitting(mode="max"))
@relaxed
def test_winners_get_their_value_back_and_the_rest_is_zero(
    data: st.DataObject, case: tuple[PoolSpec, tuple[int, int]]
) -> None:
    spec, size = case
    pooled = pool(data.draw(strategies.maps(size)), spec)
    found = max_unpool(pooled.values, pooled.winners, size)
    assert (found.shape, found.dtype) == ((*pooled.values.shape[:-2], *size), pooled.values.dtype)
    channels = zip(*(a.reshape(-1, *a.shape[-2:]) for a in (pooled.values, pooled.winners)), strict=True)
    expected = np.array([put_back(values, winners, size) for values, winners in channels])
    assert np.array_equal(found, expected.reshape(found.shape), equal_nan=found.dtype.kind == "f")


@given(st.data(), strategies.sides(5), strategies.sides(5))
@relaxed
def test_any_winners_will_do(data: st.DataObject, size: tuple[int, int], windows: tuple[int, int]) -> None:
    values = data.draw(strategies.maps(windows))
    cells = st.integers(-1, size[0] * size[1] - 1)
    flat = data.draw(st.lists(cells, min_size=values.size, max_size=values.size))
    dtype = data.draw(st.sampled_from(["int8", "int32", "int64", ">i4"]))
    winners = np.array(flat, dtype).reshape(values.shape)
    found = max_unpool(values, winners, size)
    assert found.dtype == native(values)
    channels = zip(*(a.reshape(-1, *windows) for a in (values, winners)), strict=True)
    expected = np.array([put_back(some, where, size) for some, where in channels]).reshape(found.shape)
    assert np.array_equal(found, expected, equal_nan=found.dtype.kind == "f")
    upstream = data.draw(strategies.maps(size, ("float32", "float64", "int16")).filter(lambda u: u.ndim == 2))
    upstream = np.broadcast_to(upstream, found.shape)
    gradient = max_unpool_backward(upstream, winners)
    assert gradient.dtype == (upstream.dtype.newbyteorder("=") if upstream.dtype.kind == "f" else np.float64)
    gathered = [0.0 if cell < 0 else upstream[..., cell // size[1], cell % size[1]].flat[0] for cell in flat]
    assert np.array_equal(gradient.ravel(), np.array(gathered), equal_nan=True)


def test_a_winner_of_several_windows_is_written_once() -> None:
    pooled = pool([[0, 0, 0], [0, 9, 0], [0, 0, 0]], PoolSpec(window=2, stride=1))
    assert max_unpool(pooled.values, pooled.winners, (3, 3)).tolist() == [[0, 0, 0], [0, 9, 0], [0, 0, 0]]
    gradient = max_unpool_backward([[0, 0, 0], [0, 5, 0], [0, 0, 0]], pooled.winners)
    assert gradient.tolist() == [[5, 5], [5, 5]]


def test_where_values_of_one_winner_differ_the_last_has_its_way() -> None:
    assert max_unpool([[1, 2, 3]], [[0, 0, 1]], (1, 2)).tolist() == [[2, 3]]


def test_a_window_without_a_cell_writes_nothing() -> None:
    spec = PoolSpec(window=2, stride=1, padding=2, dilation=3)
    pooled = pool([[7.0]], spec)
    assert (pooled.winners == -1).all()
    assert max_unpool(pooled.values, pooled.winners, (1, 1)).tolist() == [[0.0]]
    assert max_unpool_backward([[4.0]], pooled.winners).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@given(strategies.fitting(mode="max", ties="first"), st.integers(0, 99))
@settings(deadline=None, max_examples=50)
def test_backward_is_the_adjoint_and_the_slope_where_no_winner_is_shared(
    case: tuple[PoolSpec, tuple[int, int]], seed: int
) -> None:
    spec, size = case
    random = np.random.default_rng(seed)
    winners = pool(random.normal(size=size), spec).winners
    _, firsts = np.unique(winners, return_index=True)
    alone: Array = np.full(winners.size, -1)
    alone[firsts] = winners.ravel()[firsts]
    alone = alone.reshape(winners.shape)
    values, upstream = random.normal(size=alone.shape), random.normal(size=size)
    gradient = max_unpool_backward(upstream, alone)
    slopes = by_hand.slopes(lambda one: float((upstream * max_unpool(one, alone, size)).sum()), values)
    np.testing.assert_allclose(gradient, slopes, atol=1e-9)
    np.testing.assert_allclose(
        (max_unpool(values, alone, size) * upstream).sum(), (values * gradient).sum(), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize(
    ("winners", "size", "sentence"),
    [
        (
            [[0, 4]],
            (2, 2),
            "A winner of 4 lies outside a map of 2×2: its cells are 0 to 3, and -1 stands for none.",
        ),
        (
            [[0, -2]],
            (2, 2),
            "A winner of -2 lies outside a map of 2×2: its cells are 0 to 3, and -1 stands for none.",
        ),
        ([[0.0, 1.0]], (2, 2), "Winners are indices, whole numbers: these are float64."),
        ([[0], [1]], (2, 2), "There are 1×2 values, but 2×1 winners: one for each."),
        ([[0, 1]], (2, 0), "A map needs at least one row and one column, not 2×0."),
    ],
)
def test_refusals_say_what_is_wrong(winners: Any, size: tuple[int, int], sentence: str) -> None:  # noqa: ANN401 - some are wrong on purpose
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        max_unpool([[1, 2]], winners, size)


def test_backward_refuses_winners_of_other_channels() -> None:
    sentence = "The upstream gradient is 2×2×2, the winners 1×2: all before rows and columns must match."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        max_unpool_backward(np.ones((2, 2, 2)), [[0, 1]])
