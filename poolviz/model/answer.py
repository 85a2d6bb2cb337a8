"""What pooling one channel gave, kept so that an edit costs what it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from poolviz.core import Pooled
from poolviz.maps.map import Map

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Answer:
    """One channel pooled: its numbers, and for max its winners, each as a map of one channel.

    Maps share what did not change with the answer before an edit, and tell a painter what did. ``origin`` is
    the result that this answer and those before it were patched from: its numbers are old, its
    specification, size and type are right.
    """

    numbers: Map
    winning: Map | None
    origin: Pooled
    patched: bool = False

    @property
    def values(self) -> Array:
        """All numbers, (H′, W′), read-only."""
        whole: Array = self.numbers.values[0]
        return whole

    @property
    def winners(self) -> Array:
        """The flat index of each window's winner, (H′, W′), −1 for none.

        ValueError unless the mode is max.
        """
        if self.winning is None:
            raise ValueError("Only max has winners.")
        whole: Array = self.winning.values[0]
        return whole

    def value(self, row: int, column: int) -> float | int:
        """One output."""
        return self.numbers.value(0, row, column)

    def winner(self, row: int, column: int) -> int:
        """The flat index of one window's winner; −1 for none, or if the mode has no winners."""
        return -1 if self.winning is None else int(self.winning.value(0, row, column))

    def won(self, rows: slice, columns: slice) -> Array:
        """The flat index of the winner of each window of a part; ValueError unless the mode is max."""
        if self.winning is None:
            raise ValueError("Only max has winners.")
        part: Array = self.winning.plane(0).read(rows, columns)
        return part
