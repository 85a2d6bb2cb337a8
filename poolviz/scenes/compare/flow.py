"""What flows back through max, average and the kernel: worked out once for a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np

from poolviz.core import PoolSpec, divisors_at
from poolviz.frame.model import Cell, Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import signed_scale
from poolviz.frame.terms import Terms
from poolviz.maps.map import Map
from poolviz.maps.ranges import channel_range
from poolviz.model.derived import Derivation, Written
from poolviz.model.gathering import gathered, parts_of
from poolviz.model.grid import Cells, Grid, Position
from poolviz.model.last import Last
from poolviz.model.running import Band, RunningGradient, Send, row_sums, sending
from poolviz.scenes.compare.view import View


@dataclass(frozen=True, eq=False)
class Flow:
    """The gradients of one view, by row; ∂L/∂output is the same for all rows."""

    view: View
    _weights: Last[Array] = field(default_factory=lambda: Last(2), init=False)

    @cached_property
    def upstream(self) -> Array:
        """∂L/∂output, (H′, W′)."""
        return self.view.document.upstream.values(self.view.geometry.output)

    @cached_property
    def upstream_plane(self) -> Plane:
        """∂L/∂output as a plane."""
        return ArrayPlane(self.upstream)

    @cached_property
    def gradients(self) -> dict[str, Map]:
        """∂L/∂input after the last window, (1, H, W)."""
        return {row: self._gradient(row) for row in self.view.rows}

    def _gradient(self, row: str) -> Map:
        view, document = self.view, self.view.document
        if row == "convolution":
            # It does not depend on the map's numbers: an edit changes nothing.
            way = Derivation(
                lambda: view.sliding.gradient(self.upstream),
                lambda _: Written(0, 0, np.empty((0, 0))),
                2 * view.sliding.effort,
            )
            return view.derived(("gradient", document.upstream), way)
        return view.compute.gradient_map(document.map, document.channel, self._spec(row), document.upstream)

    def _spec(self, row: str) -> PoolSpec:
        return self.view.max_spec if row == "max" else self.view.average_spec

    @cached_property
    def running(self) -> dict[str, RunningGradient]:
        """∂L/∂input window by window."""
        return {row: self._running(row) for row in self.view.rows}

    def _running(self, row: str) -> RunningGradient:
        view, gradient = self.view, self.gradients[row]
        whole, sums = gradient.plane(0), partial(row_sums, view.compute, gradient, (row, view.document.spec))
        if row == "convolution":
            send: Send = self._slide_back
        else:
            send = sending(view.compute, view.input, self._spec(row))
        return RunningGradient(view.geometry, self.upstream, whole, sums, send)

    def _slide_back(self, given: Array, first: int, last: int) -> Band:
        self.view.compute.announce(self.view.sliding.sending_effort(first, last))
        return self.view.sliding.send(given, first, last)

    @cached_property
    def scale(self) -> Scale:
        """One scale for the gradients at output and input, neutral at 0."""
        ranges = [channel_range(gradient, 0) for gradient in self.gradients.values()]
        return signed_scale(self.upstream, np.array(ranges))

    @cached_property
    def sent(self) -> Array:
        """What has left the output after each window, (windows,): this is ∂L/∂bias so far as well."""
        with np.errstate(all="ignore"):
            return np.cumsum(self.upstream.ravel())

    @cached_property
    def _weights_above(self) -> Array:
        """∂L/∂weights from all rows of outputs above each, (H′ + 1, kh, kw)."""
        way = self.view.sliding.weight_rows(self.upstream)
        rows = self.view.derived(("weights", self.view.document.upstream), way).values[0]
        with np.errstate(all="ignore"):
            above = np.concatenate((np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)))
        return above.reshape(-1, *self.view.kernel.shape)

    @cached_property
    def weights_scale(self) -> Scale:
        """A range for ∂L/∂weights, neutral at 0."""
        return signed_scale(self._weights_above[-1])

    def weights(self, index: int) -> Array:
        """∂L/∂weights after window ``index``, (kh, kw); the last two that were asked for are kept."""
        return self._weights.of(index, lambda: self._weights_after(index))

    def _weights_after(self, index: int) -> Array:
        row, column = self.view.windows.position(index)
        self.view.compute.announce(self.view.sliding.collecting_effort(row, row))
        here = self.view.sliding.weights_of(self.upstream, row, column)
        with np.errstate(all="ignore"):
            so_far: Array = self._weights_above[row] + here
        return so_far

    # -- single cells ------------------------------------------------------------------------------

    def receivers(self, row: int, column: int) -> Cells:
        """The cells that get a part of a maximum's gradient: the winner, or all that share it."""
        if self.view.document.spec.ties == "split":
            return self.view.equals(row, column).all
        winner = self.view.winner(row, column)
        return () if winner is None else (winner,)

    def gathered(self, name: str, cell: Position, index: int) -> Terms:
        """What one answer has sent to a cell up to window ``index``: amounts in order, and from where."""
        windows = self.view.windows.seeing(Cell("input", *cell))
        slopes = self._slopes(name, cell, windows)
        return gathered(windows, self.upstream, slopes, slopes != 0, self.view.windows.position(index))

    def _slopes(self, name: str, cell: Position, windows: Grid) -> Array:
        """The derivative of one answer of each window by a cell that they see, (rows, columns)."""
        view = self.view
        if name == "max":
            return parts_of(cell, windows, view.windows, view.most)
        if name == "average":
            shares: Array = 1 / divisors_at(view.average_spec, view.geometry, windows.rows, windows.columns)
            return shares
        axes = (view.geometry.rows, windows.rows, cell[0]), (view.geometry.columns, windows.columns, cell[1])
        taps = ([axis.taps(output).index(at) for output in outputs] for axis, outputs, at in axes)
        slopes: Array = view.kernel[np.ix_(*taps)].astype(np.float64)
        return slopes
