"""The marks that tell where a window lies, who wins it, and which cells no window sees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from poolviz.core import Geometry
from poolviz.frame.model import Block, Mark
from poolviz.frame.plane import Array
from poolviz.model.grid import FEW, Cells, Chosen, Grid, Position
from poolviz.model.windows import Windows

_MOST_BLOCKS = 64  # more leftovers than this are one mask instead of single rectangles
_MOST_FRAMES = 9  # more windows than this are shown as the one area that they cover


def cells_of(cells: Cells, size: tuple[int, int]) -> tuple[Position, ...] | Block | Array:
    """Cells of a board of ``size`` as a mark takes them: one by one, or if they are many at once.

    >>> cells_of(Grid(range(2), range(1)), (9, 9)), cells_of(Grid(range(1, 21), range(30)), (40, 40))
    (((0, 0), (1, 0)), Block(row=1, column=0, rows=20, columns=30))
    """
    if isinstance(cells, tuple) or len(cells) <= FEW:
        return tuple(cells)
    block = _block_of(cells) if isinstance(cells, Grid) else None
    return _mask_of(cells, size) if block is None else block


def _block_of(cells: Grid) -> Block | None:
    """The cells as a rectangle; None if there are others between them."""
    (top, left), (bottom, right) = cells[0], cells[-1]
    block = Block(top, left, bottom - top + 1, right - left + 1)
    return block if block.rows * block.columns == len(cells) else None


@lru_cache(maxsize=4)  # the same mask as long as the cells are the same, so that it is known again
def _mask_of(cells: Grid | Chosen, size: tuple[int, int]) -> Array:
    grid, chosen = (cells.grid, cells.mask) if isinstance(cells, Chosen) else (cells, True)
    if isinstance(cells, Chosen) and cells.mask.shape == size:
        return cells.mask
    mask = np.zeros(size, np.bool_)
    mask[np.ix_(grid.rows, grid.columns)] = chosen
    mask.flags.writeable = False
    return mask


def window_marks(windows: Windows, board: str, row: int, column: int) -> Iterator[Mark]:
    """The window's frame on a board of the input's size, and its taps where dilation leaves holes."""
    axes = windows.geometry.rows, windows.geometry.columns
    if any(axis.dilation > 1 for axis in axes):
        yield Mark(board, "field", cells_of(windows.cells(row, column), windows.geometry.size))
    yield Mark(board, "window", windows.block(row, column))


def field_marks(windows: Windows, board: str, outputs: Grid) -> Iterator[Mark]:
    """The rectangles of some neighbouring windows, or of all together if they are many."""
    if len(outputs) <= _MOST_FRAMES:
        for output in outputs:
            yield Mark(board, "field", windows.block(*output))
        return
    first, last = windows.block(*outputs[0]), windows.block(*outputs[-1])
    bottom, right = last.row + last.rows, last.column + last.columns
    yield Mark(board, "field", Block(first.row, first.column, bottom - first.row, right - first.column))


def winner_marks(
    windows: Windows,
    board: str,
    winner: Position | None,
    ties: Cells,
    *,
    shared: bool = False,
) -> Iterator[Mark]:
    """The winner with a filled corner, and the cells that equal it, filled too if they share the gradient."""
    if ties:
        yield Mark(board, "tie", cells_of(ties, windows.geometry.size), filled=shared)
    if winner is not None:
        yield Mark(board, "winner", Block(*winner), filled=True)


@lru_cache(maxsize=8)  # the same marks at every step and after every edit, so that nothing is painted anew
def dropped_marks(geometry: Geometry, board: str) -> tuple[Mark, ...]:
    """The cells that no window sees, on a board of the input's size."""
    width = geometry.size[1]
    rows, columns = geometry.rows.coverage() == 0, geometry.columns.coverage() == 0
    if not rows.any() and not columns.any():
        return ()
    across = [Block(top, 0, count, width) for top, count in _runs(rows)]
    down = [Block(top, left, tall, wide) for left, wide in _runs(columns) for top, tall in _runs(~rows)]
    if len(across) + len(down) > _MOST_BLOCKS:
        mask = rows[:, None] | columns[None, :]
        mask.flags.writeable = False
        return (Mark(board, "dropped", mask),)
    return tuple(Mark(board, "dropped", block) for block in across + down)


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Start and length of every unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    return [(int(start), int(stop - start)) for start, stop in edges.reshape(-1, 2)]
