"""What a board shows in a part of itself, and which parts differ from an earlier frame."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.model import Board, Patch
from poolviz.frame.plane import Array, Plane

# row, column, rows, columns
Part = tuple[int, int, int, int]
_MOST_APART = 256  # cells that are painted one by one


@dataclass(frozen=True, eq=False)
class Sheet:
    """Numbers of a part, and where there are none yet (None: everywhere there are)."""

    values: Array
    pending: NDArray[np.bool_] | None = None


def read(board: Board, part: Part) -> Sheet:
    """The numbers that stand in a part of a board: limit, patch and questions applied."""
    row, column, rows, columns = part
    values = _plain(board.plane, part)
    pending: NDArray[np.bool_] | None = None
    width = board.shape[1]
    if board.shown is not None and board.shown < (row + rows - 1) * width + column + columns:
        index = np.arange(row, row + rows)[:, None] * width + np.arange(column, column + columns)
        beyond = index >= board.shown
        if board.hidden == "zero":
            values = np.where(beyond, values.dtype.type(0), values)
        else:
            pending = beyond
    if board.patch is not None:
        values, pending = _patched(values, pending, board.patch, part)
    return Sheet(values, _hollow(pending, board, part) if board.hollow else pending)


def changed(before: Board, after: Board) -> list[Part] | None:
    """Parts in which the numbers of two versions may differ; None when all else may differ too."""
    if before is after:
        return []
    if _looks(before) != _looks(after):
        return None
    whole = (0, 0, *after.shape)
    news = (after.plane.changes_since(before.plane), _notes_changed(before, after))
    known: list[Part] = [whole if part is None else part for part in news]
    known += _between(before.shown, after.shown, after.shape)
    if before.patch is not after.patch:
        known += [_part_of(patch) for patch in (before.patch, after.patch) if patch is not None]
    known += _apart(set(before.hollow) ^ set(after.hollow))
    clipped = (clip(part, after.shape) for part in known)
    return [part for part in clipped if part[2] > 0 and part[3] > 0]


def _apart(cells: Collection[tuple[int, int]]) -> list[Part]:
    """Each of some cells as a part of its own, or all that lies around them if they are many."""
    if len(cells) <= _MOST_APART:
        return [(row, column, 1, 1) for row, column in cells]
    rows, columns = zip(*cells, strict=True)
    top, left = min(rows), min(columns)
    return [(top, left, max(rows) - top + 1, max(columns) - left + 1)]


def differing(before: Board, after: Board, part: Part) -> list[tuple[int, int]]:
    """The cells of a part whose number, note, or lack of a number is not the same in both versions."""
    old, new = read(before, part), read(after, part)
    both_nan = _nan(old.values) & _nan(new.values)
    unlike = (old.values != new.values) & ~both_nan
    if old.pending is not None or new.pending is not None:
        unlike = (unlike & ~_mask(old) & ~_mask(new)) | (_mask(old) != _mask(new))
    if before.notes is not None and after.notes is not None and before.notes.plane is not after.notes.plane:
        unlike |= _plain(before.notes.plane, part) != _plain(after.notes.plane, part)
    for row, column in set(before.hollow) ^ set(after.hollow):
        if clip((row - part[0], column - part[1], 1, 1), unlike.shape)[2:] == (1, 1):
            unlike[row - part[0], column - part[1]] = True
    rows, columns = np.nonzero(unlike)
    return list(zip((rows + part[0]).tolist(), (columns + part[1]).tolist(), strict=True))


def joined(parts: Collection[Part], width: int) -> list[Part]:
    """Bands of whole rows that touch or overlap as one; other parts as they are.

    >>> joined([(4, 0, 2, 9), (0, 0, 3, 9), (3, 2, 1, 1), (5, 0, 4, 9)], 9)
    [(3, 2, 1, 1), (0, 0, 3, 9), (4, 0, 5, 9)]
    """
    others = [part for part in parts if part[3] < width]
    bands: list[tuple[int, int]] = []
    for top, end in sorted((part[0], part[0] + part[2]) for part in parts if part[3] >= width):
        if bands and top <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], end)
        else:
            bands.append((top, end))
    return others + [(top, 0, end - top, width) for top, end in bands]


def clip(part: Part, shape: tuple[int, int]) -> Part:
    """The part of a part that lies on a board of that shape; no rows or no columns if none does.

    >>> clip((-1, 2, 3, 9), (4, 4))
    (0, 2, 2, 2)
    """
    top, left = max(part[0], 0), max(part[1], 0)
    bottom, right = min(part[0] + part[2], shape[0]), min(part[1] + part[3], shape[1])
    return top, left, max(bottom - top, 0), max(right - left, 0)


def rows_between(first: int, end: int, width: int) -> list[Part]:
    """The cells from ``first`` up to ``end`` in reading order, as at most three rectangles.

    >>> rows_between(2, 9, 4)
    [(0, 2, 1, 2), (1, 0, 1, 4), (2, 0, 1, 1)]
    """
    if first >= end:
        return []
    top, left = divmod(first, width)
    bottom, right = divmod(end, width)
    if top == bottom:
        return [(top, left, 1, right - left)]
    parts: list[Part] = []
    if left:
        parts.append((top, left, 1, width - left))
        top += 1
    if bottom > top:
        parts.append((top, 0, bottom - top, width))
    if right:
        parts.append((bottom, 0, 1, right))
    return parts


def _patched(
    values: Array, pending: NDArray[np.bool_] | None, patch: Patch, part: Part
) -> tuple[Array, NDArray[np.bool_] | None]:
    top, left = max(patch.row, part[0]), max(patch.column, part[1])
    bottom = min(patch.row + patch.values.shape[0], part[0] + part[2])
    right = min(patch.column + patch.values.shape[1], part[1] + part[3])
    if top >= bottom or left >= right:
        return values, pending
    inside = slice(top - part[0], bottom - part[0]), slice(left - part[1], right - part[1])
    values = values.astype(np.result_type(values, patch.values), copy=True)
    values[inside] = patch.values[
        top - patch.row : bottom - patch.row, left - patch.column : right - patch.column
    ]
    if pending is not None:
        pending = pending.copy()
        pending[inside] = False
    return values, pending


def _hollow(pending: NDArray[np.bool_] | None, board: Board, part: Part) -> NDArray[np.bool_]:
    """A cell that is asked, or empty, shows no number, as if it were not out yet."""
    top, left, rows, columns = part
    mask = np.zeros((rows, columns), np.bool_) if pending is None else pending.copy()
    for row, column in board.hollow:
        if top <= row < top + rows and left <= column < left + columns:
            mask[row - top, column - left] = True
    return mask


def _looks(board: Board) -> tuple[object, ...]:
    """Everything but the numbers themselves."""
    notes = board.notes
    return (
        board.shape,
        board.scale,
        board.numbers,
        board.hidden,
        board.bare,
        board.rim,
        board.overhang,
        board.plane.dtype,
        (notes.style, notes.columns) if notes is not None else None,
        board.spots,
        board.void,
    )


def _notes_changed(before: Board, after: Board) -> Part | None:
    if before.notes is None or after.notes is None:
        return 0, 0, 0, 0
    return after.notes.plane.changes_since(before.notes.plane)


def _between(before: int | None, after: int | None, shape: tuple[int, int]) -> list[Part]:
    total = shape[0] * shape[1]
    one, other = (total if shown is None else min(max(shown, 0), total) for shown in (before, after))
    return rows_between(min(one, other), max(one, other), shape[1])


def _part_of(patch: Patch) -> Part:
    return patch.row, patch.column, patch.values.shape[0], patch.values.shape[1]


def _mask(sheet: Sheet) -> NDArray[np.bool_]:
    return sheet.pending if sheet.pending is not None else np.zeros(sheet.values.shape, np.bool_)


def _plain(plane: Plane, part: Part) -> Array:
    row, column, rows, columns = part
    return plane.read(slice(row, row + rows), slice(column, column + columns))


def _nan(values: Array) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = values != values
    return mask


def cells_of(part: Part) -> list[tuple[int, int]]:
    """Every cell of a part, in reading order.

    >>> cells_of((1, 0, 1, 2))
    [(1, 0), (1, 1)]
    """
    row, column, rows, columns = part
    return [(r, c) for r in range(row, row + rows) for c in range(column, column + columns)]
