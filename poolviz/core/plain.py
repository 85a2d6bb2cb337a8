"""Pooling tap by tap: k² passes over the output, right for every geometry and every rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array
from poolviz.core.geometry import Geometry
from poolviz.core.spec import Ties

Index = npt.NDArray[np.int64]


def taps(geometry: Geometry, by_columns: bool = False) -> Iterator[tuple[Index, Index]]:
    """The taps of all windows at once: rows (H', 1) and columns (1, W'), -1 where there is no cell.

    In row-major order of the window's taps, or column-major with `by_columns`.
    """
    rows, columns = geometry.rows.table(), geometry.columns.table()
    pairs = [(j, k) for j in range(rows.shape[1]) for k in range(columns.shape[1])]
    for j, k in sorted(pairs, key=lambda pair: pair[::-1]) if by_columns else pairs:
        yield rows[:, j, np.newaxis], columns[np.newaxis, :, k]


def largest(x: Array, geometry: Geometry, ties: Ties) -> tuple[Array, Index]:
    """The largest value of each window and its flat index; a NaN always replaces, padding never wins."""
    shape = x.shape[:-2] + geometry.output
    lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
    best, winners = np.full(shape, lowest, x.dtype), np.full(shape, -1, np.int64)
    for rows, columns in taps(geometry, by_columns=ties == "column"):
        cells = x[..., rows, columns]
        better = cells >= best if ties == "last" else (cells > best) | (winners < 0)
        better &= (rows >= 0) & (columns >= 0)
        best = np.where(better, cells, best)
        winners = np.where(better, rows * geometry.columns.size + columns, winners)
    if x.dtype.kind == "f" and np.isnan(x).any():
        return _with_nans(x, geometry, best, winners)
    return best, winners


def _with_nans(x: Array, geometry: Geometry, best: Array, winners: Index) -> tuple[Array, Index]:
    """The last NaN in row order owns its window, whatever the tie rule."""
    for rows, columns in taps(geometry):
        cells = x[..., rows, columns]
        owns = np.isnan(cells) & (rows >= 0) & (columns >= 0)
        best = np.where(owns, cells, best)
        winners = np.where(owns, rows * geometry.columns.size + columns, winners)
    return best, winners


def tap_sums(x: Array, geometry: Geometry) -> Array:
    """The sum of each window's real cells, in float64 or wider."""
    sums = np.zeros(x.shape[:-2] + geometry.output, np.result_type(x.dtype, np.float64))
    for rows, columns in taps(geometry):
        np.add(sums, x[..., rows, columns], out=sums, where=(rows >= 0) & (columns >= 0))
    return sums


def add_to_cells(target: Array, parts: Array, rows: Index, columns: Index) -> None:
    """Add `parts` (..., H', W') to the cells of one tap, where there are cells."""
    down, right = rows[:, 0] >= 0, columns[0] >= 0
    cells: Any = (..., rows[down], columns[:, right])
    np.add.at(target, cells, parts[..., down, :][..., right])
