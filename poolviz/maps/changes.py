"""What changed from one version of a map to another: a short log of regions that every version carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

# A view or a memo compares with what it saw a stroke ago; whoever looks back further takes everything anew.
LOG_LENGTH = 64

_numbers = count(1)


class Region(NamedTuple):
    """A block of cells of one channel; no rows and no columns mean that there is none."""

    channel: int
    row: int
    column: int
    rows: int
    columns: int

    @property
    def block(self) -> tuple[int, int, int, int]:
        """The block without its channel: (row, column, rows, columns)."""
        return self[1:]


NOWHERE = Region(0, 0, 0, 0, 0)


class Step(NamedTuple):
    """One change: the number of the version it was made on, and the region it touched."""

    before: int
    region: Region


@dataclass(frozen=True)
class Log:
    """A version's number and the latest changes that led to it, oldest first.

    Versions are known by number and not by reference: a log keeps no older map alive.
    """

    number: int
    steps: tuple[Step, ...] = ()

    @classmethod
    def new(cls) -> Log:
        """Start the log of a map that comes from no other."""
        return cls(next(_numbers))

    def then(self, region: Region) -> Log:
        """Return the log of a version that changes this one in a region."""
        step = Step(self.number, region)
        return Log(next(_numbers), (*self.steps[-(LOG_LENGTH - 1) :], step))

    def between(self, other: Log) -> list[Region] | None:
        """Return regions outside of which two versions hold the same numbers; None if that is not known.

        It does not matter which of the two is the later one, or whether both come from a third.
        """
        places = {self.number: len(self.steps)}
        places.update({step.before: place for place, step in enumerate(self.steps)})
        reached = [(other.number, len(other.steps))]
        reached.extend((other.steps[place].before, place) for place in reversed(range(len(other.steps))))
        for number, place in reached:
            if number in places:
                steps = self.steps[places[number] :] + other.steps[place:]
                return [step.region for step in steps]
        return None


def bounding(regions: Iterable[Region]) -> Region | None:
    """Return the smallest region around others, or None if they lie in several channels.

    >>> bounding([Region(1, 0, 0, 2, 2), Region(1, 3, 1, 1, 1)])
    Region(channel=1, row=0, column=0, rows=4, columns=2)
    """
    filled = [region for region in regions if region.rows and region.columns]
    if not filled:
        return NOWHERE
    channel = filled[0].channel
    if any(region.channel != channel for region in filled):
        return None
    row, column = min(region.row for region in filled), min(region.column for region in filled)
    bottom = max(region.row + region.rows for region in filled)
    right = max(region.column + region.columns for region in filled)
    return Region(channel, row, column, bottom - row, right - column)
