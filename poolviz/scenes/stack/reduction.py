"""The picture that a network takes, from the open map: its middle square in another size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from poolviz.frame.plane import Array, Plane
from poolviz.model.derived import Derivation, Region, Written


@dataclass(frozen=True, eq=False)
class Reduction:
    """The middle square of a map as side × side of float32: means where it is larger, else cells repeated."""

    plane: Plane
    side: int

    @property
    def derivation(self) -> Derivation:
        """All of it, or what an edit of the map changes.

        >>> from poolviz.frame.plane import ArrayPlane
        >>> Reduction(ArrayPlane(np.array([[0, 4, 9], [2, 6, 9]])), 1).derivation.whole()
        array([[3.]], dtype=float32)
        """
        everything = range(self.side)
        return Derivation(lambda: self._of(everything, everything), self._again, self.side**2)

    @property
    def _size(self) -> int:
        """Cells of the square to a side."""
        return min(self.plane.shape)

    @cached_property
    def _cells(self) -> tuple[Array, Array]:
        """Where in the square the cells of each number begin and end."""
        begin = (np.arange(self.side) * self._size / self.side).astype(np.int64)
        return begin, np.append(begin[1:], self._size) if self._size > self.side else begin + 1

    def _again(self, region: Region) -> Written:
        row, column, rows, columns = region
        down, right = (
            self._made_of(begin - offset, begin + count - offset)
            for begin, count, offset in zip((row, column), (rows, columns), self._offset, strict=True)
        )
        if not (down and right):
            return Written(0, 0, np.empty((0, 0), np.float32))
        return Written(down.start, right.start, self._of(down, right))

    @property
    def _offset(self) -> tuple[int, int]:
        height, width = self.plane.shape
        return (height - self._size) // 2, (width - self._size) // 2

    def _made_of(self, begin: int, end: int) -> range:
        """The rows or columns of numbers that are made of some of the square's."""
        starts, ends = self._cells
        return range(int(np.searchsorted(ends, begin, "right")), int(np.searchsorted(starts, end)))

    @np.errstate(all="ignore")
    def _of(self, down: range, right: range) -> Array:
        starts, ends = self._cells
        read, within, counts = [], [], []
        for numbers, offset in zip((down, right), self._offset, strict=True):
            begin, end = starts[numbers.start : numbers.stop], ends[numbers.start : numbers.stop]
            read.append(slice(offset + int(begin[0]), offset + int(end[-1])))
            within.append(begin - begin[0])
            counts.append(end - begin)
        cells = self.plane.read(*read).astype(np.float32)
        if self._size <= self.side:
            repeated: Array = cells[np.ix_(*within)]
            return repeated
        sums = np.add.reduceat(np.add.reduceat(cells, within[0], axis=0), within[1], axis=1)
        means: Array = (sums / np.outer(*counts)).astype(np.float32)
        return means
