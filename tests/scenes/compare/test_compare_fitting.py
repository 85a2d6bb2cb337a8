"""Fitting a kernel to max: the best one for this map, and what it is worth on windows it never saw."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.scenes.compare.fitting import FRESH, error_on_fresh, fit, fitted_windows
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.scenes.compare.summary import summary
from tests import reference
from tests.scenes.compare.comparing import SIX, Array, document, facts, frame, outputs_by_hand, view, with_own


def squares(shown: object, weights: Array, bias: float) -> float:
    """The sum of squared errors against max, by hand."""
    own = {"kernel": "own", "weights": tuple(map(tuple, weights.tolist())), "bias": bias}
    answers = outputs_by_hand(with_own(shown, **own))  # type: ignore[arg-type]
    return float(((answers["convolution"] - answers["max"]) ** 2).sum())


def test_four_windows_and_five_unknowns_are_memorised() -> None:
    shown = document()
    weights, bias = fit(view(shown))
    assert squares(shown, weights, bias) == pytest.approx(0, abs=1e-18)
    fitted = with_own(shown, kernel="own", weights=tuple(map(tuple, weights.tolist())), bias=bias)
    told = facts(frame(fitted))
    assert told["Note"] == "No error on this map is memory: 4 windows, 5 unknowns."
    here, fresh = told["Kernel off from max, on average"].split(" on this map, ")
    assert here == "0"
    assert float(fresh.split()[0]) > 1


@pytest.mark.parametrize("spec", [{"stride": 1}, {"window": 3, "padding": 1}, {"dilation": 2, "stride": 1}])
def test_no_other_kernel_has_smaller_squares(spec: dict[str, Any]) -> None:
    shown = document(SIX, **spec)
    weights, bias = fit(view(shown))
    best, draw = squares(shown, weights, bias), np.random.default_rng(8)
    for _ in range(50):
        other = weights + draw.normal(0, 0.05, weights.shape)
        assert squares(shown, other, bias + draw.normal(0, 0.05)) > best


def test_the_best_kernel_of_all_windows_is_not_max_anywhere() -> None:
    noise = np.random.default_rng(3).integers(0, 10, (40, 40))
    shown = document(noise)
    weights, bias = fit(view(shown))
    own = CompareParameters(kernel="own", weights=tuple(map(tuple, weights.tolist())), bias=bias)
    told = facts(frame(document(noise, own=own)))
    here, fresh = told["Kernel off from max, on average"].split(" on this map, ")
    assert float(here) == pytest.approx(float(fresh.split()[0]), rel=0.15)
    assert "Note" not in told


def test_level_ground_is_matched_without_being_max() -> None:
    shown = document(np.add.outer(np.arange(10), np.arange(10)))  # the last cell of a window always wins
    weights, bias = fit(view(shown))
    own = CompareParameters(kernel="own", weights=tuple(map(tuple, weights.tolist())), bias=bias)
    told = facts(frame(document(shown.map.values[0], own=own)))
    assert told["Note"] == "No error on this map, but fresh windows tell: no kernel is max."


def test_errors_are_those_worked_out_by_hand() -> None:
    shown = document(SIX, own=CompareParameters(kernel="across", bias=0.25))
    answers = outputs_by_hand(shown)
    expected = np.abs(answers["convolution"] - answers["max"]).mean()
    assert summary(view(shown)).error == pytest.approx(expected)
    gap = (answers["max"] - answers["average"]).max()
    assert summary(view(shown)).gap == pytest.approx(gap)


def test_fresh_windows_are_drawn_from_the_map_s_own_numbers_and_always_the_same() -> None:
    whole, split = document(SIX), document(np.array(SIX) / 8)
    assert error_on_fresh(view(whole)) == error_on_fresh(view(document(SIX)))
    # A mean of |mean − max| over four whole numbers from 0 to 9, by all of them.
    every = np.indices((10,) * 4).reshape(4, -1)
    expected = (every.max(axis=0) - every.mean(axis=0)).mean()
    assert error_on_fresh(view(whole)) == pytest.approx(expected, rel=0.05)
    # Four numbers from 0 to 1.125: the largest of them is at 4/5 on average, their mean at 1/2.
    assert error_on_fresh(view(split)) == pytest.approx(0.3 * 9 / 8, rel=0.05)
    assert FRESH == 1000


def test_a_map_without_a_range_has_no_fresh_windows() -> None:
    flat = document(np.full((4, 4), 3))
    assert error_on_fresh(view(flat)) == pytest.approx(0)
    assert error_on_fresh(view(document([[np.nan, np.inf]], window=(1, 2)))) is None
    assert "Kernel off from max, on average" not in facts(frame(document([[np.nan, np.inf]], window=(1, 2))))


def test_errors_that_are_no_numbers_do_not_count() -> None:
    none = document(SIX, own=CompareParameters(kernel="own", weights=((np.nan, 1.0),)))
    assert error_on_fresh(view(none)) is None
    assert summary(view(none)).error is None
    # Infinite wherever the first cell is not 0, and NaN where it is: nothing is left either.
    assert (
        error_on_fresh(view(document(SIX, own=CompareParameters(kernel="own", weights=((np.inf,),))))) is None
    )
    huge = document(np.array(SIX) * 1e307, own=CompareParameters(kernel="own", weights=((100.0,),)))
    assert error_on_fresh(view(huge)) is not None


def test_a_large_map_is_fitted_on_windows_that_lie_evenly_over_it() -> None:
    shown = document(np.random.default_rng(0).random((300, 300)), window=10, stride=1)
    chosen = fitted_windows(view(shown))
    assert chosen[0] == 0
    assert chosen[-1] == 291 * 291 - 1
    assert 4 * 101 <= len(chosen) < 10_000
    steps = {int(after - before) for before, after in pairwise(chosen)}
    assert max(steps) - min(steps) <= 1
    weights, _ = fit(view(shown))
    assert weights.shape == (10, 10)


def test_what_cannot_be_fitted_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="A kernel of 169 weights is too large to fit here: at most 144"):
        fit(view(document(np.zeros((13, 13)), window=13)))
    with pytest.raises(ValueError, match="There is nothing to fit"):
        fit(view(document([[np.nan, 1.0]], window=(1, 2))))
    assert "on 1000 fresh" not in str(facts(frame(document(np.zeros((13, 13)), window=13))))


def test_numbers_that_are_none_are_left_out() -> None:
    values = np.random.default_rng(2).random((8, 8))
    values[0, 0] = np.nan
    shown = document(values)
    weights, bias = fit(view(shown))
    spec, size = shown.spec, shown.map.size
    rows = [
        ([*(values[cell] for cell in window.cells), 1.0], max(values[cell] for cell in window.cells))
        for window in reference.windows(spec, size)
        if (0, 0) not in window.cells
    ]
    expected = np.linalg.lstsq(np.array([row for row, _ in rows]), np.array([goal for _, goal in rows]))[0]
    np.testing.assert_allclose([*weights.ravel(), bias], expected, atol=1e-9)


def test_huge_and_tiny_numbers_are_fitted_alike() -> None:
    for size in (1e200, 1e-200):
        shown = document(np.array(SIX) * size, stride=1)
        weights, _ = fit(view(shown))
        plain, _ = fit(view(document(np.array(SIX) * 1.0, stride=1)))
        np.testing.assert_allclose(weights, plain, atol=1e-9)
    zeros = replace(document(), map=Map.from_array(np.zeros((4, 4))))
    assert not fit(view(zeros))[0].any()
