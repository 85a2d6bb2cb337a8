"""From cells of text to numbers: what one cell may say, and an array out of rows of them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.errors import FileError, shortened
from poolviz.frame.words import grouped, say

Array = NDArray[Any]

# Own patterns and not float() alone, which would take "1_000" and the digits of other scripts.
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eEdD][-+]?[0-9]+)?")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_IMAGINARY = re.compile(r"[-+0-9.eE(][-+0-9.eE]*[ij]\)?")
# Numbers without digits, also as programs write them: np.nan, float("inf").
_NAME = re.compile(r"([-+]?)(?:(?:np|numpy|jnp|math|torch)\.(\w+)|float\(['\"](\w+)['\"]\)|(\w+|∞))")
_NAMED = {
    "nan": math.nan,
    "inf": math.inf,
    "infinity": math.inf,
    "∞": math.inf,
}
_TRUTH = {"true": 1, "false": 0}
# What int() and float() read strictly, once nothing else is among it.
_PLAIN = re.compile(r"[-+0-9. eE]*")
_PLAIN_WHOLE = re.compile(r"[-+0-9 ]*")
_LONGEST = 400
_INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True)
class Sheet:
    """The cells of one channel as text, row by row.

    `labels` says how a person counts each row, as the line in a file or as the row of a matrix, from 1.
    """

    rows: Sequence[Sequence[str]]
    labels: Sequence[int]
    factor: float = 1.0
    """What all numbers are to be multiplied by: MATLAB prints large numbers so."""


def number(cell: str) -> int | float | None:
    """Return the number that a cell says, a whole one as an int; None if it says none.

    A comma counts as a decimal comma, and D as E. NaN, inf, ∞ and true and false are numbers.

    >>> number("3,25"), number("-7"), number("1e3"), number("one")
    (3.25, -7, 1000.0, None)
    """
    cell = cell.strip()
    if len(cell) > _LONGEST:
        return None
    if _WHOLE.fullmatch(cell):
        whole = int(cell)
        return whole if whole in _INT64 else float(cell)
    if _NUMBER.fullmatch(cell):
        return float(cell.replace(",", ".").lower().replace("d", "e"))
    if cell.lower() in _TRUTH:
        return _TRUTH[cell.lower()]
    words = _NAME.fullmatch(cell)
    named = _NAMED.get((words[2] or words[3] or words[4]).lower()) if words else None
    return -named if words and named is not None and words[1] == "-" else named


def is_too_large(cell: str) -> bool:
    """Whether a cell says a number that is beyond all numbers of 64 bits, and does not mean ∞.

    >>> is_too_large("1e309"), is_too_large("inf"), is_too_large("1e308")
    (True, False, False)
    """
    found = number(cell)
    return isinstance(found, float) and math.isinf(found) and bool(_NUMBER.fullmatch(cell.strip()))


def to_array(sheet: Sheet) -> Array:
    """Return the numbers of a sheet, (rows, columns): int64 if all are whole and small enough, else float64.

    Raises:
        FileError: a row of another length, or a cell that is no number; the sentence says which.
    """
    _check_lengths(sheet)
    numbers: list[int | float] = []
    whole = True
    for label, row in zip(sheet.labels, sheet.rows, strict=True):
        found = _plain_row(row)
        if found is None:
            found = [_number_at(cell, label, column) for column, cell in enumerate(row, 1)]
        whole = whole and all(isinstance(value, int) for value in found)
        numbers.extend(found)
    shape = (len(sheet.rows), len(sheet.rows[0]))
    if whole and sheet.factor == 1:
        return np.array(numbers, np.int64).reshape(shape)
    return np.array(numbers, np.float64).reshape(shape) * sheet.factor


def _check_lengths(sheet: Sheet) -> None:
    if not sheet.rows or not sheet.rows[0]:
        raise FileError(say("There are no numbers in this text."))
    expected = len(sheet.rows[0])
    for label, row in zip(sheet.labels, sheet.rows, strict=True):
        if len(row) != expected:
            raise FileError(
                say(
                    "Row {row} has {cells}, but row {first} has {expected}; all rows need the same length.",
                    row=label,
                    cells=_cells(len(row)),
                    first=sheet.labels[0],
                    expected=grouped(expected),
                ),
                shortened(" ".join(row), 120),
            )


def _plain_row(row: Sequence[str]) -> Sequence[int | float] | None:
    """Return the numbers of a row of plain digits fast; None if a cell needs a closer look."""
    joined = " ".join(row)
    if not _PLAIN.fullmatch(joined):
        return None
    try:
        if _PLAIN_WHOLE.fullmatch(joined):
            whole = [int(cell) for cell in row]
            return whole if min(whole) in _INT64 and max(whole) in _INT64 else None
        found = [float(cell) for cell in row]
    except ValueError:
        return None
    return found if all(map(math.isfinite, found)) else None


def left_out() -> FileError:
    """What is said of a text in which dots stand for numbers."""
    return FileError(
        say("Numbers are left out of this text (“...”); please print the whole array and copy again."),
        say("In NumPy: {line}.", line="numpy.set_printoptions(threshold=1000000)")
        + " "
        + say("In PyTorch: {line}.", line="torch.set_printoptions(profile='full')"),
    )


def _number_at(cell: str, row: int, column: int) -> int | float:
    """Return the number in a cell, or say where and what it is instead."""
    found = number(cell)
    where = say("Row {row}, column {column}", row=row, column=column)
    text = cell.strip()
    if found is None:
        if not text:
            raise FileError(
                say("{where} is empty; every cell needs a number (“nan” for an unknown one).", where=where)
            )
        if set(text) <= {".", "…"}:
            raise left_out()
        if _IMAGINARY.fullmatch(text):
            raise FileError(
                say(
                    "{where} holds “{text}”, a complex number; a map holds real numbers.",
                    where=where,
                    text=shortened(text),
                )
            )
        raise FileError(
            say("{where} holds “{text}”, which is not a number.", where=where, text=shortened(text))
        )
    if is_too_large(text):
        raise FileError(
            say("{where} holds “{text}”, which is too large for a number.", where=where, text=shortened(text))
        )
    return found


def _cells(count: int) -> str:
    return say("1 cell") if count == 1 else say("{count} cells", count=count)


def has_decimal_comma(rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether any cell holds a comma, which can only be a decimal one once the cells are parted."""
    return any("," in cell for row in rows for cell in row)
