"""The last answers, for pictures that ask several times, and again while the pointer moves."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Last(Generic[Answer]):
    """What was answered last, as long as the same is asked.

    >>> last = Last[int]()
    >>> last.of("a", lambda: 1), last.of("a", lambda: 2), last.of("b", lambda: 3), last.of("a", lambda: 4)
    (1, 1, 3, 4)
    """

    def __init__(self, most: int = 1) -> None:
        """The last ``most`` answers to different questions."""
        self._most = most
        # Never changed but replaced: a worker may make the next picture meanwhile.
        self._known: tuple[tuple[Hashable, Answer], ...] = ()

    def of(self, asked: Hashable, work: Callable[[], Answer]) -> Answer:
        """The answer to what is asked: known, or worked out now."""
        for known, answer in self._known:
            if known == asked:
                return answer
        answer = work()
        self._known = ((asked, answer), *self._known)[: self._most]
        return answer
