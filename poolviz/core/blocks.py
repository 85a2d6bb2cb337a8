"""Cutting a pooling into blocks that stay in the processor's cache.

A pass over a block costs a fraction of a pass over memory, and what is worked out in between never takes more
room than a block. Blocks are whole channels where channels are small, else bands of rows. Where windows are
wide, a band has half as many rows as they see, even if that is more than the cache holds: each of its steps
is then cut once more, see :func:`poolviz.core.doubling.in_pieces`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poolviz.core.arrays import Array
from poolviz.core.doubling import by_halves
from poolviz.core.geometry import Geometry
from poolviz.core.separable import by_windows

# Bytes that one block may take with all that is worked out on the way: the second-level cache of a core.
ROOM = 7 << 18
# Rows of windows in a band where columns are gone through one by one: what each costs by itself matters more
# than that the band leaves the cache.
_TOGETHER = 256


class Band(NamedTuple):
    """Some rows of windows, the rows of the map `cells` that they see, and their geometry."""

    windows: slice
    cells: slice
    geometry: Geometry


def cells_at_once(geometry: Geometry, itemsize: int, results: int = 1) -> int:
    """How many cells of a map make a block, if each number takes `itemsize` bytes.

    `results` is how many numbers are kept for each window in the end.
    """
    height, width = geometry.size
    after_rows, after_columns = geometry.rows.output * width, geometry.windows
    numbers = height * width + after_rows + results * after_columns
    return max(1, ROOM * height * width // (itemsize * numbers))


def bands(geometry: Geometry, cells: int) -> list[Band]:
    """All rows of windows in bands of about so many cells at most, or of half as many rows as they see."""
    height, width = geometry.size
    if height * width <= cells:
        return [Band(slice(0, geometry.rows.output), slice(0, height), geometry)]
    least = _TOGETHER if by_windows(geometry.columns) else 1
    count = max(least, _reach(geometry) // geometry.rows.stride, cells // (geometry.rows.stride * width))
    found = []
    for row in range(0, geometry.rows.output, count):
        end = min(row + count, geometry.rows.output)
        part, begin = geometry.rows.part(row, end - 1)
        seen = slice(begin, begin + part.size)
        found.append(Band(slice(row, end), seen, Geometry(part, geometry.columns)))
    return found


def row_bands(geometry: Geometry, cells: int) -> list[slice]:
    """The rows of a map in bands of about so many cells at most, or of half as many as wide windows see."""
    height, width = geometry.size
    together = height if height * width <= cells else max(1, _reach(geometry), cells // width)
    return [slice(begin, min(begin + together, height)) for begin in range(0, height, together)]


def _reach(geometry: Geometry) -> int:
    """Half the rows that wide windows see: reading beyond a band should not be nearly all of its work."""
    return geometry.rows.span // 2 if by_halves(geometry.rows) else 0


def groups(planes: int, size: tuple[int, int], cells: int) -> list[slice]:
    """So many channels of one size in groups of about so many cells at most."""
    together = max(1, cells // (size[0] * size[1]))
    return [slice(begin, min(begin + together, planes)) for begin in range(0, planes, together)]


def stacks(*arrays: Array) -> Iterator[tuple[Array, ...]]:
    """The channels of arrays (..., H, W) with like leading dimensions as stacks (N, H, W), not copied."""
    if arrays[0].ndim <= 3 or all(array.flags.c_contiguous for array in arrays):
        yield tuple(array.reshape(-1, *array.shape[-2:]) for array in arrays)
    else:
        for parts in zip(*arrays, strict=True):
            yield from stacks(*parts)
