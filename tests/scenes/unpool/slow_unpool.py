"""What Undo pooling shows, worked out again cell by cell: slow and obvious."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import PoolSpec
from tests import reference

Array = NDArray[Any]
Size = tuple[int, int]


def down(x: Array, spec: PoolSpec, rounds: int) -> tuple[list[Array], list[Array]]:
    """The map before and after each pool, and the winners of each."""
    values, winners = [x], []
    for _ in range(rounds):
        pooled, won = reference.pool(values[-1], spec)
        values.append(pooled)
        winners.append(won)
    return values, winners


def nearest(values: Array, size: Size) -> Array:
    rows, columns = values.shape
    return np.array(
        [
            [values[r * rows // size[0], c * columns // size[1]] for c in range(size[1])]
            for r in range(size[0])
        ]
    )


def bilinear(values: Array, size: Size) -> Array:
    def between(place: int, n: int, length: int) -> list[tuple[int, float]]:
        at = min(max((place + 0.5) * n / length - 0.5, 0.0), n - 1.0)
        low = math.floor(at)
        return [(low, 1 - (at - low)), (min(low + 1, n - 1), at - low)]

    def mixed(row: int, column: int) -> float:
        return sum(
            float(values[r, c]) * a * b
            for r, a in between(row, values.shape[0], size[0])
            for c, b in between(column, values.shape[1], size[1])
            if a * b
        )

    return np.array([[mixed(r, c) for c in range(size[1])] for r in range(size[0])])


def transposed(values: Array, kernel: Array, spec: PoolSpec, size: Size) -> Array:
    """Each number spread over the taps of its window."""
    result = np.zeros(size)
    rows, columns = (reference.spans(spec, size, which) for which in (0, 1))
    for i, down_ in enumerate(rows):
        for j, across in enumerate(columns):
            for a, row in enumerate(down_.taps):
                for b, column in enumerate(across.taps):
                    if 0 <= row < size[0] and 0 <= column < size[1]:
                        result[row, column] += float(values[i, j]) * kernel[a, b]
    return result


def unpool(values: Array, winners: Array, size: Size) -> Array:
    result = np.zeros(size)
    for value, cell in zip(values.ravel(), winners.ravel(), strict=True):
        if cell >= 0:
            result[divmod(int(cell), size[1])] = value
    return result


def spread(values: Array, spec: PoolSpec, size: Size) -> Array:
    """The mean of the windows that see a cell; 0 where none does."""
    seen: dict[tuple[int, int], list[float]] = {}
    for value, window in zip(values.ravel(), reference.windows(spec, size), strict=True):
        for cell in window.cells:
            seen.setdefault(cell, []).append(float(value))
    return np.array(
        [
            [sum(seen[r, c]) / len(seen[r, c]) if (r, c) in seen else 0.0 for c in range(size[1])]
            for r in range(size[0])
        ]
    )


def up(way: str, values: list[Array], winners: list[Array], spec: PoolSpec, kernel: Array) -> list[Array]:
    """What comes back at each level, from the bottom on."""
    back = [values[-1]]
    for level in reversed(range(len(winners))):
        size = values[level].shape
        if way == "nearest":
            back.append(nearest(back[-1], size))
        elif way == "bilinear":
            back.append(bilinear(back[-1], size))
        elif way == "transposed":
            back.append(transposed(back[-1], kernel, spec, size))
        elif way == "unpool":
            back.append(unpool(back[-1], winners[level], size))
        else:
            back.append(spread(back[-1], spec, size))
    return back


def rmse(back: Array, x: Array) -> float:
    errors = [(float(a) - float(b)) ** 2 for a, b in zip(back.ravel(), x.ravel(), strict=True)]
    kept = [error for error in errors if math.isfinite(error)]
    return math.sqrt(sum(kept) / len(kept)) if kept else math.nan


def survivors(winners: list[Array], size: Size) -> set[tuple[int, int]]:
    """The cells of the map whose number is still there at the bottom."""
    cells = {(r, c): (r, c) for r in range(size[0]) for c in range(size[1])}
    for won in winners:
        cells = _followed(cells, won)
    return set(cells.values())


def _followed(
    cells: dict[tuple[int, int], tuple[int, int]], won: Array
) -> dict[tuple[int, int], tuple[int, int]]:
    width = 1 + max(column for _, column in cells)
    return {
        (i, j): cells[divmod(int(won[i, j]), width)]
        for i in range(won.shape[0])
        for j in range(won.shape[1])
        if won[i, j] >= 0
    }
