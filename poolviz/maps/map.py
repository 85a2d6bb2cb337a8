"""The Map: feature maps (C, H, W) that never change; an edit makes a new version."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from poolviz.frame.words import say
from poolviz.maps.changes import NOWHERE, Log, Region, bounding
from poolviz.maps.numbers import locked, real_numbers, times, type_for
from poolviz.maps.patches import Patch, clipped
from poolviz.maps.planes import MapPlane
from poolviz.maps.tiles import Tiles

Array = NDArray[Any]
Kind = Literal["numbers", "picture"]


class _Keeper:
    """Holds the array that was put together last, for all the versions over one base.

    Every version finds its own array again as long as anybody uses it; only the newest is kept alive,
    so that a hundred steps of undo do not hold a hundred whole copies.
    """

    newest: Array | None = None


class _Cache:
    """What a version has worked out about itself. It is not part of its value."""

    def __init__(self) -> None:
        self.values: weakref.ref[Array] | None = None
        self.planes: weakref.WeakValueDictionary[int, MapPlane] = weakref.WeakValueDictionary()


@dataclass(frozen=True, eq=False, repr=False)
class Map:
    """Feature maps (C, H, W) that never change. Make one with `from_array`; a map equals only itself.

    A version is a read-only base array, shared by all versions that come from it, plus the tiles of 128 × 128
    numbers that were replaced. An edit copies the tiles it touches and nothing else: the undo steps of
    a stroke over a map of 4096 × 4096 cost what the stroke touched, and any version can be read at any time.
    One live buffer with a log of patches would make reading the newest version a little faster, but an
    older one could be read only by undoing, and frames, the memo and workers keep older ones.

    >>> before = Map.from_array([[1, 1, 2, 4], [5, 6, 7, 8]], name="Example")
    >>> after = before.edited(0, 1, 2, 9)
    >>> before.value(0, 1, 2), after.value(0, 1, 2), after.changes_since(before).block
    (7, 9, (1, 2, 1, 1))
    """

    name: str
    kind: Kind
    nbytes: int
    """Bytes that this version alone holds beyond its base: tiles not shared with its parent."""
    channel_names: tuple[str, ...]
    """What each channel is called, as by the filter that made it; empty if they have no names."""
    _tiles: Tiles
    _log: Log
    _parent: weakref.ref[Map] | None
    _keeper: _Keeper
    _cache: _Cache = field(default_factory=_Cache)

    @classmethod
    def from_array(
        cls,
        values: ArrayLike,
        name: str = "Untitled",
        kind: Kind = "numbers",
        channel_names: tuple[str, ...] = (),
    ) -> Map:
        """Make a map that comes from no other.

        The array is taken as it is if nobody can write into it any more, else copied once. The type of its
        numbers is kept; booleans become uint8.

        Args:
            values: (C, H, W), (H, W) for one channel, or (W,) for one row.
            name: what people call it.
            kind: "numbers", or "picture" for grey levels.
            channel_names: what each channel is called, or nothing.

        Raises:
            ValueError: not numbers, complex, empty, a single number, more than three dimensions, or another
                number of names than of channels.

        >>> Map.from_array([1, 2, 3]).shape
        (1, 1, 3)
        """
        array = real_numbers(values)
        if array.ndim == 0:
            raise ValueError("A feature map has rows and columns; this is a single number.")
        if array.ndim > 3:
            raise ValueError(
                f"A feature map has channels, rows and columns; this array has {array.ndim} dimensions."
            )
        if array.size == 0:
            raise ValueError(
                f"A feature map needs at least one number; an array of {times(array.shape)} has none."
            )
        base = locked(array.reshape((1,) * (3 - array.ndim) + array.shape))
        if len(channel_names) not in (0, len(base)):
            raise ValueError(f"{len(channel_names)} names were given for {len(base)} channels.")
        return cls(name, kind, 0, channel_names, Tiles(base), Log.new(), None, _Keeper())

    def __repr__(self) -> str:
        return f"<Map “{self.name}” {times(self.shape)} {self.dtype}>"

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, rows, columns."""
        channels, rows, columns = self._tiles.base.shape
        return channels, rows, columns

    @property
    def channels(self) -> int:
        """The number of channels."""
        return self.shape[0]

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of one channel."""
        return self.shape[1:]

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""
        return self._tiles.base.dtype

    @property
    def parent(self) -> Map | None:
        """The version that this one was made from, while anybody else still keeps it."""
        return None if self._parent is None else self._parent()

    @property
    def values(self) -> Array:
        """All numbers, (C, H, W), read-only; put together on first use if tiles were replaced."""
        known = None if self._cache.values is None else self._cache.values()
        if known is not None:
            return known
        values = self._tiles.assembled()
        if values is not self._tiles.base:
            self._cache.values = weakref.ref(values)
            self._keeper.newest = values
        return values

    def value(self, channel: int, row: int, column: int) -> int | float:
        """Return one number as Python's own.

        Raises:
            IndexError: there is no such cell.
        """
        rows, columns = self.size
        self._check_channel(channel)
        if not (0 <= row < rows and 0 <= column < columns):
            raise IndexError(
                f"There is no cell ({row}, {column}); the map has {rows} rows and {columns} columns."
            )
        return self._tiles.number(channel, row, column)

    def read(self, channel: int, rows: slice, columns: slice) -> Array:
        """Return a part of one channel, (rows, columns), read-only; the cost follows the part.

        Args:
            channel: counted from 0.
            rows: which rows, as in indexing a list; a step must be forward.
            columns: which columns, likewise.

        Raises:
            IndexError: there is no such channel.
            ValueError: a slice that runs backward.

        >>> Map.from_array(np.arange(16).reshape(4, 4)).read(0, slice(1, 3), slice(None, None, 2)).tolist()
        [[4, 6], [8, 10]]
        """
        self._check_channel(channel)
        chosen = [range(length)[part] for length, part in zip(self.size, (rows, columns), strict=True)]
        if chosen[0].step < 1 or chosen[1].step < 1:
            raise ValueError("A map is read forward: the step of a slice must be 1 or more.")
        return self._tiles.read(channel, *chosen)

    def plane(self, channel: int) -> MapPlane:
        """Return one channel to show on a board: the same object as long as anybody holds it.

        Raises:
            IndexError: there is no such channel.
        """
        self._check_channel(channel)
        # Held weakly, because a plane holds its map.
        return self._cache.planes.setdefault(channel, MapPlane(self, channel))

    def edited(self, channel: int, row: int, column: int, values: ArrayLike) -> Map:
        """Return a version with a block of numbers written at (row, column).

        What lies outside the map is cut off; if nothing is left, or nothing differs, this very version
        comes back. A number that the type of the map cannot hold exactly (1.5, −1 or NaN in a map of uint8)
        turns the whole map into a larger type first, see `type_for`; only then everything is copied.

        Args:
            channel: counted from 0.
            row: the first row to write; may be negative, that is, above the map.
            column: the first column to write; likewise.
            values: (rows, columns), one row, or one number.

        Raises:
            IndexError: there is no such channel.
            ValueError: the values are no numbers or no block.
        """
        return self.patched(channel, [Patch(row, column, real_numbers(values, "A block"))])

    def patched(self, channel: int, patches: Sequence[Patch]) -> Map:
        """Return one version with several blocks written, in order; else as `edited`.

        Raises:
            IndexError: there is no such channel.
            ValueError: values that are no numbers or no block, or a mask of another shape.
        """
        self._check_channel(channel)
        inside = [patch for patch in (clipped(patch, self.size) for patch in patches) if patch.values.size]
        dtype = self.dtype
        for patch in inside:
            dtype = type_for(dtype, patch.values if patch.mask is None else patch.values[patch.mask])
        if dtype != self.dtype:
            return self._retyped(dtype).patched(channel, inside)
        # Casting first lets bytes be compared; what a mask hides may not fit, and does not matter.
        with np.errstate(invalid="ignore", over="ignore"):
            ready = [patch._replace(values=patch.values.astype(dtype, copy=False)) for patch in inside]
        tiles, nbytes = self._tiles.written(channel, ready)
        if tiles is self._tiles:
            return self
        region = bounding(Region(channel, patch.row, patch.column, *patch.values.shape) for patch in ready)
        return self._version(tiles, nbytes, NOWHERE if region is None else region)

    def resized(self, height: int, width: int, fill: float = 0) -> Map:
        """Return a map of another size that keeps what fits, at the top left, and fills the rest.

        Raises:
            ValueError: a height or width below 1.

        >>> Map.from_array([[1, 2], [3, 4]]).resized(1, 3).values.tolist()
        [[[1, 2, 0]]]
        """
        if height < 1 or width < 1:
            size = f"{height} × {width}"
            raise ValueError(
                say("A map has at least one row and one column; {size} is too small.", size=size)
            )
        dtype = type_for(self.dtype, real_numbers(fill, "The filling"))
        result = np.full((self.channels, height, width), fill, dtype)
        rows, columns = min(height, self.size[0]), min(width, self.size[1])
        for channel in range(self.channels):
            result[channel, :rows, :columns] = self.read(channel, slice(rows), slice(columns))
        result.flags.writeable = False
        return Map.from_array(result, self.name, self.kind, self.channel_names)

    def changes_since(self, other: Map) -> Region | None:
        """Return a region outside of which this version holds the same numbers as another.

        None means that it is not known, so that everything must be taken as new: the maps do not come from
        each other, or too long ago, or the changes lie in several channels, or the type of the numbers
        changed. A region without rows means that nothing differs. The order does not matter: going back to
        an older version is as cheap as going on.
        """
        regions = self._log.between(other._log)
        return None if regions is None else bounding(regions)

    def changes_in(self, channel: int, other: Map) -> Region | None:
        """Return what `changes_since` says of one channel alone; None means that it is not known."""
        regions = self._log.between(other._log)
        return None if regions is None else bounding(part for part in regions if part.channel == channel)

    def _version(self, tiles: Tiles, nbytes: int, region: Region) -> Map:
        return replace(
            self,
            nbytes=nbytes,
            _tiles=tiles,
            _log=self._log.then(region),
            _parent=weakref.ref(self),
            _cache=_Cache(),
        )

    def _retyped(self, dtype: np.dtype[Any]) -> Map:
        """Return the map in another type; it starts anew, as all that was made from it is out of date."""
        values = self.values.astype(dtype)
        values.flags.writeable = False
        return Map.from_array(values, self.name, self.kind, self.channel_names)

    def _check_channel(self, channel: int) -> None:
        if not 0 <= channel < self.channels:
            raise IndexError(f"There is no channel {channel}; the map has {self.channels}, counted from 0.")
