"""Being in haste: whoever holds up the window asks only for what can be answered at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class TakesLongError(Exception):
    """An answer was asked for in haste, and nothing is left that it could be made from quickly."""


# Workers have a context of their own: they are never in haste.
_most: ContextVar[float] = ContextVar("_most", default=float("inf"))


@contextmanager
def in_haste(most: int) -> Iterator[None]:
    """Within, no sheet is worked out that costs as much as more than ``most`` numbers."""
    token = _most.set(most)
    try:
        yield
    finally:
        _most.reset(token)


def hurry(numbers: int) -> None:
    """Called before so many numbers are worked out, or what costs as much.

    Raises TakesLongError if somebody is in haste who has no time for that.

    >>> hurry(10**9)
    >>> with in_haste(100):
    ...     hurry(100)
    """
    if numbers > _most.get():
        raise TakesLongError
