from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.numbers import Number, full, is_rounded, plain, share, signed
from poolviz.frame.words import grouped


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (8, "8"),
        (-8, "−8"),
        (5.0, "5"),
        (-0.0, "0"),
        (0.25, "0.25"),
        (50176, "50176"),
        (123456, "123456"),  # 1.235e5 would be as long, and wrong
        (1234567, "1234567"),
        (12345678, "1.235e7"),
        (1e30, "1e30"),
        (1 / 3, "0.3333"),
        (-1 / 3, "−0.3333"),
        (1e-9, "1e−9"),
        (np.float32(0.1), "0.1"),
        (np.uint8(7), "7"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_as_it_stands_in_a_cell(number: Number, text: str) -> None:
    assert plain(number) == text


@pytest.mark.parametrize(
    ("number", "text"), [(2, "+2"), (-2, "−2"), (0, "0"), (0.0, "0"), (math.nan, "NaN"), (math.inf, "+∞")]
)
def test_gradients_carry_their_sign(number: Number, text: str) -> None:
    assert signed(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_full_text_holds_every_digit(number: float) -> None:
    assert float(full(number).replace("−", "-")) == number


@given(st.floats(-1e300, 1e300) | st.integers(-(10**20), 10**20))
def test_a_cell_is_close_and_says_when_it_is_not_exact(number: float) -> None:
    shown = float(plain(number).replace("−", "-"))
    assert math.isclose(shown, number, rel_tol=5e-4)
    assert is_rounded(number) or shown == number


@given(st.integers(0, 10**12))
def test_groups_of_three(count: int) -> None:
    groups = grouped(count).split("\u202f")
    assert int("".join(groups)) == count
    assert all(len(group) == 3 for group in groups[1:])


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(4, 16, "¼"), (1, 3, "⅓"), (16, 16, "× 1"), (32, 16, "× 2"), (12, 100, "12 %"), (1, 70, "1.4 %")],
)
def test_a_part_of_a_whole(part: int, whole: int, text: str) -> None:
    assert share(part, whole) == text
