"""What every frame of Slide is made from: worked out once for a document, then only looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import Geometry, PoolSpec, divisor_at, divisors_at, padding_swallows
from poolviz.frame.model import Block, Cell, Mark, Notes, Scale
from poolviz.frame.plane import ArrayPlane, Plane, ProductPlane
from poolviz.frame.scale import signed_scale
from poolviz.maps.map import Map
from poolviz.maps.ranges import channel_range
from poolviz.model.answer import Answer
from poolviz.model.document import Document
from poolviz.model.grid import Equals, Grid
from poolviz.model.marks import winner_marks
from poolviz.model.running import RunningGradient, row_sums, sending
from poolviz.model.scene import Compute
from poolviz.model.windows import Windows

Array = NDArray[Any]
LARGE = 24  # sides above this get a magnifier: their numbers cannot all be read
_FLAT = 4  # so many times as wide as high


@dataclass(frozen=True)
class SlideParameters:
    """What only Slide knows: which pass is shown, and how the output is drawn."""

    backward: bool = field(default=False, metadata={"view": True})
    same_size: bool = False
    coverage: bool = False
    losers: int = 0
    """How often the losers were drawn anew: the seed of the next draw."""


@dataclass(frozen=True, eq=False)
class View:
    """A document's one channel with its windows, winners and gradients; worked out when first asked."""

    document: Document
    parameters: SlideParameters
    compute: Compute

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
    def pooled(self) -> Answer:
        """The output, (H′, W′), and its winners."""
        return self.compute.pooled(self.document.map, self.document.channel, self.spec)

    @property
    def output(self) -> Plane:
        """The pooled numbers."""
        return self.pooled.numbers.plane(0)

    @cached_property
    def upstream(self) -> Array:
        """∂L/∂output, (H′, W′)."""
        return self.document.upstream.values(self.geometry.output)

    @cached_property
    def _gradient(self) -> Map:
        """∂L/∂input after the last window, as a map of one channel."""
        return self.compute.gradient_map(
            self.document.map, self.document.channel, self.spec, self.document.upstream
        )

    @cached_property
    def running(self) -> RunningGradient:
        """∂L/∂input window by window."""
        whole, sums = self._gradient.plane(0), partial(row_sums, self.compute, self._gradient, self.spec)
        send = sending(self.compute, self.input, self.spec)
        return RunningGradient(self.geometry, self.upstream, whole, sums, send)

    @cached_property
    def upstream_plane(self) -> Plane:
        """∂L/∂output as a plane."""
        return ArrayPlane(self.upstream)

    @property
    def gradient_plane(self) -> Plane:
        """∂L/∂input as a plane."""
        return self._gradient.plane(0)

    def divisor(self, row: int, column: int) -> int:
        """What the sum of a window is divided by; average only."""
        return divisor_at(self.spec, self.geometry, row, column)

    def divisors(self, windows: Grid) -> Array:
        """The same of some windows, (rows, columns)."""
        return divisors_at(self.spec, self.geometry, windows.rows, windows.columns)

    def sent(self, index: int) -> float:
        """What has left the output after window ``index``: the sum of the upstream gradient so far."""
        row, column = self.position(index)
        with np.errstate(all="ignore"):  # ∞ − ∞ is no number, and told as such
            return float(self._sent_above[row] + self.upstream[row, : column + 1].sum())

    @cached_property
    def _sent_above(self) -> Array:
        """The sum of the upstream gradient above each row, (H′,)."""
        with np.errstate(all="ignore"):
            return np.concatenate(([0.0], np.cumsum(self.upstream.sum(axis=1))[:-1]))

    @cached_property
    def padding_swallows(self) -> bool:
        """Whether a part of the gradient falls on counted padding."""
        return padding_swallows(self.spec, self.geometry)

    @cached_property
    def scale(self) -> Scale:
        """One scale for input and output, so that equal numbers look equal."""
        return self.document.scale

    @cached_property
    def gradient_scale(self) -> Scale:
        """One scale for both gradients, neutral at 0."""
        return signed_scale(self.upstream, np.array(channel_range(self._gradient, 0)))

    @cached_property
    def coverage(self) -> Plane:
        """How many windows see each cell."""
        return ProductPlane(self.geometry.rows.coverage(), self.geometry.columns.coverage())

    @cached_property
    def most_seen(self) -> int:
        """By how many windows the cell is seen that most of them see."""
        return int(self.geometry.rows.coverage().max() * self.geometry.columns.coverage().max())

    @cached_property
    def winner_notes(self) -> Notes:
        """The winner that each output remembers, as "(r, c)"."""
        winning = self.pooled.winning
        assert winning is not None, "only asked where single cells win"
        return Notes(winning.plane(0), "position", self.document.map.size[1])

    @property
    def has_winners(self) -> bool:
        """Whether single cells win: only for max."""
        return self.spec.mode == "max"

    @property
    def is_large(self) -> bool:
        """Whether numbers need a magnifier."""
        return max(self.document.map.size) > LARGE

    @property
    def is_flat(self) -> bool:
        """Whether boards lie under each other, where there is room for large cells: for maps of one row."""
        height, width = self.document.map.size
        return not self.is_large and _FLAT * height <= width

    @property
    def windows(self) -> int:
        """How many windows there are."""
        return self.geometry.windows

    @cached_property
    def look(self) -> Windows:
        """What each window spans, sees and holds."""
        return Windows(self.input, self.geometry)

    def position(self, index: int) -> tuple[int, int]:
        """Row and column of the output that window ``index`` answers."""
        return self.look.position(index)

    def window(self, row: int, column: int) -> Block:
        """The rectangle that a window spans, rim and overhang too."""
        return self.look.block(row, column)

    def cells(self, row: int, column: int) -> Grid:
        """The real cells of a window, in row order."""
        return self.look.cells(row, column)

    def values(self, row: int, column: int) -> Array:
        """The numbers of a window's real cells, in row order."""
        return self.look.values(row, column)

    def winner(self, row: int, column: int) -> tuple[int, int] | None:
        """Where the maximum of a window lies; None if the window sees no cell."""
        return self.look.cell(self.pooled.winner(row, column))

    def equals(self, row: int, column: int) -> Equals:
        """The winner of a window and the cells that equal it."""
        return self.look.equals(row, column, self.winner(row, column), self.pooled.value(row, column))

    def winner_marks(self, row: int, column: int) -> tuple[Mark, ...]:
        """The winner of a window and the cells that equal it, marked on the input; nothing but for max."""
        if not self.has_winners:
            return ()
        winner, ties = self.winner(row, column), self.equals(row, column).others
        return tuple(winner_marks(self.look, "input", winner, ties, shared=self.spec.ties == "split"))


def output_index(view: View, cell: Cell) -> int | None:
    """Which window answers a cell of the output or of its gradient; None for other boards."""
    if cell.board not in ("output", "upstream"):
        return None
    return view.look.index(cell.row, cell.column)
