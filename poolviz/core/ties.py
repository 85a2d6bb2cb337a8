"""Ties that share a gradient: how many cells of a window are as large as its largest, and what each gets.

Small windows are gone through tap by tap, all at once. Of large windows many have their largest value in
common, and lie close to each other: there it is one value after another, with the windows that hold it, and
sums over their cells take 2k passes instead of k².
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from poolviz.core.arrays import Array
from poolviz.core.axis import Counts
from poolviz.core.geometry import Geometry
from poolviz.core.separable import added_up, few_passes, passes, reduced, spread

# Passes from which on it may be worth while to sort the windows by their values.
_MANY = 256

_Index = tuple[slice, slice, slice]


class Level(NamedTuple):
    """A largest value: the rows and columns that hold all windows which have it, and the cells they see."""

    value: Array
    windows: _Index
    cells: _Index
    geometry: Geometry


def tied(x: Array, best: Array, geometry: Geometry) -> Array:
    """How many cells of each window of `x` (N, H, W) equal its largest value `best` (N, H', W')."""
    counts = np.zeros(best.shape, np.int32)
    levels = _levels(best, geometry)
    for level in levels or ():
        found = reduced(np.add, x[level.cells] == level.value, level.geometry, 0, counts.dtype)
        np.copyto(counts[level.windows], found, where=best[level.windows] == level.value)
    if levels is None:
        for windows, cells in _pairs(geometry):
            counts[windows] += added_up(x[cells] == best[windows], best[windows])
    return counts


def add_to_tied(target: Array, shares: Array, x: Array, best: Array, geometry: Geometry) -> None:
    """Add the share of each window (N, H', W') to all cells of `x` that equal its largest value `best`."""
    levels = _levels(best, geometry)
    for level in levels or ():
        given = np.where(best[level.windows] == level.value, shares[level.windows], 0)
        sums = np.zeros(x[level.cells].shape, given.dtype)
        spread(given, level.geometry, sums)
        target[level.cells] += np.where(x[level.cells] == level.value, sums, 0)
    if levels is None:
        for windows, cells in _pairs(geometry):
            given = np.where(x[cells] == best[windows], shares[windows], 0)
            target[cells] += added_up(given, target[cells])


def _levels(best: Array, geometry: Geometry) -> list[Level] | None:
    """The largest values one by one, NaN left out; None where going through windows tap by tap costs less."""
    down, across = len(few_passes(geometry.rows)), len(few_passes(geometry.columns))
    if down * across < _MANY:
        return None
    where = np.nonzero(best == best)
    order = np.argsort(best[where], kind="stable")
    values = best[where][order]
    first = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    blocks = [_ends(places[order], first) for places in where[1:]]
    (top, bottom), (left, right) = blocks
    area = len(best) * int(((bottom - top + 1) * (right - left + 1)).sum())
    if not _pays(
        area * (len(passes(geometry.rows)) + len(passes(geometry.columns))), best.size * down * across
    ):
        return None
    return list(_cut(values[first], np.stack((top, bottom, left, right), axis=1).tolist(), geometry))


def _pays(by_value: int, by_tap: int) -> bool:
    """Whether that many numbers are fewer: each costs much the same, and sorting comes on top."""
    return by_value < by_tap


def _ends(places: Counts, first: Counts) -> tuple[Counts, Counts]:
    """The lowest and the highest of each run of places."""
    if not len(first):
        return first, first
    return np.minimum.reduceat(places, first), np.maximum.reduceat(places, first)


def _cut(values: Array, blocks: list[list[int]], geometry: Geometry) -> Iterator[Level]:
    whole = slice(None)
    for value, (top, bottom, left, right) in zip(values, blocks, strict=True):
        rows, down = geometry.rows.part(top, bottom)
        columns, across = geometry.columns.part(left, right)
        windows = (whole, slice(top, bottom + 1), slice(left, right + 1))
        cells = (whole, slice(down, down + rows.size), slice(across, across + columns.size))
        yield Level(value, windows, cells, Geometry(rows, columns))


def _pairs(geometry: Geometry) -> list[tuple[_Index, _Index]]:
    """Windows and their cells in a stack of planes, in as few passes as there are."""
    whole = slice(None)
    return [
        ((whole, rows, columns), (whole, down, right))
        for rows, down in few_passes(geometry.rows)
        for columns, right in few_passes(geometry.columns)
    ]
