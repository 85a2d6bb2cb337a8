"""Ties that share a gradient: a window's goes in equal parts to all its cells as large as the largest.

There are two ways. Tap by tap, all windows are gone through at once, in k² passes. Value by value, it is the
windows that have one largest value in common, and sums over their cells take 2k passes; but each value costs
passes of its own. Which way takes less time depends on the map, and is estimated: both may be a hundred times
slower than the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from poolviz.core.arrays import Array
from poolviz.core.axis import Axis, Counts
from poolviz.core.blocks import Band
from poolviz.core.geometry import Geometry
from poolviz.core.separable import added_up, pairs, pass_count, reduced, reductions, spread

# Costs are told in numbers that a pass compares and adds up in the same time, tap by tap: some 4 ns each.
# A call of NumPy, before it does anything.
_CALL = 2000
# Passes that never take much longer than to look for values.
_FEW = 16
# Calls for each value beside its passes.
_CALLS = 12
# To sort the windows by their values, for each.
_SORTED = 10
# Windows whose values are looked at to tell whether there may be few.
_SAMPLE = 1024

_Index = tuple[slice, slice, slice]


class Levels(NamedTuple):
    """The largest values of a band (V,), and the rows and columns of their windows (V, 4): first and last."""

    values: Array
    places: Counts


class _Level(NamedTuple):
    """A largest value: the rows and columns that hold all windows which have it, and the cells they see."""

    value: Array
    windows: _Index
    cells: _Index
    geometry: Geometry


def tied(x: Array, best: Array, geometry: Geometry) -> Array:
    """How many cells of each window of `x` (N, H, W) equal its largest value `best` (N, H', W')."""
    counts = np.zeros(best.shape, np.int32)
    for windows, cells in _pairs(geometry):
        wanted = counts[windows]
        wanted += added_up(x[cells] == best[windows], wanted)
    return counts


def add_to_tied(target: Array, shares: Array, x: Array, best: Array, geometry: Geometry) -> None:
    """Add the share of each window (N, H', W') to all cells of `x` that equal its largest value `best`."""
    for windows, cells in _pairs(geometry):
        wanted = target[cells]
        wanted += added_up(np.where(x[cells] == best[windows], shares[windows], 0), wanted)


def add_by_value(
    target: Array, upstream: Array, x: Array, best: Array, levels: Levels, geometry: Geometry
) -> None:
    """Share the gradient of each window (N, H', W') among all cells of `x` that equal its largest, `best`."""
    for value, windows, cells, part in _cut(levels, geometry):
        equal, having = x[cells] == value, best[windows] == value
        counts = reduced(np.add, equal, part, 0, np.dtype(np.int32))
        shares = np.where(having, upstream[windows], 0) / np.maximum(counts, 1)
        sums = np.zeros(equal.shape, shares.dtype)
        spread(shares, part, sums)
        np.add(target[cells], sums, out=target[cells], where=equal, casting="same_kind")


def few_levels(best: Array, blocks: list[Band]) -> list[Levels] | None:
    """The largest values of each band, NaN left out; None where to go tap by tap costs less."""
    most = sum(_by_tap(band.geometry, len(best)) for band in blocks)
    sorting, sample = _SORTED * best.size, best.reshape(-1)[:: 1 + best.size // _SAMPLE]
    one_each = sum(_by_value(_everywhere(band.geometry), band.geometry, len(best)) for band in blocks)
    if max(sorting + one_each, _CALLS * _CALL * len(np.unique(sample))) > most:
        return None
    cost, found = sorting, []
    for band in blocks:
        levels = _levels(best[:, band.windows])
        cost += _by_value(levels.places, band.geometry, len(best))
        if cost > most:
            return None
        found.append(levels)
    return found


def _levels(best: Array) -> Levels:
    flat = best.reshape(-1)
    order = np.argsort(flat)
    values = flat[order]
    values = values[values == values]
    first = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    rows, columns = np.divmod(order[: len(values)] % best[0].size, best.shape[-1])
    ends = (at.reduceat(places, first) for places in (rows, columns) for at in (np.minimum, np.maximum))
    return Levels(values[first], np.stack(list(ends), axis=1))


def _by_tap(geometry: Geometry, planes: int) -> int:
    """What planes cost tap by tap, with three calls a pass; nothing if so little that nobody need ask."""
    rows, columns = geometry.rows, geometry.columns
    count = pass_count(rows) * pass_count(columns)
    if count <= _FEW:
        return 0
    taps = int(rows.real_counts().sum()) * int(columns.real_counts().sum())
    return 3 * _CALL * count + planes * taps


def _by_value(places: Counts, geometry: Geometry, planes: int) -> int:
    """What values cost whose windows lie in some places. There and back, an addition counts as an eighth."""
    top, bottom, left, right = places.T
    rows, columns = geometry.rows, geometry.columns
    height, width = bottom - top + 1, right - left + 1
    high, wide = _seen(rows, top, bottom), _seen(columns, left, right)
    (down, met_down), (across, met_across) = reductions(rows, height), reductions(columns, width)
    calls = _CALLS + 2 * (down + across)
    sums = height * (wide * met_down + width * met_across)
    return int((_CALL * calls + planes * (sums // 4 + high * wide + height * width)).sum())


def _seen(axis: Axis, first: Counts, last: Counts) -> Counts:
    """How many cells lie between the first and the last that some windows see, at most."""
    starts = axis.starts()
    seen: Counts = np.minimum(axis.size, starts[last] - starts[first] + axis.span)
    return seen


def _everywhere(geometry: Geometry) -> Counts:
    """The places of a value that all windows have."""
    return np.array([[0, geometry.rows.output - 1, 0, geometry.columns.output - 1]])


def _cut(levels: Levels, geometry: Geometry) -> Iterator[_Level]:
    whole = slice(None)
    for value, (top, bottom, left, right) in zip(levels.values, levels.places.tolist(), strict=True):
        rows, down = geometry.rows.part(top, bottom)
        columns, across = geometry.columns.part(left, right)
        windows = (whole, slice(top, bottom + 1), slice(left, right + 1))
        cells = (whole, slice(down, down + rows.size), slice(across, across + columns.size))
        yield _Level(value, windows, cells, Geometry(rows, columns))


def _pairs(geometry: Geometry) -> list[tuple[_Index, _Index]]:
    """Windows and their cells in a stack of planes, in as few passes as there are."""
    return [((slice(None), *windows), (slice(None), *cells)) for windows, cells in pairs(geometry)]
