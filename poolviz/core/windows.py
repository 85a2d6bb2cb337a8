"""Looking at single windows whole: for the few that need more than a separable pass can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from poolviz.core.arrays import Array
from poolviz.core.axis import Counts
from poolviz.core.geometry import Geometry

# Cells gathered at once.
_CELLS = 1 << 16


class Gathered(NamedTuple):
    """The cells of several windows in row order, shape (windows, taps).

    `which` says which windows: an index into the output. `flat` are the cells' indices into the H x W plane;
    -1, with a meaningless value, for a tap that lies on no cell.
    """

    which: tuple[Counts, ...]
    values: Array
    flat: Counts


def gathered(x: Array, geometry: Geometry, chosen: Array) -> Iterator[Gathered]:
    """The cells of the windows where `chosen`, shape (..., H', W'), is true, a few windows at a time."""
    height, width = geometry.size
    planes = x.reshape(-1, height, width)
    down, right = geometry.rows.table(), geometry.columns.table()
    every = np.nonzero(chosen.reshape(-1, *geometry.output))
    some = max(1, _CELLS // (down.shape[1] * right.shape[1]))
    for begin in range(0, len(every[0]), some):
        plane, i, j = (index[begin : begin + some] for index in every)
        rows, columns = down[i][:, :, np.newaxis], right[j][:, np.newaxis, :]
        flat = np.where((rows < 0) | (columns < 0), -1, rows * width + columns)
        values = planes[plane[:, np.newaxis, np.newaxis], rows, columns]
        where = (*np.unravel_index(plane, chosen.shape[:-2]), i, j) if chosen.ndim > 2 else (i, j)
        yield Gathered(where, values.reshape(len(i), -1), flat.reshape(len(i), -1))
