"""Being in haste: whoever holds up the window asks only for what can be answered at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# Several sheets that are each worked out before anybody notices may be together, up to so many times as
# much: most cost less than what is said of them.
_TOGETHER = 1.75


class TakesLongError(Exception):
    """An answer was asked for in haste, and nothing is left that it could be made from quickly."""


@dataclass
class _Haste:
    """How many numbers a sheet may cost, and how many all of them have cost until now."""

    most: float
    spent: int = 0

    def spend(self, numbers: int) -> None:
        self.spent += numbers
        if numbers > self.most or self.spent > _TOGETHER * self.most:
            raise TakesLongError


# Workers have a context of their own: they are never in haste.
_haste: ContextVar[_Haste | None] = ContextVar("_haste", default=None)


@contextmanager
def in_haste(most: int) -> Iterator[None]:
    """Within, no sheet is worked out that costs as much as more than ``most`` numbers.

    Nor are several that together cost far more than that.
    """
    token = _haste.set(_Haste(most))
    try:
        yield
    finally:
        _haste.reset(token)


def hurry(numbers: int) -> None:
    """Called before so many numbers are worked out, or what costs as much.

    Raises TakesLongError if somebody is in haste who has no time for that.

    >>> hurry(10**9)
    >>> with in_haste(100):
    ...     hurry(100)
    ...     hurry(50)
    """
    haste = _haste.get()
    if haste is not None:
        haste.spend(numbers)
