"""∂L/∂input window by window: what has arrived so far, at the cost of a few rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from poolviz.core import Geometry, PoolSpec, backward_rows
from poolviz.frame.model import Patch
from poolviz.frame.plane import Array, Plane
from poolviz.maps.map import Map
from poolviz.model.derived import Derivation, Region, Written, sending_effort
from poolviz.model.last import Last
from poolviz.model.scene import Compute

Band = tuple[int, Array]
"""The row of the map at which a band of rows begins, and the band, (rows, W)."""
Send = Callable[[Array, int, int], Band]
"""(upstream (H′, W′), first, last) → what those rows of outputs alone give to the map."""
_STRIP = 256  # rows
# Looked at in turns: a window, and another one that is pointed at. The next step is made in advance as well.
_MOMENTS, _ROWS = 2, 3
_ALL = slice(None)


def row_sums(compute: Compute, gradient: Map, about: Hashable) -> Array:
    """The sum of each row of a gradient's one channel, (H,); after an edit only rows that differ are read.

    ``about`` tells gradients of the same map from each other: each follows its own edits.
    """

    def of(first: int, last: int) -> Array:
        # Some rows at a time: an edited map would have to be put together first.
        strips = (slice(row, min(row + _STRIP, last)) for row in range(first, last, _STRIP))
        with np.errstate(all="ignore"):
            sums = [gradient.read(0, strip, _ALL).sum(axis=1, dtype=np.float64) for strip in strips]
        return np.concatenate(sums)[:, np.newaxis]

    def again(region: Region) -> Written:
        return Written(region[0], 0, of(region[0], region[0] + region[2]))

    way = Derivation(lambda: of(0, gradient.size[0]), again)
    return compute.derived(gradient, 0, ("row sums", about), way).read(0, _ALL, _ALL)[:, 0]


def sending(compute: Compute, plane: Plane, spec: PoolSpec) -> Send:
    """What rows of outputs give to a map by a kind of pooling; what that costs is announced."""
    rows, columns = plane.shape

    def send(given: Array, first: int, last: int) -> Band:
        compute.announce(sending_effort(spec, (rows, columns), first, last))
        # Winners of a few rows are found sooner than all of them could be put together.
        return backward_rows(given, plane.read, spec, None, first, last, (rows, columns))

    return send


@dataclass(frozen=True, eq=False)
class RunningGradient:
    """How the gradient of one channel fills up while one window after the other sends its part.

    Args:
        geometry: where the windows lie.
        upstream: ∂L/∂output, (H′, W′).
        whole: ∂L/∂input after the last window, (H, W).
        row_sums: the sum of each of its rows, (H,), when it is asked for.
        send: what some rows of outputs alone give to the map.
    """

    geometry: Geometry
    upstream: Array
    whole: Plane
    row_sums: Callable[[], Array]
    send: Send
    # By the row of windows, and by the window.
    _finished: Last[Band | None] = field(default_factory=lambda: Last(_ROWS), init=False)
    _last: Last[tuple[Patch, int]] = field(default_factory=lambda: Last(_MOMENTS), init=False)

    def after(self, index: int) -> tuple[Patch, int]:
        """The gradient after window ``index``: a band of rows worked out anew, and how many cells are final.

        Rows above the window are final, for no later window reaches them; rows below its last tap are
        still 0. The last answers are kept: while the pointer moves, they are asked for again and again.
        """
        ended = index == self.geometry.windows - 1
        return self._last.of(index, lambda: self._ended() if ended else self._work_up_to(index))

    def _ended(self) -> tuple[Patch, int]:
        """After the last window all rows are final: nothing needs to be added up again."""
        height, width = self.geometry.size
        values = self.whole.read(slice(height - 1, height), _ALL)
        return Patch(height - 1, 0, values), (height - 1) * width

    def _work_up_to(self, index: int) -> tuple[Patch, int]:
        row, column = divmod(index, self.geometry.output[1])
        taps = self.geometry.rows.taps(row)
        height, width = self.geometry.size
        first, last = min(max(taps[0], 0), height - 1), min(max(taps[-1], 0), height - 1)
        band = np.zeros((last - first + 1, width), self.whole.dtype)
        # Playing asks for the same row again and again.
        _add(band, first, self._finished.of(row, lambda: self._finished_rows(row, first, last)))
        given = np.where(np.arange(self.geometry.output[1]) <= column, self.upstream[row], 0)
        # Only this one row is read: a broadcast saves a copy of the whole gradient at every step.
        given = np.broadcast_to(given.astype(self.upstream.dtype, copy=False), self.geometry.output)
        _add(band, first, self.send(given, row, row))
        band.flags.writeable = False
        return Patch(first, 0, band), first * width

    def arrived(self, patch: Patch, shown: int) -> float:
        """The sum of all that has arrived, from an answer of ``after``."""
        with np.errstate(all="ignore"):
            return float(self._above[shown // self.geometry.size[1]]) + float(patch.values.sum())

    @cached_property
    def _above(self) -> Array:
        """The gradient's sum over all rows above each row, (H + 1,)."""
        with np.errstate(all="ignore"):
            sums: Array = np.concatenate(([0.0], np.cumsum(self.row_sums())))
        return sums

    def _finished_rows(self, row: int, first: int, last: int) -> Band | None:
        """What the outputs above ``row`` gave to the map's rows ``first`` to ``last``; None if nothing."""
        above = row
        while above > 0 and self.geometry.rows.taps(above - 1)[-1] >= first:
            above -= 1
        if above == row:
            return None
        start, given = self.send(self.upstream, above, row - 1)
        # They are kept, without the rows above and what else the whole lies in.
        return max(start, first), given[max(0, first - start) : last + 1 - start].copy()


def _add(band: Array, first: int, part: Band | None) -> None:
    """Add the rows of ``part`` that lie in the band."""
    if part is None:
        return
    start, rows = part
    top, bottom = max(start, first), min(start + len(rows), first + len(band))
    if top < bottom:
        with np.errstate(all="ignore"):
            band[top - first : bottom - first] += rows[top - start : bottom - start]
