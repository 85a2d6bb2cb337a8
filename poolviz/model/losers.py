"""Other losers for the same winners: how little of a map its maximum remembers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import Geometry, PoolSpec
from poolviz.core.axis import Axis
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.scale import finite_range
from poolviz.frame.words import say
from poolviz.maps.patches import Array, Patch
from poolviz.model.answer import Answer
from poolviz.model.document import Document
from poolviz.model.scene import Compute

Mask = NDArray[np.bool_]

_MOST_DECIMALS = 3
_READ = 1 << 16  # nobody reads the decimals of more numbers
_AT_ONCE = 1 << 20


def with_other_losers(document: Document, compute: Compute, seed: int) -> Document:
    """The document with the losers of the channel on show rewritten at random, each below its winners.

    A loser is a cell that some window sees and that wins nowhere; where tied cells share the gradient, all of
    them win. It gets a number below the result of every window that sees it, at random by ``seed``, in the
    type of the map: the output, its winners and the gradient stay exactly as they are. In a window of NaN all
    but NaN may change. Cells that no window sees stay, and so do those whose windows give the lowest number
    there is: −∞, or 0 in a map of bytes.

    Raises:
        ValueError: with a sentence, if the mode is not max, or there is no loser that could change.
    """
    if document.spec.mode != "max":
        raise ValueError(say("Only max lets losers change: in every other mode each cell has its say."))
    map_, channel = document.map, document.channel
    values = map_.read(channel, slice(None), slice(None))
    answer = compute.pooled(map_, channel, document.spec)
    geometry = document.spec.geometry(map_.size)
    bound = lowest_result(answer.values, geometry)
    losers = _losers(values, answer, document.spec, bound)
    drawn = below(bound, values, np.random.default_rng(seed))
    losers &= drawn < bound
    if not losers.any():
        raise ValueError(say("There is no loser here that could be rewritten below its winner."))
    return replace(document, map=map_.patched(channel, [Patch(0, 0, drawn, losers)]))


def lowest_result(results: Array, geometry: Geometry) -> Array:
    """The smallest result of the windows that see each cell, (H, W), NaN left out.

    Where there is none it is ∞, or the largest number of a type of integers.
    """
    if results.dtype.kind == "f":
        results = np.where(np.isnan(results), results.dtype.type(np.inf), results)
    down = _spread(results, geometry.rows)
    return np.ascontiguousarray(_spread(np.ascontiguousarray(down.T), geometry.columns).T)


def _spread(results: Array, axis: Axis) -> Array:
    """The smallest row of results whose windows see each row, (cells, …)."""
    lowest = np.full((axis.size, *results.shape[1:]), _highest(results.dtype), results.dtype)
    for window in range(axis.output):
        cells = axis.real(window)
        if len(cells):
            part = lowest[cells.start : cells.stop : cells.step]
            np.minimum(part, results[window], out=part)
    return lowest


def _losers(values: Array, answer: Answer, spec: PoolSpec, bound: Array) -> Mask:
    """Which cells are seen by some window and win none, (H, W)."""
    height, width = values.shape
    geometry = spec.geometry((height, width))
    losers: Mask = np.multiply.outer(geometry.rows.coverage() > 0, geometry.columns.coverage() > 0)
    winners = answer.winners[answer.winners >= 0]
    losers.reshape(-1)[winners] = False
    if values.dtype.kind == "f":
        losers &= ~np.isnan(values)
    if spec.ties == "split":
        losers &= values < bound
    return losers


def below(bound: Array, values: Array, random: np.random.Generator) -> Array:
    """A number below each bound at random, in the type of ``values``; the bound where there is none.

    They lie in the range of the values, below which only those go whose bound is its lower end. Numbers with
    few decimals stay numbers with few decimals, so that they can be read.

    >>> below(np.array([[5, 0]]), np.array([[1, 5]]), np.random.default_rng(0)).tolist()
    [[3, -3]]
    """
    few = values[np.isfinite(values)] if values.size <= _READ else np.array([np.pi])
    decimals = next((d for d in range(_MOST_DECIMALS) if _has_decimals(few, d)), None)
    low, high = finite_range(ArrayPlane(values))
    low, high = (0.0, 1.0) if low > high else (low, high)
    drawn = np.empty(values.shape, values.dtype)
    rows = max(1, _AT_ONCE // values.shape[1])
    for row in range(0, len(values), rows):  # some at a time, or half a dozen such maps would be held
        part = slice(row, row + rows)
        drawn[part] = _drawn(bound[part], low, high, decimals, values.dtype, random)
    return drawn


def _has_decimals(numbers: Array, decimals: int) -> bool:
    with np.errstate(all="ignore"):
        return np.array_equal(np.round(numbers, decimals), numbers)


def _drawn(
    bound: Array,
    low: float,
    high: float,
    decimals: int | None,
    dtype: np.dtype[Any],
    random: np.random.Generator,
) -> Array:
    span = high - low or 1.0
    with np.errstate(all="ignore"):
        top = np.minimum(bound.astype(np.float64), high)
        bottom = np.where(top > low, low, top - span)
        part = random.random(bound.shape)
        numbers = bottom * (1 - part) + top * part
        if dtype.kind != "f":
            return _whole(numbers, bound, dtype)
        if decimals is not None:
            numbers = np.floor(numbers * 10.0**decimals) / 10.0**decimals
        found = np.maximum(numbers, float(np.finfo(dtype).min)).astype(dtype)
        found = np.where(found < bound, found, np.nextafter(bound, dtype.type(-np.inf)))
    return np.where(np.isfinite(found), found, bound)


def _whole(numbers: Array, bound: Array, dtype: np.dtype[Any]) -> Array:
    lowest, highest = np.iinfo(dtype).min, np.iinfo(dtype).max
    inside = np.clip(np.floor(numbers), float(lowest), float(highest) * (1 - 2.0**-53))
    under = np.where(bound > lowest, bound, lowest + 1).astype(dtype) - dtype.type(1)
    return np.where(bound > lowest, np.minimum(inside.astype(dtype), under), bound).astype(dtype)


def _highest(dtype: np.dtype[Any]) -> float | int:
    return np.inf if dtype.kind == "f" else int(np.iinfo(dtype).max)
