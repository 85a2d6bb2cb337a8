"""Transposed convolution: the way back of a strided convolution, which makes maps larger."""

from __future__ import annotations

import numpy.typing as npt

from poolviz.core.arrays import Array, by, float_type
from poolviz.core.checks import SIDES, Pair, SpecError, map_size
from poolviz.core.convolution import ConvGradients
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
from poolviz.core.padding import Padding, as_pair, padding_sides
from poolviz.core.sentences import Sentence
from poolviz.core.spec import PoolSpec


def conv_transpose2d(
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    bias: npt.ArrayLike | None = None,
    *,
    size: Pair | None = None,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Array:
    """Spread each cell of `x` over a window, weighted by its filter: (..., O, H', W') to (..., C, H, W).

    The adjoint of `conv2d` with the same weights and settings: what that takes from (H, W) to (H', W'), this
    brings back in size, not in value. Where windows overlap, they add up. Agrees with PyTorch's
    conv_transpose2d, whose weights have this shape too. A kernel of ones as large as its stride repeats each
    cell: `upsample_nearest`. Calculated in float64; floats keep their type, integers give float64.

    Args:
        x: the map, (..., O, H', W').
        weights: (O, C / groups, kh, kw), those of the convolution that is turned back.
        bias: (C,), added to each channel that comes out; none is 0.
        size: (H, W) of the result. Several sizes come down to one where the stride is above 1; left out, it
            is the smallest, and for "same" and "same_lower" the largest, stride times the size of `x`
            (PyTorch gives the surplus over the smallest as output_padding).
        stride: as for `conv2d`, and so are `padding` (here: cut off around the result), `dilation`, `groups`.
        padding: see `conv2d`.
        dilation: see `conv2d`.
        groups: see `conv2d`.

    Raises:
        SpecError: a setting cannot be.
        ValueError: `x`, `weights` or `bias` is no array of numbers, their shapes do not go together, or the
            convolution would not bring `size` down to that of `x`.

    >>> conv_transpose2d([[[1, 2]]], [[[[1, 1], [1, 1]]]], stride=2).tolist()
    [[[1.0, 1.0, 2.0, 2.0], [1.0, 1.0, 2.0, 2.0]]]
    """
    filters, count = checked_weights(weights, groups)
    array = as_channels(x, len(filters))
    spec = kernel_spec(filters.shape[-2:], stride, padding, dilation)
    kernels = _placed(filters, count, spec, array.shape[-2:], size)
    return slide_back(array, kernels, checked_bias(bias, kernels.channels), float_type(array))


def conv_transpose2d_backward(
    upstream: npt.ArrayLike,
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> ConvGradients:
    """The gradients at the map, the weights and the bias of a transposed convolution.

    To the map, that is the convolution itself. Types and errors as for `conv2d_backward`.

    Args:
        upstream: the gradient at the result, (..., C, H, W).
        x: the map, (..., O, H', W').
        weights: (O, C / groups, kh, kw).
        stride: as for `conv2d`, and so are `padding`, `dilation` and `groups`.
        padding: see `conv2d`.
        dilation: see `conv2d`.
        groups: see `conv2d`.

    Raises:
        SpecError: a setting cannot be.
        ValueError: a shape does not go with the others.

    >>> gradients = conv_transpose2d_backward([[[1, 2, 3, 4]]], [[[5, 6]]], [[[[1, 1]]]], stride=2)
    >>> gradients.x.tolist(), gradients.weights.tolist(), gradients.bias.tolist()
    ([[[3.0, 7.0]]], [[[[23.0, 34.0]]]], [10.0])
    """
    filters, count = checked_weights(weights, groups)
    array = as_channels(x, len(filters))
    given = as_channels(upstream, filters.shape[1] * count, "upstream gradient")
    if given.shape[:-3] != array.shape[:-3]:
        raise ValueError(
            f"The upstream gradient is {by(given.shape)}, the map {by(array.shape)}: "
            "all before channels, rows and columns must match."
        )
    spec = kernel_spec(filters.shape[-2:], stride, padding, dilation)
    kernels = _placed(filters, count, spec, array.shape[-2:], given.shape[-2:])
    return ConvGradients(
        slide(given, kernels, checked_bias(None, kernels.filters), float_type(array)),
        weights_gradient(array, given, kernels),
        bias_gradient(given, kernels),
    )


def _placed(weights: Array, groups: int, spec: PoolSpec, came: Pair, size: Pair | None) -> Kernels:
    """The kernels where they slide over a map of `size`, or the usual one, to give one of the size `came`."""
    window, wanted = weights.shape[-2:], None if size is None else map_size(size)
    target = []
    for which, side in enumerate(SIDES):
        possible = _sizes(spec, which, window[which], came[which])
        if not possible:
            raise SpecError(
                "padding",
                Sentence(
                    "Padding of {value!r} cuts off all of the result: it must leave some of its {side}.",
                    value=spec.padding,
                    side=side,
                ),
            )
        usual = possible[-1] if spec.padding in ("same", "same_lower") else possible[0]
        target.append(usual if wanted is None else wanted[which])
        if target[which] not in possible:
            raise ValueError(
                f"The result's {side} cannot be {target[which]}: the convolution brings "
                f"{_from_to(possible)} down to {came[which]}."
            )
    return Kernels(weights, groups, spec.geometry((target[0], target[1])))


def _sizes(spec: PoolSpec, which: int, window: int, came: int) -> range:
    """All sizes that the convolution brings down to `came` along one axis."""
    stride = window if spec.stride is None else as_pair(spec.stride)[which]
    if spec.padding in ("same", "same_lower"):
        return range((came - 1) * stride + 1, came * stride + 1)
    span = as_pair(spec.dilation)[which] * (window - 1) + 1
    least = (came - 1) * stride + span - sum(padding_sides(spec.padding)[which])
    return range(max(1, least), least + stride)


def _from_to(sizes: range) -> str:
    """A run of sizes in words.

    >>> _from_to(range(4, 5)), _from_to(range(4, 7))
    ('4', '4 to 6')
    """
    return f"{sizes[0]}" if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"
