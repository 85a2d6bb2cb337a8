"""What a drawing tool draws on: one channel of a map, or a plain array such as an upstream gradient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.map import Map
from poolviz.maps.numbers import real_numbers, type_for
from poolviz.maps.patches import Patch
from poolviz.maps.planes import MapPlane

Array = NDArray[Any]
Mask = NDArray[np.bool_]

Sheet = Array | MapPlane
"""Numbers as rows and columns. An array that nobody can write into is not copied."""


def plane_of(sheet: Sheet) -> MapPlane:
    """Return a sheet as one channel of a map.

    Raises:
        ValueError: an array that has not two dimensions, or no numbers in it.
    """
    if isinstance(sheet, MapPlane):
        return sheet
    if sheet.ndim != 2:
        raise ValueError(f"A sheet has rows and columns; this array has {sheet.ndim} dimensions.")
    return Map.from_array(sheet).plane(0)


def written(values: Array, patches: Sequence[Patch]) -> Array:
    """Return an array with patches written into it, read-only; the type grows where it must, as in a map.

    If nothing differs, the very array comes back, or a copy of it if anybody could write into it.

    Raises:
        ValueError: not two dimensions, or values that are no numbers.

    >>> written(np.zeros((1, 3), int), [Patch(0, 1, np.array([[5, 7]]))]).tolist()
    [[0, 5, 7]]
    """
    plane = plane_of(values)
    after = plane.map.patched(plane.channel, patches)
    if after is plane.map and not values.flags.writeable:
        return values
    numbers: Array = after.values[plane.channel]
    return numbers


def even_patches(plane: MapPlane, row: int, column: int, shape: Sequence[int], value: float) -> list[Patch]:
    """Return the patches that fill a block with one number; it may reach beyond the sheet, or lie outside.

    No memory is taken for the numbers, however large the block.
    """
    rows, columns = _inside(row, shape[0], plane.shape[0]), _inside(column, shape[1], plane.shape[1])
    if not rows or not columns:
        return []
    numbers = _even(plane, value, (len(rows), len(columns)))
    return _widening_first(plane, Patch(rows.start, columns.start, numbers))


def masked_patches(plane: MapPlane, row: int, column: int, mask: Mask, value: float) -> list[Patch]:
    """Return the patches that write one number where a mask is true; the mask lies inside the sheet."""
    if mask.all():
        return even_patches(plane, row, column, mask.shape, value)
    return _widening_first(plane, Patch(row, column, _even(plane, value, mask.shape), mask))


def _even(plane: MapPlane, value: float, shape: Sequence[int]) -> Array:
    number = real_numbers(value, "A brush")
    return np.broadcast_to(number.astype(type_for(plane.dtype, number)), tuple(shape))


def _widening_first(plane: MapPlane, patch: Patch) -> list[Patch]:
    """Let one cell go first if the number needs a larger type than the sheet has.

    The map then has that type before the whole block arrives, and need not look at all of its numbers.
    """
    if patch.values.dtype == plane.dtype:
        return [patch]
    row, column = (0, 0) if patch.mask is None else divmod(int(patch.mask.argmax()), patch.mask.shape[1])
    return [Patch(patch.row + row, patch.column + column, patch.values[:1, :1]), patch]


def _inside(start: int, length: int, limit: int) -> range:
    return range(max(0, start), max(0, min(start + length, limit)))
