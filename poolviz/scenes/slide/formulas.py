"""The formula line: real numbers, pointing to their cells, shortened where there are many."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.frame.model import Cell, Role, Run
from poolviz.frame.numbers import Number, is_rounded, plain, signed
from poolviz.frame.words import say
from poolviz.scenes.slide.view import View

MOST_TERMS = 12
_HEAD = 3  # terms shown before the gap of a shortened formula


def answer(view: View, row: int, column: int) -> tuple[Run, ...]:
    """How one output came about: ``max(2, 4, 7, 8) = 8`` or ``(2 + 4 + 7 + 8) / 4 = 5.25``."""
    if view.has_winners:
        return tuple(_maximum(view, row, column))
    if view.spec.mode == "lp":
        return tuple(_power(view, row, column))
    return tuple(_average(view, row, column))


def _maximum(view: View, row: int, column: int) -> Iterator[Run]:
    winner = view.winner(row, column)
    result = view.pooled.values[row, column]
    if winner is None:
        yield Run(say("no cell in this window: max = −∞"))
        return
    cells, values = view.cells(row, column), view.values(row, column)
    yield Run("max(")
    for position, index in enumerate(shortened(len(cells), cells.index(winner))):
        if position:
            yield Run(", ")
        if index is None:
            yield Run("…", quiet=True)
            continue
        role: Role | None = "winner" if cells[index] == winner else None
        yield Run(plain(values[index]), Cell("input", *cells[index]), role)
    yield Run(")")
    if len(cells) > MOST_TERMS:
        yield Run(say("  of {count} numbers", count=len(cells)), quiet=True)
    yield Run(equals(result))
    yield Run(plain(result), Cell("output", row, column), "winner")


def _average(view: View, row: int, column: int) -> Iterator[Run]:
    cells, values = view.cells(row, column), view.values(row, column)
    result, divisor = view.pooled.values[row, column], view.divisors[row, column]
    counted = int(divisor) - len(cells) if view.spec.divisor_override is None else 0
    terms: list[tuple[Number, Cell | None]] = [
        (value, Cell("input", *cell)) for value, cell in zip(values, cells, strict=True)
    ]
    terms += [(0, None)] * max(counted, 0)
    yield Run("(")
    yield from summed(terms)
    yield Run(") / ")
    yield Run(plain(int(divisor)))
    if len(terms) > MOST_TERMS:
        yield Run(say("  of {count} numbers", count=len(terms)), quiet=True)
    yield Run(equals(result))
    yield Run(plain(result), Cell("output", row, column), "winner")


def _power(view: View, row: int, column: int) -> Iterator[Run]:
    """``(1² + 1² + 5² + 6²)^(1/2) ≈ 7.937``; a power that is not even takes sizes without their sign."""
    cells, values = view.cells(row, column), view.values(row, column)
    result, p = view.pooled.values[row, column], view.spec.p
    power = superscript(p)
    yield Run("(")
    for position, index in enumerate(shortened(len(cells), len(cells) - 1)):
        if position:
            yield Run(" + ")
        if index is None:
            yield Run("…", quiet=True)
            continue
        text = plain(values[index])
        if text.startswith("−"):
            text = f"({text})" if p % 2 == 0 else f"|{text}|"
        yield Run(f"{text}{power}", Cell("input", *cells[index]))
    yield Run(f")^(1/{plain(p)})" if cells else "0)")
    if len(cells) > MOST_TERMS:
        yield Run(say("  of {count} numbers", count=len(cells)), quiet=True)
    yield Run(equals(result))
    yield Run(plain(result), Cell("output", row, column), "winner")


def superscript(power: float) -> str:
    """A power as it is set behind a number; 1 needs none.

    >>> superscript(2.0), superscript(12), superscript(1.5), superscript(1)
    ('²', '¹²', '^1.5', '')
    """
    if power == 1:
        return ""
    text = plain(power)
    return text.translate(_RAISED) if text.isdecimal() else f"^{text}"


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def summed(terms: list[tuple[Number, Cell | None]], *, sign_first: bool = False) -> Iterator[Run]:
    """``2 + 4 − 1``; a term without a cell is quiet, since it only stands for padding."""
    for position, index in enumerate(shortened(len(terms), len(terms) - 1)):
        if index is None:
            yield Run(" + ")
            yield Run("…", quiet=True)
            continue
        value, cell = terms[index]
        text = plain(value)
        if position == 0:
            text = signed(value) if sign_first else text
        elif text.startswith("−"):
            yield Run(" − ")
            text = text[1:]
        else:
            yield Run(" + ")
        yield Run(text, cell, quiet=cell is None)


def shortened(count: int, kept: int) -> list[int | None]:
    """Which of ``count`` terms are written out; None stands for a gap. ``kept`` and the last always are.

    >>> shortened(4, 2)
    [0, 1, 2, 3]
    >>> shortened(20, 9)
    [0, 1, 2, None, 9, None, 19]
    >>> shortened(20, 3)
    [0, 1, 2, 3, None, 19]
    """
    if count <= MOST_TERMS:
        return list(range(count))
    written = sorted({*range(_HEAD), kept, count - 1})
    terms: list[int | None] = []
    for before, index in zip([-1, *written], written, strict=False):
        if index > before + 1:
            terms.append(None)
        terms.append(index)
    return terms


def equals(value: Number) -> str:
    """Say "=" if the number stands there with all its digits, else "≈".

    >>> equals(5.25), equals(1 / 3)
    (' = ', ' ≈ ')
    """
    return " ≈ " if is_rounded(value) else " = "
