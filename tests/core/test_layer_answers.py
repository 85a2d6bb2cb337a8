"""PyTorch as a witness for all but pooling: answers kept in a file, and PyTorch itself where installed."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from poolviz.core import PoolSpec
from poolviz.core.blur import blur_pool, blur_pool_backward
from poolviz.core.convolution import conv2d, conv2d_backward
from poolviz.core.resampling import (
    upsample_bilinear,
    upsample_bilinear_backward,
    upsample_nearest,
    upsample_nearest_backward,
)
from poolviz.core.transposed import conv_transpose2d, conv_transpose2d_backward
from poolviz.core.unpooling import max_unpool, max_unpool_backward
from tests.core.answers.make_layer_answers import answers

Array = npt.NDArray[Any]
Given = dict[str, Array]
Answer = tuple[Array, dict[str, Array]]

ANSWERS = json.loads((Path(__file__).parent / "answers" / "layers.json").read_text(encoding="utf-8"))


def convolved(given: Given, upstream: Array, settings: dict[str, Any]) -> Answer:
    values = conv2d(given["x"], given["weights"], given["bias"], **settings)
    return values, conv2d_backward(upstream, given["x"], given["weights"], **settings)._asdict()


def transposed(given: Given, upstream: Array, settings: dict[str, Any]) -> Answer:
    values = conv_transpose2d(given["x"], given["weights"], given["bias"], **settings)
    rest = {name: value for name, value in settings.items() if name != "size"}
    return values, conv_transpose2d_backward(upstream, given["x"], given["weights"], **rest)._asdict()


def unpooled(given: Given, upstream: Array, settings: dict[str, Any]) -> Answer:
    winners = given["winners"].astype(np.int64)
    values = max_unpool(given["values"], winners, settings["size"])
    return values, {"values": max_unpool_backward(upstream, winners)}


def nearest(given: Given, upstream: Array, settings: dict[str, Any]) -> Answer:
    x = given["x"]
    return upsample_nearest(x, settings["size"]), {"x": upsample_nearest_backward(upstream, x.shape[-2:])}


def bilinear(given: Given, upstream: Array, settings: dict[str, Any]) -> Answer:
    x = given["x"]
    return upsample_bilinear(x, settings["size"]), {"x": upsample_bilinear_backward(upstream, x.shape[-2:])}


def blurred(given: Given, upstream: Array, settings: dict[str, Any]) -> Answer:
    taps = settings["taps"]
    spec = PoolSpec(**{name: value for name, value in settings.items() if name != "taps"})
    values = blur_pool(given["x"], spec, taps)
    return values, {"x": blur_pool_backward(upstream, given["x"], spec, taps)}


OURS: dict[str, Callable[[Given, Array, dict[str, Any]], Answer]] = {
    "conv2d": convolved,
    "conv_transpose2d": transposed,
    "max_unpool": unpooled,
    "upsample_nearest": nearest,
    "upsample_bilinear": bilinear,
    "blur_pool": blurred,
}


def name_of(case: dict[str, Any]) -> str:
    return f"{case['what']} {json.dumps(case['settings'])}"


@pytest.mark.parametrize("case", ANSWERS["cases"], ids=name_of)
def test_the_answers_of_torch(case: dict[str, Any]) -> None:
    given = {name: np.array(numbers) for name, numbers in case["given"].items()}
    values, gradients = OURS[case["what"]](given, np.array(case["upstream"]), case["settings"])
    np.testing.assert_allclose(values, np.array(case["values"]), rtol=1e-14, atol=1e-14)
    assert gradients.keys() == case["gradients"].keys()
    for name, gradient in gradients.items():
        np.testing.assert_allclose(gradient, np.array(case["gradients"][name]), rtol=1e-13, atol=1e-14)


def test_every_operation_was_asked_for() -> None:
    assert {case["what"] for case in ANSWERS["cases"]} == OURS.keys()


def test_torch_still_gives_these_answers() -> None:
    pytest.importorskip("torch")
    for kept, found in zip(ANSWERS["cases"], json.loads(json.dumps(answers())), strict=True):
        assert {**kept, "values": None, "gradients": None} == {**found, "values": None, "gradients": None}
        np.testing.assert_allclose(
            np.array(found["values"]), np.array(kept["values"]), rtol=1e-13, atol=1e-13
        )
        for name, gradient in kept["gradients"].items():
            np.testing.assert_allclose(np.array(found["gradients"][name]), np.array(gradient), atol=1e-12)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_convolutions_against_torch_itself(dtype: str) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    random = np.random.default_rng(5)
    close = 1e-4 if dtype == "float32" else 1e-12
    for window, stride, padding, dilation, groups in product(
        [(1, 1), (2, 3), (3, 3)], [1, 2, (1, 3)], [0, (0, 1)], [1, (1, 2)], [1, 3]
    ):
        if padding != 0 and window == (1, 1):
            continue  # a window in the padding alone, which we refuse
        settings: dict[str, Any] = {
            "stride": stride,
            "padding": padding,
            "dilation": dilation,
            "groups": groups,
        }
        x = random.normal(size=(2, 6, 11, 12)).astype(dtype)
        weights = random.normal(size=(9, 6 // groups, *window)).astype(dtype)
        bias = random.normal(size=9).astype(dtype)
        tensors = [torch.tensor(array, requires_grad=True) for array in (x, weights, bias)]
        theirs = functional.conv2d(*tensors, **settings)
        ours = conv2d(x, weights, bias, **settings)
        np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=close, atol=close)
        upstream = random.normal(size=ours.shape).astype(dtype)
        theirs.backward(torch.tensor(upstream))
        for tensor, gradient in zip(tensors, conv2d_backward(upstream, x, weights, **settings), strict=True):
            np.testing.assert_allclose(gradient, tensor.grad.numpy(), rtol=close, atol=close)
        back = functional.conv_transpose2d(torch.tensor(upstream), torch.tensor(weights), **settings)
        found = conv_transpose2d(upstream, weights, size=tuple(back.shape[-2:]), **settings)
        np.testing.assert_allclose(found, back.numpy(), rtol=close, atol=close)
        assert conv_transpose2d(upstream, weights, **settings).shape == back.shape


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_resampling_against_torch_itself(dtype: str) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    random = np.random.default_rng(6)
    close = 2e-5 if dtype == "float32" else 1e-12
    for size, target in product(product([1, 3, 8], [2, 5]), product([1, 4, 9], [3, 16])):
        x = random.normal(size=(2, 3, *size)).astype(dtype)
        tensor = torch.tensor(x)
        theirs = functional.interpolate(tensor, size=target, mode="nearest").numpy()
        assert np.array_equal(upsample_nearest(x, target), theirs)
        theirs = functional.interpolate(tensor, size=target, mode="bilinear", align_corners=False).numpy()
        np.testing.assert_allclose(upsample_bilinear(x, target), theirs, rtol=close, atol=close)
