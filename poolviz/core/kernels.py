"""Kernels sliding over maps as one product of matrices.

The cells of all windows are laid side by side, a few rows of windows at a time, and multiplied by all kernels
at once in float64: each result is rounded once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, DType, as_map, by, float_type
from poolviz.core.checks import Pair, SpecError, at_least
from poolviz.core.geometry import Geometry
from poolviz.core.padding import Padding
from poolviz.core.sentences import Sentence
from poolviz.core.spec import PoolSpec

# Cells laid side by side at once: 4 MB of them, enough for the product to be worth its call.
_CELLS = 1 << 19


def kernel_spec(
    window: int | Pair, stride: int | Pair | None, padding: Padding, dilation: int | Pair
) -> PoolSpec:
    """A kernel slides as a pooling window does: the same words, limits and refusals."""
    return PoolSpec(mode="average", window=window, stride=stride, padding=padding, dilation=dilation)


def checked_groups(groups: object) -> int:
    """The number of groups as a whole number of at least 1."""
    return at_least(1, groups, "groups", Sentence("Groups"), Sentence("each channel is in one of them"))


def refuse_unequal(count: int, what: Sentence, groups: int) -> None:
    """So many filters or channels must fall into equal groups.

    Raises:
        SpecError: they do not.
    """
    if count % groups:
        raise SpecError(
            "groups",
            Sentence(
                "{count} {what} cannot be shared equally among {groups} groups: choose a divisor.",
                count=count,
                what=what,
                groups=groups,
            ),
        )


class Kernels(NamedTuple):
    """Weights (O, C / groups, kh, kw) and the places where they slide over a map."""

    weights: Array
    groups: int
    geometry: Geometry

    @property
    def channels(self) -> int:
        """Channels C of the map they slide over."""
        return int(self.weights.shape[1]) * self.groups

    @property
    def filters(self) -> int:
        """Channels O that they give."""
        return len(self.weights)

    def matrix(self, dtype: DType) -> Array:
        """One row of weights for each filter, shape (groups, O / groups, C / groups · kh · kw)."""
        return self.weights.astype(dtype).reshape(self.groups, self.filters // self.groups, -1)

    def wide_type(self, *others: Array) -> DType:
        """The type to calculate in: float64, or wider if an operand is."""
        return np.result_type(np.float64, self.weights.dtype, *(array.dtype for array in others))


def checked_weights(weights: npt.ArrayLike, groups: int) -> tuple[Array, int]:
    """Weights as an array (O, C / groups, kh, kw) and the number of groups.

    Raises:
        ValueError: they have another shape.
        SpecError: the groups do not divide the filters.
    """
    array, count = as_map(weights, "kernel"), checked_groups(groups)
    if array.ndim != 4:
        raise ValueError(
            f"Weights are filters × channels × rows × columns, these are {by(array.shape)}: "
            "a single kernel has 1×1 before its rows and columns."
        )
    refuse_unequal(len(array), Sentence("filters"), count)
    return array, count


def as_channels(x: npt.ArrayLike, channels: int, what: str = "map") -> Array:
    """`x` as an array (..., C, H, W) with so many channels.

    Raises:
        ValueError: it has other dimensions, or other channels.
    """
    array = as_map(x, what)
    if array.ndim < 3:
        raise ValueError(
            f"A convolution mixes channels, this {what} is {by(array.shape)}: "
            f"give channels × rows × columns, a single channel as {by((1, *array.shape))}."
        )
    if array.shape[-3] != channels:
        raise ValueError(f"This {what} has {array.shape[-3]} channels, but the weights are for {channels}.")
    return array


def checked_bias(bias: npt.ArrayLike | None, channels: int) -> Array:
    """One number to add to each channel that comes out, shape (channels, 1); zeros if there is none.

    Raises:
        ValueError: there are more, or fewer, or they are no numbers.
    """
    if bias is None:
        return np.zeros((channels, 1))
    row: Any = [[bias]]
    array = as_map(row, "bias")
    if array.shape[2:] != (channels,):
        given = by(array.shape[2:]) or "a single one"
        raise ValueError(f"The bias is a row of {channels} numbers, one for each channel, not {given}.")
    return array.reshape(channels, 1)


def kernel_pass_count(geometry: Geometry, channels: int = 1) -> int:
    """How often cells are laid side by side for one filter a channel: for each weight in each block.

    >>> kernel_pass_count(PoolSpec(window=3, stride=1).geometry((32, 32)))
    9
    >>> kernel_pass_count(PoolSpec(window=64, stride=1).geometry((164, 164)))  # a row fills a block
    413696
    """
    rows = geometry.rows.output
    return math.ceil(rows / _block_height(_row_cells(geometry, channels, channels), rows)) * geometry.taps


def _row_cells(geometry: Geometry, channels: int, filters: int) -> int:
    """How many cells one row of windows takes side by side, with what comes out of them."""
    return (channels * geometry.taps + filters) * geometry.columns.output


def _block_height(a_row: int, rows: int) -> int:
    """How many of so many rows of windows are laid side by side at once."""
    return max(1, min(rows, _CELLS // a_row))


class _Block(NamedTuple):
    """The windows in the rows `rows` of some `maps`, which see the map's rows `cells`.

    No later block of these maps sees a row before `done`.
    """

    maps: slice
    rows: slice
    cells: slice
    geometry: Geometry
    done: int


def _blocks(maps: int, kernels: Kernels) -> Iterator[_Block]:
    """All windows in order, a few rows at a time; many small maps together."""
    rows, columns = kernels.geometry.rows, kernels.geometry.columns
    a_row = _row_cells(kernels.geometry, kernels.channels, kernels.filters)
    together = max(1, _CELLS // (a_row * rows.output))
    height = _block_height(a_row, rows.output)
    for some in range(0, maps, together):
        for row in range(0, rows.output, height):
            end = min(row + height, rows.output)
            part, begin = rows.part(row, end - 1)
            yield _Block(
                slice(some, some + together),
                slice(row, end),
                slice(begin, begin + part.size),
                Geometry(part, columns),
                rows.size if end == rows.output else max(0, rows.start(end)),
            )


def _side_by_side(x: Array, kernels: Kernels, geometry: Geometry, dtype: DType) -> Array:
    """The cells of all windows on `x` (N, C, H, W), shape (groups, C / groups · kh · kw, N · H' · W')."""
    count, channels = x.shape[:2]
    rows, columns = geometry.rows, geometry.columns
    cells = np.zeros((channels, rows.window, columns.window, count, *geometry.output), dtype)
    x = x.swapaxes(0, 1)
    for down in rows.steps():
        for right in columns.steps():
            where = (slice(None), down.tap, right.tap, slice(None), down.outputs, right.outputs)
            cells[where] = x[..., down.cells, right.cells]
    return cells.reshape(kernels.groups, -1, count * geometry.windows)


def _put_back(cells: Array, kernels: Kernels, geometry: Geometry, count: int) -> Array:
    """Cells side by side added up where they came from, shape (N, C, H, W): the adjoint."""
    rows, columns = geometry.rows, geometry.columns
    channels = kernels.channels
    cells = cells.reshape(channels, rows.window, columns.window, count, *geometry.output)
    result = np.zeros((channels, count, *geometry.size), cells.dtype)
    for down in rows.steps():
        for right in columns.steps():
            where = (slice(None), down.tap, right.tap, slice(None), down.outputs, right.outputs)
            result[..., down.cells, right.cells] += cells[where]
    return result.swapaxes(0, 1)


def _by_groups(y: Array, kernels: Kernels, dtype: DType) -> Array:
    """Channels that came out (N, O, H', W'), side by side as (groups, O / groups, N · H' · W')."""
    wide = y.swapaxes(0, 1).astype(dtype)
    return wide.reshape(kernels.groups, kernels.filters // kernels.groups, -1)


def slide(x: Array, kernels: Kernels, bias: Array, result_type: DType) -> Array:
    """Each window of `x` (..., C, H, W) times each kernel, plus bias (O, 1): shape (..., O, H', W')."""
    result = np.empty((*x.shape[:-3], kernels.filters, *kernels.geometry.output), result_type)
    maps, results = (array.reshape(-1, *array.shape[-3:]) for array in (x, result))
    dtype = kernels.wide_type(x, bias)
    matrix = kernels.matrix(dtype)
    with np.errstate(all="ignore"):
        for block in _blocks(len(maps), kernels):
            cells = _side_by_side(maps[block.maps, :, block.cells], kernels, block.geometry, dtype)
            sums = np.matmul(matrix, cells).reshape(kernels.filters, -1)
            sums += bias
            target = results[block.maps, :, block.rows].swapaxes(0, 1)
            target[...] = sums.reshape(target.shape)
    return result


def slide_back(y: Array, kernels: Kernels, bias: Array, result_type: DType) -> Array:
    """The adjoint of `slide` on `y` (..., O, H', W'), plus bias (C, 1): shape (..., C, H, W)."""
    result = np.empty((*y.shape[:-3], kernels.channels, *kernels.geometry.size), result_type)
    maps, results = (array.reshape(-1, *array.shape[-3:]) for array in (y, result))
    dtype = kernels.wide_type(y)
    matrix = kernels.matrix(dtype).swapaxes(-1, -2)
    unfinished: Array = np.zeros((0, 0, 0, 0))
    with np.errstate(all="ignore"):
        result[...] = bias[..., np.newaxis]
        for block in _blocks(len(maps), kernels):
            given = maps[block.maps, :, block.rows]
            cells = np.matmul(matrix, _by_groups(given, kernels, dtype))
            band = _put_back(cells, kernels, block.geometry, len(given))
            if block.rows.start > 0:
                band[:, :, : unfinished.shape[2]] += unfinished
            begin = block.cells.start
            finished, unfinished = np.split(band, [block.done - begin], axis=2)
            results[block.maps, :, begin : begin + finished.shape[2]] = finished + bias[..., np.newaxis]
    return result


def weights_gradient(upstream: Array, x: Array, kernels: Kernels) -> Array:
    """The gradient at the weights, in their shape, of `slide` on `x` (..., C, H, W)."""
    maps, given = (array.reshape(-1, *array.shape[-3:]) for array in (x, upstream))
    dtype = kernels.wide_type(x, upstream)
    total = np.zeros_like(kernels.matrix(dtype))
    with np.errstate(all="ignore"):
        for block in _blocks(len(maps), kernels):
            cells = _side_by_side(maps[block.maps, :, block.cells], kernels, block.geometry, dtype)
            part = _by_groups(given[block.maps, :, block.rows], kernels, dtype)
            total += np.matmul(part, cells.swapaxes(-1, -2))
        return total.reshape(kernels.weights.shape).astype(float_type(kernels.weights))


def bias_gradient(upstream: Array, kernels: Kernels) -> Array:
    """The gradient (O,) at a bias: the sum of the upstream gradient over maps, rows and columns."""
    wide = np.result_type(upstream.dtype, np.float64)
    with np.errstate(all="ignore"):
        sums = upstream.reshape(-1, *upstream.shape[-3:]).sum(axis=(0, 2, 3), dtype=wide)
        result: Array = sums.astype(float_type(kernels.weights), copy=False)
    return result
