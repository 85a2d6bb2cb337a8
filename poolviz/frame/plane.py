"""Where a board's numbers come from: a plane that can be read in parts.

A board never owns a copy of its numbers. It points to a plane, which stays the *same object* from step
to step, so that a painter can tell by identity that there is nothing new to map to colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

NOTHING_CHANGED = (0, 0, 0, 0)


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
