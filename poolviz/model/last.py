"""The last answer, for pictures that ask several times, and again while the pointer moves."""

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

    def __init__(self) -> None:
        self._known: tuple[Hashable, Answer] | None = None

    def of(self, asked: Hashable, work: Callable[[], Answer]) -> Answer:
        """The answer to what is asked: known, or worked out now."""
        known = self._known
        if known is None or known[0] != asked:
            known = self._known = asked, work()
        return known[1]
