"""What an output sees through several pools in a row."""

from __future__ import annotations

from collections.abc import Sequence

from poolviz.core import Axis, Geometry
from poolviz.frame.model import Block
from poolviz.model.grid import Position


def seen_through(chain: Sequence[Geometry], output: Position) -> Block:
    """The cells of the map that an output of the last pool was made of, without what lies outside the map.

    It has no cells where a dilated window reaches over all of them.

    >>> from poolviz.core import PoolSpec
    >>> first, second = (PoolSpec(window=2).geometry(size) for size in ((8, 8), (4, 4)))
    >>> seen_through([first, second], (0, 1))
    Block(row=0, column=4, rows=4, columns=4)
    """
    row, column = output
    # What lies in the padding of a later pool is no answer of the one before.
    rows = _span([geometry.rows for geometry in chain], row)
    columns = _span([geometry.columns for geometry in chain], column)
    return Block(rows.start, columns.start, len(rows), len(columns))


def _span(axes: Sequence[Axis], output: int) -> range:
    seen = frozenset((output,))
    for axis in reversed(axes):
        seen = frozenset[int]().union(*map(axis.real, seen))
    return range(min(seen), max(seen) + 1) if seen else range(0)
