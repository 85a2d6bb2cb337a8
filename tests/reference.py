"""Pooling as one would do it by hand: one window after another, one cell after another.

Nothing here is shared with `poolviz.core` but the specification's fields. It is slow and meant to be obvious.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from poolviz.core import PoolSpec

Array = npt.NDArray[Any]


class Span(NamedTuple):
    """One window along one axis: the coordinates of its taps, and how many of them lie in the padded map."""

    taps: list[int]
    counted: int


def _two(value: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a number or a pair of anything
    return value if isinstance(value, tuple) else (value, value)


def spans(spec: PoolSpec, size: tuple[int, int], which: int) -> list[Span]:
    """All windows along the rows (which = 0) or columns (1) of a map of `size`."""
    n = size[which]
    if spec.adaptive is not None:
        o = _two(spec.adaptive)[which]
        edges = [(math.floor(i * n / o), math.ceil((i + 1) * n / o)) for i in range(o)]
        return [Span(list(range(a, b)), b - a) for a, b in edges]
    if spec.window == "global":
        return [Span(list(range(n)), n)]
    k, d = _two(spec.window)[which], _two(spec.dilation)[which]
    s = k if spec.stride is None else _two(spec.stride)[which]
    span = d * (k - 1) + 1
    low, high = 0, 0
    if spec.padding in ("same", "same_lower"):
        total = max((math.ceil(n / s) - 1) * s + span - n, 0)
        low, high = total // 2, total - total // 2
        if spec.padding == "same_lower":
            low, high = high, low
    elif spec.padding != "valid":
        low, high = _two(_two(spec.padding)[which])
    found: list[Span] = []
    start = -low
    while True:
        fits = start + span <= n + high
        overhangs = spec.ceil_mode and start < n and start + span - s < n + high
        if spec.padding in ("same", "same_lower"):
            fits, overhangs = len(found) < math.ceil(n / s), False
        if not (fits or overhangs):
            return found
        taps = [start + j * d for j in range(k)]
        found.append(Span(taps, sum(1 for tap in taps if tap < n + high)))
        start += s


@dataclass(frozen=True)
class Window:
    """One window: where its result goes, its real cells in row order, and how many taps count for average."""

    output: tuple[int, int]
    cells: list[tuple[int, int]]
    counted: int


def windows(spec: PoolSpec, size: tuple[int, int]) -> Iterator[Window]:
    """All windows of a map of `size`, in row order."""
    for i, down in enumerate(spans(spec, size, 0)):
        for j, right in enumerate(spans(spec, size, 1)):
            cells = [(r, c) for r in down.taps for c in right.taps if 0 <= r < size[0] and 0 <= c < size[1]]
            yield Window((i, j), cells, down.counted * right.counted)


def output_size(spec: PoolSpec, size: tuple[int, int]) -> tuple[int, int]:
    """Height and width of the result."""
    return len(spans(spec, size, 0)), len(spans(spec, size, 1))


def winner(x: Array, cells: list[tuple[int, int]], ties: str) -> tuple[int, int] | None:
    """The cell of `x` (H, W) that wins among `cells` in row order; None if there are none."""
    best: tuple[int, int] | None = None
    for cell in sorted(cells, key=lambda c: (c[1], c[0])) if ties == "column" else cells:
        if best is None or x[cell] > x[best] or (ties == "last" and x[cell] == x[best]):
            best = cell
    for cell in cells:
        if np.isnan(x[cell]):
            best = cell
    return best


def divisor(spec: PoolSpec, window: Window) -> int:
    """What average divides a window's sum by."""
    if spec.divisor_override is not None:
        return spec.divisor_override
    return window.counted if spec.count_include_pad else len(window.cells)


def _sum(terms: list[float]) -> float:
    """The exact sum, rounded once; with NaN and infinities as addition has them."""
    if all(math.isfinite(term) for term in terms):
        return math.fsum(terms)
    return sum(term for term in terms if not math.isfinite(term))


def pool(x: Array, spec: PoolSpec) -> tuple[Array, Array]:
    """Values and winners of one channel `x` (H, W); the winners are -1 everywhere unless the mode is max."""
    size = (x.shape[0], x.shape[1])
    kind = x.dtype if spec.mode == "max" or x.dtype.kind == "f" else np.dtype(np.float64)
    values, winners = np.zeros(output_size(spec, size), kind), np.full(output_size(spec, size), -1, np.int64)
    for window in windows(spec, size):
        if spec.mode == "max":
            best = winner(x, window.cells, spec.ties)
            values[window.output] = lowest(kind) if best is None else x[best]
            winners[window.output] = -1 if best is None else best[0] * size[1] + best[1]
        elif window.cells:
            cells = [float(x[cell]) for cell in window.cells]
            average = spec.mode == "average"
            result = _sum(cells) / divisor(spec, window) if average else power_sum(cells, spec.p)
            with np.errstate(over="ignore"):  # a float16 may be too small for it
                values[window.output] = result
    return values, winners


def lowest(kind: np.dtype[Any]) -> float:
    """What max gives for a window without a cell."""
    return -math.inf if kind.kind == "f" else int(np.iinfo(kind).min)


def power_sum(cells: list[float], p: float) -> float:
    """(Σ|x|ᵖ)^(1/p), worked out relative to the largest size."""
    largest = max((abs(cell) for cell in cells), default=0.0)
    if any(math.isnan(cell) for cell in cells):
        return math.nan
    if largest == 0 or math.isinf(largest):
        return largest
    return float(largest * math.fsum((abs(cell) / largest) ** p for cell in cells) ** (1 / p))


def pool_backward(upstream: Array, x: Array, spec: PoolSpec) -> Array:
    """The gradient at one channel `x` (H, W), in float64."""
    size = (x.shape[0], x.shape[1])
    parts: dict[tuple[int, int], list[float]] = {}
    for window in windows(spec, size):
        for cell, part in flow(float(upstream[window.output]), x, window, spec).items():
            parts.setdefault(cell, []).append(part)
    gradient = np.zeros(size)
    for cell, terms in parts.items():
        gradient[cell] = _sum(terms)
    return gradient


def sign(number: float) -> float:
    """1, -1 or 0; NaN has none."""
    return number if number == 0 or math.isnan(number) else math.copysign(1, number)


def flow(upstream: float, x: Array, window: Window, spec: PoolSpec) -> dict[tuple[int, int], float]:
    """What one window sends to each of its cells."""
    if spec.mode == "average":
        return {cell: upstream / divisor(spec, window) for cell in window.cells}
    if spec.mode == "lp":
        cells = {cell: float(x[cell]) for cell in window.cells}
        result = power_sum(list(cells.values()), spec.p)
        if result == 0:
            return {}
        return {cell: upstream * sign(v) * (abs(v) / result) ** (spec.p - 1) for cell, v in cells.items()}
    best = winner(x, window.cells, spec.ties)
    if best is None:
        return {}
    tied = [cell for cell in window.cells if x[cell] == x[best]] if spec.ties == "split" else []
    if not tied:
        return {best: upstream}
    return {cell: upstream / len(tied) for cell in tied}


def coverage(spec: PoolSpec, size: tuple[int, int]) -> Array:
    """How many windows see each cell of a map of `size`."""
    seen = np.zeros(size, np.int64)
    for window in windows(spec, size):
        for cell in window.cells:
            seen[cell] += 1
    return seen
