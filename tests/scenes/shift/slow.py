"""What Shift shows, worked out again cell by cell: slow and obvious."""

from __future__ import annotations

import math
from collections.abc import Callable

Rows = list[list[float]]


def moved(x: Rows, down: int, across: int, edge: str) -> Rows:
    height, width = len(x), len(x[0])

    def cell(row: int, column: int) -> float:
        if edge == "wrap":
            return x[row % height][column % width]
        if edge == "repeat":
            return x[min(max(row, 0), height - 1)][min(max(column, 0), width - 1)]
        return x[row][column] if 0 <= row < height and 0 <= column < width else 0

    return [[cell(r - down, c - across) for c in range(width)] for r in range(height)]


def pooled(method: str, x: Rows, window: tuple[int, int]) -> Rows:
    """Windows side by side, no padding; for blur-pool the windows are dense and blurred before."""
    tall, wide = window
    rows, columns = len(x) // tall, len(x[0]) // wide

    def under(row: int, column: int) -> list[float]:
        return [x[row + i][column + j] for i in range(tall) for j in range(wide)]

    if method == "blur":
        dense = [[max(under(r, c)) for c in range(len(x[0]) - wide + 1)] for r in range(len(x) - tall + 1)]
        return [[blurred(dense, r * tall, c * wide) for c in range(columns)] for r in range(rows)]
    answers: dict[str, Callable[[list[float]], float]] = {
        "max": max,
        "average": lambda cells: sum(cells) / len(cells),
        "pixel": lambda cells: cells[0],
    }
    return [[answers[method](under(r * tall, c * wide)) for c in range(columns)] for r in range(rows)]


def blurred(x: Rows, row: int, column: int) -> float:
    """(1 2 1)/4 in both directions around a cell; beyond the edges the map is reflected."""

    def reflected(place: int, size: int) -> int:
        place = abs(place)
        if size == 1:
            return 0
        return place if place < size else 2 * (size - 1) - place

    weights = ((-1, 0.25), (0, 0.5), (1, 0.25))
    return sum(
        down * across * x[reflected(row + i, len(x))][reflected(column + j, len(x[0]))]
        for i, down in weights
        for j, across in weights
    )


def pooled_often(method: str, x: Rows, window: tuple[int, int], rounds: int) -> Rows:
    for _ in range(rounds):
        x = pooled(method, x, window)
    return x


def change(a: Rows, b: Rows) -> float:
    gap = math.sqrt(sum((p - q) ** 2 for r, s in zip(a, b, strict=True) for p, q in zip(r, s, strict=True)))
    size = math.sqrt(sum(p**2 for r in a for p in r))
    if gap == 0:
        return 0.0
    return gap / size if size else math.inf


def kept(a: Rows, b: Rows) -> tuple[int, int]:
    """How many of the outputs that are not 0 before or after stayed, and how many of those there are."""
    pairs = [(p, q) for r, s in zip(a, b, strict=True) for p, q in zip(r, s, strict=True) if p or q]
    return sum(p == q for p, q in pairs), len(pairs)


def scores(a: Rows, b: Rows) -> tuple[float, float]:
    """The score by the mean, and by a sum weighted with the answers from before; 1 for `a` itself."""
    flat, other = [p for r in a for p in r], [q for r in b for q in r]
    return sum(other) / sum(flat), sum(map(lambda p, q: p * q, flat, other)) / sum(p * p for p in flat)
