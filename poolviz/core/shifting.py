"""Moving a map by whole cells, to see what a pooling makes of it."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from poolviz.core.arrays import Array, as_map
from poolviz.core.checks import one_of, whole
from poolviz.core.sentences import Sentence

Edge = Literal["zeros", "wrap", "repeat"]

EDGES = ("zeros", "wrap", "repeat")


def shift(x: npt.ArrayLike, rows: int, columns: int, edge: Edge = "zeros") -> Array:
    """Move the map (..., H, W) down by `rows` and right by `columns` cells; negative is up and left.

    Args:
        x: the map.
        rows: cells down.
        columns: cells right.
        edge: what comes in from outside: "zeros", the cells that left on the other side ("wrap"), or the
            cells of the edge over and over ("repeat").

    Returns:
        A new array in the shape and type of `x` (truth values become uint8).

    Raises:
        SpecError: a distance is no whole number, or `edge` none of the three.
        ValueError: `x` is no map of numbers.

    >>> [shift([[1, 2, 3]], 0, 1, edge).tolist() for edge in ("zeros", "wrap", "repeat")]
    [[[0, 1, 2]], [[3, 1, 2]], [[1, 1, 2]]]
    """
    array = as_map(x)
    distances = (
        whole(rows, "rows", Sentence("The shift down")),
        whole(columns, "columns", Sentence("The shift to the right")),
    )
    rule = one_of(EDGES, edge, "edge", Sentence("Edge"))
    height, width = array.shape[-2:]
    if rule != "zeros":
        down, right = (_sources(size, by, rule) for size, by in zip((height, width), distances, strict=True))
        return array.take(down, axis=-2).take(right, axis=-1)
    result = np.zeros_like(array)
    (to_rows, from_rows), (to_columns, from_columns) = map(_overlap, (height, width), distances)
    result[..., to_rows, to_columns] = array[..., from_rows, from_columns]
    return result


def _sources(size: int, by: int, rule: str) -> npt.NDArray[np.intp]:
    """Which cell each cell of the result comes from."""
    cells = np.arange(size)
    if rule == "wrap":
        return (cells - by % size) % size
    return np.clip(cells - _bounded(by, size), 0, size - 1)


def _overlap(size: int, by: int) -> tuple[slice, slice]:
    """The cells of the result that come from inside the map, and the cells they come from."""
    by = _bounded(by, size)
    return slice(max(0, by), size + min(0, by)), slice(max(0, -by), size - max(0, by))


def _bounded(by: int, size: int) -> int:
    """A distance beyond the map's size empties it all the same."""
    return max(-size, min(by, size))
