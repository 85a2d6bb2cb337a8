"""A mask of cells as a few rectangles."""

from __future__ import annotations

import numpy as np

from poolviz.frame.model import Block
from poolviz.views.known import Known, Mask

# Many repaints ask about one mask: that of cells without a window is the same array at every step, that of
# a window with holes at least as long as the step is shown.
_known: Known[tuple[Block, ...]] = Known(32)


def merged(mask: Mask) -> tuple[Block, ...]:
    """Rectangles that cover exactly the true cells of a mask (rows, columns); known while the mask lives.

    >>> merged(np.array([[1, 1, 0], [1, 1, 0], [1, 1, 1]]))
    (Block(row=0, column=0, rows=2, columns=2), Block(row=2, column=0, rows=1, columns=3))
    """
    return _known.of(mask, rectangles)


def rectangles(mask: Mask) -> tuple[Block, ...]:
    """As `merged`, of a mask that is asked about once only: it takes no other one's place.

    >>> rectangles(np.array([[0, 1, 1]]))
    (Block(row=0, column=1, rows=1, columns=2),)
    """
    return _stacked(_runs(mask))


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
