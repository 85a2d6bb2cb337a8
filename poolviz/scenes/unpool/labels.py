"""The label of every pixel, pooled with the map, and how far an answer is from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from poolviz.core import PoolSpec
from poolviz.frame.plane import Array
from poolviz.maps.map import Map
from poolviz.maps.ranges import channel_range
from poolviz.model.editing import edited_map
from poolviz.model.scene import Compute, Gesture
from poolviz.scenes.unpool.ground import Ground, anew, thinned
from poolviz.scenes.unpool.parameters import UnpoolParameters

_HALF = 0.5 - 1e-9  # a share of ½ is foreground, also where its sum was rounded


@dataclass(frozen=True)
class Measured:
    """How far an answer is from the label: pixels that differ, and intersection over union."""

    wrong: int
    iou: float

    @staticmethod
    def of(answer: Array, label: Array) -> Measured:
        """Compare two masks of one size; two empty ones agree wholly.

        >>> Measured.of(np.array([[1, 1, 0]]), np.array([[0, 1, 0]]))
        Measured(wrong=1, iou=0.5)
        """
        said, true = answer != 0, label != 0
        union = int(np.count_nonzero(said | true))
        both = int(np.count_nonzero(said & true))
        return Measured(int(np.count_nonzero(said != true)), both / union if union else 1.0)


def threshold_of(parameters: UnpoolParameters, map_: Map, channel: int) -> float:
    """Above which number a cell is foreground: as it was set, or the middle of the channel's range.

    >>> threshold_of(UnpoolParameters(), Map.from_array([[1, 8]]), 0)
    4.5
    """
    if parameters.threshold is not None:
        return parameters.threshold
    low, high = channel_range(map_, channel)
    return low / 2 + high / 2 if low <= high else 0.0


def is_drawn(parameters: UnpoolParameters) -> bool:
    """Whether the label is a person's own."""
    return parameters.label == "drawn" and parameters.drawn is not None


def label_of(parameters: UnpoolParameters, ground: Ground) -> Map:
    """The label, 0 and 1, (1, H, W) uint8: by the threshold, or as it was drawn."""
    drawn = parameters.drawn
    if drawn is None or not is_drawn(parameters):
        above = threshold_of(parameters, ground.whole, ground.channel)
        way = anew(lambda: _above(ground.values, above))
        return ground.compute.derived(ground.map, ground.at, ("undo: above", above), way)
    if drawn.size == ground.size:
        return drawn
    fitted = anew(lambda: drawn.resized(*ground.size).values[0])
    return ground.compute.derived(drawn, 0, ("undo: fitted", ground.size), fitted)


def edited_label(parameters: UnpoolParameters, map_: Map, channel: int, gesture: Gesture) -> UnpoolParameters:
    """The parameters with the label changed by hand: numbers above 0 draw, all others wipe out.

    A label that came from the threshold is drawn on from there. The same parameters if nothing differs.
    """
    sheet, before = thinned(map_, channel), parameters.drawn
    if before is None or not is_drawn(parameters):
        before = Map.from_array(_above(sheet, threshold_of(parameters, map_, channel)), "label")
    rows, columns = sheet.shape
    before = before if before.size == (rows, columns) else before.resized(rows, columns)
    value = gesture.value
    if gesture.kind == "nudge":
        value += before.value(0, gesture.cell.row, gesture.cell.column)
    kind: Literal["draw", "set"] = "draw" if gesture.kind == "draw" else "set"
    after = _as_mask(before, edited_map(before, 0, replace(gesture, kind=kind, value=int(value > 0))))
    return parameters if after is before else replace(parameters, label="drawn", drawn=after)


def _as_mask(before: Map, after: Map) -> Map:
    """What was drawn over a mask as 0 and 1: shapes may add to what lies under them."""
    changed = after.changes_in(0, before)
    row, column, rows, columns = (0, 0, *after.size) if changed is None else changed.block
    block = after.read(0, slice(row, row + rows), slice(column, column + columns))
    return before.edited(0, row, column, _above(block, 0.0))


def _above(values: Array, number: float) -> Array:
    with np.errstate(over="ignore"):  # the number may be beyond the map's type
        above: Array = (values > number).astype(np.uint8)
    return above


def pooled_labels(
    label: Map, spec: PoolSpec, rounds: int, pooled_by: str, compute: Compute
) -> tuple[Array, ...]:
    """The label before and after each pool, 0 and 1, (H′, W′) each.

    By majority a cell is foreground if at least half of what it stands for is; by max, if anything is.
    """
    mode: PoolSpec = replace(
        spec,
        mode="max" if pooled_by == "max" else "average",
        count_include_pad=False,
        divisor_override=None,
        ties="first",
    )
    found = [label.values[0]]
    shares = label
    for _ in range(rounds):
        shares = compute.pooled(shares, 0, mode).numbers
        found.append((shares.values[0] >= _HALF).astype(np.uint8))
    return tuple(found)
