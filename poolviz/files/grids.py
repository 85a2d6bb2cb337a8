"""Plain rows of numbers, as spreadsheets, editors and people write them: CSV, TSV, spaces, semicolons."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from poolviz.files.cells import Sheet, number
from poolviz.files.errors import FileError, shortened
from poolviz.frame.words import grouped, say

# So many rows must hold one number at least.
_FIRST = 50
_COMMENTS = ("#", "%", "//")
_TWO_CELLS = re.compile(r"[^\s;] +[^\s;]")
_DIGIT_COMMA_DIGIT = re.compile(r"[0-9],[0-9]")
_LOOSE_COMMA = re.compile(r",\s|\s,|,$", re.MULTILINE)


@dataclass(frozen=True)
class Grid:
    """A sheet and what was guessed on the way to it."""

    sheet: Sheet
    notes: tuple[str, ...] = ()


def read_grid(text: str, most: int) -> Grid:
    r"""Part a text into rows of cells; blank lines and lines that start with #, % or // are left out.

    Tabs, semicolons, commas or spaces part the cells, whichever fits. In one line, a semicolon ends a row.

    Args:
        text: with "\n" between lines.
        most: how many numbers are read.

    Raises:
        FileError: too many numbers, or quotation marks that do not match.

    >>> read_grid("1 1 2 4; 5 6 7 8", 100).sheet.rows
    [['1', '1', '2', '4'], ['5', '6', '7', '8']]
    """
    too_many(text.count("\n"), most)
    found, mark = _announced(
        [(label, line) for label, line in enumerate(text.split("\n"), 1) if _speaks(line)]
    )
    lines = [line for _, line in found]
    labels = [label for label, _ in found]
    if mark is None and _ends_rows(lines):
        lines = [part for line in lines for part in line.split(";") if part.strip()]
        labels = list(range(1, len(lines) + 1))
    separator = mark or _separator(lines)
    rows: list[list[str]] = []
    total = 0
    for line in lines:
        rows.append(_cells(line, separator, most))
        total += len(rows[-1])
        too_many(total, most)
    if separator is not None:
        rows, labels = _trimmed(rows, labels)
    return without_headings(Sheet(rows, labels))


def too_many(count: int, most: int) -> None:
    """Raise FileError if a text holds more numbers than are read."""
    if count > most:
        raise FileError(
            say(
                "This text holds more than {most} numbers; "
                "larger maps open quickly from a .npy file, which numpy.save writes.",
                most=grouped(most),
            )
        )


def _speaks(line: str) -> bool:
    start = line.lstrip()
    return bool(start) and not start.startswith(_COMMENTS)


def _announced(found: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], str | None]:
    """Take off a first line like "sep=;", by which Excel announces what parts the cells."""
    if found and (match := re.fullmatch(r"\s*sep=([,;\t|])\s*", found[0][1])):
        return found[1:], match[1]
    return found, None


def _ends_rows(lines: Sequence[str]) -> bool:
    """Tell whether semicolons end rows, as in MATLAB, and do not part cells, as in a spreadsheet."""
    if not any(";" in line for line in lines) or any("\t" in line for line in lines):
        return False
    if all(";" not in line.rstrip().rstrip(";") for line in lines):
        return True
    if len(lines) == 1:
        return "," in lines[0] or _TWO_CELLS.search(lines[0]) is not None
    # Spaces inside headings say nothing.
    return any(_TWO_CELLS.search(line) for line in lines[1:])


def _separator(lines: Sequence[str]) -> str | None:
    """Return the character between cells, None for spaces."""
    for mark in "\t;":
        if any(mark in line for line in lines):
            return mark
    if not any("," in line for line in lines):
        return None
    text = "\n".join(line.strip() for line in lines)
    has_spaces = any(" " in line.strip() for line in lines)
    is_decimal = has_spaces and _DIGIT_COMMA_DIGIT.search(text) and not _LOOSE_COMMA.search(text)
    return None if is_decimal and '"' not in text else ","


def _cells(line: str, separator: str | None, most: int) -> list[str]:
    # The number of cells is bounded before they are made.
    if separator is None:
        return line.replace('"', " ").split(None, most)
    if '"' not in line:
        return line.split(separator, most)
    too_many(line.count(separator), most)
    try:
        (row,) = csv.reader([line], delimiter=separator, strict=True)
    except csv.Error as error:
        raise FileError(
            say("The quotation marks in “{text}” do not match.", text=shortened(line)), str(error)
        ) from error
    return row


def _trimmed(rows: list[list[str]], labels: list[int]) -> tuple[list[list[str]], list[int]]:
    """Leave out rows without any cell filled, and last columns that are empty in every row."""
    kept = [(label, row) for label, row in zip(labels, rows, strict=True) if any(map(str.strip, row))]
    labels, rows = [label for label, _ in kept], [row for _, row in kept]
    empty = min((_trailing(row) for row in rows), default=0)
    return [row[: len(row) - empty] for row in rows], labels


def _trailing(row: Sequence[str]) -> int:
    count = 0
    while count < len(row) and not row[-1 - count].strip():
        count += 1
    return count


def without_headings(sheet: Sheet) -> Grid:
    """Leave out a first row in which nothing is a number, and labels beside the rows, as pandas writes them.

    Raises:
        FileError: nothing in the first rows is a number: this is a text of another kind.

    >>> without_headings(Sheet([["", "0", "1"], ["0", "7", "8"]], [1, 2])).sheet.rows
    [['7', '8']]
    """
    rows, labels = sheet.rows, sheet.labels
    if not any(number(cell) is not None or _is_gap(cell) for row in rows[:_FIRST] for cell in row):
        if not rows:
            raise FileError(say("There are no numbers in this text."))
        start = shortened(" ".join(rows[0]), 40)
        raise FileError(say("There are no numbers in this text; it starts with “{start}”.", start=start))
    rows = [["", *rows[0]], *rows[1:]] if _is_shifted(rows) else rows
    if _has_labels(rows):
        note = say("The first row and the first column were taken for labels.")
        return Grid(Sheet([row[1:] for row in rows[1:]], labels[1:]), (note,))
    if len(rows) < 2 or any(number(cell) is not None or _is_gap(cell) for cell in rows[0]):
        return Grid(sheet)
    headings = shortened(", ".join(cell.strip() for cell in rows[0]), 60)
    return Grid(
        Sheet(rows[1:], labels[1:]),
        (say("The first row was taken for headings: {headings}.", headings=headings),),
    )


def _has_labels(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether only the corner is empty, beside headings that are words or count from 0."""
    if len(rows) < 2 or len(rows[0]) < 2 or rows[0][0].strip():
        return False
    found = [number(cell) for cell in rows[0][1:]]
    are_words = all(value is None for value in found) and all(cell.strip() for cell in rows[0][1:])
    return are_words or found == list(range(len(found)))


def _is_shifted(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether headings have no corner, as where pandas prints a table: labels make every row longer."""
    if len(rows) < 2 or not rows[0] or {len(row) for row in rows[1:]} != {len(rows[0]) + 1}:
        return False
    found = [number(row[0]) for row in rows[1:]]
    return all(value is None for value in found) or found == list(range(len(found)))


def _is_gap(cell: str) -> bool:
    """Tell whether a cell stands for numbers that were left out."""
    return bool(cell.strip()) and not cell.strip(" .…")
