"""The colours of a whole plane: mapped once, patched where it changed, halved for looking from afar."""

from __future__ import annotations

import numpy as np

from poolviz.frame.model import Board, Scale
from poolviz.frame.plane import Plane
from poolviz.views.ramp import Pixels, ramp_of
from poolviz.views.sheet import Part
from poolviz.views.theme import Theme

_RED_BLUE, _GREEN, _OPAQUE = np.uint32(0xFF00FF), np.uint32(0xFF00), np.uint32(0xFF000000)
_BLOCK = 1 << 16  # pixels at a time, so that the work stays in the processor's cache


class Colours:
    """A pyramid of pictures: level 0 has one pixel for each cell, every next level one for four."""

    def __init__(self) -> None:
        self._levels: list[Pixels] = []
        self._key: tuple[Theme, Scale] | None = None
        self._plane: Plane | None = None

    def of(self, board: Board, theme: Theme, level: int = 0) -> Pixels:
        """Colours (rows, columns) of the board's plane at a level, without limit and patch."""
        plane, key = board.plane, (theme, board.scale)
        part: Part | None = None
        if self._plane is not None and self._key == key and plane.shape == self._plane.shape:
            part = plane.changes_since(self._plane)
        if part is None:
            part = (0, 0, *plane.shape)
            self._levels = [np.empty(plane.shape, np.uint32)]
        if part[2] > 0 and part[3] > 0:
            self._map(board, theme, part)
        self._plane, self._key = plane, key
        while len(self._levels) <= level:
            self._levels.append(halved(self._levels[-1]))
        return self._levels[level]

    def _map(self, board: Board, theme: Theme, part: Part) -> None:
        rows, columns = slice(part[0], part[0] + part[2]), slice(part[1], part[1] + part[3])
        values = board.plane.read(rows, columns)
        self._levels[0][rows, columns] = ramp_of(theme, board.scale.palette).map(values, board.scale)
        top, left, bottom, right = part[0], part[1], part[0] + part[2], part[1] + part[3]
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            top, left, bottom, right = top // 2, left // 2, -(-bottom // 2), -(-right // 2)
            coarser[top:bottom, left:right] = halved(finer[2 * top : 2 * bottom, 2 * left : 2 * right])


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
