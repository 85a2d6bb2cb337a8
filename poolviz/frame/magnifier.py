"""A part of a large map, enlarged so that its numbers can be read, at the window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.frame.model import Block, Board, Cell, Mark, Rim
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.words import say

LARGEST = 8  # cells along a side
_MARGIN = 1


def magnified(board: Board, name: str, around: Block, margin: int = _MARGIN, most: int = LARGEST) -> Board:
    """A board that shows the cells of ``board`` around a block: the block and a margin.

    It has at most 8 × 8 cells, so that their numbers can be read, or ``most`` along a side.
    """
    top, tall = _extent(int(around.row), int(around.rows), board.shape[0], margin, most)
    left, wide = _extent(int(around.column), int(around.columns), board.shape[1], margin, most)
    return replace(
        board,
        name=name,
        title=say("Magnifier"),
        detail=say("from ({row}, {column})", row=top, column=left),
        plane=ArrayPlane(board.part(top, left, tall, wide)),
        shown=None,
        patch=None,
        rim=Rim(),
        overhang=Rim(),
        notes=None,
        spots=None,
        heading_lines=1,
        beside=(),
        below=(),
        part_of=board.name,
        origin=(top, left),
        cell_rows=None,
        cell_columns=None,
    )


def magnified_marks(marks: tuple[Mark, ...], board: Board) -> tuple[Mark, ...]:
    """The marks of the magnified board, moved onto the magnifier and cut to it."""
    moved = (_moved(mark, board) for mark in marks if mark.board == board.part_of)
    return tuple(mark for mark in moved if mark is not None)


def shows(board: Board, cell: Cell) -> bool:
    """Whether a magnifier holds a cell of its map already, so that it can stay still under the pointer."""
    row, column = cell.row - board.origin[0], cell.column - board.origin[1]
    return 0 <= row < board.shape[0] and 0 <= column < board.shape[1]


def _moved(mark: Mark, board: Board) -> Mark | None:
    top, left = board.origin
    rows, columns = board.shape
    cells = mark.cells
    if isinstance(cells, np.ndarray):
        return replace(mark, board=board.name, cells=cells[top : top + rows, left : left + columns])
    if isinstance(cells, Block):
        cut = _cut(cells, board)
        return None if cut is None else replace(mark, board=board.name, cells=cut)
    inside = tuple((r - top, c - left) for r, c in cells if 0 <= r - top < rows and 0 <= c - left < columns)
    return replace(mark, board=board.name, cells=inside) if inside else None


def _cut(block: Block, board: Board) -> Block | None:
    """A block in the magnifier's own rows and columns; None if it lies outside."""
    first_row, first_column = max(block.row - board.origin[0], 0), max(block.column - board.origin[1], 0)
    last_row = min(block.row + block.rows - board.origin[0], board.shape[0])
    last_column = min(block.column + block.columns - board.origin[1], board.shape[1])
    if first_row >= last_row or first_column >= last_column:
        return None
    return Block(first_row, first_column, last_row - first_row, last_column - first_column)


def _extent(start: int, length: int, size: int, margin: int, most: int) -> tuple[int, int]:
    """First cell and number of cells shown along one side."""
    tall = min(length + 2 * margin, most, size)
    first = start - (tall - min(length, tall)) // 2
    return max(0, min(first, size - tall)), tall
