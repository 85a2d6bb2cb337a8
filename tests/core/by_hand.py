"""Convolution, blur and resampling as one would do them by hand, and ways to compare what comes out.

Nothing here is shared with `poolviz.core` but the fields of a specification. It is slow and meant to be
obvious.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from poolviz.core import PoolSpec
from tests import reference

Array = npt.NDArray[Any]


class Tap(NamedTuple):
    """One weight on one cell: output (o, i, j) gets weight (o, c, a, b) times cell (channel, row, column)."""

    output: tuple[int, int, int]
    weight: tuple[int, int, int, int]
    channel: int
    cell: tuple[int, int] | None
    """None in the padding."""


def taps(weights: Array, size: tuple[int, int], groups: int, **settings: Any) -> Iterator[Tap]:  # noqa: ANN401 - the settings of a convolution
    """Everything that a convolution of maps of `size` multiplies."""
    filters, channels, height, width = weights.shape
    spec = PoolSpec(mode="average", window=(height, width), **{"stride": 1, **settings})
    for o in range(filters):
        first = o // (filters // groups) * channels
        for i, down in enumerate(reference.spans(spec, size, 0)):
            for j, right in enumerate(reference.spans(spec, size, 1)):
                for c in range(channels):
                    for a, row in enumerate(down.taps):
                        for b, column in enumerate(right.taps):
                            real = 0 <= row < size[0] and 0 <= column < size[1]
                            cell = (row, column) if real else None
                            yield Tap((o, i, j), (o, c, a, b), first + c, cell)


def output_size(weights: Array, size: tuple[int, int], **settings: Any) -> tuple[int, int]:  # noqa: ANN401 - as above
    """Height and width of what a convolution gives."""
    window = (weights.shape[-2], weights.shape[-1])
    return reference.output_size(PoolSpec(mode="average", window=window, **{"stride": 1, **settings}), size)


def conv(x: Array, weights: Array, bias: Array, groups: int, **settings: Any) -> Array:  # noqa: ANN401 - as above
    """A convolution of one picture (C, H, W) in float64."""
    size = (x.shape[-2], x.shape[-1])
    terms: dict[tuple[int, int, int], list[float]] = {}
    for tap in taps(weights, size, groups, **settings):
        value = 0.0 if tap.cell is None else float(x[(tap.channel, *tap.cell)])
        terms.setdefault(tap.output, [float(bias[tap.output[0]])]).append(float(weights[tap.weight]) * value)
    result = np.zeros((len(weights), *output_size(weights, size, **settings)))
    for output, some in terms.items():
        result[output] = total(some)
    return result


def conv_backward(
    upstream: Array,
    x: Array,
    weights: Array,
    groups: int,
    **settings: Any,  # noqa: ANN401 - as above
) -> tuple[Array, Array, Array]:
    """The gradients at map, weights and bias of a convolution of one picture, in float64."""
    at_x, at_weights = np.zeros(x.shape), np.zeros(weights.shape)
    for tap in taps(weights, (x.shape[-2], x.shape[-1]), groups, **settings):
        if tap.cell is not None:
            cell = (tap.channel, *tap.cell)
            at_x[cell] += float(upstream[tap.output]) * float(weights[tap.weight])
            at_weights[tap.weight] += float(upstream[tap.output]) * float(x[cell])
    return at_x, at_weights, np.array([plane.sum(dtype=np.float64) for plane in upstream])


def total(terms: list[float]) -> float:
    """The exact sum, rounded once; with NaN and infinities as addition has them."""
    if all(math.isfinite(term) for term in terms):
        return math.fsum(terms)
    return sum(term for term in terms if not math.isfinite(term))


def _two(value: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a number or a pair of anything
    return value if isinstance(value, tuple) else (value, value)


def reflected(cell: int, size: int) -> int:
    """The cell that lies where `cell` would, were there a mirror in the middle of each outermost cell."""
    while size > 1 and not 0 <= cell < size:
        cell = -cell if cell < 0 else 2 * (size - 1) - cell
    return cell if size > 1 else 0


def every_window(spec: PoolSpec, size: tuple[int, int]) -> PoolSpec:
    """The same pooling with all windows that fit, one cell apart; the first stays where it is.

    If not even the first fits, in ceil mode, it is the only one.
    """
    padding, stride = [], []
    for which, n in enumerate(size):
        spans = reference.spans(spec, size, which)
        low = -spans[0].taps[0]
        high = _two(_two(spec.padding)[which])[1] if spec.padding != "valid" else 0
        if spec.padding in ("same", "same_lower"):
            # As much as the last window needs.
            high = max(0, spans[-1].taps[-1] + 1 - n)
        padding.append((low, high))
        first_fits = spans[0].taps[-1] < n + high
        stride.append(1 if first_fits else 99)
    return replace(spec, stride=(stride[0], stride[1]), padding=(padding[0], padding[1]))


def blur_pool(x: Array, spec: PoolSpec, weights: list[float]) -> Array:
    """Anti-aliased pooling of one channel: all windows one cell apart, blurred, and thinned out."""
    size = (x.shape[0], x.shape[1])
    dense = reference.pool(x, every_window(spec, size))[0].astype(np.float64)
    starts = [[span.taps[0] for span in reference.spans(spec, size, which)] for which in (0, 1)]
    rows, columns = ([start - some[0] for start in some] for some in starts)
    before = (len(weights) - 1) // 2
    result = np.zeros((len(rows), len(columns)))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            terms = []
            for a, first in enumerate(weights):
                for b, second in enumerate(weights):
                    down = reflected(row + a - before, dense.shape[0])
                    right = reflected(column + b - before, dense.shape[1])
                    terms.append(first * second * float(dense[down, right]))
            result[i, j] = total(terms)
    return result


def bilinear(x: Array, size: tuple[int, int]) -> Array:
    """One channel resampled, cells taken for squares; in exact fractions of the distances."""
    height, width = x.shape
    result = np.zeros(size)
    for i in range(size[0]):
        for j in range(size[1]):
            down, right = _neighbours(i, height, size[0]), _neighbours(j, width, size[1])
            terms = [float(p * q) * float(x[r, c]) for r, p in down.items() for c, q in right.items()]
            result[i, j] = total(terms)
    return result


def _neighbours(cell: int, size: int, target: int) -> dict[int, Fraction]:
    """The cells that one cell of the result lies between, and the share of each; none is 0."""
    place = (Fraction(2 * cell + 1, 2)) * Fraction(size, target) - Fraction(1, 2)
    place = min(max(place, Fraction(0)), Fraction(size - 1))
    before = math.floor(place)
    shares = {before: 1 - (place - before), before + 1: place - before}
    return {cell: share for cell, share in shares.items() if share}


def slopes(function: Callable[[Array], float], x: Array) -> Array:
    """The gradient of a function of `x`, by moving one number after another up and down a little."""
    result, step = np.zeros(x.shape), 2.0**-10
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += step
        down[place] -= step
        result[place] = (function(up) - function(down)) / (2 * step)
    return result


def assert_rounded_once(found: Array, expected: Array, scale: float) -> None:
    """As near as the type of `found` can come, calculated in float64 with terms of the size of `scale`."""
    kind = np.finfo(found.dtype)
    with np.errstate(over="ignore"):
        rounded = expected.astype(found.dtype)
    slack = 2.0**-50 * scale + float(kind.smallest_subnormal)
    np.testing.assert_allclose(found, rounded, rtol=float(kind.eps), atol=slack)


def size_of(*arrays: Array) -> float:
    """The largest finite number of each of the arrays, multiplied; a measure for sums of products."""
    finite = [np.abs(array[np.isfinite(array)].astype(np.float64)) for array in arrays]
    return math.prod(float(some.max(initial=0)) for some in finite)
