"""Sizes of rows and columns, from what lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Need(NamedTuple):
    """How much room something needs in the tracks ``first`` to ``last``, both inside."""

    first: int
    last: int
    size: float


def tracks(needs: Iterable[Need], least: Sequence[float], gap: float) -> list[float]:
    """Sizes of tracks, at least ``least``: first what lies in one, then what spans several enlarges them.

    What spans several also has the gaps between them.

    >>> tracks([Need(0, 0, 30.0), Need(0, 1, 100.0)], [0.0, 0.0], 10.0)
    [60.0, 30.0]
    """
    sizes = list(least)
    for need in sorted(needs, key=lambda need: need.last - need.first):
        span = range(need.first, need.last + 1)
        lacking = need.size - sum(sizes[i] for i in span) - gap * (need.last - need.first)
        if lacking > 0:
            for i in span:
                sizes[i] += lacking / len(span)
    return sizes


def stretched(sizes: Sequence[float], wanted: Sequence[float], spare: float) -> list[float]:
    """Sizes on their way to what is wanted, as far as the spare room takes all of them.

    >>> stretched([10.0, 10.0], [10.0, 30.0], 5.0)
    [10.0, 15.0]
    """
    missing = [max(want - size, 0.0) for size, want in zip(sizes, wanted, strict=True)]
    total = sum(missing)
    share = min(max(spare, 0.0) / total, 1.0) if total else 0.0
    return [size + share * lack for size, lack in zip(sizes, missing, strict=True)]
