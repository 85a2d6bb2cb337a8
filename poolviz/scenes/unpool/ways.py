"""The ways back from a pooled map: one level up, each in its own manner."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.core import (
    Geometry,
    PoolSpec,
    conv_transpose2d,
    max_unpool,
    pool_backward,
    upsample_bilinear,
    upsample_nearest,
)
from poolviz.frame.plane import Array
from poolviz.frame.words import say

WAYS = ("nearest", "bilinear", "transposed", "unpool", "spread")


def title(way: str) -> str:
    """What a way is called above its board."""
    if way == "nearest":
        return say("Nearest")
    if way == "bilinear":
        return say("Bilinear")
    if way == "transposed":
        return say("Transposed conv")
    return say("Max-unpool") if way == "unpool" else say("Average spread")


def brief(way: str) -> str:
    """What a way is called above its board where there is little room; as usual, if that is short."""
    return say("Transp.") if way == "transposed" else say("Unpool") if way == "unpool" else ""


def short(way: str) -> str:
    """What a way is called inside a sentence."""
    if way == "nearest":
        return say("nearest")
    if way == "bilinear":
        return say("bilinear")
    if way == "transposed":
        return say("transposed convolution")
    return say("max-unpool") if way == "unpool" else say("average spread")


def resample(way: str, values: Array, size: tuple[int, int]) -> Array:
    """By "nearest" or "bilinear", (H′, W′) to ``size``."""
    return upsample_nearest(values, size) if way == "nearest" else upsample_bilinear(values, size)


def transposed(values: Array, kernel: Array, geometry: Geometry) -> Array:
    """Each number spread over its window, weighted by the kernel; overlaps add, (H′, W′) to (H, W).

    What falls into padding and overhang is cut off, and cells that no window sees get 0.

    >>> geometry = PoolSpec(window=(1, 2), stride=1).geometry((1, 3))
    >>> transposed(np.array([[1.0, 10.0]]), np.ones((1, 2)), geometry).tolist()
    [[1.0, 11.0, 10.0]]
    """
    axes = geometry.rows, geometry.columns
    spread = conv_transpose2d(
        values[None],
        kernel[None, None],
        stride=(axes[0].stride, axes[1].stride),
        dilation=(axes[0].dilation, axes[1].dilation),
    )[0]
    inside = spread[tuple(slice(axis.low, axis.low + axis.size) for axis in axes)]
    result: Array = np.zeros(geometry.size, inside.dtype)
    result[: inside.shape[0], : inside.shape[1]] = inside
    return result


def unpool(values: Array, winners: Array, size: tuple[int, int]) -> Array:
    """Each number back at the cell that its switch remembers, 0 elsewhere."""
    return max_unpool(values, winners, size)


def spread(values: Array, spec: PoolSpec, geometry: Geometry) -> Array:
    """Each number to every cell of its window; the mean where windows overlap, 0 where there is none.

    That is what average asks for: a window of k² cells with that mean, and no cell more than another.

    >>> spec = PoolSpec(window=(1, 2), stride=1)
    >>> spread(np.array([[1.0, 3.0]]), spec, spec.geometry((1, 3))).tolist()
    [[1.0, 2.0, 3.0]]
    """
    summing = replace(spec, mode="average", divisor_override=1)
    sums = pool_backward(values, np.zeros(geometry.size), summing)
    windows = geometry.rows.coverage()[:, None] * geometry.columns.coverage()
    with np.errstate(invalid="ignore"):
        result: Array = sums / np.maximum(windows, 1)
    return result
