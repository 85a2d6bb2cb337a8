"""Numbers that share what they have in common: a read-only base and the tiles that replace parts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.patches import Patch

Array = NDArray[Any]

# Large enough that few are touched by a dab, small enough that copying one costs microseconds.
TILE = 128


class TileKey(NamedTuple):
    """Which tile: its channel, and its place in the grid of tiles."""

    channel: int
    row: int
    column: int


def _no_tiles() -> Mapping[TileKey, Array]:
    return {}


@dataclass(frozen=True, eq=False)
class Tiles:
    """A (C, H, W) array as a read-only base plus replaced tiles, shared between versions."""

    base: Array
    replaced: Mapping[TileKey, Array] = field(default_factory=_no_tiles)

    def read(self, channel: int, rows: range, columns: range) -> Array:
        """Return a read-only part of one channel: a view if no tile in it was replaced."""
        part: Array = self.base[channel, _slice(rows), _slice(columns)]
        if not self.replaced:
            return part
        touched = [key for key in _keys(channel, rows, columns) if key in self.replaced]
        if not touched:
            return part
        result = part.copy()
        for key in touched:
            into_rows, from_rows = _meet(rows, key.row)
            into_columns, from_columns = _meet(columns, key.column)
            result[into_rows, into_columns] = self.replaced[key][from_rows, from_columns]
        result.flags.writeable = False
        return result

    def number(self, channel: int, row: int, column: int) -> int | float:
        """Return one number as Python's own."""
        tile = self.replaced.get(TileKey(channel, row // TILE, column // TILE))
        if tile is None:
            found: int | float = self.base[channel, row, column].item()
        else:
            found = tile[row % TILE, column % TILE].item()
        return found

    def assembled(self) -> Array:
        """Return the whole as one read-only array: the base itself if no tile was replaced."""
        if not self.replaced:
            return self.base
        result = self.base.copy()
        for key, tile in self.replaced.items():
            rows, columns = tile.shape
            top, left = key.row * TILE, key.column * TILE
            result[key.channel, top : top + rows, left : left + columns] = tile
        result.flags.writeable = False
        return result

    def written(self, channel: int, patches: Sequence[Patch]) -> tuple[Tiles, int]:
        """Return the tiles with patches written, and how many bytes of new tiles that took.

        The patches must lie inside the map. Tiles that stay as they were are not copied, and if all do,
        these very tiles come back.
        """
        fresh: dict[TileKey, Array] = {}
        for patch in patches:
            height, width = patch.values.shape
            rows = range(patch.row, patch.row + height)
            columns = range(patch.column, patch.column + width)
            for key in _keys(channel, rows, columns):
                before = fresh[key] if key in fresh else self._tile(key)
                after = _overwritten(before, key, patch, rows, columns)
                if after is not before:
                    fresh[key] = after
        if not fresh:
            return self, 0
        return Tiles(self.base, {**self.replaced, **fresh}), sum(tile.nbytes for tile in fresh.values())

    def _tile(self, key: TileKey) -> Array:
        """Return one tile, read-only: the replaced one or that part of the base."""
        if key in self.replaced:
            return self.replaced[key]
        top, left = key.row * TILE, key.column * TILE
        part: Array = self.base[key.channel, top : top + TILE, left : left + TILE]
        return part


def _overwritten(before: Array, key: TileKey, patch: Patch, rows: range, columns: range) -> Array:
    """Return a tile with the part of a patch that falls on it, or the very tile if nothing differs."""
    from_rows, into_rows = _meet(rows, key.row)
    from_columns, into_columns = _meet(columns, key.column)
    old = before[into_rows, into_columns]
    new = patch.values[from_rows, from_columns]
    if patch.mask is not None:
        new = np.where(patch.mask[from_rows, from_columns], new, old)
    # By bytes, so that a NaN equals itself and -0.0 is not taken for 0.0.
    if old.tobytes() == new.tobytes():
        return before
    after = before.copy()
    after[into_rows, into_columns] = new
    after.flags.writeable = False
    return after


def _keys(channel: int, rows: range, columns: range) -> Iterator[TileKey]:
    """Yield the tiles that a part of a channel touches."""
    if not rows or not columns:
        return
    for row in range(rows[0] // TILE, rows[-1] // TILE + 1):
        for column in range(columns[0] // TILE, columns[-1] // TILE + 1):
            yield TileKey(channel, row, column)


def _meet(places: range, tile: int) -> tuple[slice, slice]:
    """Return where ascending places fall on a tile, as (slice of the places, slice of the tile)."""
    first, step = tile * TILE, places.step
    low = max(0, -((places.start - first) // step))
    high = max(low, min(len(places), -((places.start - first - TILE) // step)))
    start = places.start + low * step - first
    return slice(low, high), slice(start, start + (high - low) * step, step)


def _slice(places: range) -> slice:
    return slice(places.start, places.stop, places.step)
