"""What must hold whatever the numbers are: slopes, adjoints, totals, repeated and shifted pooling."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, pool, pool_backward
from tests import strategies

relaxed = settings(deadline=None, max_examples=150)


@given(st.data(), strategies.fitting(), st.integers(0, 2**32 - 1))
@relaxed
def test_backward_is_the_slope_of_forward(data: st.DataObject, case: Any, seed: int) -> None:  # noqa: ANN401
    spec, size = case
    rng = np.random.default_rng(seed)
    # All cells differ by much more than the step, and none is near 0, where |x| has no slope.
    cells = rng.permutation(size[0] * size[1]).reshape(size) + 1.0
    x = cells * rng.choice([-1, 1], size)
    upstream = rng.standard_normal(spec.output_size(size))
    gradient = pool_backward(upstream, x, spec)
    step = 1e-4
    row, column = data.draw(st.integers(0, size[0] - 1)), data.draw(st.integers(0, size[1] - 1))
    results = []
    for sign in (1, -1):
        moved = x.copy()
        moved[row, column] += sign * step
        results.append(pool(moved, spec).values)
    up, down = results
    # Windows that see no cell give -∞ before and after.
    slope = np.subtract(up, down, out=np.zeros_like(up), where=up != down) / (2 * step)
    np.testing.assert_allclose(gradient[row, column], np.sum(slope * upstream), rtol=1e-5, atol=1e-5)


@given(strategies.fitting(mode="average"), st.integers(0, 2**32 - 1))
@relaxed
def test_average_backward_is_the_adjoint_of_forward(case: Any, seed: int) -> None:  # noqa: ANN401
    spec, size = case
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((2, *size))
    upstream = rng.standard_normal((2, *spec.output_size(size)))
    forward = np.vdot(pool(x, spec).values, upstream)
    backward = np.vdot(x, pool_backward(upstream, x, spec))
    np.testing.assert_allclose(forward, backward, rtol=1e-9, atol=1e-9)


@given(st.data(), strategies.fitting(mode="max"))
@relaxed
def test_max_conserves_the_total(data: st.DataObject, case: Any) -> None:  # noqa: ANN401
    spec, size = case
    x = data.draw(strategies.maps(size, ("float64", "int8")))
    pooled = pool(x, spec)
    upstream = data.draw(strategies.upstreams(pooled.values.shape))
    arrived = pool_backward(upstream, x, spec).sum()
    np.testing.assert_allclose(arrived, upstream[pooled.winners >= 0].sum(), atol=1e-9)


@given(st.data(), strategies.fitting(mode="average", count_include_pad=False, divisor_override=None))
@relaxed
def test_average_of_real_cells_conserves_the_total(data: st.DataObject, case: Any) -> None:  # noqa: ANN401
    spec, size = case
    x = data.draw(strategies.maps(size, ("float64",), special=False))
    upstream = data.draw(strategies.upstreams(pool(x, spec).values.shape))
    geometry = spec.geometry(size)
    seeing = np.multiply.outer(geometry.rows.real_counts(), geometry.columns.real_counts()) > 0
    arrived = pool_backward(upstream, x, spec).sum()
    np.testing.assert_allclose(arrived, upstream[..., seeing].sum(), atol=1e-9)


@given(st.data(), strategies.fitting())
@relaxed
def test_unseen_cells_get_exactly_nothing(data: st.DataObject, case: Any) -> None:  # noqa: ANN401
    spec, size = case
    x = data.draw(strategies.maps(size, special=False))
    upstream = np.ones(pool(x, spec).values.shape)
    unseen = spec.geometry(size).coverage() == 0
    assert (pool_backward(upstream, x, spec)[..., unseen] == 0).all()


@given(st.data(), strategies.sides(8))
@relaxed
def test_moving_the_map_by_the_stride_moves_the_result_by_one(data: st.DataObject, size: Any) -> None:  # noqa: ANN401
    stride = data.draw(st.integers(1, 3))
    mode: Any = data.draw(st.sampled_from(["max", "average"]))
    spec = PoolSpec(mode, window=data.draw(st.integers(1, 3)), stride=stride)
    x = data.draw(strategies.maps((size[0] + 8, size[1] + 8), ("float64",), special=False))
    np.testing.assert_array_equal(pool(x[..., stride:, :], spec).values, pool(x, spec).values[..., 1:, :])
