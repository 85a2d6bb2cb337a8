"""In which hand the numbers of a board are written: how large, and with how many digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from poolviz.frame.model import Board, NumberStyle
from poolviz.frame.numbers import plain, with_sign
from poolviz.frame.plane import Array
from poolviz.frame.rounding import Rounding, rounded, roundings
from poolviz.views.fonts import Weight, text_width
from poolviz.views.grid import Grid
from poolviz.views.sheet import Part

# Smaller letters cannot be read.
SMALLEST = 7.0
# Where the longest number would be smaller than that, all are written with fewer digits.
_CLEAR = 9.0
# Of the cell: height of a number, room across.
SHARE, _ROOM = 0.4, 0.76
_RINGS = 8.0  # pixels at both sides of a small cell in which the ring of a mark lies
# Larger ones only cost room: the cells of a magnifier grow without end when a large map is looked at closely.
_LARGEST = 320.0
_REFERENCE = 100.0
# Up to so many numbers are measured to find a size that suits all of them, of more a sample; but it is never
# less than this share of what one figure may have.
_MEASURED, _LEAST_COMMON = 4096, 0.62
_KEPT = 16384  # texts, for one map in two or three hands


@dataclass(frozen=True)
class Hand:
    """How large numbers are at most, 0 where not all can be read, and how they are rounded."""

    size: float = 0.0
    rounding: Rounding | None = None

    def written(self, style: NumberStyle, number: np.generic) -> str:
        """A number in this hand."""
        return _written(number, style, self.rounding)


PLAIN = Hand()


def hand_for(board: Board, grid: Grid, part: Part) -> Hand:
    """The hand in which all numbers of a part can be read: with all their digits, else with as many as fit.

    It looks at the plane, not at what is out already, so that numbers stay as they are while others come. One
    very long number among short ones does not make all of them tiny.
    """
    largest = fitting("", grid, SHARE)
    if board.numbers == "none":
        return Hand(largest)
    row, column, rows, columns = part
    distinct = _distinct(board.plane.read(slice(row, row + rows), slice(column, column + columns)))
    size, rounding = _clearest(distinct, board.numbers, grid)
    return Hand(max(size, int(_LEAST_COMMON * largest * 2) / 2) if size else size, rounding)


@lru_cache(maxsize=_KEPT, typed=True)
def _written(number: np.generic, style: NumberStyle, rounding: Rounding | None) -> str:
    if style == "none":
        return ""
    text = plain(number) if rounding is None else rounded(number, rounding)
    return with_sign(text) if style == "signed" else text


def _clearest(numbers: list[np.generic], style: NumberStyle, grid: Grid) -> tuple[float, Rounding | None]:
    """The most digits with which the longest number is clear; else, also with a single figure, readable."""
    most = _longest(numbers, style, grid, None)
    if most >= _CLEAR:
        return most, None
    fewer = roundings(np.array(numbers))
    sizes = [(most, None), *((_longest(numbers, style, grid, rounding), rounding) for rounding in fewer)]
    clear = [one for one in sizes[:-1] if one[0] >= _CLEAR]
    readable = [one for one in sizes if one[0] >= SMALLEST]
    return next(iter(clear + readable), (0.0, None))


def _longest(numbers: list[np.generic], style: NumberStyle, grid: Grid, rounding: Rounding | None) -> float:
    """The font size at which the longest of some numbers fits a cell."""
    hand = Hand(rounding=rounding)
    shapes = {_shape(hand.written(style, number)) for number in numbers}
    return min((fitting(shape, grid, SHARE) for shape in shapes), default=fitting("", grid, SHARE))


def _distinct(values: Array) -> list[np.generic]:
    """Every different number once; of very many those that lie evenly between the least and the largest."""
    # Sorted, so that equal numbers follow each other. np.unique would do, but imports all of numpy.ma.
    ordered = np.sort(values, axis=None)
    if ordered.size > _MEASURED:
        ordered = ordered[np.linspace(0, ordered.size - 1, _MEASURED).astype(np.intp)]
    return [*ordered[:1], *ordered[1:][ordered[1:] != ordered[:-1]]]


def fitting(text: str, grid: Grid, share: float) -> float:
    """The font size at which a text fits a cell, in steps of half a pixel.

    Only the number of letters counts, so that numbers alike look alike.
    """
    size = min(share * grid.cell, _LARGEST)
    if text:
        wide = text_width(_shape(text), _REFERENCE, Weight.Medium) / _REFERENCE
        across = grid.place.cell_width
        size = min(size, min(_ROOM * across, across - _RINGS) / wide)
    return int(size * 2) / 2


def are_readable(grid: Grid) -> bool:
    """Whether a number of one figure can be read in a cell."""
    return fitting("0", grid, SHARE) >= SMALLEST


@lru_cache(maxsize=_KEPT)
def _shape(text: str) -> str:
    """A text with all its figures alike."""
    return "".join("0" if letter.isdigit() else letter for letter in text)
