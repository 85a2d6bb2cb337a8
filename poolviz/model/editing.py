"""What a gesture does to the map and to the upstream gradient, in every scene alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.maps.map import Map
from poolviz.maps.patches import Patch
from poolviz.maps.shapes import drawn, shape_patches
from poolviz.model.document import Document
from poolviz.model.scene import Gesture


def edited_map(map_: Map, channel: int, gesture: Gesture) -> Map:
    """One channel with a number set, nudged or a shape drawn; the same map if nothing differs.

    >>> from poolviz.frame.model import Cell
    >>> before = Map.from_array([[1, 2], [3, 4]])
    >>> edited_map(before, 0, Gesture("nudge", Cell("input", 1, 0), 1)).values.tolist()
    [[[1, 2], [4, 4]]]
    """
    cell = gesture.cell
    if gesture.kind == "draw":
        start = gesture.start or cell
        return drawn(map_, channel, gesture.shape, start[1:], cell[1:], gesture.value, gesture.size)
    value = gesture.value
    if gesture.kind == "nudge":
        value += map_.value(channel, cell.row, cell.column)
    return map_.edited(channel, cell.row, cell.column, value)


def with_map_edited(document: Document, gesture: Gesture) -> Document:
    """The document with its map edited on the channel that is shown; the same one if nothing differs."""
    map_ = edited_map(document.map, document.channel, gesture)
    return document if map_ is document.map else replace(document, map=map_)


def with_upstream_edited(document: Document, gesture: Gesture) -> Document:
    """The document with numbers of ∂L/∂output set, nudged or drawn; the same one if nothing differs."""
    size, cell = document.output_size, gesture.cell
    before = document.upstream.values(size)
    if gesture.kind == "draw":
        start = gesture.start or cell
        patches = shape_patches(before, gesture.shape, start[1:], cell[1:], gesture.value, gesture.size)
    else:
        value = gesture.value
        if gesture.kind == "nudge":
            value += float(before[cell.row, cell.column])
        patches = [Patch(cell.row, cell.column, np.array([[value]]))]
    after = document.upstream.edited(size, patches)
    return document if after is document.upstream else replace(document, upstream=after)
