"""PyTorch's CPU kernels as a witness: answers kept in a file, and PyTorch itself where it is installed."""

from __future__ import annotations

import json
import math
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from poolviz.core import PoolSpec, pool, pool_backward

Array = npt.NDArray[Any]

ANSWERS = json.loads((Path(__file__).parent / "answers" / "torch.json").read_text(encoding="utf-8"))


def read(numbers: Any) -> Array:  # noqa: ANN401 - nested lists
    """Nested lists as an array; Python reads the words for NaN and infinities."""

    def all_of(value: Any) -> Any:  # noqa: ANN401
        return [all_of(part) for part in value] if isinstance(value, list) else float(value)

    return np.array(all_of(numbers))


def in_our_words(settings: dict[str, Any]) -> PoolSpec:
    """A specification from JSON, where pairs are lists."""
    return PoolSpec(**settings)


@pytest.mark.parametrize("case", ANSWERS["cases"], ids=lambda case: json.dumps(case["spec"]) + case["map"])
def test_the_answers_of_torch(case: dict[str, Any]) -> None:
    spec, x = in_our_words(case["spec"]), read(ANSWERS["maps"][case["map"]])
    pooled = pool(x, spec)
    upstream = read(case["upstream"])
    back = pool_backward(upstream, x, spec, pooled)
    if spec.mode == "max":
        np.testing.assert_array_equal(pooled.values, read(case["values"]))
        np.testing.assert_array_equal(np.signbit(pooled.values), np.signbit(read(case["values"])))
        np.testing.assert_array_equal(pooled.winners, np.array(case["winners"]))
        np.testing.assert_array_equal(back, read(case["gradient"]))
    else:
        np.testing.assert_allclose(pooled.values, read(case["values"]), rtol=1e-14, atol=1e-15)
        np.testing.assert_allclose(back, read(case["gradient"]), rtol=1e-14, atol=1e-15)


def test_the_answers_tell_the_rules_apart() -> None:
    cases = ANSWERS["cases"]
    assert {case["map"] for case in cases} == {"ties", "special", "low", "plain"}
    assert {case["spec"]["mode"] for case in cases} == {"max", "average"}
    assert any(math.isnan(value) for case in cases for value in read(case["values"]).ravel())
    assert any(spec.ceil_mode and spec.padding for spec in (in_our_words(case["spec"]) for case in cases))
    other_ties = 0
    for case in (case for case in cases if case["spec"]["mode"] == "max"):
        last = in_our_words({**case["spec"], "ties": "last"})
        found = pool(read(ANSWERS["maps"][case["map"]]), last).winners
        other_ties += not np.array_equal(found, np.array(case["winners"]))
    assert other_ties > 20


SHAPES: list[Any] = list(product([1, 2, 3, (2, 3), 5], [1, 2, 3, (3, 1)], [0, 1, 2], [1, 2], [False, True]))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("special", [False, True])
def test_max_against_torch_itself(dtype: str, special: bool) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    rng = np.random.default_rng(31)
    agreed = 0
    for window, stride, padding, dilation, ceil in SHAPES:
        x = rng.integers(-3, 4, (2, 11, 12)).astype(dtype)
        if special:
            x[rng.random(x.shape) < 0.1] = np.nan
            x[rng.random(x.shape) < 0.1] = -np.inf
            x[rng.random(x.shape) < 0.1] = -0.0
        tensor = torch.tensor(x, requires_grad=True)
        try:
            values, winners = functional.max_pool2d(
                tensor, window, stride, padding, dilation, ceil, return_indices=True
            )
        except RuntimeError:
            continue  # more padding than torch allows, or no window fits
        spec = PoolSpec("max", window, stride, padding, dilation, ceil)
        pooled = pool(x, spec)
        np.testing.assert_array_equal(pooled.values, values.detach().numpy())
        np.testing.assert_array_equal(np.signbit(pooled.values), np.signbit(values.detach().numpy()))
        np.testing.assert_array_equal(pooled.winners, winners.numpy())
        upstream = rng.integers(-4, 5, pooled.values.shape).astype(dtype)
        values.backward(torch.tensor(upstream))
        np.testing.assert_array_equal(pool_backward(upstream, x, spec), tensor.grad.numpy())
        agreed += 1
    assert agreed > 100


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_average_against_torch_itself(dtype: str) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    rng = np.random.default_rng(32)
    exact = 1e-5 if dtype == "float32" else 1e-13
    agreed = 0
    for (window, stride, padding, dilation, ceil), counted, divisor in product(
        SHAPES, [False, True], [None, 5, -2]
    ):
        if dilation > 1:
            continue  # torch's average knows no dilation
        x = rng.standard_normal((2, 11, 12)).astype(dtype)
        tensor = torch.tensor(x, requires_grad=True)
        try:
            values = functional.avg_pool2d(tensor, window, stride, padding, ceil, counted, divisor)
        except RuntimeError:
            continue
        spec = PoolSpec("average", window, stride, padding, 1, ceil, counted, divisor)
        np.testing.assert_allclose(pool(x, spec).values, values.detach().numpy(), rtol=exact, atol=exact)
        upstream = rng.standard_normal(tuple(values.shape)).astype(dtype)
        values.backward(torch.tensor(upstream))
        np.testing.assert_allclose(
            pool_backward(upstream, x, spec), tensor.grad.numpy(), rtol=exact, atol=exact
        )
        agreed += 1
    assert agreed > 300


@pytest.mark.parametrize("output", [1, 2, 3, (3, 5), (11, 1), (13, 20)])
def test_adaptive_against_torch_itself(output: Any) -> None:  # noqa: ANN401 - one or two numbers
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    rng = np.random.default_rng(33)
    x = rng.integers(-3, 4, (3, 11, 12)).astype(np.float64)
    x[0, 3, 3], x[0, 8, 8] = np.nan, np.nan
    for mode in ("max", "average"):
        tensor = torch.tensor(x, requires_grad=True)
        spec = PoolSpec(mode, adaptive=output)
        pooled = pool(x, spec)
        if mode == "max":
            values, winners = functional.adaptive_max_pool2d(tensor, output, return_indices=True)
            np.testing.assert_array_equal(pooled.winners, winners.numpy())
        else:
            values = functional.adaptive_avg_pool2d(tensor, output)
        np.testing.assert_allclose(pooled.values, values.detach().numpy(), rtol=1e-13, atol=1e-13)
        upstream = rng.standard_normal(pooled.values.shape)
        values.backward(torch.tensor(upstream))
        found = pool_backward(upstream, x, spec)
        np.testing.assert_allclose(found, tensor.grad.numpy(), rtol=1e-13, atol=1e-13)


def test_split_ties_are_those_of_amax() -> None:
    torch = pytest.importorskip("torch")
    x = np.random.default_rng(34).integers(0, 3, (2, 8, 9)).astype(np.float64)
    tensor = torch.tensor(x, requires_grad=True)
    windows = tensor.unfold(1, 3, 2).unfold(2, 2, 2)
    values = windows.amax(dim=(-1, -2))
    spec = PoolSpec(window=(3, 2), stride=2, ties="split")
    np.testing.assert_array_equal(pool(x, spec).values, values.detach().numpy())
    upstream = np.random.default_rng(35).standard_normal(tuple(values.shape))
    values.backward(torch.tensor(upstream))
    np.testing.assert_allclose(pool_backward(upstream, x, spec), tensor.grad.numpy(), rtol=1e-12)


def test_power_sum_where_torch_agrees() -> None:
    torch = pytest.importorskip("torch")
    x = np.random.default_rng(36).random((2, 9, 9)) + 0.1
    for p in (1.0, 2.0, 3.0):
        tensor = torch.tensor(x, requires_grad=True)
        values = torch.nn.functional.lp_pool2d(tensor, p, 3, 2)
        spec = PoolSpec("lp", window=3, stride=2, p=p)
        np.testing.assert_allclose(pool(x, spec).values, values.detach().numpy(), rtol=1e-12)
        values.sum().backward()
        found = pool_backward(np.ones((2, 4, 4)), x, spec)
        np.testing.assert_allclose(found, tensor.grad.numpy(), rtol=1e-12, atol=1e-15)
