"""The words beside each row: how its answer came about, what it costs, and what the kernel amounts to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from poolviz.frame.model import Cell, Line, Run
from poolviz.frame.numbers import is_rounded, plain
from poolviz.frame.terms import Terms, average, equals, is_, maximum, shortened
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.scenes.compare.parameters import named
from poolviz.scenes.compare.view import View


def lines(view: View, name: str, output: Position) -> tuple[Line, ...]:
    """What stands beside one row's output."""
    size: Literal["normal", "large"] = "normal" if view.is_large or view.pairs else "large"
    if name == "convolution":
        sum_ = (Run("Σ w·x + b"), *is_(view.value(name, output), Cell(name, *output)))
        full, brief = likeness(view)
        alike = replace(_quiet(full), short=(Run(brief, quiet=True),))
        return Line(sum_, size), _quiet(cost(view)), alike
    runs, fewer = (tuple(answer(view, name, output, brief=brief)) for brief in (False, True))
    return Line(runs, size, short=fewer if fewer != runs else ()), _quiet(say("0 parameters"))


def answer(view: View, name: str, output: Position, *, brief: bool = False) -> Iterator[Run]:
    """``max(2, 6, 9, 0) = 9`` or ``(2 + 6 + 9 + 0) / 4 = 4.25``; ``brief`` with fewer of many terms."""
    cells, values = view.windows.cells(*output), view.windows.values(*output)
    result, end = view.value(name, output), Cell(name, *output)
    if name == "max":
        winner = view.winner(*output)
        place = None if winner is None else cells.index(winner)
        return maximum(Terms("input", cells, values), place, result, end, brief=brief)
    divisor = view.divisor(output)
    padded = divisor - len(cells) if view.document.spec.divisor_override is None else 0
    terms = Terms("input", cells, values, zeros=max(padded, 0))
    return average(terms, divisor, result, end, brief=brief)


def products(view: View, output: Position) -> Iterator[Run]:
    """``0.25·2 + 0.25·6 + 0.25·9 + 0.25·0 = 4.25``, each number pointing to its cell."""
    bias, columns = view.parameters.bias, view.kernel.shape[1]
    down, right = view.largest_product(output)
    rounded = is_rounded(bias)
    for position, index in enumerate(shortened(view.kernel.size, down * columns + right)):
        if index is None:
            yield Run(" + ")
            yield Run("…", quiet=True)
            continue
        row, column = divmod(index, columns)
        weight, number = view.kernel[row, column], view.number_under(output, (row, column))
        rounded = rounded or is_rounded(weight) or is_rounded(number)
        yield from _signed(plain(weight), Cell("kernel", row, column), first=position == 0)
        cell = view.cell(output, (row, column))
        text = plain(number)
        yield Run("·", quiet=True)
        yield Run(
            f"({text})" if text.startswith("−") else text, cell and Cell("input", *cell), quiet=cell is None
        )
    if bias:
        yield from _signed(plain(bias), None, first=False)
    result = view.value("convolution", output)
    yield Run(" ≈ " if rounded else equals(result))
    yield Run(plain(result), Cell("convolution", *output), "winner")


def gap(view: View, output: Position) -> Iterator[Run]:
    """``max − average = 9 − 4.25 = 4.75``."""
    most, mean = view.value("max", output), view.value("average", output)
    with np.errstate(all="ignore"):
        between = np.float64(most) - mean
    yield Run(say("max − average = "))
    yield Run(plain(most), Cell("max", *output))
    text = plain(mean)
    yield Run(" − ")
    yield Run(f"({text})" if text.startswith("−") else text, Cell("average", *output))
    yield Run(" ≈ " if is_rounded(most) or is_rounded(mean) else equals(between))
    yield Run(plain(between), None, "winner")


def _signed(text: str, cell: Cell | None, *, first: bool) -> Iterator[Run]:
    """A term of a sum with its sign before it."""
    if not first:
        yield Run(" − " if text.startswith("−") else " + ")
        text = text.removeprefix("−")
    yield Run(text, cell)


def cost(view: View) -> str:
    """What the kernel has to learn."""
    if view.kernel.size == 1:
        return say("1 weight + 1 bias")
    return say("{count} weights + 1 bias", count=view.kernel.size)


def likeness(view: View) -> tuple[str, str]:
    """What a kernel amounts to, in full and in few words.

    That it *is* average pooling is said only when that is true of every map.
    """
    kernel, bias = view.kernel, view.parameters.bias
    if view.equals_average:
        return say("uniform, bias 0: equals average pooling exactly"), say("equals average exactly")
    if (kernel == named("uniform", kernel.shape)).all():
        if bias:
            return say("uniform, but a bias: average pooling has none"), say("uniform, but a bias")
        return say("uniform, but average divides by other numbers here"), say("uniform, other divisors")
    if not kernel.any():
        return say("all weights 0: it looks at nothing"), say("looks at nothing")
    if not bias and (kernel == named("top-left", kernel.shape)).all():
        return say("one cell of each window: {step}", step=_every(view)), _every(view)
    if (kernel == named("across", kernel.shape)).all():
        return say("right minus left: large at upright edges"), say("right minus left")
    if (kernel == named("down", kernel.shape)).all():
        return say("bottom minus top: large at level edges"), say("bottom minus top")
    return say("numbers of its own: a network would learn them"), say("numbers of its own")


def _every(view: View) -> str:
    down, across = view.geometry.rows.stride, view.geometry.columns.stride
    if down == across:
        return say("every {nth} pixel", nth=ordinal(down)) if down > 1 else say("every pixel")
    return say("every {row} row, {column} column", row=ordinal(down), column=ordinal(across))


def ordinal(count: int) -> str:
    """A count as a place in a row.

    >>> [ordinal(count) for count in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _quiet(text: str) -> Line:
    return Line((Run(text, quiet=True),), "small")
