"""A slow and obvious reference: sight by following every pixel, costs by counting one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poolviz.model.rows import RowEntry


@dataclass
class Counts:
    """What one row was counted to give and to cost."""

    size: int
    channels: int
    parameters: int
    multiply_adds: int


def windows(size: int, window: int, stride: int, padding: int) -> list[list[int]]:
    """For each output of one side, the cells that it sees, those in the padding too."""
    found, start = [], -padding
    while start + window <= size + padding:
        found.append(list(range(start, start + window)))
        start += stride
    return found


def taken(row: RowEntry) -> tuple[int, int, int]:
    """Window, stride and padding of a row; one cell and nothing else where it works cell by cell."""
    if row.kind == "conv":
        return row.numbers[1], row.numbers[2], row.numbers[3]  # type: ignore[return-value]
    if row.kind in ("pool", "average"):
        return row.numbers  # type: ignore[return-value]
    return 1, 1, 0


def seen(rows: Sequence[RowEntry], side: int) -> list[list[set[int]]]:
    """After each row, the pixels along one axis that each cell sees; cells in the padding may be among them.

    A cell in the padding of an inner layer sees what it would see if the picture went on there.
    """
    before: dict[int, set[int]] = {pixel: {pixel} for pixel in range(-200, side + 200)}
    size, found = side, []
    for row in rows:
        window, stride, padding = taken(row)
        outputs = len(windows(size, window, stride, padding))
        beyond = {
            place: set().union(*(before.get(place * stride - padding + tap, set()) for tap in range(window)))
            for place in range(-60, outputs + 60)
        }
        before, size = beyond, outputs
        found.append([beyond[place] for place in range(outputs)])
    return found


def counted(rows: Sequence[RowEntry], channels: int, side: int) -> list[Counts]:
    """Each row counted weight by weight and product by product."""
    found, size = [], side
    for place, row in enumerate(rows):
        window, stride, padding = taken(row)
        outputs = len(windows(size, window, stride, padding))
        parameters = products = 0
        if row.kind == "conv":
            has_bias = not (place + 1 < len(rows) and rows[place + 1].kind == "norm")
            for _ in range(row.numbers[0]):  # type: ignore[arg-type]
                parameters += channels * window * window + has_bias
                products += sum(channels * window * window for _ in range(outputs * outputs))
            channels = row.numbers[0]  # type: ignore[assignment]
        if row.kind == "norm":
            parameters = sum(2 for _ in range(channels))
        size = outputs
        found.append(Counts(size, channels, parameters, products))
    return found
