"""The convolution that lies on the very windows of the pooling: forward, and what it sends back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from poolviz.core import Axis, Geometry
from poolviz.core.convolution import ConvGradients, conv2d, conv2d_backward
from poolviz.frame.plane import Array, Plane
from poolviz.frame.words import say
from poolviz.model.derived import Derivation, Region, Written, effort
from poolviz.model.document import Document
from poolviz.model.running import Band

# Beyond so many products, or numbers to be kept for the weights' gradient, a kernel would make people wait.
_MOST_PRODUCTS, _MOST_KEPT = 1 << 26, 1 << 22
# All taps of a kernel cost as much as what one row of outputs sends back.
_TAPS_A_ROW = 32

Sides = tuple[tuple[int, int], tuple[int, int]]


class _Steps(TypedDict):
    stride: tuple[int, int]
    padding: Sides
    dilation: tuple[int, int]


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
        return effort(self.geometry, tap_by_tap=True)

    def sending_effort(self, first: int, last: int) -> int:
        """What it costs to find out what some rows of outputs alone give to the map."""
        rows, _ = self.geometry.rows.part(first, last)
        return 2 * effort(Geometry(rows, self.geometry.columns), tap_by_tap=True)

    @property
    def output(self) -> Derivation:
        """Σ w·x + b of every window, (H′, W′)."""
        rows, columns = self.geometry.output

        def again(region: Region) -> Written:
            down, right = reached(self.geometry, region)
            if not (down and right):
                return Written(0, 0, np.empty((0, 0)))
            return Written(down.start, right.start, self._slid(down, right))

        return Derivation(lambda: self._slid(range(rows), range(columns)), again, self.effort)

    def gradients(self, upstream: Array) -> ConvGradients:
        """∂L/∂input (1, H, W), ∂L/∂weights (1, 1, kh, kw) and ∂L/∂bias (1,) from ∂L/∂output (H′, W′)."""
        every = range(self.geometry.output[0]), range(self.geometry.output[1])
        values = self.plane.read(slice(None), slice(None))
        return conv2d_backward(upstream[None], values[None], self._filters, **self._steps(*every))

    def send(self, upstream: Array, first: int, last: int) -> Band:
        """What the output rows ``first`` to ``last`` alone give to the map; see RunningGradient."""
        begin, gradients = self._sent(upstream, first, last)
        return begin, gradients.x[0]

    def weight_rows(self, upstream: Array) -> Derivation:
        """What each row of outputs alone gives to the weights, (H′, kh · kw) float64."""
        last = self.geometry.output[0] - 1

        def again(region: Region) -> Written:
            down, _ = reached(self.geometry, region)
            if not down:
                return Written(0, 0, np.empty((0, self.kernel.size)))
            return Written(down.start, 0, self._collected(upstream, down.start, down[-1]))

        return Derivation(lambda: self._collected(upstream, 0, last), again, self.effort)

    def weights_of(self, upstream: Array, row: int, column: int) -> Array:
        """What the outputs of one row up to a column give to the weights, (kh, kw) float64."""
        given = np.where(np.arange(self.geometry.output[1]) <= column, upstream[row], 0.0)
        whole = np.broadcast_to(given, self.geometry.output)
        return self._collected(whole, row, row).reshape(self.kernel.shape)

    def _slid(self, down: range, right: range) -> Array:
        """The answers of some rows and columns of windows, from the cells that they see."""
        rows, top = self.geometry.rows.part(down[0], down[-1])
        columns, left = self.geometry.columns.part(right[0], right[-1])
        values = self.plane.read(slice(top, top + rows.size), slice(left, left + columns.size))
        result: Array = conv2d(values[None], self._filters, [self.bias], **self._steps(down, right))[0]
        return result

    def _collected(self, upstream: Array, first: int, last: int) -> Array:
        """What each of some rows of outputs gives to the weights, (rows, kh · kw).

        Goes tap by tap or, if there are far fewer rows, row by row.
        """
        (rows, begin), columns = self.geometry.rows.part(first, last), self.geometry.columns
        given, count = np.zeros((last - first + 1, *self.kernel.shape)), last - first + 1
        with np.errstate(all="ignore"):
            if self.kernel.size > _TAPS_A_ROW * count:
                for row in range(count):
                    given[row] = self._sent(upstream, first + row, first + row)[1].weights[0, 0]
                return given.reshape(count, -1)
            values = self.plane.read(slice(begin, begin + rows.size), slice(None))
            for down in rows.steps():
                for right in columns.steps():
                    sent = upstream[first : last + 1][down.outputs, right.outputs]
                    products = sent * values[down.cells, right.cells]
                    given[down.outputs, down.tap, right.tap] += products.sum(axis=1, dtype=np.float64)
        return given.reshape(count, -1)

    def _sent(self, upstream: Array, first: int, last: int) -> tuple[int, ConvGradients]:
        part, begin = self.geometry.rows.part(first, last)
        band = self.plane.read(slice(begin, begin + part.size), slice(None))
        steps = self._steps(range(first, last + 1), range(self.geometry.output[1]))
        given = upstream[None, first : last + 1]
        return begin, conv2d_backward(given, band[None], self._filters, **steps)

    @property
    def _filters(self) -> Array:
        return self.kernel[None, None]

    def _steps(self, down: range, right: range) -> _Steps:
        """Stride, dilation, and the padding that some rows and columns of windows reach into."""
        rows, columns = self.geometry.rows, self.geometry.columns
        return {
            "stride": (rows.stride, columns.stride),
            "padding": (_beyond(rows, down), _beyond(columns, right)),
            "dilation": (rows.dilation, columns.dilation),
        }


def reached(geometry: Geometry, region: Region) -> tuple[range, range]:
    """The rows and columns of outputs whose windows reach to a region of the map; empty if none does."""
    row, column, rows, columns = region
    return geometry.rows.reaching(row, row + rows), geometry.columns.reaching(column, column + columns)


def rests(document: Document) -> str:
    """Why there can be no convolution on a document's windows; empty if there can."""
    if document.spec.adaptive is not None:
        return say("Windows of a fixed output size may differ in size: no kernel fits them all.")
    geometry = document.spec.geometry(document.map.size)
    taps = geometry.rows.window * geometry.columns.window
    products, kept = taps * geometry.windows, taps * geometry.rows.output
    if products <= _MOST_PRODUCTS and kept <= _MOST_KEPT:
        return ""
    return say("The convolution rests: {count} products would take too long.", count=products)


def _beyond(axis: Axis, windows: range) -> tuple[int, int]:
    """How far some windows reach beyond the map before it and after it."""
    return max(0, -axis.start(windows[0])), max(0, axis.start(windows[-1]) + axis.span - axis.size)
