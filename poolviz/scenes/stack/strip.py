"""How the maps of all levels are laid out: in as few rows as their words allow, all of one size."""

from __future__ import annotations

from dataclasses import dataclass

# Up to so many levels one row of maps is enough, then two, then three; more rows than four are never needed,
# as a stack has no more levels than its control has rows.
_IN_ROWS = (7, 22, 42)
# In common cells: how wide a row of maps is, the gap between two of them, and how wide one is at most.
_ROW, _GAP, _LARGEST = 430.0, 5.0, 64.0
_SIZED, _NAMED = 8, 12  # maps in a row whose words have room for name and size, and for the name alone


@dataclass(frozen=True)
class Strip:
    """So many maps, laid out in rows."""

    count: int

    @property
    def rows(self) -> int:
        """How many rows there are.

        >>> [Strip(count).rows for count in (0, 6, 8, 21, 30, 80)]
        [0, 1, 2, 2, 3, 4]
        """
        return sum(1 for most in (0, *_IN_ROWS) if self.count > most)

    @property
    def in_a_row(self) -> int:
        """How many maps stand in a row; the last one may have fewer.

        >>> [Strip(count).in_a_row for count in (0, 6, 8, 21, 80)]
        [0, 6, 4, 11, 20]
        """
        return -(-self.count // self.rows) if self.rows else 0

    @property
    def map_side(self) -> float:
        """How wide and high a map is, in common cells."""
        return min((_ROW - _GAP * (self.in_a_row - 1)) / self.in_a_row, _LARGEST)

    @property
    def tells_size(self) -> bool:
        """Whether the words under a map have room for its size."""
        return self.in_a_row <= _SIZED

    @property
    def tells_name(self) -> bool:
        """Whether the words under a map have room for its name; else its place has to do."""
        return self.in_a_row <= _NAMED

    def laid_out(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Names in rows, the last one filled up with free places.

        >>> Strip(9).laid_out(tuple("abcdefghi"))
        (('a', 'b', 'c', 'd', 'e'), ('f', 'g', 'h', 'i', ''))
        """
        wide = self.in_a_row
        padded = (*names, *("",) * (self.rows * wide - self.count))
        return tuple(padded[row * wide : (row + 1) * wide] for row in range(self.rows))

    def are_neighbours(self, one: int, other: int) -> bool:
        """Whether two places lie beside each other in one row."""
        return other == one + 1 and one // self.in_a_row == other // self.in_a_row
