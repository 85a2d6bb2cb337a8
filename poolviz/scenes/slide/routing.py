"""The formula line of the backward pass: where a gradient goes, and the running sum at its cell."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.frame.model import Cell, Run
from poolviz.frame.numbers import Number, is_rounded, plain, signed
from poolviz.frame.words import say
from poolviz.scenes.slide.formulas import MOST_TERMS, equals, summed
from poolviz.scenes.slide.shares import Share, part, receivers
from poolviz.scenes.slide.view import View


def routing(view: View, index: int, shares: list[Share]) -> tuple[Run, ...]:
    """``all of +2 to the winner (2, 2); there so far +1 − 2 + 1 + 2 = +2``, or equal shares."""
    row, column = view.position(index)
    cells = receivers(view, row, column)
    amount = float(view.upstream[row, column])
    source = Cell("upstream", row, column)
    if not cells:
        return (Run(signed(amount), source, "winner"), Run(say(" goes nowhere: the window sees no cell")))
    target = Cell("gradient", *cells[0])
    runs = list(_sent(view, row, column, amount, source, cells))
    if len(shares) > 1:
        at = say("; there so far ") if len(cells) == 1 else say("; at {cell} so far ", cell=str(cells[0]))
        runs += [Run(at), *running_sum(shares, target)]
    return tuple(runs)


def _sent(
    view: View, row: int, column: int, amount: float, source: Cell, cells: list[tuple[int, int]]
) -> Iterator[Run]:
    target = Cell("gradient", *cells[0])
    if len(cells) == 1 and view.has_winners:
        yield Run(say("all of "))
        yield Run(signed(amount), source, "winner")
        yield Run(say(" to the winner "))
        yield Run(str(cells[0]), target)
        return
    divisor: Number = len(cells) if view.has_winners else _tidy(float(view.divisors[row, column]))
    share = amount * part(view, row, column)
    yield Run(signed(amount), source, "winner")
    yield Run(f" / {plain(divisor)}{equals(share)}")
    yield Run(signed(share), target, "winner")
    if view.has_winners:
        yield Run(say(" to each of the {count} tied cells", count=len(cells)))
    elif len(cells) == 1:
        yield Run(say(" to the one cell {cell}", cell=str(cells[0])))
    else:
        yield Run(say(" to each of the {count} cells", count=len(cells)))


def running_sum(shares: list[Share], target: Cell) -> Iterator[Run]:
    """The amounts that arrived at a cell one after the other, the newest picked out, and their sum."""
    terms: list[tuple[Number, Cell | None]] = [(_tidy(amount), cell) for amount, cell in shares]
    total = _tidy(sum(amount for amount, _ in shares))
    runs = list(summed(terms, sign_first=True))
    *earlier, newest = runs
    for run in earlier:
        yield Run(run.text, run.cell, quiet=True)
    yield Run(newest.text, newest.cell, "winner")
    if len(terms) > MOST_TERMS:
        yield Run(say("  ({count} gradients)", count=len(terms)), quiet=True)
    rounded = any(is_rounded(value) for value, _ in terms)
    yield Run(" ≈ " if rounded else equals(total), None, "winner")
    yield Run(signed(total), target, "winner")


def _tidy(number: float) -> float | int:
    return int(number) if number == int(number) else number
