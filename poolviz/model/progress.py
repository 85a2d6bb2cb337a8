"""Progress: how often each kind of exercise was asked, and how often the answer was right."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LAST = 10
"""How many of the newest answers are remembered one by one."""


@dataclass(frozen=True)
class Outcome:
    """An answer that was checked: of which kind the exercise was, and whether all of it was right.

    ``exercise`` tells one exercise from another. The first answer to an exercise counts, a better second one
    does not.
    """

    kind: str
    right: bool
    exercise: Hashable


@dataclass(frozen=True)
class Tally:
    """The answers to one kind of exercise; ``last`` holds the newest, the newest at its end.

    Raises:
        ValueError: more right answers than answers, or more of the last ones than there can be.
    """

    asked: int = 0
    right: int = 0
    last: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        """Refuse numbers that no answers could have led to."""
        wrong, newest = self.asked - self.right, len(self.last)
        if not 0 <= self.right <= self.asked:
            raise ValueError(f"{self.right} right answers to {self.asked} exercises cannot be.")
        if newest != min(self.asked, LAST):
            raise ValueError(f"{newest} last answers to {self.asked} exercises cannot be.")
        if sum(self.last) > self.right or newest - sum(self.last) > wrong:
            raise ValueError("The last answers and the number of right ones do not fit together.")

    def answered(self, *, right: bool) -> Tally:
        """The tally after one more answer.

        >>> Tally().answered(right=True).answered(right=False)
        Tally(asked=2, right=1, last=(True, False))
        """
        return Tally(self.asked + 1, self.right + right, (*self.last, right)[-LAST:])


def _nothing() -> Mapping[str, Tally]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Progress:
    """A tally for every kind of exercise that was answered.

    >>> progress = Progress().answered("values", right=True)
    >>> progress.of("values").right, progress.of("size").asked
    (1, 0)
    """

    tallies: Mapping[str, Tally] = field(default_factory=_nothing)

    def of(self, kind: str) -> Tally:
        """The tally of one kind; an empty one if none of it was answered."""
        return self.tallies.get(kind, Tally())

    def answered(self, kind: str, *, right: bool) -> Progress:
        """The progress after one more answer."""
        tally = self.of(kind).answered(right=right)
        return Progress(MappingProxyType({**self.tallies, kind: tally}))

    def total(self, kinds: Iterable[str] | None = None) -> tuple[int, int]:
        """How many exercises were asked, and how many answers were right: of some kinds, or of all.

        >>> Progress().answered("values", right=True).answered("size", right=False).total()
        (2, 1)
        """
        tallies = [self.of(kind) for kind in (self.tallies if kinds is None else kinds)]
        return sum(tally.asked for tally in tallies), sum(tally.right for tally in tallies)


NO_PROGRESS = Progress()
