"""How one number of the chosen channel came about, and how a channel became one number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from poolviz.core import divisor_at
from poolviz.frame.model import Cell, Run
from poolviz.frame.numbers import is_rounded, plain
from poolviz.frame.terms import Terms, average, equals, is_, maximum
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.scenes.channels.boards import input_name, output_name
from poolviz.scenes.channels.mixing import OWN_SHARE
from poolviz.scenes.channels.view import View


def answer(view: View, output: Position) -> Iterator[Run]:
    """``max(0.12, 0.31, 0.05, 0.48) = 0.48`` of the chosen channel, or how all channels are mixed."""
    channel = view.chosen
    windows, end = view.windows(channel), Cell(output_name(channel), *output)
    cells, values = windows.cells(*output), windows.values(*output)
    result = view.value(channel, output)
    if view.mixes:
        return _mixture(view, output, end)
    terms = Terms(input_name(channel), cells, values)
    spec = view.document.spec
    if spec.mode == "max":
        winner = view.winner(channel, output)
        return maximum(terms, None if winner is None else cells.index(winner), result, end)
    if spec.mode == "lp":
        return iter((Run(say("power sum of the window")), *is_(result, end)))
    divisor = divisor_at(spec, view.geometry, *output)
    padded = divisor - len(cells) if spec.divisor_override is None else 0
    return average(Terms(input_name(channel), cells, values, max(padded, 0)), divisor, result, end)


def _mixture(view: View, output: Position, end: Cell) -> Iterator[Run]:
    """``½ · mean of its own window + ½ · mean of the others = 0.3``."""
    means = window_means(view, output)
    own = means[view.chosen]
    rounded = is_rounded(own)
    if view.channels == 1:
        yield Run(plain(own))
    else:
        with np.errstate(all="ignore"):
            others = float(np.mean(np.delete(means, view.chosen)))
        rounded = rounded or is_rounded(others)
        yield Run(say("{share} · own mean ", share=plain(OWN_SHARE)), quiet=True)
        yield Run(plain(own))
        yield Run(say(" + {share} · mean of the others ", share=plain(1 - OWN_SHARE)), quiet=True)
        yield Run(plain(others))
    result = view.value(view.chosen, output)
    yield Run(" ≈ " if rounded else equals(result))
    yield Run(plain(result), end, "winner")


def window_means(view: View, output: Position) -> np.ndarray:
    """The sum of each channel's window over the kernel's cells, (C,) float64; padding counts as zeros."""
    with np.errstate(all="ignore"):
        sums = [
            float(view.windows(channel).values(*output).sum(dtype=np.float64))
            for channel in range(view.channels)
        ]
        return np.array(sums) / view.geometry.taps


def reading(view: View) -> Iterator[Run]:
    """``sum of 12 544 numbers / 12 544 = 0.1`` of the chosen channel."""
    result = view.readings[view.chosen]
    count = view.geometry.windows
    if view.parameters.reading == "max":
        yield Run(say("largest of {count} numbers", count=count))
    else:
        yield Run(say("sum of {count} numbers / {count}", count=count))
    yield Run(equals(result))
    yield Run(plain(result), None, "winner")
