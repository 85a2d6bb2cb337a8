"""The convolution that stands beside the pooling: fixed weights that mix all channels."""

from __future__ import annotations

import numpy as np

from poolviz.core import Axis, Geometry
from poolviz.core.convolution import conv2d
from poolviz.frame.plane import Array
from poolviz.model.derived import weights_effort

OWN_SHARE = 0.5
"""How much an output takes from the channel of its own number; the others share the rest equally."""


def shares(channels: int) -> Array:
    """How much output o takes from channel c, (C, C): half from its own, the rest from the others alike.

    No share is 0, so that a change in one channel moves every output.

    >>> shares(3).tolist()
    [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]]
    """
    if channels == 1:
        return np.ones((1, 1))
    weights = np.full((channels, channels), (1 - OWN_SHARE) / (channels - 1))
    np.fill_diagonal(weights, OWN_SHARE)
    return weights


def kernel(channels: int, window: tuple[int, int]) -> Array:
    """The weights of all filters, (C, C, kh, kw): each spreads its share evenly over the window.

    >>> kernel(2, (1, 2)).tolist()
    [[[[0.25, 0.25]], [[0.25, 0.25]]], [[[0.25, 0.25]], [[0.25, 0.25]]]]
    """
    spread = shares(channels)[:, :, None, None] / (window[0] * window[1])
    return np.broadcast_to(spread, (channels, channels, *window))


def mixed(values: Array, geometry: Geometry) -> Array:
    """The convolution on the windows of a pooling, (C, H, W) to (C, H′, W′), read-only.

    Padding, and what a window of ceil mode reaches beyond it, is filled with zeros.
    """
    rows, columns = geometry.rows, geometry.columns
    result = conv2d(
        values,
        kernel(len(values), (rows.window, columns.window)),
        stride=(rows.stride, columns.stride),
        padding=(_reach(rows), _reach(columns)),
        dilation=(rows.dilation, columns.dilation),
    )
    result.flags.writeable = False
    return result


def mixing_effort(channels: int, geometry: Geometry) -> int:
    """How many numbers cost as much to work out as the convolution: mostly to lay out cells side by side.

    >>> from poolviz.core import PoolSpec
    >>> mixing_effort(3, PoolSpec(window=2).geometry((100, 100)))
    15400
    """
    return channels * geometry.products // 2 + weights_effort(geometry, channels)


def _reach(axis: Axis) -> tuple[int, int]:
    """How far the windows reach beyond the map before it and after it."""
    return max(0, -axis.start(0)), max(0, axis.start(axis.output - 1) + axis.span - axis.size)
