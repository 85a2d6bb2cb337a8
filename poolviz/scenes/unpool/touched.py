"""What the last edit of the map did: one of a cell that is thrown away anyway moves nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.frame.model import Caption
from poolviz.frame.words import say
from poolviz.maps.changes import Region
from poolviz.scenes.unpool.view import View


def told(view: View) -> Caption | None:
    """That the edit before moved nothing on the way back; None if it did, or if there was none."""
    after, parent = view.ground.map, view.ground.map.parent
    if parent is None or not view.is_max or parent.size != after.size or view.ground.stride > 1:
        return None
    region = after.changes_in(view.ground.at, parent)
    if region is None or not region.rows or not region.columns:
        return None
    before = View(replace(view.document, map=parent), view.parameters, view.compute)
    return Caption(say("Nothing moved"), _text(view, region)) if _agree(before, view) else None


def _text(view: View, region: Region) -> str:
    if region.rows * region.columns > 1:
        return say(
            "None of these {count} cells comes through all pools, before or after: no board that comes back "
            "has moved.",
            count=region.rows * region.columns,
        )
    cell = region.row, region.column
    number = lost_at(view, cell)
    if number == 1 and is_below(view, cell):
        return say(
            "Cell {cell} stays below its window's maximum: thrown away before, thrown away now. No board "
            "that comes back has moved.",
            cell=str(cell),
        )
    return say(
        "Cell {cell} is thrown away by pool {number}, as it was before: no board that comes back has moved.",
        cell=str(cell),
        number=number,
    )


def _agree(before: View, after: View) -> bool:
    """Whether all that comes back is the same: the numbers at the bottom, and where they came from."""
    if (
        not np.array_equal(before.survivors(before.rounds).values, after.survivors(after.rounds).values)
        or after.survivors(after.rounds).values.all()
    ):
        return False
    one, other = before.levels[-1].values, after.levels[-1].values
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


def lost_at(view: View, cell: tuple[int, int]) -> int | None:
    """Which pool throws a cell of the map away, counted from 1; None if it comes through all."""
    for number in range(1, view.rounds + 1):
        if not view.survivors(number).value(0, *cell):
            return number
    return None


def is_below(view: View, cell: tuple[int, int]) -> bool:
    """Whether a cell is smaller than the maximum of every window that sees it, and one does."""
    geometry, answers = view.chain[0], view.levels[1].values
    windows = [
        (row, column)
        for row in geometry.rows.seen_by(cell[0])
        for column in geometry.columns.seen_by(cell[1])
    ]
    number = view.ground.values[cell]
    return bool(windows) and all(bool(number < answers[window]) for window in windows)
