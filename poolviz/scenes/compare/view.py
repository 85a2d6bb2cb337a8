"""What every frame of Compare is made from: worked out once for a document, then only looked at."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from poolviz.core import Geometry, PoolSpec, divisor_at, divisors_at
from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import finite_range, signed_scale
from poolviz.maps.map import Map
from poolviz.maps.ranges import channel_range
from poolviz.model.answer import Answer
from poolviz.model.derived import Derivation, Region, Written
from poolviz.model.document import Document
from poolviz.model.grid import Equals, Position
from poolviz.model.last import Last
from poolviz.model.scene import Compute
from poolviz.model.windows import Windows
from poolviz.scenes.compare.parameters import ROWS, CompareParameters, kernel_of
from poolviz.scenes.compare.sliding import Sliding, reached, rests

_LARGE = 24  # more cells above each other than this need a magnifier to be read
_LARGE_BACKWARD = 8  # and so do larger maps than this where their gradients stand under them


@dataclass(frozen=True, eq=False)
class View:
    """A document's one channel under max, average and a kernel; worked out when first asked."""

    document: Document
    parameters: CompareParameters
    compute: Compute
    # By the window.
    _heaviest: Last[Position] = field(default_factory=Last, init=False)
    _largest_product: Last[Position] = field(default_factory=Last, init=False)

    @cached_property
    def geometry(self) -> Geometry:
        """Where the windows lie, for all three alike."""
        return self.document.spec.geometry(self.document.map.size)

    @cached_property
    def input(self) -> Plane:
        """The numbers that the windows look at."""
        return self.document.map.plane(self.document.channel)

    @cached_property
    def windows(self) -> Windows:
        """What each window spans, sees and holds."""
        return Windows(self.input, self.geometry)

    @cached_property
    def rests(self) -> str:
        """Why there can be no convolution now; empty if there can."""
        return rests(self.document)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """What is shown, in order; if only a convolution is wanted and cannot be, the poolings stand in."""
        own = self.parameters
        wanted = (own.with_max, own.with_average, own.with_convolution and not self.rests)
        return tuple(row for row, shown in zip(ROWS, wanted, strict=True) if shown) or ROWS[:2]

    @property
    def slides(self) -> bool:
        """Whether the convolution is shown."""
        return "convolution" in self.rows

    # -- what comes out ----------------------------------------------------------------------------

    @cached_property
    def max_spec(self) -> PoolSpec:
        """The specification in force, as max."""
        return replace(self.document.spec, mode="max")

    @cached_property
    def average_spec(self) -> PoolSpec:
        """The specification in force, as average."""
        return replace(self.document.spec, mode="average")

    @cached_property
    def most(self) -> Answer:
        """The maximum of every window and its winner."""
        return self.compute.pooled(self.document.map, self.document.channel, self.max_spec)

    @cached_property
    def mean(self) -> Answer:
        """The average of every window."""
        return self.compute.pooled(self.document.map, self.document.channel, self.average_spec)

    def divisor(self, output: Position) -> int:
        """What average divides the sum of a window by; 0 if that sees no cell."""
        return divisor_at(self.average_spec, self.geometry, *output)

    @cached_property
    def kernel(self) -> Array:
        """The weights, (kh, kw)."""
        return kernel_of(self.parameters, (self.geometry.rows.window, self.geometry.columns.window))

    @cached_property
    def kernel_plane(self) -> Plane:
        """The weights as a plane."""
        return ArrayPlane(self.kernel)

    @cached_property
    def sliding(self) -> Sliding:
        """The convolution."""
        return Sliding(self.geometry, self.input, self.kernel, self.parameters.bias)

    @cached_property
    def slid(self) -> Map:
        """What the convolution answers, (1, H′, W′)."""
        return self.derived("slid", self.sliding.output)

    def derived(self, question: Hashable, way: Derivation) -> Map:
        """What is worked out of this channel under this specification and this kernel."""
        own = self.parameters
        asked = question, self.document.spec, own.kernel, own.weights, own.bias, self.slides
        return self.compute.derived(self.document.map, self.document.channel, asked, way)

    def answers(self, row: str) -> Map:
        """One of the three outputs, (1, H′, W′)."""
        if row == "convolution":
            return self.slid
        return (self.most if row == "max" else self.mean).numbers

    def value(self, row: str, output: Position) -> float | int:
        """One answer."""
        return self.answers(row).value(0, *output)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Whose difference stands in which row: of each and the next, where differences are wanted."""
        if not self.parameters.differences or len(self.rows) < 2:
            return ()
        pairs = tuple(zip(self.rows, (*self.rows[1:], self.rows[0]), strict=True))
        return pairs if len(pairs) > 2 else pairs[:1]

    @cached_property
    def differences(self) -> dict[tuple[str, str], Plane]:
        """One output minus another, (H′, W′) each."""
        return {pair: map_.plane(0) for pair, map_ in self._apart.items()}

    @cached_property
    def _apart(self) -> dict[tuple[str, str], Map]:
        return {pair: self.derived(pair, self._difference(*pair)) for pair in self.pairs}

    def _difference(self, first: str, second: str) -> Derivation:
        def again(region: Region) -> Written:
            down, right = reached(self.geometry, region)
            if not (down and right):
                return Written(0, 0, np.empty((0, 0)))
            where = slice(down.start, down.stop), slice(right.start, right.stop)
            return Written(down.start, right.start, self.apart(first, second, *where))

        whole = slice(None), slice(None)
        return Derivation(lambda: self.apart(first, second, *whole), again, self.geometry.windows)

    def apart(self, first: str, second: str, rows: slice, columns: slice) -> Array:
        """One output minus another on a part of them, in float64 or wider."""
        minuend, subtrahend = (self.answers(row).read(0, rows, columns) for row in (first, second))
        with np.errstate(all="ignore"):
            difference: Array = minuend.astype(np.float64) - subtrahend
        return difference

    @cached_property
    def equals_average(self) -> bool:
        """Whether this kernel *is* the average pooling, on every map: bias 0, each weight 1 / the divisor."""
        if self.parameters.bias or (self.kernel != self.kernel[0, 0]).any():
            return False
        divisor, (rows, columns) = self.divisor((0, 0)), self.geometry.output
        for some in ((range(rows), (0,)), ((0,), range(columns))):
            if (divisors_at(self.average_spec, self.geometry, *some) != divisor).any():
                return False
        return divisor != 0 and bool(self.kernel[0, 0] == 1 / divisor)

    # -- colours -----------------------------------------------------------------------------------

    @cached_property
    def scale(self) -> Scale:
        """One scale for the map and its poolings, so that equal numbers look equal."""
        return self.document.scale

    @cached_property
    def slid_scale(self) -> Scale:
        """The convolution's: the common one unless its numbers leave that, as those of an edge do."""
        low, high = finite_range(self.slid.plane(0))
        dust = 1e-9 * (self.scale.high - self.scale.low)
        if low > high or (low >= self.scale.low - dust and high <= self.scale.high + dust):
            return self.scale
        return signed_scale(np.array([low, high]))

    @cached_property
    def difference_scale(self) -> Scale:
        """One scale for all differences, neutral at 0."""
        return signed_scale(np.array([channel_range(map_, 0) for map_ in self._apart.values()]))

    @cached_property
    def kernel_scale(self) -> Scale:
        """The kernel's, neutral at 0; a weight of 1 is full, so that shares of 1 are seen to be shares."""
        return signed_scale(self.kernel, np.ones(1))

    # -- single windows ----------------------------------------------------------------------------

    @cached_property
    def is_large(self) -> bool:
        """Whether numbers need a magnifier."""
        size = self.document.map.size
        if self.parameters.backward:
            return max(size) > _LARGE_BACKWARD
        return max(*size, len(self.rows) * self.geometry.rows.output) > _LARGE

    def winner(self, row: int, column: int) -> Position | None:
        """Where the maximum of a window lies; None if the window sees no cell."""
        return self.windows.cell(self.most.winner(row, column))

    def equals(self, row: int, column: int) -> Equals:
        """The winner of a maximum's window and the cells that equal it."""
        return self.windows.equals(row, column, self.winner(row, column), self.most.value(row, column))

    def tap(self, output: Position, cell: Position) -> Position:
        """Which weight of the kernel lies on a cell, when its window answers an output."""
        rows, columns = self.geometry.rows, self.geometry.columns
        return rows.taps(output[0]).index(cell[0]), columns.taps(output[1]).index(cell[1])

    def cell(self, output: Position, tap: Position) -> Position | None:
        """The cell under a weight of the kernel; None if that lies in the padding."""
        row = self.geometry.rows.taps(output[0])[tap[0]]
        column = self.geometry.columns.taps(output[1])[tap[1]]
        height, width = self.geometry.size
        return (row, column) if 0 <= row < height and 0 <= column < width else None

    def under_kernel(self, row: int, column: int) -> Array:
        """The numbers under the kernel, (kh, kw) float64; 0 in the padding."""
        numbers, cells = np.zeros(self.kernel.shape), self.windows.cells(row, column)
        if cells:
            top, left = self.tap((row, column), cells[0])
            block = self.windows.values(row, column).reshape(len(cells.rows), len(cells.columns))
            numbers[top : top + len(cells.rows), left : left + len(cells.columns)] = block
        return numbers

    def number_under(self, output: Position, tap: Position) -> float:
        """The number under one weight of the kernel; 0 in the padding."""
        cell = self.cell(output, tap)
        return 0.0 if cell is None else float(self.document.map.value(self.document.channel, *cell))

    def heaviest(self, output: Position) -> Position:
        """The weight of the kernel that lies on the largest size in a window, NaN before all."""
        return self._heaviest.of(output, lambda: _largest(self.under_kernel(*output)))

    def largest_product(self, output: Position) -> Position:
        """The weight of the kernel that makes the largest size of a product in a window, NaN before all."""
        return self._largest_product.of(output, lambda: _largest(self.under_kernel(*output), self.kernel))


def _largest(numbers: Array, weights: Array | float = 1.0) -> Position:
    """Where the largest size of some numbers lies, each times its weight."""
    with np.errstate(all="ignore"):
        sizes = np.abs(numbers * weights)
    return divmod(int(sizes.argmax()), len(numbers[0]))
