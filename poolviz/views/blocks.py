"""A mask of cells as a few rectangles."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.model import Block

Mask = NDArray[Any]
_KEPT = 32

# A mask stays the same array from step to step; the array is kept so that its id stays its own.
_known: OrderedDict[int, tuple[Mask, tuple[Block, ...]]] = OrderedDict()


def merged(mask: Mask) -> tuple[Block, ...]:
    """Rectangles that cover exactly the true cells of a mask (rows, columns).

    >>> merged(np.array([[1, 1, 0], [1, 1, 0], [1, 1, 1]]))
    (Block(row=0, column=0, rows=2, columns=2), Block(row=2, column=0, rows=1, columns=3))
    """
    known = _known.get(id(mask))
    if known is None:
        known = _known[id(mask)] = mask, _stacked(_runs(mask))
        if len(_known) > _KEPT:
            _known.popitem(last=False)
    return known[1]


def _runs(mask: Mask) -> list[tuple[int, int, int]]:
    """Row, first column and length of every run of true cells, in reading order."""
    rows, columns = mask.shape
    padded = np.zeros((rows, columns + 2), np.int8)
    padded[:, 1:-1] = mask != 0
    steps = np.diff(padded, axis=1)
    row, first = np.nonzero(steps == 1)
    end = np.nonzero(steps == -1)[1]
    return list(zip(row.tolist(), first.tolist(), (end - first).tolist(), strict=True))


def _stacked(runs: list[tuple[int, int, int]]) -> tuple[Block, ...]:
    """Join equal runs of rows that follow each other."""
    blocks: list[Block] = []
    last: dict[tuple[int, int], int] = {}  # where in the list a run of these columns ended up
    for row, first, length in runs:
        index = last.get((first, length))
        if index is not None and blocks[index].row + blocks[index].rows == row:
            blocks[index] = blocks[index]._replace(rows=blocks[index].rows + 1)
        else:
            last[first, length] = len(blocks)
            blocks.append(Block(row, first, 1, length))
    return tuple(blocks)
