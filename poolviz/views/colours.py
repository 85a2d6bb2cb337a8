"""The colours of a plane, as near as it is looked at: cells close by, a pyramid of means from afar.

From close by only what is in sight is mapped to colours. From afar every pixel is the mean of its cells; a
large plane first shows one cell in each, and the means follow strip by strip, so that nothing has to wait.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.model import Board, Scale, Spots
from poolviz.frame.plane import Plane
from poolviz.views.ramp import Pixels, Ramp, ramp_of
from poolviz.views.sheet import Part, clip
from poolviz.views.spots import dimmed
from poolviz.views.theme import Theme

Indices = NDArray[np.int64]

_RED_BLUE, _GREEN, _OPAQUE = np.uint32(0xFF00FF), np.uint32(0xFF00), np.uint32(0xFF000000)
_BLOCK = 1 << 16  # pixels at a time, so that the work stays in the processor's cache
_AT_ONCE = 1 << 17  # cells that are mapped many times a second, while a map is dragged
_SMALLEST = 256  # sides of the coarsest picture of a pyramid: no board is shown smaller
_MARGIN = 8  # cells around what is in sight, for pixels that cells at its border share
_STRIP = 1 << 19  # cells mapped between two ticks


class Due(NamedTuple):
    """Rows of a picture that are still to come, from the ``first`` on.

    ``sample`` gives the colours of single cells meanwhile, for ascending rows and columns of the picture.
    """

    first: int
    sample: Callable[[Indices, Indices], Pixels]


class Picture(NamedTuple):
    """Colours of a part of a plane at one level, and the row and column of its first pixel there."""

    pixels: Pixels
    row: int
    column: int
    due: Due | None = None
    """What stands for the pixels that are not there yet."""

    def covers(self, part: Part) -> bool:
        """Whether all of a part is in the picture."""
        row, column, rows, columns = part
        tall, wide = self.pixels.shape
        return (
            self.row <= row
            and row + rows <= self.row + tall
            and self.column <= column
            and column + columns <= self.column + wide
        )


class Colours:
    """Level 0 has one pixel for each cell, every next level one for four."""

    def __init__(self) -> None:
        self._plane: Plane | None = None
        self._key: tuple[Theme, Scale, Spots | None] | None = None
        self._ramp: Ramp | None = None
        self._near: Picture | None = None
        self._levels: list[Pixels] = []
        self._due = range(0)  # rows of cells that the pyramid does not have yet

    def follow(self, board: Board, theme: Theme) -> None:
        """Show another version of a board: what differs is mapped anew, the rest is kept."""
        plane, key = board.plane, (theme, board.scale, board.spots)
        before, self._plane = self._plane, plane
        part = None
        if before is not None and key == self._key and before.shape == plane.shape:
            part = plane.changes_since(before)
        self._key, self._ramp = key, ramp_of(theme, board.scale.palette)
        if part is None:
            self._near, self._levels, self._due = None, [], range(0)
        elif part[2] > 0 and part[3] > 0:
            self._patch(part)

    def picture(self, level: int, part: Part) -> Picture:
        """The colours at a level: at least those of a part of the cells, without limit and patch."""
        if level == 0:
            return self._close_by(part)
        if not self._levels:
            self._found(level)
        kept = min(level, len(self._levels))
        pixels = self._levels[kept - 1]
        for _ in range(level - kept):  # smaller than was thought of, and soon made
            pixels = halved(pixels)
        due = Due(self._due.start >> level, partial(self._sampled, level)) if self._due else None
        return Picture(pixels, 0, 0, due)

    @property
    def is_developing(self) -> bool:
        """Whether the pyramid is not complete yet."""
        return bool(self._due)

    def develop(self) -> Part:
        """Put one more strip of means into the pyramid; the cells that it shows."""
        assert self._plane is not None, "only what is shown is developed"
        side = self._reach
        rows = max(_STRIP // self._plane.shape[1] // side, 1) * side
        strip, self._due = self._due[:rows], self._due[rows:]
        part = strip.start, 0, len(strip), self._plane.shape[1]
        self._join(part)
        return part

    # -- close by ------------------------------------------------------------------------------------

    def _close_by(self, part: Part) -> Picture:
        assert self._plane is not None, "a board is followed before it is painted"
        rows, columns = self._plane.shape
        if rows * columns <= _AT_ONCE:
            wanted = 0, 0, rows, columns  # moving about costs nothing then
        else:
            row, column, tall, wide = part
            around = row - _MARGIN, column - _MARGIN, tall + 2 * _MARGIN, wide + 2 * _MARGIN
            wanted = clip(around, self._plane.shape)
        if self._near is None or not self._near.covers(wanted):
            self._near = self._moved(wanted)
        return self._near

    def _moved(self, part: Part) -> Picture:
        """Another part close by: what is known of it is taken over, strips around that are mapped."""
        row, column, rows, columns = part
        picture = Picture(np.empty((rows, columns), np.uint32), row, column)
        top = left = bottom = right = 0  # what is known, in the new picture
        if (near := self._near) is not None:
            top, left = max(near.row - row, 0), max(near.column - column, 0)
            bottom = min(near.row + near.pixels.shape[0] - row, rows)
            right = min(near.column + near.pixels.shape[1] - column, columns)
        if near is None or top >= bottom or left >= right:
            self._write(picture, part)
            return picture
        known = near.pixels[row + top - near.row :, column + left - near.column :]
        picture.pixels[top:bottom, left:right] = known[: bottom - top, : right - left]
        for first, last, start, end in (
            (0, top, 0, columns),
            (bottom, rows, 0, columns),
            (top, bottom, 0, left),
            (top, bottom, right, columns),
        ):
            if first < last and start < end:
                self._write(picture, (row + first, column + start, last - first, end - start))
        return picture

    def _write(self, picture: Picture, part: Part) -> None:
        row, column, rows, columns = part
        top, left = row - picture.row, column - picture.column
        picture.pixels[top : top + rows, left : left + columns] = self._mapped(part)

    def _mapped(self, part: Part) -> Pixels:
        assert self._plane is not None
        assert self._ramp is not None
        assert self._key is not None
        row, column, rows, columns = part
        where = slice(row, row + rows), slice(column, column + columns)
        theme, scale, spots = self._key
        colours = self._ramp.map(self._plane.read(*where), scale)
        return colours if spots is None else dimmed(colours, spots, where, theme, scale)

    # -- from afar -----------------------------------------------------------------------------------

    @property
    def _reach(self) -> int:
        """Cells on a side of one pixel of the coarsest picture."""
        return 1 << len(self._levels)

    def _found(self, level: int) -> None:
        """Begin the pyramid: complete at once, or of a large plane empty, for strips to come."""
        assert self._plane is not None, "a board is followed before it is painted"
        rows, columns = self._plane.shape
        size = rows, columns
        while len(self._levels) < level or max(size) > _SMALLEST:
            size = -(-size[0] // 2), -(-size[1] // 2)
            self._levels.append(np.empty(size, np.uint32))
        if rows * columns <= _AT_ONCE:
            self._join((0, 0, rows, columns))
        else:
            self._due = range(rows)

    def _sampled(self, level: int, rows: Indices, columns: Indices) -> Pixels:
        """The colours of one cell for each of some pixels at a level, (rows, columns)."""
        assert self._plane is not None
        assert self._ramp is not None
        assert self._key is not None
        step, first, last = 1 << level, int(rows[0]) << level, int(rows[-1]) << level
        # Not dimmed where spots dim: the means that follow are, and such boards are small enough to wait for.
        part = self._plane.read(slice(first, last + 1, step), slice(None, None, step))
        return self._ramp.map(part[np.ix_(rows - rows[0], columns)], self._key[1])

    def _patch(self, part: Part) -> None:
        """Map again what differs."""
        if (near := self._near) is not None:
            row, column = part[0] - near.row, part[1] - near.column
            inside = clip((row, column, part[2], part[3]), near.pixels.shape)
            if inside[2] > 0 and inside[3] > 0:
                self._write(near, (inside[0] + near.row, inside[1] + near.column, inside[2], inside[3]))
        if self._levels and part[2] * part[3] > _AT_ONCE:
            self._levels, self._due = [], range(0)
        elif self._levels:
            self._join(part)

    def _join(self, part: Part) -> None:
        """Work a part of the cells into all levels, a strip at a time."""
        assert self._plane is not None
        (height, width), side = self._plane.shape, self._reach
        top, left = part[0] // side * side, part[1] // side * side
        bottom = min(-(-(part[0] + part[2]) // side) * side, height)
        right = min(-(-(part[1] + part[3]) // side) * side, width)
        rows = max(_STRIP // max(right - left, 1) // side, 1) * side
        for row in range(top, bottom, rows):
            strip = self._mapped((row, left, min(rows, bottom - row), right - left))
            for depth, level in enumerate(self._levels, 1):
                strip = halved(strip)
                down, across = row >> depth, left >> depth
                level[down : down + strip.shape[0], across : across + strip.shape[1]] = strip


def halved(pixels: Pixels) -> Pixels:
    """Every 2 × 2 pixels as their mean; an odd row or column at the end counts twice.

    >>> halved(np.array([[0xFF000000, 0xFF000004, 0xFF000009]], np.uint32)).tolist() == [
    ...     [0xFF000002, 0xFF000009]
    ... ]
    True
    """
    rows, columns = (-(-side // 2) for side in pixels.shape)
    small = np.empty((rows, columns), np.uint32)
    step = max(1, _BLOCK // max(columns, 1))
    for row in range(0, rows, step):
        small[row : row + step] = _halved_block(pixels[2 * row : 2 * (row + step)])
    return small


def _halved_block(pixels: Pixels) -> Pixels:
    odd = [(0, side % 2) for side in pixels.shape]
    if odd != [(0, 0), (0, 0)]:
        pixels = np.pad(pixels, odd, mode="edge")
    upper, lower = pixels[::2], pixels[1::2]
    red_blue = (upper & _RED_BLUE) + (lower & _RED_BLUE)
    green = (upper & _GREEN) + (lower & _GREEN)
    red_blue = red_blue[:, ::2] + red_blue[:, 1::2]
    green = green[:, ::2] + green[:, 1::2]
    mixed = (red_blue >> 2 & _RED_BLUE) | (green >> 2 & _GREEN) | _OPAQUE
    return mixed.astype(np.uint32, copy=False)
