"""Many channels as one picture: a thumbnail each, side by side in reading order."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from poolviz.core import PoolSpec, pool
from poolviz.frame.model import Block
from poolviz.frame.plane import Array

_MOST_SIDE = 32  # cells along a thumbnail
_MOST_CELLS = 512  # cells along the mosaic
_READ = 128  # rows and columns looked at, at most: a large channel is thinned out first


@dataclass(frozen=True)
class Mosaic:
    """How the thumbnails of so many channels of one size lie.

    >>> mosaic = Mosaic(10, (4, 6))
    >>> mosaic.columns, mosaic.side, mosaic.block(5)
    (4, (4, 6), Block(row=4, column=6, rows=4, columns=6))
    """

    channels: int
    size: tuple[int, int]

    @property
    def columns(self) -> int:
        """Thumbnails beside each other."""
        return math.ceil(math.sqrt(self.channels))

    @property
    def rows(self) -> int:
        """Thumbnails above each other."""
        return math.ceil(self.channels / self.columns)

    @property
    def side(self) -> tuple[int, int]:
        """Rows and columns of one thumbnail."""
        most = max(1, min(_MOST_SIDE, _MOST_CELLS // self.columns))
        return min(self.size[0], most), min(self.size[1], most)

    def block(self, channel: int) -> Block:
        """Where a channel's thumbnail lies."""
        row, column = divmod(channel, self.columns)
        tall, wide = self.side
        return Block(row * tall, column * wide, tall, wide)

    def channel_at(self, row: int, column: int) -> int | None:
        """Whose thumbnail a cell belongs to; None for a place that is left free."""
        tall, wide = self.side
        channel = row // tall * self.columns + column // wide
        return channel if channel < self.channels else None

    @property
    def void(self) -> Block | None:
        """The places at the end of the last row that are left free.

        >>> Mosaic(10, (4, 6)).void, Mosaic(9, (4, 6)).void
        (Block(row=8, column=12, rows=4, columns=12), None)
        """
        free = self.rows * self.columns - self.channels
        row, column, tall, wide = self.block(self.channels)
        return Block(row, column, tall, free * wide) if free else None

    def put_together(self, values: Array) -> Array:
        """The numbers of the mosaic: means of equal parts of each channel, NaN where no channel is.

        ``values`` are all channels, (C, H, W).
        """
        tall, wide = self.side
        whole = np.full((self.rows * self.columns, tall, wide), np.nan)
        whole[: self.channels] = reduced(values, self.side)
        grid = whole.reshape(self.rows, self.columns, tall, wide)
        return grid.swapaxes(1, 2).reshape(self.rows * tall, self.columns * wide)


def reduced(values: Array, side: tuple[int, int]) -> Array:
    """Channels (..., H, W) made smaller: means of equal parts, of every nth row and column if they are large.

    >>> reduced(np.array([[1, 3], [5, 7]]), (1, 2)).tolist()
    [[3.0, 5.0]]
    """
    down, across = (max(1, length // _READ) for length in values.shape[-2:])
    thinned = values[..., ::down, ::across]
    if thinned.shape[-2:] == side:
        return thinned
    return pool(thinned, PoolSpec("average", adaptive=side)).values
