"""Exercises on pages: two beside each other where both are narrow, and none torn apart by a page's end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from poolviz.exercises import Exercise
from poolviz.export.blocks import Block, block, fits_beside
from poolviz.export.plan import Paper

SIZES: dict[Paper, tuple[float, float]] = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
"""Width and height of each paper, in points."""
MARGIN = 43.0
HEADER = 56.0
"""From the upper margin to the first exercise."""
FOOTER = 26.0
GUTTER = 18.0
"""Between two exercises beside each other."""
APART = 28.0
"""Between two rows of exercises."""


@dataclass(frozen=True, eq=False)
class Placed:
    """An exercise with its number, at its place on a page."""

    number: int
    block: Block
    x: float
    y: float


Page = tuple[Placed, ...]
_Row = tuple[Block, ...]


def pages_of(exercises: tuple[Exercise, ...], paper: Paper) -> tuple[Page, ...]:
    """Every page of a worksheet, in order."""
    width, height = SIZES[paper]
    wide = width - 2 * MARGIN
    narrow = (wide - GUTTER) / 2
    top, bottom = MARGIN + HEADER, height - MARGIN - FOOTER
    pages: list[list[Placed]] = [[]]
    y, number = top, 1
    for row in _rows(exercises, wide, narrow):
        tall = max(one.height for one in row)
        if pages[-1] and y + tall > bottom:
            pages.append([])
            y = top
        for place, one in enumerate(row):
            pages[-1].append(Placed(number, one, MARGIN + place * (narrow + GUTTER), y))
            number += 1
        y += tall + APART
    return tuple(tuple(page) for page in pages)


def _rows(exercises: tuple[Exercise, ...], wide: float, narrow: float) -> Iterator[_Row]:
    """One exercise, or two neighbours that are narrow."""
    waiting: list[Exercise] = []
    for exercise in exercises:
        if not fits_beside(exercise, narrow):
            yield from ((block(one, wide),) for one in (*waiting, exercise))
            waiting = []
            continue
        waiting.append(exercise)
        if len(waiting) == 2:
            yield tuple(block(one, narrow) for one in waiting)
            waiting = []
    yield from ((block(one, wide),) for one in waiting)
