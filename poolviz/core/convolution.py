"""Convolution as networks mean it: kernels slide over the map unturned, and mix its channels.

Beside pooling for comparison: a kernel also turns a window into one number, but with trained weights.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy.typing as npt

from poolviz.core.arrays import Array, as_upstream, float_type
from poolviz.core.checks import Pair
from poolviz.core.kernels import (
    Kernels,
    as_channels,
    bias_gradient,
    checked_bias,
    checked_weights,
    kernel_spec,
    slide,
    slide_back,
    weights_gradient,
)
from poolviz.core.padding import Padding


class ConvGradients(NamedTuple):
    """What a convolution sends back: to its map `x`, to its `weights` and to its `bias`, in their shapes."""

    x: Array
    weights: Array
    bias: Array


def conv2d(
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    bias: npt.ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Array:
    """Slide each filter over all channels of `x`, (..., C, H, W) to (..., O, H', W').

    Output c at (i, j) is bias[c] plus the sum of weights times cells of its window (cross-correlation, as
    PyTorch's conv2d; nothing is turned around). Padding is filled with zeros; its words, limits and the size
    of the output are those of `PoolSpec`. Calculated in float64 and rounded once: floats keep their type,
    integers give float64.

    Args:
        x: the map, (..., C, H, W).
        weights: (O, C / groups, kh, kw), O filters of kh × kw cells.
        bias: (O,), added to each channel that comes out; none is 0.
        stride: cells from one window to the next, an int or (down, right).
        padding: an int, a pair, ((top, bottom), (left, right)), "valid", "same" or "same_lower".
        dilation: distance between neighbouring taps, an int or a pair.
        groups: into how many groups the channels and filters fall, each filter seeing the channels of its own
            group only. C groups of one channel make the convolution depthwise.

    Raises:
        SpecError: a setting cannot be, or no window fits the map.
        ValueError: `x`, `weights` or `bias` is no array of numbers, or their shapes do not go together.

    >>> x = [[[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]]
    >>> conv2d(x, [[[[0.25, 0.25], [0.25, 0.25]]]], stride=2).tolist()
    [[[3.25, 5.25], [2.0, 2.0]]]
    """
    array, kernels = _placed(x, weights, stride, padding, dilation, groups)
    return slide(array, kernels, checked_bias(bias, kernels.filters), float_type(array))


def conv2d_backward(
    upstream: npt.ArrayLike,
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> ConvGradients:
    """The gradients at the map, the weights and the bias of a convolution, from that at its output.

    Each cell gets upstream times weight from every window that sees it, each weight upstream times cell from
    every window, the bias of a channel the sum of its upstream gradient. Each gradient has the type of what
    it belongs to (float64 for integers); that of the bias has the type of the weights'.

    Args:
        upstream: the gradient at the output, (..., O, H', W').
        x: the map, (..., C, H, W).
        weights: (O, C / groups, kh, kw).
        stride: as for `conv2d`, and so are `padding`, `dilation` and `groups`.
        padding: see `conv2d`.
        dilation: see `conv2d`.
        groups: see `conv2d`.

    Raises:
        SpecError: a setting cannot be, or no window fits the map.
        ValueError: a shape does not go with the others.

    >>> gradients = conv2d_backward([[[1, 10]]], [[[1, 2, 3]]], [[[[5, 7]]]])
    >>> gradients.x.tolist(), gradients.weights.tolist(), gradients.bias.tolist()
    ([[[5.0, 57.0, 70.0]]], [[[[21.0, 32.0]]]], [11.0])
    """
    array, kernels = _placed(x, weights, stride, padding, dilation, groups)
    given = as_upstream(upstream, (*array.shape[:-3], kernels.filters, *kernels.geometry.output))
    return ConvGradients(
        slide_back(given, kernels, checked_bias(None, kernels.channels), float_type(array)),
        weights_gradient(given, array, kernels),
        bias_gradient(given, kernels),
    )


def _placed(
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    stride: int | Pair,
    padding: Padding,
    dilation: int | Pair,
    groups: int,
) -> tuple[Array, Kernels]:
    """The map as an array, and the kernels where they slide over it."""
    filters, count = checked_weights(weights, groups)
    array = as_channels(x, filters.shape[1] * count)
    spec = kernel_spec(filters.shape[-2:], stride, padding, dilation)
    return array, Kernels(filters, count, spec.geometry(array.shape[-2:]))
