"""Where a board's numbers come from: a plane that can be read in parts.

A board never owns a copy of its numbers. It points to a plane, which stays the *same object* from step
to step, so that a painter can tell by identity that there is nothing new to map to colours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

Block = tuple[int, int, int, int]
NOTHING_CHANGED: Block = (0, 0, 0, 0)


class Plane(Protocol):
    """An H × W sheet of numbers, readable in parts."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""

    def read(self, rows: slice, columns: slice) -> Array:
        """A read-only view or copy of a part; the cost follows the part."""

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """What differs from an older plane, as (row, column, rows, columns).

        ``None`` means that it is not known: take everything as new. A block of no rows means that
        nothing differs.
        """


@dataclass(frozen=True, eq=False)
class ArrayPlane:
    """A plane over one plain array, which it makes read-only.

    >>> ArrayPlane(np.eye(2)).read(slice(0, 1), slice(None)).tolist()
    [[1.0, 0.0]]
    """

    array: Array

    def __post_init__(self) -> None:
        """Lock the array, so that a frame cannot change after it was made."""
        if self.array.ndim != 2:
            raise ValueError(f"A plane has rows and columns; this array has {self.array.ndim} dimensions.")
        view = self.array.view()
        view.flags.writeable = False
        object.__setattr__(self, "array", view)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.array.shape
        return rows, columns

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""
        return self.array.dtype

    def read(self, rows: slice, columns: slice) -> Array:
        """A read-only view of a part."""
        return self.array[rows, columns]

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """Nothing if it is this very plane, else unknown."""
        return NOTHING_CHANGED if older is self else None


@dataclass(frozen=True, eq=False)
class PartPlane:
    """A rectangle of another plane, with rows and columns of its own.

    >>> PartPlane(ArrayPlane(np.eye(3)), 1, 0, (2, 2)).read(slice(None), slice(1, 2)).tolist()
    [[1.0], [0.0]]
    """

    whole: Plane
    top: int
    left: int
    shape: tuple[int, int]

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""
        return self.whole.dtype

    def read(self, rows: slice, columns: slice) -> Array:
        """A read-only view or copy of a part."""
        return self.whole.read(
            _moved(rows, self.top, self.shape[0]), _moved(columns, self.left, self.shape[1])
        )

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """What differs from the same rectangle of an older plane; unknown for any other."""
        if not isinstance(older, PartPlane):
            return None
        if (older.top, older.left, older.shape) != (self.top, self.left, self.shape):
            return None
        changes = self.whole.changes_since(older.whole)
        if changes is None:
            return None
        (top, tall), (left, wide) = (
            _met(changes[axis] - start, changes[axis + 2], self.shape[axis])
            for axis, start in enumerate((self.top, self.left))
        )
        return (top, left, tall, wide) if tall and wide else NOTHING_CHANGED


@dataclass(frozen=True, eq=False)
class ProductPlane:
    """Row factors times column factors: never put together as a whole.

    >>> ProductPlane(np.array([1, 2]), np.array([1, 0, 3])).read(slice(1, 2), slice(None)).tolist()
    [[2, 0, 6]]
    """

    down: Array
    across: Array

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.down), len(self.across)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the products."""
        return np.result_type(self.down, self.across)

    def read(self, rows: slice, columns: slice) -> Array:
        """The products of a part, read-only."""
        part: Array = np.multiply.outer(self.down[rows], self.across[columns])
        part.flags.writeable = False
        return part

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """Nothing if the factors are the same, else unknown."""
        if not isinstance(older, ProductPlane):
            return None
        same = np.array_equal(self.down, older.down) and np.array_equal(self.across, older.across)
        return NOTHING_CHANGED if same else None


@dataclass(frozen=True, eq=False)
class GapPlane:
    """One plane minus another of the same shape, float64; subtracted where it is read.

    >>> GapPlane(ArrayPlane(np.eye(2)), ArrayPlane(np.ones((2, 2)))).read(slice(None), slice(1)).tolist()
    [[0.0], [-1.0]]
    """

    minuend: Plane
    subtrahend: Plane

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.minuend.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the differences."""
        return np.dtype(np.float64)

    def read(self, rows: slice, columns: slice) -> Array:
        """The differences of a part, read-only; of equal infinities they are no numbers."""
        first, second = (plane.read(rows, columns) for plane in (self.minuend, self.subtrahend))
        with np.errstate(invalid="ignore", over="ignore"):
            gap: Array = np.subtract(first, second, dtype=np.float64)
        gap.flags.writeable = False
        return gap

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """Where either of the two differs from what it was."""
        if not isinstance(older, GapPlane):
            return None
        pairs = (self.minuend, older.minuend), (self.subtrahend, older.subtrahend)
        return bounding(now.changes_since(before) for now, before in pairs)


def bounding(parts: Iterable[Block | None]) -> Block | None:
    """The smallest block around all that changed in some planes; None if it is not known of one of them.

    >>> bounding([(0, 1, 1, 1), (0, 0, 0, 0), (2, 0, 1, 3)])
    (0, 0, 3, 3)
    """
    found = []
    for part in parts:
        if part is None:
            return None
        if part[2] and part[3]:
            found.append(part)
    if not found:
        return NOTHING_CHANGED
    top, left = (min(part[axis] for part in found) for axis in (0, 1))
    bottom, right = (max(part[axis] + part[axis + 2] for part in found) for axis in (0, 1))
    return top, left, bottom - top, right - left


def _moved(part: slice, by: int, length: int) -> slice:
    """A slice of a rectangle's own rows or columns, as one of the whole."""
    start, stop, step = part.indices(length)
    return slice(start + by, max(stop, start) + by, step)


def _met(first: int, count: int, length: int) -> tuple[int, int]:
    """Where ``count`` places from ``first`` on fall on 0 … length − 1: the first of them, and how many."""
    low, high = max(first, 0), min(first + count, length)
    return (low, high - low) if low < high else (0, 0)
