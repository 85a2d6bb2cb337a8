"""The marks that both passes of Slide share."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from poolviz.frame.model import Block, Mark
from poolviz.scenes.slide.view import View

_MOST_BLOCKS = 64  # more leftovers than this are one mask instead of single rectangles


def window_marks(view: View, board: str, row: int, column: int) -> Iterator[Mark]:
    """The window's frame on a board of the input's size, and its taps where dilation leaves holes."""
    block = view.window(row, column)
    if view.geometry.rows.dilation > 1 or view.geometry.columns.dilation > 1:
        yield Mark(board, "field", tuple(view.cells(row, column)))
    yield Mark(board, "window", block)


def winner_marks(view: View, board: str, row: int, column: int) -> Iterator[Mark]:
    """The winner with a filled corner, and the cells that equal it."""
    winner = view.winner(row, column)
    if winner is None:
        return
    ties = view.ties(row, column)
    if ties:
        yield Mark(board, "tie", ties, filled=view.spec.ties == "split")
    yield Mark(board, "winner", Block(*winner), filled=True)


def dropped_marks(view: View, board: str) -> tuple[Mark, ...]:
    """The cells that no window sees."""
    width = view.document.map.size[1]
    rows, columns = view.geometry.rows.coverage() == 0, view.geometry.columns.coverage() == 0
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
