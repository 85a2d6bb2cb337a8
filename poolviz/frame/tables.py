"""Tables as data: rows of words, figures and bars that stand on the stage among the boards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from poolviz.frame.speech import Run


@dataclass(frozen=True)
class Column:
    """One column of a table: its title, how its words stand, and how soon it gives way.

    Where the place is narrow, the columns with the lowest ``rank`` are left out first; what they hold is
    still read under the pointer. A column of bars takes the room that is left. ``told`` is what it is called
    where it is read out alone, if its title tells that only beside others.
    """

    title: str
    kind: Literal["left", "right", "bar"] = "right"
    rank: int = 9
    told: str = ""

    @property
    def name(self) -> str:
        """What it is called where it is read out alone."""
        return self.told or self.title


Entry = tuple[Run, ...]
"""What stands in one column of a row; () for nothing."""


@dataclass(frozen=True)
class Row:
    """One row: an entry for every column, and how long its bar is, 0 … 1.

    ``lighter`` is a second, thin bar to compare with, None if there is none. A ``quiet`` row stands back.
    """

    entries: tuple[Entry, ...]
    bar: float | None = None
    lighter: float | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under common titles, of which one may be chosen; ``totals`` are rows that always stay below.

    Where not all rows have room, those around the chosen one are shown. Where ``seeks`` is set, a click on
    row i shows step i. ``answers`` are the columns whose entries answer a question to the room: in the
    chosen row, and in those below it, which go on from there.

    Raises:
        ValueError: a row has not one entry for each column.
    """

    name: str
    title: str
    detail: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    chosen: int | None = None
    seeks: bool = False
    answers: tuple[int, ...] = ()
    heading_lines: int = 1
    # What it is called by those who cannot see it, where it has no title.
    spoken: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        if any(len(row.entries) != len(self.columns) for row in (*self.rows, *self.totals)):
            raise ValueError(f"every row of {self.name} needs {len(self.columns)} entries")

    @cached_property
    def letters(self) -> tuple[int, ...]:
        """How many letters the longest word of each column has; layouts ask for it again and again."""
        rows = (*self.rows, *self.totals)
        return tuple(
            max([len(title), *(sum(len(run.text) for run in row.entries[place]) for row in rows)])
            for place, title in enumerate(column.title for column in self.columns)
        )

    def reading(self, row: int) -> str:
        """A row in words, one column in a line.

        >>> table = Table("t", "", "", (Column("Field"),), (Row(((Run("3"),),)),))
        >>> table.reading(0)
        'Field: 3'
        """
        told = zip(self.columns, self.rows[row].entries, strict=True)
        pairs = ((column.name, "".join(run.text for run in entry)) for column, entry in told)
        return "\n".join(f"{title}: {text}" if title else text for title, text in pairs if text)
