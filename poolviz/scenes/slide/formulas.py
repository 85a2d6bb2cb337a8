"""The formula line: real numbers, pointing to their cells, shortened where there are many."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.frame.model import Cell, Run
from poolviz.frame.numbers import plain
from poolviz.frame.terms import MOST_TERMS, Terms, average, equals, maximum, shortened, superscript
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
    cells, winner = view.cells(row, column), view.winner(row, column)
    terms = Terms("input", cells, view.values(row, column))
    place = None if winner is None else cells.index(winner)
    return maximum(terms, place, view.pooled.value(row, column), Cell("output", row, column))


def _average(view: View, row: int, column: int) -> Iterator[Run]:
    cells, divisor = view.cells(row, column), view.divisor(row, column)
    padded = divisor - len(cells) if view.spec.divisor_override is None else 0
    terms = Terms("input", cells, view.values(row, column), zeros=max(padded, 0))
    return average(terms, divisor, view.pooled.value(row, column), Cell("output", row, column))


def _power(view: View, row: int, column: int) -> Iterator[Run]:
    """``(1² + 1² + 5² + 6²)^(1/2) ≈ 7.937``; a power that is not even takes sizes without their sign."""
    cells, values = view.cells(row, column), view.values(row, column)
    result, p = view.pooled.value(row, column), view.spec.p
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
