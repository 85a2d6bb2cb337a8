"""A part of an open map that is small enough to be worked out by hand."""

from __future__ import annotations

import numpy as np

from poolviz.core import Axis
from poolviz.exercises.chance import Chance
from poolviz.exercises.nouns import Opened
from poolviz.exercises.settings import Size
from poolviz.exercises.told import size_text
from poolviz.frame.plane import Array
from poolviz.frame.words import say

_LARGEST = 8  # cells across: more cannot be read and worked out
_LARGEST_OUTPUT = 2 * _LARGEST
_OUTPUTS = 3
_TRIES = 40


def cropped(chance: Chance, opened: Opened) -> tuple[Array, str]:
    """A part of the map (H, W) with a few windows, and words that say which; a small map as a whole.

    Raises:
        ValueError: with a sentence, for a pooling that nobody works out by hand on this map.
    """
    spec, x = opened.spec, opened.x
    if spec.mode == "lp":
        raise ValueError(say("A power sum is not asked by hand: choose max or average."))
    size = (x.shape[0], x.shape[1])
    if max(size) <= _LARGEST and np.isfinite(x).all():
        _check_output(spec.output_size(size))
        return _rounded(x), size_text(size)
    if spec.window == "global" or spec.adaptive is not None:
        raise ValueError(say("These windows grow with the map, which is too large: open a smaller one."))
    geometry = spec.geometry(size)
    tall, wide = _length(geometry.rows), _length(geometry.columns)
    for _ in range(_TRIES):
        top, left = chance.between(0, size[0] - tall), chance.between(0, size[1] - wide)
        part = x[top : top + tall, left : left + wide]
        if np.isfinite(part).all():
            return _rounded(part), _place(top, left, tall, wide)
    raise ValueError(say("This map holds too many numbers that are not finite: open another one."))


def _check_output(output: Size) -> None:
    """A fixed output size may be far larger than the map."""
    if max(output) > _LARGEST_OUTPUT:
        raise ValueError(
            say(
                "An output of {size} is too large to be worked out by hand: choose one of up to {most} "
                "across.",
                size=size_text(output),
                most=_LARGEST_OUTPUT,
            )
        )


def _length(axis: Axis) -> int:
    """How many cells of an axis hold a few windows."""
    longest = min(axis.size, _LARGEST)
    if axis.span - axis.low - axis.high > longest:
        raise ValueError(
            say(
                "A window of {span} cells across is too large to be worked out by hand: choose one of up to "
                "{most}.",
                span=axis.span,
                most=_LARGEST,
            )
        )
    return min(axis.span + (_OUTPUTS - 1) * axis.stride, longest)


def _place(top: int, left: int, tall: int, wide: int) -> str:
    return say(
        "rows {first_row}–{last_row}, columns {first_column}–{last_column} of your map",
        first_row=top,
        last_row=top + tall - 1,
        first_column=left,
        last_column=left + wide - 1,
    )


def _rounded(x: Array) -> Array:
    """Numbers that can be read: two decimals."""
    if x.dtype.kind != "f":
        return np.array(x)
    wide = np.asarray(x, np.float64)
    with np.errstate(over="ignore"):
        rounded = np.round(wide, 2) + 0.0
    # Huge numbers have no decimals to lose, and would leave the range on the way.
    return np.where(np.isfinite(rounded), rounded, wide)
