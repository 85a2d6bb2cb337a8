"""What the windows that see a cell take from it and send to it, told of all of them at once.

Large windows with a small stride see a cell by the thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from poolviz.core import Axis
from poolviz.frame.model import Cell
from poolviz.frame.plane import Array
from poolviz.frame.terms import Terms
from poolviz.model.answer import Answer
from poolviz.model.grid import Chosen, Grid, Position, chosen_of
from poolviz.model.windows import Windows


def won_by(cell: Position, windows: Windows, answer: Answer) -> Chosen | tuple[Position, ...]:
    """The windows whose winner a cell is, in order; ``answer`` is what max makes of them."""
    seeing = windows.seeing(Cell("input", *cell))
    return chosen_of(seeing, _is_winner(cell, windows, answer, seeing))


def parts_of(cell: Position, seeing: Grid, windows: Windows, answer: Answer) -> Array:
    """Which part of its gradient each window sends to a cell of it if its maximum was ``answer``: 0 … 1.

    Shape (rows, columns) of ``seeing``, the windows that are asked about.
    """
    wins = _is_winner(cell, windows, answer, seeing)
    value = windows.plane.read(slice(cell[0], cell[0] + 1), slice(cell[1], cell[1] + 1))[0, 0]
    if answer.origin.spec.ties != "split" or np.isnan(value):
        return wins.astype(np.float64)
    equals = read_of(answer.numbers.plane(0).read, seeing) == value
    parts: Array = np.divide(equals, _alike(value, seeing, windows, answer), dtype=np.float64)
    return parts


def read_of(read: Callable[[slice, slice], Array], windows: Grid) -> Array:
    """What belongs to some windows, (rows, columns), from all that lie between the first and the last."""
    if not windows:
        return np.empty((len(windows.rows), len(windows.columns)))
    (top, left), (bottom, right) = windows[0], windows[-1]
    part = read(slice(top, bottom + 1), slice(left, right + 1))
    some: Array = part[np.ix_(np.subtract(windows.rows, top), np.subtract(windows.columns, left))]
    return some


def gathered(windows: Grid, upstream: Array, slopes: Array, sends: Array, last: Position) -> Terms:
    """What some windows sent to a cell up to the ``last`` of all, in order.

    ``upstream`` is ∂L/∂output, ``slopes`` are the derivatives of the windows' outputs by the cell, (rows,
    columns), and ``sends`` tells which of them sent anything.
    """
    with np.errstate(all="ignore"):
        amounts = upstream[np.ix_(windows.rows, windows.columns)].astype(np.float64) * slopes
    rows, columns = np.array(windows.rows, np.intp)[:, np.newaxis], np.array(windows.columns, np.intp)
    sent = sends & ((rows < last[0]) | ((rows == last[0]) & (columns <= last[1])))
    return Terms("upstream", chosen_of(windows, sent), amounts[sent].tolist())


def _is_winner(cell: Position, windows: Windows, answer: Answer, seeing: Grid) -> Array:
    won: Array = read_of(answer.won, seeing) == cell[0] * windows.geometry.size[1] + cell[1]
    return won


def _alike(value: float, seeing: Grid, windows: Windows, answer: Answer) -> Array:
    """How many cells of each window equal a number: the taps of rows and columns sum the cells that do.

    Of one window alone they are those that equal its winner, for others nobody asks.
    """
    if not seeing:
        return np.ones((len(seeing.rows), len(seeing.columns)))
    if len(seeing) == 1:
        winner, result = windows.cell(answer.winner(*seeing[0])), answer.value(*seeing[0])
        return np.array([[len(windows.equals(*seeing[0], winner, result).all)]])
    geometry = windows.geometry
    rows, down = _taps(geometry.rows, seeing.rows)
    columns, across = _taps(geometry.columns, seeing.columns)
    equal = (windows.plane.read(rows, columns) == value).astype(np.float64)
    alike: Array = down @ equal @ across.T
    return alike


def _taps(axis: Axis, outputs: Sequence[int]) -> tuple[slice, Array]:
    """The cells that some windows span along an axis, and 1 where each has a tap, (windows, cells)."""
    seen = [axis.real(output) for output in outputs]
    begin, last = min(cells[0] for cells in seen), max(cells[-1] for cells in seen)
    taps = np.zeros((len(seen), last + 1 - begin))
    for row, cells in zip(taps, seen, strict=True):
        row[cells.start - begin : cells.stop - begin : cells.step] = 1
    return slice(begin, last + 1), taps
