"""Numbers with fewer digits, where cells are too small for those that :mod:`poolviz.frame.numbers` writes.

All numbers of a board are then rounded alike, so that they can be compared with each other. Whole numbers
that are short stay as they are: "2" says more than "2.00", and a true zero differs from what was rounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from poolviz.frame.numbers import LONGEST, Number, full, tidy
from poolviz.frame.plane import Array

_FIGURES = (3, 2, 1)  # of the middle number
_MANY, _TINY = 5, -4  # powers of ten from which on, and below which, a number is written with its power


@dataclass(frozen=True)
class Rounding:
    """How many decimals numbers keep; None: all are written with a power of ten and so many figures."""

    figures: int
    decimals: int | None


def roundings(values: Array) -> list[Rounding]:
    """What suits some numbers, from three figures of the one in their middle down to a single one.

    A few numbers far larger or smaller than the others change nothing, and short whole ones do not count.

    >>> roundings(np.array([0.0, 0.012, -0.034, 0.056, 7.0]))[0]
    Rounding(figures=3, decimals=4)
    """
    magnitudes = np.abs(values[np.isfinite(values)].astype(np.float64))
    uneven = magnitudes[(magnitudes != np.rint(magnitudes)) | (magnitudes >= 10.0**_MANY)]
    if not uneven.size:
        return [Rounding(figures, 0) for figures in _FIGURES]
    power = _power(float(np.partition(uneven, uneven.size // 2)[uneven.size // 2]))
    if not _TINY <= power < _MANY:
        return [Rounding(figures, None) for figures in _FIGURES]
    return [Rounding(figures, max(figures - 1 - power, 0)) for figures in _FIGURES]


def rounded(value: Number, rounding: Rounding) -> str:
    """A number in a small cell.

    >>> [rounded(number, Rounding(2, 2)) for number in (-0.0123, 1 / 3, 2.0, 0.001, 1234567)]
    ['−0.01', '0.33', '2', '0.00', '1.2e6']
    """
    exact, number = full(value), float(value)
    if not math.isfinite(number) or (number.is_integer() and len(exact.lstrip("−")) <= LONGEST):
        return exact
    if rounding.decimals is None or abs(number) >= 10.0**_MANY:
        return tidy(f"{number:.{rounding.figures - 1}e}")
    return tidy(f"{number:.{rounding.decimals}f}")


def _power(magnitude: float) -> int:
    """The power of ten of the first figure."""
    return math.floor(math.log10(magnitude))
