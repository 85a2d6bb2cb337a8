"""In small cells all numbers of a board are rounded alike."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.rounding import Rounding, rounded, roundings


def written(numbers: list[float], figures: int) -> list[str]:
    rounding = roundings(np.array(numbers))[3 - figures]
    return [rounded(number, rounding) for number in numbers]


def test_all_numbers_have_the_same_decimals() -> None:
    assert written([-0.5423, 0.6, -1.2345, 2.5], 2) == ["−0.5", "0.6", "−1.2", "2.5"]
    assert written([-0.01235, 0.02, -0.1], 3) == ["−0.0123", "0.0200", "−0.1000"]


def test_short_whole_numbers_stay_as_they_are() -> None:
    assert written([0.0, 2.0, 0.123456], 2) == ["0", "2", "0.12"]
    assert written([7, -123, 12345], 1) == ["7", "−123", "12345"]


@pytest.mark.parametrize("outlier", [1e-9, 1234567.0, 1e200, math.inf, math.nan])
def test_a_lone_number_changes_nothing_for_the_others(outlier: float) -> None:
    others = [0.51, 0.52, 0.53, -0.54, 0.55]
    assert written([*others, outlier], 2)[:5] == written(others, 2)


def test_large_and_tiny_numbers_have_powers_of_ten() -> None:
    assert written([1498499.0, 1500000.0, -1234567.0], 2) == ["1.5e6", "1.5e6", "−1.2e6"]
    assert written([1.5e-6, -2.24e-6, 3e-6], 2) == ["1.5e−6", "−2.2e−6", "3.0e−6"]


@given(st.lists(st.floats(-9e4, 9e4), min_size=1), st.sampled_from([3, 2, 1]))
def test_what_is_written_is_near(numbers: list[float], figures: int) -> None:
    rounding: Rounding = roundings(np.array(numbers))[3 - figures]
    if rounding.decimals is not None:
        for number in numbers:
            text = rounded(number, rounding).replace("−", "-")
            assert abs(float(text) - number) <= 0.51 * 10.0**-rounding.decimals
