"""How a number is written in a cell, in a formula and in words.

Cells show exact values up to five characters, else four significant digits. The minus sign is "−", so
that it is as wide as "+".
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from poolviz.frame.words import grouped, say

Number = float | int | np.generic

LONGEST = 5  # letters of an exact number, without its sign
_DIGITS = 4
_LEAST_PERCENT = 0.01


def plain(value: Number) -> str:
    """A number as it stands in a cell.

    >>> plain(8), plain(5.25), plain(-0.5), plain(1 / 3), plain(12345678), plain(float("nan"))
    ('8', '5.25', '−0.5', '0.3333', '1.235e7', 'NaN')
    """
    exact_text = full(value)
    if len(exact_text.lstrip("−")) <= LONGEST or not _is_finite(value):
        return exact_text
    short = tidy(f"{float(value):.{_DIGITS}g}")
    # 123456 would become 1.235e5: no shorter, and less exact.
    return exact_text if len(exact_text) <= len(short) else short


def signed(value: Number) -> str:
    """A gradient as it stands in a cell: always with a sign, except zero.

    >>> signed(2), signed(-1), signed(0), signed(0.25)
    ('+2', '−1', '0', '+0.25')
    """
    return with_sign(plain(value))


def with_sign(text: str) -> str:
    """A written number with its sign; zero has none.

    >>> with_sign("0.50"), with_sign("−1"), with_sign("0")
    ('+0.50', '−1', '0')
    """
    positive = not text.startswith("−") and text not in ("0", "NaN")
    return f"+{text}" if positive else text


def full(value: Number) -> str:
    """A number with every digit it has.

    >>> full(1 / 3), full(2.0), full(np.float32(0.1))
    ('0.3333333333333333', '2', '0.1')
    """
    if not isinstance(value, float | np.floating):
        return tidy(str(int(value)))
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    magnitude = abs(float(value))
    if 1e-4 <= magnitude < 1e16:
        return tidy(np.format_float_positional(value, unique=True, trim="-"))
    return tidy(np.format_float_scientific(value, unique=True, trim="-", exp_digits=1))


def is_rounded(value: Number) -> bool:
    """Whether :func:`plain` leaves digits out, so that a formula has to say "≈".

    >>> is_rounded(5.25), is_rounded(1 / 3)
    (False, True)
    """
    return plain(value) != full(value)


def total(number: float) -> str:
    """A sum without the dust of floating point, signed; a whole one with all its digits.

    >>> total(0.1 + 0.2), total(-1234567).replace(chr(0x202F), " "), total(0)
    ('+0.3', '−1 234 567', '0')
    """
    clean = round(float(number), 9)
    if clean == 0 or not clean.is_integer() or abs(clean) < 1e5:
        return signed(clean)
    return ("+" if clean > 0 else "−") + grouped(abs(int(clean)))


def ordinal(count: int) -> str:
    """A count as a place in a row.

    >>> [ordinal(count) for count in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    endings = {
        1: say("{count}st", count=count),
        2: say("{count}nd", count=count),
        3: say("{count}rd", count=count),
    }
    usual = say("{count}th", count=count)
    return usual if count % 100 in (11, 12, 13) else endings.get(count % 10, usual)


_VULGAR = {(1, 2): "½", (1, 3): "⅓", (2, 3): "⅔", (1, 4): "¼", (3, 4): "¾", (1, 8): "⅛"}


def share(part: int, whole: int) -> str:
    """A part of a whole: a plain fraction where it is one, else per cent.

    >>> share(4, 16), share(9, 25), share(1, 1000), share(4, 50176).replace(chr(0x202F), " ")
    ('¼', '36 %', '0.1 %', '1/12 544')
    >>> share(3, 100000)
    'less than 0.01 %'
    """
    exact = Fraction(part, whole)
    if exact.denominator == 1:
        return f"× {exact.numerator}"
    known = _VULGAR.get((exact.numerator, exact.denominator))
    if known:
        return known
    percent = 100 * part / whole
    if 0 < percent < _LEAST_PERCENT:
        if exact.numerator == 1:
            return f"1/{grouped(exact.denominator)}"
        return say("less than {percent} %", percent=plain(_LEAST_PERCENT))
    return f"{percent:.0f} %" if percent >= 1.95 else f"{percent:.2g} %"


def _is_finite(value: Number) -> bool:
    return math.isfinite(float(value))


def tidy(text: str) -> str:
    """What Python writes, with our minus and without zeros before the power of ten.

    >>> tidy("-1.5e-06")
    '−1.5e−6'
    """
    mantissa, _, exponent = text.partition("e")
    if exponent:
        mantissa = f"{mantissa}e{int(exponent)}"
    return mantissa.replace("-", "−")
