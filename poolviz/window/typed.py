"""Reading what people type into a field for whole numbers, and writing it back. Without Qt."""

from __future__ import annotations

import math
import re

from poolviz.frame.numbers import plain

Side = int | float
Pair = tuple[Side, Side]

_BETWEEN = re.compile(r"\s*[×x*;/]\s*|\s+", re.IGNORECASE)


def read_number(text: str) -> Side | None:
    """A number, with a point or a comma; None if it is none, or too large for one.

    A fraction is read as one: whether it may be is for the session to say, in its own words.

    >>> read_number(" 3 "), read_number("2,5"), read_number("−1"), read_number("two")
    (3, 2.5, -1, None)
    >>> read_number("123456789012345678901"), read_number("2e3"), read_number("1e999")
    (123456789012345678901, 2000, None)
    """
    tidy = text.strip().replace("−", "-").replace(",", ".")
    try:
        number = float(tidy)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    if not number.is_integer():
        return number
    try:
        return int(tidy)  # with all its digits, of which a float keeps sixteen
    except ValueError:
        return int(number)


def read_pair(text: str) -> Pair | None:
    """Rows and columns: one number for both, or two with "×", "x" or a space between; None otherwise.

    >>> read_pair("2"), read_pair("2 × 3"), read_pair("2x3"), read_pair("2 3"), read_pair("2 3 4")
    ((2, 2), (2, 3), (2, 3), (2, 3), None)
    """
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    numbers = [read_number(part) for part in parts]
    if len(numbers) == 1:
        numbers *= 2
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    return numbers[0], numbers[1]


def written_pair(value: object, *, short: bool) -> str:
    """Rows × columns; with ``short``, one number where both are equal.

    >>> written_pair((2, 3), short=True), written_pair((2, 2), short=True), written_pair((2, 2), short=False)
    ('2 × 3', '2', '2 × 2')
    """
    if not isinstance(value, tuple):
        return written(value)
    rows, columns = value
    return written(rows) if short and rows == columns else f"{written(rows)} × {written(columns)}"


def written(value: object) -> str:
    """A number as people write it; anything else as it was typed.

    >>> written(3), written(-2.5), written("two")
    ('3', '−2.5', 'two')
    """
    return plain(value) if isinstance(value, int | float) else str(value)
