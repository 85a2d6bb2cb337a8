"""Long formulas: which terms are written out, and how sums, powers and roundings are set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from poolviz.frame.model import Cell, Role, Run
from poolviz.frame.numbers import Number, is_rounded, plain, signed
from poolviz.frame.plane import Array
from poolviz.frame.words import grouped, say

MOST_TERMS = 12
_HEAD, _BRIEF_HEAD = 3, 1  # terms shown before the gap of a shortened formula

Term = tuple[Number, Cell | None]
"""A number and the cell that it stands in; None if it only stands for padding."""


@dataclass(frozen=True, eq=False)
class Terms(Sequence[Term]):
    """The numbers of a window on a board, and zeros for its padding; each is made when it is asked for.

    A window as large as a photograph has 50 000 of them, of which a formula writes six.

    >>> Terms("input", ((0, 0), (0, 1)), (3, 5), zeros=1)[1:]
    [(5, Cell(board='input', row=0, column=1)), (0, None)]
    """

    board: str
    cells: Sequence[tuple[int, int]]
    values: Sequence[Number] | Array
    zeros: int = 0

    def __len__(self) -> int:
        return len(self.cells) + self.zeros

    @overload
    def __getitem__(self, index: int) -> Term: ...

    @overload
    def __getitem__(self, index: slice) -> list[Term]: ...

    def __getitem__(self, index: int | slice) -> Term | list[Term]:
        if isinstance(index, slice):
            return [self[i] for i in range(len(self))[index]]
        place = range(len(self))[index]
        if place >= len(self.cells):
            return 0, None
        return self.values[place], Cell(self.board, *self.cells[place])


def maximum(
    terms: Sequence[Term], winner: int | None, result: Number, output: Cell, *, brief: bool = False
) -> Iterator[Run]:
    """``max(2, 4, 7, 8) = 8`` with the winner, an index into the terms, picked out.

    A ``brief`` one of many terms has fewer of them, and does not count them.

    >>> terms = Terms("input", ((0, 0), (0, 1)), (2, 8))
    >>> "".join(run.text for run in maximum(terms, 1, 8, Cell("output", 0, 0)))
    'max(2, 8) = 8'
    """
    if winner is None:
        yield Run(say("no cell in this window: max = −∞"))
        return
    yield Run("max(")
    for position, index in enumerate(shortened(len(terms), winner, brief=brief)):
        if position:
            yield Run(", ")
        if index is None:
            yield Run("…", quiet=True)
            continue
        value, cell = terms[index]
        role: Role | None = "winner" if index == winner else None
        yield Run(plain(value), cell, role)
    yield Run(")")
    yield from () if brief else _counted(len(terms))
    yield from is_(result, output)


def average(
    terms: Sequence[Term], divisor: int, result: Number, output: Cell, *, brief: bool = False
) -> Iterator[Run]:
    """``(2 + 4 + 7 + 8) / 4 = 5.25``; ``brief`` as for a maximum.

    >>> "".join(run.text for run in average([(2, None), (4, None)], 2, 3.0, Cell("output", 0, 0)))
    '(2 + 4) / 2 = 3'
    """
    yield Run("(")
    yield from summed(terms, brief=brief)
    yield Run(") / ")
    yield Run(grouped(divisor))
    yield from () if brief else _counted(len(terms))
    yield from is_(result, output)


def _counted(terms: int) -> Iterator[Run]:
    """How many terms there are, where not all are written out."""
    if terms > MOST_TERMS:
        yield Run(say("  of {count} numbers", count=terms), quiet=True)


def is_(result: Number, output: Cell) -> Iterator[Run]:
    """``= 8``, pointing to where the result stands."""
    yield Run(equals(result))
    yield Run(plain(result), output, "winner")


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


def summed(terms: Sequence[Term], *, sign_first: bool = False, brief: bool = False) -> Iterator[Run]:
    """``2 + 4 − 1``; a term without a cell is quiet, since it only stands for padding."""
    shown = shortened(len(terms), len(terms) - 1, brief=brief)
    return _joined([None if index is None else terms[index] for index in shown], sign_first=sign_first)


def _joined(terms: Sequence[Term | None], *, sign_first: bool) -> Iterator[Run]:
    """Terms with their signs between them; None is a gap."""
    for position, term in enumerate(terms):
        if term is None:
            yield Run(" + ")
            yield Run("…", quiet=True)
            continue
        value, cell = term
        text = plain(value)
        if position == 0:
            text = signed(value) if sign_first else text
        elif text.startswith("−"):
            yield Run(" − ")
            text = text[1:]
        else:
            yield Run(" + ")
        yield Run(text, cell, quiet=cell is None)


def running_sum(shares: Terms, target: Cell) -> Iterator[Run]:
    """The amounts that arrived at a cell one after the other, the newest picked out, and their sum.

    >>> shares = Terms("upstream", [(0, 0), (0, 1)], [1.0, -2.0])
    >>> "".join(run.text for run in running_sum(shares, Cell("gradient", 0, 0)))
    '+1 − 2 = −1'
    """
    amounts = [float(amount) for amount in shares.values]
    total, places = tidy(sum(amounts)), shortened(len(shares), len(shares) - 1)
    shown = [None if place is None else (tidy(amounts[place]), shares[place][1]) for place in places]
    *earlier, newest = _joined(shown, sign_first=True)
    for run in earlier:
        yield Run(run.text, run.cell, quiet=True)
    yield Run(newest.text, newest.cell, "winner")
    if len(shares) > MOST_TERMS:
        yield Run(say("  ({count} gradients)", count=len(shares)), quiet=True)
    rounded = any(is_rounded(term[0]) for term in shown if term is not None)
    yield Run(" ≈ " if rounded else equals(total), None, "winner")
    yield Run(signed(total), target, "winner")


def tidy(number: float) -> float | int:
    """A whole number without its point, so that it is written with all its digits.

    >>> tidy(3.0), tidy(0.5)
    (3, 0.5)
    """
    return int(number) if math.isfinite(number) and number == int(number) else number


def shortened(count: int, kept: int, *, brief: bool = False) -> list[int | None]:
    """Which of ``count`` terms are written out; None stands for a gap. ``kept`` and the last always are.

    >>> shortened(4, 2)
    [0, 1, 2, 3]
    >>> shortened(20, 9)
    [0, 1, 2, None, 9, None, 19]
    >>> shortened(20, 3)
    [0, 1, 2, 3, None, 19]
    >>> shortened(20, 3, brief=True)
    [0, None, 3, None, 19]
    """
    if count <= MOST_TERMS:
        return list(range(count))
    written = sorted({*range(_BRIEF_HEAD if brief else _HEAD), kept, count - 1})
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
