"""The rules by which an upstream gradient flows back through windows whose geometry is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array
from poolviz.core.axis import Counts
from poolviz.core.blocks import bands, cells_at_once, groups, row_bands, stacks
from poolviz.core.divisor import Divisor
from poolviz.core.geometry import Geometry
from poolviz.core.pooling import values_on, winners_on
from poolviz.core.power import add_by_power, add_by_ratio, may_factor, wide_power_sums
from poolviz.core.separable import spread
from poolviz.core.spec import PoolSpec
from poolviz.core.sums import wide_type
from poolviz.core.ties import add_by_value, add_to_tied, few_levels, tied

# As many gradients may be added up in one cell as they are: eight additions round by four units at most.
_DIRECT = 9


def flow(upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    """The gradient at `x` (..., H, W), in the type of `upstream` (..., H', W')."""
    if spec.mode == "average":
        return _flow_in_shares(upstream, spec, geometry)
    if spec.mode == "max" and spec.ties != "split":
        return flow_to_winners(upstream, winners_on(x, spec, geometry)[1], geometry)
    gradient = np.zeros(x.shape, upstream.dtype)
    cells = cells_at_once(geometry, max(8, x.itemsize))
    add = _add_to_tied
    if spec.mode == "lp":
        add = partial(_add_by_power, factor=may_factor(upstream, x, spec.p))
    for target, given, seen in stacks(gradient, upstream, x):
        for planes in groups(len(seen), geometry.size, cells):
            add(target[planes], given[planes], seen[planes], spec, geometry, cells)
    if spec.mode == "lp":  # 0 times the power of an infinite cell is no 0
        gradient[..., geometry.rows.coverage() == 0, :] = 0
        gradient[..., geometry.columns.coverage() == 0] = 0
    return gradient


def _flow_in_shares(upstream: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    """Each window's gradient in equal shares to all its cells."""
    gradient = np.zeros(upstream.shape[:-2] + geometry.size, upstream.dtype)
    wide = np.result_type(upstream.dtype, np.float32 if geometry.overlap <= _DIRECT else np.float64)
    cells, divisor = cells_at_once(geometry, wide.itemsize), Divisor(spec, geometry)
    for target, given in stacks(gradient, upstream):
        for rows in row_bands(geometry, cells):
            windows, part = _seeing(geometry, rows)
            number = divisor[windows].astype(wide)
            for planes in groups(len(given), geometry.size, cells):
                spread(given[planes, windows] / number, part, target[planes, rows])
    return gradient


def _seeing(geometry: Geometry, rows: slice) -> tuple[slice, Geometry]:
    """The rows of windows that reach some rows of the map, and their geometry on those rows alone."""
    axis, first = geometry.rows.seeing(rows.start, rows.stop)
    return slice(first, first + axis.output), Geometry(axis, geometry.columns)


def _by_bands(
    work: Callable[[Array, Geometry], Array], x: Array, geometry: Geometry, cells: int, dtype: npt.DTypeLike
) -> Array:
    """What `work` gives for a stack of planes, a band of windows at a time."""
    found = np.empty((len(x), *geometry.output), dtype)
    for band in bands(geometry, cells):
        found[:, band.windows] = work(x[:, band.cells], band.geometry)
    return found


def _add_by_power(
    target: Array, upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry, cells: int, *, factor: bool
) -> None:
    results = _by_bands(lambda x, part: wide_power_sums(x, part, spec.p), x, geometry, cells, wide_type(x))
    for rows in row_bands(geometry, cells):
        windows, part = _seeing(geometry, rows)
        add = add_by_power if factor else add_by_ratio
        add(target[:, rows], upstream[:, windows], x[:, rows], results[:, windows], part, spec.p)


def _add_to_tied(
    target: Array, upstream: Array, x: Array, spec: PoolSpec, geometry: Geometry, cells: int
) -> None:
    """Equal parts to all tied cells; a NaN owns its window alone."""
    best = values_on(x, spec, geometry)
    alone = np.isnan(best)
    if alone.any():
        winners = winners_on(x, spec, geometry)[1]
        target += flow_to_winners(np.where(alone, upstream, 0), winners, geometry)
    blocks = bands(geometry, cells)
    levels = few_levels(best, blocks)
    if levels is None:
        _add_tap_by_tap(target, upstream, x, best, geometry, cells)
        return
    for band, some in zip(blocks, levels, strict=True):
        seen, windows = band.cells, band.windows
        add_by_value(target[:, seen], upstream[:, windows], x[:, seen], best[:, windows], some, band.geometry)


def _add_tap_by_tap(
    target: Array, upstream: Array, x: Array, best: Array, geometry: Geometry, cells: int
) -> None:
    counts = np.empty(best.shape, np.int32)
    for band in bands(geometry, cells):
        counts[:, band.windows] = tied(x[:, band.cells], best[:, band.windows], band.geometry)
    for rows in row_bands(geometry, cells):
        windows, part = _seeing(geometry, rows)
        shares = upstream[:, windows] / np.maximum(counts[:, windows], 1)
        add_to_tied(target[:, rows], shares, x[:, rows], best[:, windows], part)


def flow_to_winners(upstream: Array, winners: Counts, geometry: Geometry) -> Array:
    """The gradient (..., H, W) of a max: each upstream gradient (..., H', W') goes whole to its winner.

    `winners` are flat indices into the H × W plane, -1 where there is none.
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
    """The same where many may meet in one cell: added up in float64, and always in the order of windows.

    Into which bands these are cut changes nothing: what later windows may add to is carried on.
    """
    width, blocks = target.shape[-1], bands(geometry, cells_at_once(geometry, 8))
    carried = np.zeros((len(target), 0, width))
    for band, later in zip(blocks, [*blocks[1:], None], strict=True):
        first, last = band.cells.start, band.cells.stop
        sums = np.zeros((len(target), last - first, width))
        sums[:, : carried.shape[1]] = carried
        flat = _in_a_row(winners[:, band.windows] - first * width, sums[0].size)
        # Of one type, or it would take ten times as long.
        np.add.at(sums.reshape(-1), flat, upstream[:, band.windows].reshape(-1).astype(np.float64))
        complete = last if later is None else min(last, later.cells.start)
        target[:, first:complete] = sums[:, : complete - first]
        carried = sums[:, complete - first :]


def _in_a_row(winners: Counts, cells: int) -> Counts:
    """Winners in a stack of planes as indices into all its cells, flat."""
    if len(winners) > 1:
        winners = winners + np.arange(len(winners))[:, np.newaxis, np.newaxis] * cells
    return winners.reshape(-1)
