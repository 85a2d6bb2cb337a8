"""What a cell is told to have received is what the gradient on its board says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.core import PoolSpec, pool_backward
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.scenes.compare.flow import Flow
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.scenes.compare.view import View as CompareView
from poolviz.scenes.slide.shares import gathered, main_receiver
from poolviz.scenes.slide.view import SlideParameters, View
from poolviz.session.memo import Memo
from tests import reference

SPECS = [
    PoolSpec(ties="split", window=3, stride=1),
    PoolSpec(ties="split", window=(1, 2), stride=1, padding=(0, 1)),
    PoolSpec(ties="last", window=3, stride=2, dilation=2),
    PoolSpec("average", window=3, stride=2, padding=1, count_include_pad=False),
    PoolSpec("average", adaptive=(3, 4)),
    PoolSpec("lp", window=3, stride=1, p=1.0),
    PoolSpec("lp", window=2, stride=1, p=1.5),
    PoolSpec("lp", adaptive=(2, 3), p=3.0),
]


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize("odd", [(), (np.inf,), (np.inf, np.inf, -np.inf), (np.nan,), (-np.inf,) * 30])
def test_every_cell_is_told_its_gradient(spec: PoolSpec, odd: tuple[float, ...]) -> None:
    values = np.random.default_rng(5).integers(-1, 3, (5, 6)).astype(np.float64)
    values.ravel()[: len(odd)] = odd
    view = View(document(values, spec), SlideParameters(backward=True), Memo())
    expected = pool_backward(view.upstream, values, spec)
    with np.errstate(invalid="ignore"):
        for cell in np.ndindex(values.shape):
            told = sum(map(float, gathered(view, cell, view.windows - 1).values))
            np.testing.assert_allclose(told, expected[cell], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("odd", [(), (np.inf, np.inf), (np.nan,)])
def test_compare_tells_the_same_of_each_answer(odd: tuple[float, ...]) -> None:
    values = np.random.default_rng(6).integers(-1, 3, (5, 6)).astype(np.float64)
    values.ravel()[: len(odd)] = odd
    spec = PoolSpec(ties="split", window=3, stride=1)
    flow = Flow(CompareView(document(values, spec), CompareParameters(backward=True), Memo()))
    with np.errstate(invalid="ignore"):
        for name, gradient in flow.gradients.items():
            for cell in np.ndindex(values.shape):
                told = sum(map(float, flow.gathered(name, cell, flow.view.geometry.windows - 1).values))
                np.testing.assert_allclose(told, gradient.values[0][cell], rtol=1e-9, atol=1e-12)


def document(values: Any, spec: PoolSpec) -> Document:  # noqa: ANN401 - numbers
    return Document(Map.from_array(values), spec)


@pytest.mark.parametrize("p", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("odd", [(), (np.nan,), (0.0, np.nan), (0.0, np.inf), (-np.inf, 2.0), (0.0,) * 30])
def test_the_cell_that_gets_most_is_told_of(p: float, odd: tuple[float, ...]) -> None:
    spec = PoolSpec("lp", window=3, stride=2, padding=1, p=p)
    values = np.random.default_rng(7).integers(-3, 3, (5, 6)).astype(np.float64)
    values.ravel()[: len(odd)] = odd
    view = View(document(values, spec), SlideParameters(backward=True), Memo())
    for window in reference.windows(spec, values.shape):
        with np.errstate(invalid="ignore", divide="ignore"):
            result = float(view.pooled.value(*window.output))
            numbers = [values[cell] for cell in window.cells]
            parts = [abs(np.sign(number)) * (abs(number) / result) ** (p - 1) for number in numbers]
        parts = [0.0 if result == 0 else part for part in parts]
        first = 0 if np.isnan(parts[0]) else int(np.nanargmax(parts))
        assert main_receiver(view, *window.output) == window.cells[first]


def test_the_largest_size_of_small_whole_numbers_is_not_lost() -> None:
    values = np.array([[-128, 127], [3, -128]], np.int8)
    view = View(document(values, PoolSpec("lp")), SlideParameters(backward=True), Memo())
    assert main_receiver(view, 0, 0) == (0, 0)
