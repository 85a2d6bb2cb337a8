"""A list of rows that a person builds: plain data, which a scene reads as it likes.

Each row has a kind, such as a convolution, and whole numbers that can be set. Nothing here knows what they
mean: that they cannot be is found out by the scene, which refuses with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher


@dataclass(frozen=True)
class RowSetting:
    """A whole number that rows of a kind have."""

    name: str
    label: str
    low: int = 1
    high: int = 4096
    tip: str = ""


@dataclass(frozen=True)
class RowKind:
    """A kind of row: its settings, the numbers of a new one, and what a row of it is called.

    ``pattern`` names the settings in braces. A ``rare`` kind is offered in a menu, the others by buttons.

    >>> kind = RowKind("pool", "pool", "pool {window}×{window}", (RowSetting("window", "Window"),), (2,))
    >>> kind.name_of(RowEntry("pool", (3,)))
    'pool 3×3'
    """

    id: str
    label: str
    pattern: str
    settings: tuple[RowSetting, ...] = ()
    start: tuple[int, ...] = ()
    tip: str = ""
    rare: bool = False

    def name_of(self, entry: RowEntry) -> str:
        """What a row of this kind is called."""
        names = (setting.name for setting in self.settings)
        return self.pattern.format(**dict(zip(names, entry.numbers, strict=True)))


@dataclass(frozen=True)
class RowEntry:
    """One row: its kind and its numbers, in the order of the kind's settings.

    What was typed and is no number stands here as text, until it is refused.
    """

    kind: str
    numbers: tuple[int | float | str, ...] = ()


Entries = tuple[RowEntry, ...]


def unlike(rows: Entries, others: Entries) -> frozenset[int]:
    """The places of rows that are not among others, in their order.

    >>> unlike((RowEntry("a", (1,)), RowEntry("b"), RowEntry("c")), (RowEntry("a", (2,)), RowEntry("c")))
    frozenset({0, 1})
    """
    matcher = SequenceMatcher(None, rows, others, autojunk=False)
    alike = {block.a + by for block in matcher.get_matching_blocks() for by in range(block.size)}
    return frozenset(range(len(rows))) - alike


def inserted(rows: Entries, place: int, entry: RowEntry) -> Entries:
    """The rows with one more, before ``place``.

    >>> [row.kind for row in inserted((RowEntry("a"), RowEntry("b")), 1, RowEntry("c"))]
    ['a', 'c', 'b']
    """
    return (*rows[:place], entry, *rows[place:])


def removed(rows: Entries, place: int) -> Entries:
    """The rows without one.

    >>> [row.kind for row in removed((RowEntry("a"), RowEntry("b")), 0)]
    ['b']
    """
    return (*rows[:place], *rows[place + 1 :])


def moved(rows: Entries, place: int, by: int) -> Entries:
    """The rows with one of them further down, or up; the same ones if it would leave the list.

    >>> [row.kind for row in moved((RowEntry("a"), RowEntry("b")), 0, 1)]
    ['b', 'a']
    """
    if not 0 <= place + by < len(rows):
        return rows
    return inserted(removed(rows, place), place + by, rows[place])


def with_number(rows: Entries, place: int, setting: int, number: float | str) -> Entries:
    """The rows with one number of one of them set.

    >>> with_number((RowEntry("pool", (2, 2)),), 0, 1, 3)
    (RowEntry(kind='pool', numbers=(2, 3)),)
    """
    numbers = rows[place].numbers
    entry = replace(rows[place], numbers=(*numbers[:setting], number, *numbers[setting + 1 :]))
    return (*rows[:place], entry, *rows[place + 1 :])
