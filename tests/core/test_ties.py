"""Ties that share a gradient, found tap by tap or value by value: the same for all geometries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, pool, pool_backward, ties
from poolviz.core.blocks import bands, cells_at_once
from tests import reference, strategies


@pytest.fixture(params=["tap by tap", "value by value"])
def one_way(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """However small the windows are, and however many values they have."""
    cost = 0 if request.param == "tap by tap" else 1 << 60
    monkeypatch.setattr(ties, "_by_tap", lambda *_: cost)


@pytest.mark.usefixtures("one_way")
@given(st.data(), strategies.fitting(mode="max", ties="split"))
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_cell_gets_its_part(data: st.DataObject, case: tuple[PoolSpec, Any]) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size, ("float64", "int16", "uint8")))
    plane = x.reshape(-1, *size)[0]
    upstream = data.draw(strategies.maps(spec.output_size(size), ("float64",), special=False))
    given = upstream.reshape(-1, *upstream.shape[-2:])[0]
    np.testing.assert_allclose(
        pool_backward(given, plane, spec), reference.pool_backward(given, plane, spec), rtol=1e-12, atol=1e-9
    )


@pytest.mark.usefixtures("one_way")
def test_a_stack_is_as_its_planes() -> None:
    rng = np.random.default_rng(4)
    x, spec = rng.integers(0, 3, (3, 9, 11)), PoolSpec(window=4, stride=1, ties="split")
    upstream = rng.integers(-4, 5, (3, 6, 8)).astype(np.float64)
    together = pool_backward(upstream, x, spec)
    for plane, sent, gradient in zip(x, upstream, together, strict=True):
        np.testing.assert_allclose(gradient, reference.pool_backward(sent, plane, spec), atol=1e-12)


RAMP = np.arange(128.0**2).reshape(128, 128)
RANDOM = np.random.default_rng(5).standard_normal((128, 128))
LEVEL = np.zeros((128, 128))


@pytest.mark.parametrize(
    ("x", "settings_", "by_value"),
    [
        (LEVEL, {"window": 3, "stride": 1}, False),
        (LEVEL, {"window": 20, "stride": 1}, True),
        (LEVEL, {"window": "global"}, False),
        (LEVEL, {"adaptive": 50}, True),
        (np.where(RANDOM > 3, 1, 0), {"window": 20, "stride": 1, "padding": 10}, True),
        (np.where(RAMP < 1000, 0, 1), {"window": 20, "stride": 1, "dilation": 2}, True),
        (np.full_like(LEVEL, np.nan), {"window": 20, "stride": 1}, True),
        (RAMP, {"window": 20, "stride": 1}, False),
        (RAMP, {"window": 20, "stride": 8}, False),
        (RANDOM, {"window": 16, "stride": 1, "padding": 8}, False),
        (RANDOM, {"window": 12, "stride": 1}, False),
        (RANDOM, {"adaptive": 50}, False),
        (np.maximum(RAMP, 8000), {"window": 16, "stride": 1}, False),
    ],
)
def test_value_by_value_only_where_they_are_few(x: Any, settings_: dict[str, Any], by_value: bool) -> None:  # noqa: ANN401 - an array
    spec = PoolSpec(ties="split", **settings_)
    geometry = spec.geometry(x.shape)
    best = pool(x, spec).values[np.newaxis]
    found = ties.few_levels(best, bands(geometry, cells_at_once(geometry, 8)))
    assert (found is not None) == by_value
