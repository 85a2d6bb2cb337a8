"""Looking between the cells of a map along one axis, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from poolviz.core.along import COLUMNS, ROWS, at, lying
from poolviz.core.arrays import Array
from poolviz.core.axis import Counts

# Numbers of one piece: rows (or columns) are worked on whole, as many together as the cache holds.
_NUMBERS = 1 << 16


@dataclass(frozen=True, eq=False)
class Between:
    """Where the cells of a result lie among the `size` cells of a map, along one axis, in order.

    Cell i of the result is 1 - share[i] of the map's cell before[i] and share[i] of the one after it.
    """

    size: int
    before: Counts
    share: npt.NDArray[np.float64]

    def blend(self, x: Array, along: int) -> Array:
        """`x` (n, H, W) in float64 or wider, resampled along one axis."""
        first = x.take(self.before, axis=along)
        second = x.take(np.minimum(self.before + 1, self.size - 1), axis=along)
        share = lying(self.share, along)
        if not np.isfinite(x).all():
            # No share of an infinity is nothing, where 0 times infinity would be NaN.
            return np.where(share == 0, first, first * (1 - share) + second * share)
        first *= 1 - share
        second *= share
        first += second
        return first

    def unblend(self, y: Array, along: int) -> Array:
        """What the map's cells get back of `y` (n, H', W') along one axis: the adjoint."""
        shape = list(y.shape)
        shape[along] = self.size
        result = np.zeros(shape, y.dtype)
        shared = np.flatnonzero(self.share)
        _add_runs(result, y * lying(1 - self.share, along), self.before, along)
        if shared.size:
            given = y.take(shared, axis=along) * lying(self.share[shared], along)
            _add_runs(result, given, self.before[shared] + 1, along)
        return result


def nearest(size: int, target: int) -> Between:
    """Cell i of the result is cell ⌊i · size / target⌋.

    >>> nearest(3, 5).before.tolist()
    [0, 0, 1, 1, 2]
    """
    return Between(size, np.arange(target, dtype=np.int64) * size // target, np.zeros(target))


def linear(size: int, target: int) -> Between:
    """Cells are squares: the middle of cell i lies at (i + ½) · size / target − ½ among the map's middles.

    >>> linear(2, 4).before.tolist(), linear(2, 4).share.tolist()
    ([0, 0, 0, 1], [0.0, 0.25, 0.75, 0.0])
    """
    # Twice the place, times the size of the result, is a whole number: nothing is rounded but the share.
    place = np.maximum((2 * np.arange(target, dtype=np.int64) + 1) * size - target, 0)
    before, rest = np.divmod(place, 2 * target)
    return Between(size, before, np.where(before < size - 1, rest / (2 * target), 0))


def piece_by_piece(work: Callable[[Array, int], Array], x: Array, result: Array, along: int) -> None:
    """Write to `result` what `work` makes of `x` (n, H, W) along one axis, some rows or columns at a time."""
    across = ROWS if along == COLUMNS else COLUMNS
    wide = np.result_type(x.dtype, np.float64)
    together = max(1, _NUMBERS // (len(x) * max(x.shape[along], result.shape[along])))
    for first in range(0, x.shape[across], together):
        piece = at(slice(first, first + together), across)
        result[piece] = work(x[piece].astype(wide, copy=False), along)


def _add_runs(result: Array, given: Array, cells: Counts, along: int) -> None:
    """Add each of `given` to its cell of the result along one axis; equal cells follow each other."""
    firsts = np.flatnonzero(np.diff(cells, prepend=-1))
    sums = np.add.reduceat(given, firsts, axis=along)
    if along == COLUMNS:
        result[..., cells[firsts]] += sums
    else:
        result[..., cells[firsts], :] += sums
