"""The convolution that lies on the very windows of the pooling: forward, and what it sends back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

import numpy as np

from poolviz.core import Axis, Geometry
from poolviz.core.convolution import ConvGradients, conv2d, conv2d_backward
from poolviz.frame.numbers import grouped
from poolviz.frame.plane import Array
from poolviz.frame.words import say
from poolviz.model.document import Document
from poolviz.model.running import Band

# Beyond so many products, or numbers to be kept for the weights' gradient, a kernel would make people wait.
_MOST_PRODUCTS, _MOST_KEPT = 1 << 26, 1 << 22

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
        values: the channel, (H, W).
        kernel: the weights, (kh, kw).
        bias: added to every output.
    """

    geometry: Geometry
    values: Array
    kernel: Array
    bias: float

    @cached_property
    def output(self) -> Array:
        """Σ w·x + b of every window, (H′, W′), read-only."""
        steps = self._steps(self._down)
        result: Array = conv2d(self.values[None], self._filters, [self.bias], **steps)[0]
        result.flags.writeable = False
        return result

    def gradients(self, upstream: Array) -> ConvGradients:
        """∂L/∂input (1, H, W), ∂L/∂weights (1, 1, kh, kw) and ∂L/∂bias (1,) from ∂L/∂output (H′, W′)."""
        steps = self._steps(self._down)
        return conv2d_backward(upstream[None], self.values[None], self._filters, **steps)

    def send(self, upstream: Array, first: int, last: int) -> Band:
        """What the output rows ``first`` to ``last`` alone give to the map; see RunningGradient."""
        begin, gradients = self._sent(upstream, first, last)
        return begin, gradients.x[0]

    def weight_rows(self, upstream: Array) -> Array:
        """What each row of outputs alone gives to the weights, (H′, kh, kw) float64.

        Goes tap by tap or row by row, whichever are fewer.
        """
        rows, columns = self.geometry.rows, self.geometry.columns
        given = np.zeros((rows.output, *self.kernel.shape))
        with np.errstate(all="ignore"):
            if self.kernel.size > rows.output:
                for row in range(rows.output):
                    given[row] = self._sent(upstream, row, row)[1].weights[0, 0]
                return given
            for down in rows.steps():
                for right in columns.steps():
                    products = upstream[down.outputs, right.outputs] * self.values[down.cells, right.cells]
                    given[down.outputs, down.tap, right.tap] += products.sum(axis=1, dtype=np.float64)
        return given

    def weights_of(self, upstream: Array, row: int, column: int) -> Array:
        """What the outputs of one row up to a column give to the weights, (kh, kw) float64."""
        given = np.where(np.arange(self.geometry.output[1]) <= column, upstream[row], 0.0)
        whole = np.broadcast_to(given, self.geometry.output)
        weights: Array = self._sent(whole, row, row)[1].weights[0, 0]
        return weights

    def _sent(self, upstream: Array, first: int, last: int) -> tuple[int, ConvGradients]:
        rows = self.geometry.rows
        part, begin = rows.part(first, last)
        band = self.values[begin : begin + part.size]
        given, steps = upstream[None, first : last + 1], self._steps(_reach(rows, first, last))
        return begin, conv2d_backward(given, band[None], self._filters, **steps)

    @property
    def _filters(self) -> Array:
        return self.kernel[None, None]

    @property
    def _down(self) -> tuple[int, int]:
        return _reach(self.geometry.rows, 0, self.geometry.rows.output - 1)

    def _steps(self, down: tuple[int, int]) -> _Steps:
        """Stride, dilation and padding; ``down`` is the padding above and below."""
        rows, columns = self.geometry.rows, self.geometry.columns
        return {
            "stride": (rows.stride, columns.stride),
            "padding": (down, _reach(columns, 0, columns.output - 1)),
            "dilation": (rows.dilation, columns.dilation),
        }


def rests(document: Document) -> str:
    """Why there can be no convolution on a document's windows; empty if there can."""
    if document.spec.adaptive is not None:
        return say("Windows of a fixed output size may differ in size: no kernel fits them all.")
    geometry = document.spec.geometry(document.map.size)
    taps = geometry.rows.window * geometry.columns.window
    products, kept = taps * geometry.windows, taps * geometry.rows.output
    if products <= _MOST_PRODUCTS and kept <= _MOST_KEPT:
        return ""
    return say("The convolution rests: {count} products would take too long.", count=grouped(products))


def _reach(axis: Axis, first: int, last: int) -> tuple[int, int]:
    """How far the windows ``first`` to ``last`` reach beyond the map before it and after it."""
    return max(0, -axis.start(first)), max(0, axis.start(last) + axis.span - axis.size)
