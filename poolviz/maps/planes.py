"""One channel of a map, as a board reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from poolviz.maps.map import Map

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class MapPlane:
    """One channel of one version, as a board reads it. Make it with `Map.plane`."""

    map: Map
    channel: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.map.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""
        return self.map.dtype

    def read(self, rows: slice, columns: slice) -> Array:
        """Return a part, (rows, columns), read-only; the cost follows the part."""
        return self.map.read(self.channel, rows, columns)

    def changes_since(self, older: object) -> tuple[int, int, int, int] | None:
        """Return what differs from another plane as (row, column, rows, columns).

        None means that it is not known: take everything as new. No rows and no columns mean
        that nothing differs.
        """
        if not isinstance(older, MapPlane) or older.channel != self.channel:
            return None
        region = self.map.changes_in(self.channel, older.map)
        return None if region is None else region.block
