"""The rules by which an upstream gradient flows back through windows whose geometry is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from poolviz.core.arrays import Array
from poolviz.core.axis import Axis, Counts
from poolviz.core.blocks import bands, cells_at_once, groups, row_bands, stacks
from poolviz.core.divisor import Divisor
from poolviz.core.geometry import Geometry
from poolviz.core.maximum import winning
from poolviz.core.power import power_gradient
from poolviz.core.separable import passes, spread
from poolviz.core.spec import PoolSpec
from poolviz.core.sums import few_additions

Reader = Callable[[slice, slice], Array]
"""Gives the cells (..., rows, columns) of a map."""

# As many gradients may be added up in one cell as they are: eight additions round by four units at most.
_DIRECT = 9


def flow(upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    """The gradient at `x` (..., H, W), in the type of `upstream` (..., H', W'); block by block."""
    gradient = np.zeros(x.shape, upstream.dtype)
    columns = slice(0, geometry.columns.size)
    narrow = spec.mode == "average" and few_additions(geometry)
    cells = cells_at_once(geometry, upstream.itemsize if narrow else max(8, upstream.itemsize))
    for target, given, seen in stacks(gradient, upstream, x):
        for rows in row_bands(geometry.size, cells):
            back = Flow(spec, geometry, (rows, columns))
            for planes in groups(len(seen), geometry.size, cells):
                back(target[planes, rows], given[planes], part_reader(seen[planes]))
    return gradient


def part_reader(x: Array) -> Reader:
    """Reads parts of an array that is there as a whole."""
    return lambda rows, columns: x[..., rows, columns]


class Flow:
    """How gradients flow back to the rows and columns `cells` of maps of one geometry.

    It costs what these cells cost, not what the map costs.
    """

    def __init__(self, spec: PoolSpec, geometry: Geometry, cells: tuple[slice, slice]) -> None:
        self._spec = spec
        down, right = _around(geometry.rows, cells[0]), _around(geometry.columns, cells[1])
        self._around = None
        if down is not None and right is not None:
            self._around = down, right
            self._geometry = Geometry(down.axis, right.axis)
            self._divisor = Divisor(spec, self._geometry)[:] if spec.mode == "average" else np.ones(())

    def __call__(self, target: Array, upstream: Array, read: Reader) -> None:
        """Write the gradient at the cells to `target`, which holds zeros; `upstream` is that of all windows.

        `read` gives those cells of the map that are needed.
        """
        if self._around is None:
            return
        down, right = self._around
        given = upstream[..., down.windows, right.windows].astype(target.dtype, copy=False)
        seen = read(down.seen, right.seen)
        wanted = target[..., down.target, right.target]
        part = wanted if wanted.shape == seen.shape else np.zeros(seen.shape, target.dtype)
        self._flow_whole(part, given, seen)
        if part is not wanted:
            wanted[...] = part[..., down.source, right.source]

    def _flow_whole(self, target: Array, upstream: Array, x: Array) -> None:
        if self._spec.mode == "average":
            # As in forward, deep overlaps are added up in a wider type.
            narrow = np.float32 if few_additions(self._geometry) else np.float64
            shares = upstream / self._divisor.astype(np.result_type(upstream.dtype, narrow))
            spread(shares, self._geometry, target)
        elif self._spec.mode == "lp":
            target[...] = power_gradient(upstream, x, self._geometry, self._spec.p)
        else:
            best, winners = winning(x, self._geometry, self._spec.ties)
            if self._spec.ties == "split":
                target[...] = _split(upstream, x, best, winners, self._geometry)
            else:
                target[...] = flow_to_winners(upstream, winners, self._geometry)


class _Around(NamedTuple):
    """The windows that reach some cells, as an axis of their own, and the cells they see."""

    axis: Axis
    windows: slice
    seen: slice
    target: slice
    """Those of the wanted cells that are seen, counted from the first wanted one."""
    source: slice
    """The same, counted from the first seen one."""


def _around(axis: Axis, cells: slice) -> _Around | None:
    reach = axis.reaching(cells.start, cells.stop)
    if not reach:
        return None
    part, begin = axis.part(reach[0], reach[-1])
    low, high = max(cells.start, begin), min(cells.stop, begin + part.size)
    return _Around(
        part,
        slice(reach.start, reach.stop),
        slice(begin, begin + part.size),
        slice(low - cells.start, high - cells.start),
        slice(low - begin, high - begin),
    )


def flow_to_winners(upstream: Array, winners: Counts, geometry: Geometry) -> Array:
    """The gradient (..., H, W) of a max: each upstream gradient (..., H', W') goes whole to its winner.

    `winners` are flat indices into the H x W plane, -1 where there is none.
    """
    gradient = np.zeros(upstream.shape[:-2] + geometry.size, upstream.dtype)
    add = _assign if geometry.overlap == 1 else _add if geometry.overlap <= _DIRECT else _add_wide
    if upstream.dtype.itemsize > 8:
        add = _add  # float64 would be too narrow
    if geometry.may_miss:
        # A window without a winner has nothing to give, so that adding it to any cell will do.
        upstream, winners, add = np.where(winners < 0, 0, upstream), np.maximum(winners, 0), _add
    at_once = cells_at_once(geometry, 8)
    for target, given, cells in stacks(gradient, upstream, winners):
        for planes in groups(len(given), geometry.size, at_once):
            add(target[planes], given[planes], cells[planes], geometry)
    return gradient


def _assign(target: Array, upstream: Array, winners: Counts, _: Geometry) -> None:
    """Write each upstream gradient to its winner's cell, where no other arrives."""
    target.reshape(-1)[_in_a_row(winners, target[0].size)] = upstream.reshape(-1)


def _add(target: Array, upstream: Array, winners: Counts, _: Geometry) -> None:
    """Add each upstream gradient to its winner's cell."""
    np.add.at(target.reshape(-1), _in_a_row(winners, target[0].size), upstream.reshape(-1))


def _add_wide(target: Array, upstream: Array, winners: Counts, geometry: Geometry) -> None:
    """The same where many may meet in one cell: added up in float64."""
    for band in bands(geometry, cells_at_once(geometry, 8)):
        part, index = target[:, band.cells], winners[:, band.windows] - band.cells.start * target.shape[-1]
        flat = _in_a_row(index, part[0].size)
        sums = np.bincount(flat, upstream[:, band.windows].reshape(-1), part.size)
        np.add(part, sums.reshape(part.shape), out=part, casting="same_kind")


def _in_a_row(winners: Counts, cells: int) -> Counts:
    """Winners in a stack of planes as indices into all its cells, flat."""
    if len(winners) > 1:
        winners = winners + np.arange(len(winners))[:, np.newaxis, np.newaxis] * cells
    return winners.reshape(-1)


def _split(upstream: Array, x: Array, best: Array, winners: Counts, geometry: Geometry) -> Array:
    """The gradient of a max whose tied cells share equally; a NaN owns its window alone."""
    alone = np.isnan(best)
    gradient = flow_to_winners(np.where(alone, upstream, 0), winners, geometry)
    pairs = [
        ((..., rows, columns), (..., down, right))
        for rows, down in passes(geometry.rows)
        for columns, right in passes(geometry.columns)
    ]
    tied = np.zeros(best.shape, np.int64)
    for windows, cells in pairs:
        ties = x[cells] == best[windows]
        # Passes go tap by tap, or window by window with all its cells: those count together.
        wide = tuple(axis for axis in (-2, -1) if ties.shape[axis] != best[windows].shape[axis])
        tied[windows] += ties.sum(axis=wide, keepdims=True)
    shares = np.where(alone, 0, upstream) / np.maximum(tied, 1)
    for windows, cells in pairs:
        gradient[cells] += np.where(x[cells] == best[windows], shares[windows], 0)
    return gradient
