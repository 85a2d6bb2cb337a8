"""Drawing tools beside the brush: line, rectangle, flood fill, smooth blob, eyedropper. All are pure.

Each tool comes twice. `rectangle` makes a new version of a map; `rectangle_patches` says what to write, for
a map or for a plain array, which is how an upstream gradient is drawn (`written` writes the patches).
What lies outside is cut off, and if nothing changes, the map itself comes back.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from poolviz.frame.words import say
from poolviz.maps.blobs import Joining, blob_patches
from poolviz.maps.drawing import Cell, Tip, stroke
from poolviz.maps.flood import equal_region
from poolviz.maps.map import Map
from poolviz.maps.patches import Patch
from poolviz.maps.sheets import Sheet, even_patches, masked_patches, plane_of, written

__all__ = [
    "Cell",
    "Joining",
    "Tip",
    "blob",
    "blob_patches",
    "eyedropper",
    "fill",
    "fill_patches",
    "line",
    "line_patches",
    "rectangle",
    "rectangle_patches",
    "written",
]

Array = NDArray[Any]


def line(
    map: Map,
    channel: int,
    from_cell: Cell,
    to_cell: Cell,
    value: float,
    diameter: int = 1,
    tip: Tip = "square",
) -> Map:
    """Return the map with a straight line: one stroke of the brush.

    Raises:
        IndexError: there is no such channel.
        ValueError: a diameter below 1.

    >>> line(Map.from_array([[0, 0, 0], [0, 0, 0]]), 0, (0, 0), (1, 2), 7).values.tolist()
    [[[7, 0, 0], [0, 7, 7]]]
    """
    return stroke(map, channel, from_cell, to_cell, value, diameter, tip)


def line_patches(
    sheet: Sheet, from_cell: Cell, to_cell: Cell, value: float, diameter: int = 1, tip: Tip = "square"
) -> list[Patch]:
    """Return what `line` writes, as at most one block around the line.

    Raises:
        ValueError: a diameter below 1, or an array that has not two dimensions.
    """
    plane = plane_of(sheet)
    after = line(plane.map, plane.channel, from_cell, to_cell, value, diameter, tip)
    if after is plane.map:
        return []
    # Nothing is known of a map that had to take a larger type: all of it is new.
    changed = after.plane(plane.channel).changes_since(plane)
    row, column, rows, columns = (0, 0, *plane.shape) if changed is None else changed
    block = after.read(plane.channel, slice(row, row + rows), slice(column, column + columns))
    return [Patch(row, column, block)]


def rectangle(
    map: Map,
    channel: int,
    from_cell: Cell,
    to_cell: Cell,
    value: float,
    thickness: int | None = None,
) -> Map:
    """Return the map with a rectangle between two opposite corners, which belong to it.

    Args:
        map: where to draw.
        channel: counted from 0.
        from_cell: row and column of one corner; it may lie outside the map.
        to_cell: the corner opposite.
        value: the number to write.
        thickness: of the outline, in cells, growing inward from the corners; None fills the rectangle.

    Raises:
        IndexError: there is no such channel.
        ValueError: a thickness below 1.

    >>> rectangle(Map.from_array([[0] * 4] * 3), 0, (2, 3), (0, 1), 7, thickness=1).values.tolist()
    [[[0, 7, 7, 7], [0, 7, 0, 7], [0, 7, 7, 7]]]
    """
    patches = rectangle_patches(map.plane(channel), from_cell, to_cell, value, thickness)
    return map.patched(channel, patches)


def rectangle_patches(
    sheet: Sheet, from_cell: Cell, to_cell: Cell, value: float, thickness: int | None = None
) -> list[Patch]:
    """Return what `rectangle` writes: one block, or four along the sides.

    Raises:
        ValueError: a thickness below 1, or an array that has not two dimensions.
    """
    if thickness is not None and thickness < 1:
        raise ValueError(
            say("An outline is at least one cell thick; {thickness} is too thin.", thickness=thickness)
        )
    plane = plane_of(sheet)
    (top, bottom), (left, right) = (sorted(ends) for ends in zip(from_cell, to_cell, strict=True))
    rows, columns = bottom - top + 1, right - left + 1
    if thickness is None or 2 * thickness >= min(rows, columns):
        return even_patches(plane, top, left, (rows, columns), value)
    between = rows - 2 * thickness
    blocks = (
        (top, left, (thickness, columns)),
        (bottom - thickness + 1, left, (thickness, columns)),
        (top + thickness, left, (between, thickness)),
        (top + thickness, right - thickness + 1, (between, thickness)),
    )
    return [patch for block in blocks for patch in even_patches(plane, *block, value)]


def fill(map: Map, channel: int, cell: Cell, value: float) -> Map:
    """Return the map with a flood fill: the cell and all that hang together with it get a number.

    Cells hang together side by side (not across a corner) if they hold the same number; NaN counts as equal
    to NaN. Read and written is only the box around what is filled.

    Raises:
        IndexError: there is no such channel.

    >>> fill(Map.from_array([[0, 1, 0], [0, 0, 1]]), 0, (0, 0), 7).values.tolist()
    [[[7, 1, 0], [7, 7, 1]]]
    """
    return map.patched(channel, fill_patches(map.plane(channel), cell, value))


def fill_patches(sheet: Sheet, cell: Cell, value: float) -> list[Patch]:
    """Return what `fill` writes; nothing for a cell outside.

    Raises:
        ValueError: an array that has not two dimensions.
    """
    plane = plane_of(sheet)
    if not _is_inside(cell, plane.shape):
        return []
    return masked_patches(plane, *equal_region(plane, *cell), value)


def blob(map: Map, channel: int, cell: Cell, peak: float, diameter: int, joining: Joining = "add") -> Map:
    """Return the map with a smooth blob: a Gaussian bump around a cell, 0 outside a disc.

    Args:
        map: where to draw.
        channel: counted from 0.
        cell: the middle; with an even diameter the blob reaches one cell further down and to the right.
        peak: the height of the bump; a negative one digs a hollow.
        diameter: of the disc, in cells; at its rim the bump has fallen to about a hundredth (3 σ).
        joining: "add" adds the bump to what is there; "keep" keeps what already lies above it
            (or below it, in a hollow).

    A map of whole numbers stays one if the peak is whole: the bump is rounded. The type of the map grows
    if it must, as for every tool.

    Raises:
        IndexError: there is no such channel.
        ValueError: a diameter below 1, or a peak that is no finite number.

    >>> blob(Map.from_array([[0] * 5] * 3), 0, (1, 2), 9, 3).values.tolist()
    [[[0, 0, 1, 0, 0], [0, 1, 9, 1, 0], [0, 0, 1, 0, 0]]]
    """
    return map.patched(channel, blob_patches(map.plane(channel), cell, peak, diameter, joining))


def eyedropper(sheet: Sheet, cell: Cell) -> int | float | None:
    """Return the number in a cell as Python's own, or None for a cell outside.

    Raises:
        ValueError: an array that has not two dimensions.
    """
    plane = plane_of(sheet)
    return plane.map.value(plane.channel, *cell) if _is_inside(cell, plane.shape) else None


def _is_inside(cell: Cell, size: tuple[int, int]) -> bool:
    return 0 <= cell[0] < size[0] and 0 <= cell[1] < size[1]
