"""Ties that share a gradient, found value by value: the same as tap by tap, for all geometries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, pool_backward, ties
from tests import reference, strategies


@pytest.fixture(autouse=True)
def always_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the windows are, and however many values they have."""
    monkeypatch.setattr(ties, "_MANY", 1)
    monkeypatch.setattr(ties, "_pays", lambda *_: True)


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


def test_a_stack_is_as_its_planes() -> None:
    rng = np.random.default_rng(4)
    x, spec = rng.integers(0, 3, (3, 9, 11)), PoolSpec(window=4, stride=1, ties="split")
    upstream = rng.integers(-4, 5, (3, 6, 8)).astype(np.float64)
    together = pool_backward(upstream, x, spec)
    for plane, sent, gradient in zip(x, upstream, together, strict=True):
        np.testing.assert_allclose(gradient, reference.pool_backward(sent, plane, spec), atol=1e-12)
