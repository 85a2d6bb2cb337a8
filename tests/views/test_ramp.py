"""Numbers meet the colours they should, whatever they are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from poolviz.frame.model import Scale
from poolviz.views.ramp import pixel, ramp_of
from poolviz.views.theme import LIGHT

VALUES = ramp_of(LIGHT, "values")
UNIT = Scale(0.0, 1.0)


def colour(value: float, scale: Scale = UNIT) -> int:
    return int(VALUES.map(np.array([[value]]), scale)[0, 0])


def test_the_ends_of_the_scale_meet_the_ends_of_the_ramp() -> None:
    ramp = LIGHT.ramps["values"]
    assert (colour(0), colour(1)) == (pixel(ramp[0][1]), pixel(ramp[-1][1]))


@pytest.mark.parametrize(("value", "end"), [(-5, 0.0), (9, 1.0), (np.inf, 1.0), (-np.inf, 0.0), (1e308, 1.0)])
def test_what_lies_beyond_the_scale_meets_its_end(value: float, end: float) -> None:
    assert colour(value) == colour(end)


def test_nan_has_a_colour_of_its_own() -> None:
    assert colour(np.nan) == pixel(LIGHT.nan)


def test_a_map_of_equal_numbers_is_neither_low_nor_high() -> None:
    assert colour(5, Scale(5.0, 5.0)) == colour(0.5)
    assert colour(np.nan, Scale(5.0, 5.0)) == pixel(LIGHT.nan)


@pytest.mark.parametrize("kind", [np.bool_, np.uint8, np.int64, np.float16, np.float32, np.float64])
def test_every_type_of_number_is_mapped(kind: type[np.generic]) -> None:
    mapped = VALUES.map(np.array([[0, 1]], kind), UNIT)
    assert mapped.tolist() == [[colour(0), colour(1)]]


@given(arrays(np.float64, (3, 4), elements=st.floats(width=32)))
def test_more_is_never_less(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    entries = VALUES.entries(values, Scale(-10.0, 10.0)).ravel()
    numbers = values.ravel()
    real = ~np.isnan(numbers)
    order = np.argsort(numbers[real], kind="stable")
    assert (np.diff(entries[real][order].astype(int)) >= 0).all()


_ANY = st.floats(allow_nan=False)


@given(arrays(np.float64, (2, 6), elements=st.floats()), _ANY, _ANY, st.booleans())
@example(np.array([[-1e308, 0.0, 1e308, np.inf, -np.inf, np.nan]] * 2), -1e308, 1e308, False)
@example(np.array([[0.0, 5e-324, 1e-323, 1.0, np.inf, np.nan]] * 2), 0.0, 1e-323, False)
@example(np.array([[0.0, 1e-40, 2e-40, 1.0, np.inf, np.nan]] * 2), 0.0, 2e-40, True)
def test_any_number_has_its_place_on_any_scale(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], one: float, other: float, narrow: bool
) -> None:
    scale = Scale(min(one, other), max(one, other))
    with np.errstate(over="ignore"):
        entries = VALUES.entries(values.astype(np.float32) if narrow else values, scale).ravel()
    numbers = values.ravel()
    nan = np.isnan(numbers)
    assert (entries[nan] == VALUES.entries(np.array([[np.nan]]), UNIT)[0, 0]).all()
    order = np.argsort(numbers[~nan], kind="stable")
    assert (np.diff(entries[~nan][order].astype(int)) >= 0).all()
    if math.isfinite(one) and math.isfinite(other) and one != other:
        last = int(VALUES.entries(np.array([[1.0]]), UNIT)[0, 0])
        ends = VALUES.entries(np.array([[scale.low, scale.high]]), scale)[0].tolist()
        assert ends == [0, last] or scale.high - scale.low < 1e-300


def test_a_large_map_is_mapped_in_parts_to_the_same_colours() -> None:
    values = np.linspace(0, 1, 1200 * 1000).reshape(1200, 1000)
    assert (VALUES.map(values, UNIT)[::300] == VALUES.map(values[::300], UNIT)).all()


def test_the_numbers_themselves_stay_as_they_are() -> None:
    values = np.array([[np.nan, 0.25, np.inf]])
    VALUES.map(values, UNIT)
    np.testing.assert_array_equal(values, [[np.nan, 0.25, np.inf]])
