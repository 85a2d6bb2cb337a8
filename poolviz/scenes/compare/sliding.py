"""The convolution that lies on the very windows of the pooling: forward, and what it sends back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poolviz.core import Geometry
from poolviz.core.arrays import float_type
from poolviz.core.kernels import Kernels, slide, slide_back, weights_gradient
from poolviz.frame.plane import Array, Plane
from poolviz.frame.words import say
from poolviz.model.derived import Derivation, Region, Written, kernel_effort
from poolviz.model.document import Document
from poolviz.model.running import Band

# Beyond so many products, or numbers to be kept for the weights' gradient, a kernel would make people wait.
_MOST_PRODUCTS, _MOST_KEPT = 1 << 26, 1 << 22
# All taps of a kernel cost as much as what one row of outputs sends back.
_TAPS_A_ROW = 32


@dataclass(frozen=True, eq=False)
class Sliding:
    """One kernel over one channel, window for window where a pooling of that geometry looks.

    Padding, and what a window of ceil mode reaches beyond it, is filled with zeros.

    Args:
        geometry: where the windows lie; all must have one size.
        plane: the channel, (H, W); only what is needed of it is read.
        kernel: the weights, (kh, kw).
        bias: added to every output.
    """

    geometry: Geometry
    plane: Plane
    kernel: Array
    bias: float

    @property
    def effort(self) -> int:
        """What it costs to slide the kernel over the whole map; the way back costs twice as much."""
        return kernel_effort(self.geometry)

    def sending_effort(self, first: int, last: int) -> int:
        """What it costs to find out what some rows of outputs alone give to the map."""
        rows, _ = self.geometry.rows.part(first, last)
        return 2 * kernel_effort(Geometry(rows, self.geometry.columns))

    @property
    def output(self) -> Derivation:
        """Σ w·x + b of every window, (H′, W′)."""
        rows, columns = self.geometry.output

        def again(region: Region) -> Written:
            down, right = reached(self.geometry, region)
            if not (down and right):
                return Written(0, 0, np.empty((0, 0)))
            return Written(down.start, right.start, self._slid(down, right))

        def numbers_again(region: Region) -> int:
            down, right = reached(self.geometry, region)
            return kernel_effort(self._windows(down, right)[0]) if down and right else 0

        return Derivation(lambda: self._slid(range(rows), range(columns)), again, self.effort, numbers_again)

    def gradient(self, upstream: Array) -> Array:
        """∂L/∂input (H, W) from ∂L/∂output (H′, W′)."""
        return self._sent_back(upstream, self.geometry)

    def send(self, upstream: Array, first: int, last: int) -> Band:
        """What the output rows ``first`` to ``last`` alone give to the map; see RunningGradient."""
        part, begin = self._part(first, last)
        return begin, self._sent_back(upstream[first : last + 1], part)

    def collecting_effort(self, first: int, last: int) -> int:
        """What it costs to find out what each of some rows of outputs gives to the weights."""
        count = last - first + 1
        if self._goes_by_rows(count):
            return count * kernel_effort(self._part(first, first)[0])
        return kernel_effort(self._part(first, last)[0])

    def weight_rows(self, upstream: Array) -> Derivation:
        """What each row of outputs alone gives to the weights, (H′, kh · kw) float64."""
        last = self.geometry.output[0] - 1

        def again(region: Region) -> Written:
            down, _ = reached(self.geometry, region)
            if not down:
                return Written(0, 0, np.empty((0, self.kernel.size)))
            return Written(down.start, 0, self._collected(upstream, down.start, down[-1]))

        def numbers_again(region: Region) -> int:
            down, _ = reached(self.geometry, region)
            return self.collecting_effort(down[0], down[-1]) if down else 0

        whole = self.collecting_effort(0, last)
        return Derivation(lambda: self._collected(upstream, 0, last), again, whole, numbers_again)

    def weights_of(self, upstream: Array, row: int, column: int) -> Array:
        """What the outputs of one row up to a column give to the weights, (kh, kw) float64."""
        given = np.where(np.arange(self.geometry.output[1]) <= column, upstream[row], 0.0)
        whole = np.broadcast_to(given, self.geometry.output)
        return self._collected(whole, row, row).reshape(self.kernel.shape)

    def _slid(self, down: range, right: range) -> Array:
        """The answers of some rows and columns of windows, from the cells that they see."""
        part, (top, left) = self._windows(down, right)
        height, width = part.size
        values = self.plane.read(slice(top, top + height), slice(left, left + width))
        bias = np.array([[self.bias]])
        return slide(values[None], self._kernels(part), bias, float_type(values)).reshape(part.output)

    def _collected(self, upstream: Array, first: int, last: int) -> Array:
        """What each of some rows of outputs gives to the weights, (rows, kh · kw).

        Goes tap by tap or, if there are far fewer rows, row by row.
        """
        (rows, begin), columns = self.geometry.rows.part(first, last), self.geometry.columns
        given, count = np.zeros((last - first + 1, *self.kernel.shape)), last - first + 1
        with np.errstate(all="ignore"):
            if self._goes_by_rows(count):
                for row in range(count):
                    given[row] = self._from_row(upstream, first + row)
                return given.reshape(count, -1)
            values = self.plane.read(slice(begin, begin + rows.size), slice(None))
            for down in rows.steps():
                for right in columns.steps():
                    sent = upstream[first : last + 1][down.outputs, right.outputs]
                    products = sent * values[down.cells, right.cells]
                    given[down.outputs, down.tap, right.tap] += products.sum(axis=1, dtype=np.float64)
        return given.reshape(count, -1)

    def _goes_by_rows(self, count: int) -> bool:
        return bool(self.kernel.size > _TAPS_A_ROW * count)

    def _from_row(self, upstream: Array, row: int) -> Array:
        """What a row of outputs gives to the weights, (kh, kw)."""
        part, begin = self._part(row, row)
        band = self.plane.read(slice(begin, begin + part.size[0]), slice(None))
        given = weights_gradient(upstream[None, row : row + 1], band[None], self._kernels(part))
        return given.reshape(self.kernel.shape)

    def _sent_back(self, given: Array, part: Geometry) -> Array:
        """What some rows of outputs give to the cells that they see."""
        dtype = float_type(self.plane.read(slice(0, 1), slice(0, 1)))
        return slide_back(given[None], self._kernels(part), np.zeros((1, 1)), dtype).reshape(part.size)

    def _part(self, first: int, last: int) -> tuple[Geometry, int]:
        """Some rows of windows, and the first row of cells that they see."""
        rows, begin = self.geometry.rows.part(first, last)
        return Geometry(rows, self.geometry.columns), begin

    def _windows(self, down: range, right: range) -> tuple[Geometry, tuple[int, int]]:
        """Some rows and columns of windows, and the first cell that they see."""
        rows, top = self.geometry.rows.part(down[0], down[-1])
        columns, left = self.geometry.columns.part(right[0], right[-1])
        return Geometry(rows, columns), (top, left)

    def _kernels(self, part: Geometry) -> Kernels:
        return Kernels(self.kernel[None, None], 1, part)


def reached(geometry: Geometry, region: Region) -> tuple[range, range]:
    """The rows and columns of outputs whose windows reach to a region of the map; empty if none does."""
    row, column, rows, columns = region
    return geometry.rows.reaching(row, row + rows), geometry.columns.reaching(column, column + columns)


def rests(document: Document) -> str:
    """Why there can be no convolution on a document's windows; empty if there can."""
    if document.spec.adaptive is not None:
        return say("Windows of a fixed output size may differ in size: no kernel fits them all.")
    geometry = document.spec.geometry(document.map.size)
    products = geometry.products
    if products <= _MOST_PRODUCTS and geometry.taps * geometry.rows.output <= _MOST_KEPT:
        return ""
    return say("The convolution rests: {count} products would take too long.", count=products)
