"""What every frame of Slide is made from: worked out once for a document, then only looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import Geometry, Pooled, PoolSpec, backward_rows, divisors
from poolviz.frame.model import Block, Cell, Notes, Palette, Scale
from poolviz.frame.plane import ArrayPlane, Plane
from poolviz.frame.scale import signed_scale, value_scale
from poolviz.model.document import Document
from poolviz.model.scene import Compute

Array = NDArray[Any]
LARGE = 24  # sides above this get a magnifier: their numbers cannot all be read
BY_ROWS = 400  # more windows than this are played row by row


@dataclass(frozen=True)
class SlideParameters:
    """What only Slide knows: which pass is shown, and how the output is drawn."""

    backward: bool = field(default=False, metadata={"view": True})
    same_size: bool = False
    coverage: bool = False


@dataclass(frozen=True, eq=False)
class View:
    """A document's one channel with its windows, winners and gradients; worked out when first asked."""

    document: Document
    parameters: SlideParameters
    compute: Compute
    # The last answer of finished_rows: playing asks for the same row again and again.
    _finished: tuple[int, tuple[int, Array] | None] | None = None

    @property
    def spec(self) -> PoolSpec:
        """The specification in force."""
        return self.document.spec

    @cached_property
    def geometry(self) -> Geometry:
        """Where the windows lie."""
        return self.spec.geometry(self.document.map.size)

    @cached_property
    def input(self) -> Plane:
        """The numbers that are pooled."""
        return self.document.map.plane(self.document.channel)

    @cached_property
    def pooled(self) -> Pooled:
        """The output, (H′, W′), and its winners."""
        return self.compute.pooled(self.document.map, self.document.channel, self.spec)

    @cached_property
    def output(self) -> Plane:
        """The pooled numbers."""
        return ArrayPlane(self.pooled.values)

    @cached_property
    def upstream(self) -> Array:
        """∂L/∂output, (H′, W′)."""
        return self.document.upstream.values(self.geometry.output)

    @cached_property
    def gradient(self) -> Array:
        """∂L/∂input after the last window, (H, W)."""
        return self.compute.gradient(
            self.document.map, self.document.channel, self.spec, self.document.upstream
        )

    @cached_property
    def typed_upstream(self) -> Array:
        """∂L/∂output in the type of the gradient, so that no step has to convert it again."""
        return self.upstream.astype(self.gradient.dtype, copy=False)

    @cached_property
    def whole_input(self) -> Array:
        """All numbers that are pooled, (H, W)."""
        return self.input.read(slice(None), slice(None))

    @property
    def known_winners(self) -> Pooled | None:
        """The forward pass, where it saves looking for winners again."""
        return self.pooled if self.has_winners else None

    def finished_rows(self, row: int, first: int) -> tuple[int, Array] | None:
        """What the outputs above ``row`` gave to the map from its row ``first`` on; None if nothing."""
        if self._finished is None or self._finished[0] != row:
            object.__setattr__(self, "_finished", (row, self._work_out_finished(row, first)))
        assert self._finished is not None
        return self._finished[1]

    def _work_out_finished(self, row: int, first: int) -> tuple[int, Array] | None:
        above = row
        while above > 0 and self.geometry.rows.taps(above - 1)[-1] >= first:
            above -= 1
        if above == row:
            return None
        return backward_rows(
            self.typed_upstream, self.whole_input, self.spec, self.known_winners, above, row - 1
        )

    @cached_property
    def upstream_plane(self) -> Plane:
        """∂L/∂output as a plane."""
        return ArrayPlane(self.upstream)

    @cached_property
    def gradient_plane(self) -> Plane:
        """∂L/∂input as a plane."""
        return ArrayPlane(self.gradient)

    @cached_property
    def divisors(self) -> Array:
        """What the sum of each window is divided by, (H′, W′); average only."""
        return divisors(self.spec, self.document.map.size)

    @cached_property
    def sent(self) -> Array:
        """What has left the output after each window, (windows,): the sum of the upstream gradient so far."""
        return np.cumsum(self.upstream.ravel())

    @cached_property
    def _row_sums(self) -> Array:
        """The gradient's sum over all rows above each row, (H + 1,)."""
        sums: Array = np.concatenate(([0.0], np.cumsum(self.gradient.sum(axis=1, dtype=np.float64))))
        return sums

    def arrived_above(self, cells: int) -> float:
        """What has reached the first ``cells`` cells of the map in the end; they are whole rows."""
        return float(self._row_sums[cells // self.document.map.size[1]])

    @cached_property
    def padding_swallows(self) -> bool:
        """Whether a part of the gradient falls on counted padding."""
        if self.spec.mode != "average" or self.spec.divisor_override is not None:
            return False
        rows, columns = self.geometry.rows.real_counts(), self.geometry.columns.real_counts()
        return bool((np.multiply.outer(rows, columns) < self.divisors).any())

    @cached_property
    def scale(self) -> Scale:
        """One scale for input and output, so that equal numbers look equal."""
        palette: Palette = "picture" if self.document.map.kind == "picture" else "values"
        return value_scale(self.input, palette)

    @cached_property
    def gradient_scale(self) -> Scale:
        """One scale for both gradients, neutral at 0."""
        return signed_scale(self.upstream, self.gradient)

    @cached_property
    def coverage(self) -> Plane:
        """How many windows see each cell."""
        return ArrayPlane(self.geometry.coverage())

    @cached_property
    def winner_notes(self) -> Notes:
        """The winner that each output remembers, as "(r, c)"."""
        return Notes(ArrayPlane(self.pooled.winners), "position", self.document.map.size[1])

    @property
    def has_winners(self) -> bool:
        """Whether single cells win: only for max."""
        return self.spec.mode == "max"

    @property
    def is_large(self) -> bool:
        """Whether numbers need a magnifier."""
        return max(self.document.map.size) > LARGE

    @property
    def windows(self) -> int:
        """How many windows there are."""
        return self.geometry.windows

    def position(self, index: int) -> tuple[int, int]:
        """Row and column of the output that window ``index`` answers."""
        return divmod(index, self.geometry.output[1])

    def window(self, row: int, column: int) -> Block:
        """The rectangle that a window spans, rim and overhang too."""
        rows, columns = self.geometry.rows.taps(row), self.geometry.columns.taps(column)
        return Block(rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1)

    def cells(self, row: int, column: int) -> list[tuple[int, int]]:
        """The real cells of a window, in row order."""
        return [(r, c) for r in self.geometry.rows.real(row) for c in self.geometry.columns.real(column)]

    def values(self, row: int, column: int) -> Array:
        """The numbers of a window's real cells, in row order."""
        rows, columns = self.geometry.rows.real(row), self.geometry.columns.real(column)
        part = self.input.read(
            slice(rows.start, rows.stop, rows.step), slice(columns.start, columns.stop, columns.step)
        )
        return part.ravel()

    def winner(self, row: int, column: int) -> tuple[int, int] | None:
        """Where the maximum of a window lies; None if the window sees no cell."""
        index = int(self.pooled.winners[row, column])
        return None if index < 0 else divmod(index, self.document.map.size[1])

    def ties(self, row: int, column: int) -> tuple[tuple[int, int], ...]:
        """The other cells of a window that equal its winner."""
        winner = self.winner(row, column)
        result = self.pooled.values[row, column]
        if winner is None or not np.isfinite(result):
            return ()
        equal = self.values(row, column) == result
        cells = self.cells(row, column)
        return tuple(cells[i] for i in np.flatnonzero(equal) if cells[i] != winner)


def output_index(view: View, cell: Cell) -> int | None:
    """Which window answers a cell of the output or of its gradient; None for other boards."""
    if cell.board not in ("output", "upstream"):
        return None
    height, width = view.geometry.output
    if not (0 <= cell.row < height and 0 <= cell.column < width):
        return None
    return cell.row * width + cell.column
