"""The formula line: real numbers, pointing to their cells, shortened where there are many."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.frame.model import Cell, Role, Run
from poolviz.frame.numbers import Number, plain
from poolviz.frame.terms import MOST_TERMS, equals, shortened, summed, superscript
from poolviz.frame.words import say
from poolviz.scenes.slide.view import View


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
