"""Answers that a frame asks for and that take long: worked out one after the other beside the session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from poolviz.maps.map import Map
from poolviz.model.task import Task

Question = tuple[int, Hashable]
"""The identity of a map's version, and what is asked about it."""


_ENOUGH = 3  # times that the same is worked out for one document


@dataclass(frozen=True, eq=False)
class Wish:
    """One answer that is not there yet."""

    title: str
    map: Map
    question: Hashable
    work: Callable[[Task], Any]

    @property
    def key(self) -> Question:
        """What tells two wishes apart; the map is held, so that its identity is not given to another."""
        return id(self.map), self.question


class Wishes:
    """What the frames of one document have asked for, in order."""

    def __init__(self) -> None:
        self._open: dict[Question, Wish] = {}
        self._given_up: set[Question] = set()
        self._given: Counter[Question] = Counter()

    def add(self, wish: Wish) -> None:
        """Ask for an answer; asking twice, or for what has failed or could not be kept, changes nothing."""
        if wish.key not in self._given_up and self._given[wish.key] < _ENOUGH:
            self._open.setdefault(wish.key, wish)

    def give_up(self, wish: Wish) -> None:
        """An answer that cannot be had is not asked for again for this document."""
        self._open.pop(wish.key, None)
        self._given_up.add(wish.key)

    def give(self, wish: Wish) -> None:
        """An answer is there. One that is soon asked for again was too large to be kept."""
        self._given[wish.key] += 1

    @property
    def gave_up(self) -> bool:
        """Whether something will not come: it failed, was stopped, or is too large to be kept."""
        return bool(self._given_up) or any(count >= _ENOUGH for count in self._given.values())

    def join(self, others: Wishes) -> None:
        """Ask for what others ask for as well, after what is asked already."""
        for wish in others._open.values():
            self.add(wish)

    def again(self) -> Wishes:
        """The same document is to be asked anew: nothing is asked yet, and nothing is forgotten."""
        wishes = Wishes()
        wishes._given_up, wishes._given = set(self._given_up), Counter(self._given)
        return wishes

    @property
    def first(self) -> Wish | None:
        """What to work out next."""
        return next(iter(self._open.values()), None)


# A worker has a context of its own.
_apart: ContextVar[Wishes | None] = ContextVar("_apart", default=None)


@contextmanager
def asking_apart(wishes: Wishes) -> Iterator[None]:
    """Within, what is asked for is added to these wishes, which are handed over with the answer."""
    token = _apart.set(wishes)
    try:
        yield
    finally:
        _apart.reset(token)


def asked_apart() -> Wishes | None:
    """The wishes of a worker; None for the session itself."""
    return _apart.get()
