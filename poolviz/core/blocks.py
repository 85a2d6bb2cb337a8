"""Cutting a pooling into blocks that stay in the processor's cache.

A pass over a block costs a fraction of a pass over memory, and what is worked out in between never takes more
room than a block. Blocks are whole channels where channels are small, else bands of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from poolviz.core.arrays import Array
from poolviz.core.geometry import Geometry

# Cells in one block: enough that calling NumPy costs little, few enough for the second-level cache.
CELLS = 1 << 17


class Band(NamedTuple):
    """Some rows of windows, the rows of the map `cells` that they see, and their geometry."""

    windows: slice
    cells: slice
    geometry: Geometry


def bands(geometry: Geometry) -> list[Band]:
    """All rows of windows in bands of about `CELLS` cells at most."""
    height, width = geometry.size
    if height * width <= CELLS:
        return [Band(slice(0, geometry.rows.output), slice(0, height), geometry)]
    count = max(1, CELLS // (geometry.rows.stride * width))
    found = []
    for row in range(0, geometry.rows.output, count):
        end = min(row + count, geometry.rows.output)
        part, begin = geometry.rows.part(row, end - 1)
        seen = slice(begin, begin + part.size)
        found.append(Band(slice(row, end), seen, Geometry(part, geometry.columns)))
    return found


def row_bands(size: tuple[int, int]) -> list[slice]:
    """The rows of a map of one size in bands of about `CELLS` cells at most."""
    together = max(1, CELLS // size[1]) if size[0] * size[1] > CELLS else size[0]
    return [slice(begin, min(begin + together, size[0])) for begin in range(0, size[0], together)]


def groups(planes: int, size: tuple[int, int]) -> list[slice]:
    """So many channels of one size in groups of about `CELLS` cells at most."""
    together = max(1, CELLS // (size[0] * size[1]))
    return [slice(begin, min(begin + together, planes)) for begin in range(0, planes, together)]


def stacks(*arrays: Array) -> Iterator[tuple[Array, ...]]:
    """The channels of arrays (..., H, W) with like leading dimensions as stacks (N, H, W), not copied."""
    if arrays[0].ndim <= 3 or all(array.flags.c_contiguous for array in arrays):
        yield tuple(array.reshape(-1, *array.shape[-2:]) for array in arrays)
    else:
        for parts in zip(*arrays, strict=True):
            yield from stacks(*parts)


def side_by_side(x: Array) -> Array:
    """The stack (N, H, W); if it is many small maps, copied so that the N values of a cell are neighbours.

    A pass over short rows would spend its time between them.
    """
    if x.ndim < 3 or x.shape[-1] > 64 or len(x) < 32:
        return x
    copy = np.empty((*x.shape[1:], len(x)), x.dtype).transpose(2, 0, 1)
    copy[...] = x
    return copy
