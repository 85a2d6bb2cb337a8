"""Keep as A: a result that was frozen stands beside the one of now, and the cells that differ are ringed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.model import Block, Board, Caption, Cell, Frame, Line, Mark, Run, Scale
from poolviz.frame.numbers import plain
from poolviz.frame.plane import Plane
from poolviz.frame.words import grouped, say

Mask = NDArray[np.bool_]
Arrangement = tuple[tuple[str, ...], ...]

_PREFIX = "kept_"
# More cells than this are too small to ring each: one ring goes around all that differ.
MOST_RINGED = 4096
_LONGEST_LINE = 22  # letters under A


@dataclass(frozen=True, eq=False)
class Kept:
    """A result that was frozen: its board, and the cells that differ from the board of now.

    ``differing`` is a mask (rows, columns) over the finished numbers of both; None if their sizes differ.
    """

    board: Board
    differing: Mask | None

    @cached_property
    def count(self) -> int:
        """How many cells differ; worked out once, for it is asked at every step."""
        return 0 if self.differing is None else int(np.count_nonzero(self.differing))

    @cached_property
    def extent(self) -> Block:
        """The smallest rectangle around all cells that differ; there must be some."""
        assert self.differing is not None
        rows, columns = (np.flatnonzero(self.differing.any(axis=axis)) for axis in (1, 0))
        top, left = int(rows[0]), int(columns[0])
        return Block(top, left, int(rows[-1]) - top + 1, int(columns[-1]) - left + 1)


def kept_name(board: str) -> str:
    """The name of the board that shows what was kept of a board.

    >>> kept_name("output")
    'kept_output'
    """
    return f"{_PREFIX}{board}"


def counterpart(cell: Cell) -> Cell:
    """The same cell of the board of now, for a cell of what was kept; any other cell is its own.

    >>> counterpart(Cell("kept_output", 1, 0))
    Cell(board='output', row=1, column=0)
    """
    return cell._replace(board=cell.board.removeprefix(_PREFIX))


def differing(one: Plane, other: Plane) -> Mask | None:
    """Which cells of two planes hold different numbers; None if their sizes differ. NaN equals NaN.

    >>> from poolviz.frame.plane import ArrayPlane
    >>> differing(ArrayPlane(np.array([[1.0, np.nan]])), ArrayPlane(np.array([[2, np.nan]]))).tolist()
    [[True, False]]
    """
    if one.shape != other.shape:
        return None
    a, b = one.read(slice(None), slice(None)), other.read(slice(None), slice(None))
    mask: Mask = a != b
    if a.dtype.kind == "f" and b.dtype.kind == "f" and np.isnan(a.min()) and np.isnan(b.min()):
        mask &= ~(np.isnan(a) & np.isnan(b))
    mask.flags.writeable = False
    return mask


def with_kept(frame: Frame, kept: Mapping[str, Kept], what: str, focus: Cell | None) -> Frame:
    """The frame with what was kept beside its results.

    Args:
        frame: of now, veiled or not.
        kept: by the name of the result's board; a board that the frame lacks is passed over.
        what: how A was made, in words.
        focus: the cell that is pointed at.
    """
    found = {name: kept[name] for name in frame.results if name in kept and frame.has(name)}
    alone = len(found) == 1
    boards = {board.name: board for board in frame.boards}
    marks, arrangement = list(frame.marks), frame.arrangement
    for name, old in found.items():
        board = frame.board(name)
        out = None if old.differing is None else _out(board)
        boards |= _in_colours_of_both(boards.values(), board.scale, old.board.scale)
        board = boards[name]
        boards[name] = _as_b(board, old, out, alone=alone)
        boards[kept_name(name)] = _as_a(board, old.board, what, alone=alone)
        arrangement = with_place_before(arrangement, name, kept_name(name))
        marks += _rings(name, old, out)
    if focus is not None and counterpart(focus).board in found:
        marks += _chosen(boards, counterpart(focus))
    caption = frame.caption if focus is None else _compared(frame.caption, boards, counterpart(focus))
    return replace(
        frame,
        boards=tuple(boards.values()),
        marks=tuple(marks),
        arrangement=arrangement,
        caption=caption,
    )


def with_place_before(arrangement: Arrangement, name: str, new: str) -> Arrangement:
    """An arrangement with a new name left of another: in a free place there, or in a column of its own.

    A board that has the lower of two rows for itself gets it above: long boards lie better under each other.
    Where all of more rows have one each, it gets it below, for links come from above.

    >>> with_place_before((("input", "output"),), "output", "kept_output")
    (('input', 'kept_output', 'output'),)
    >>> with_place_before((("input", "output"), ("gradient", "upstream")), "gradient", "kept_gradient")
    (('', 'input', 'output'), ('kept_gradient', 'gradient', 'upstream'))
    >>> with_place_before((("input",), ("output",)), "output", "kept_output")
    (('input',), ('kept_output',), ('output',))
    >>> with_place_before((("output",), ("upstream",), ("gradient",)), "gradient", "kept_gradient")
    (('output',), ('upstream',), ('gradient',), ('kept_gradient',))
    """
    if len(arrangement) == 2 and set(arrangement[1]) == {name} and name not in arrangement[0]:
        return arrangement[0], (new,) * len(arrangement[1]), arrangement[1]
    if len(arrangement) > 2 and all(len(row) == 1 for row in arrangement):
        place = arrangement.index((name,)) + 1
        return *arrangement[:place], (new,), *arrangement[place:]
    column = min(row.index(name) for row in arrangement if name in row)
    own = [name in row for row in arrangement]
    if column > 0 and all(not row[column - 1] for row, has in zip(arrangement, own, strict=True) if has):
        return tuple(
            (*row[: column - 1], new, *row[column:]) if has else row
            for row, has in zip(arrangement, own, strict=True)
        )
    return tuple(
        (*row[:column], new if has else _between(row, column), *row[column:])
        for row, has in zip(arrangement, own, strict=True)
    )


def _between(row: tuple[str, ...], column: int) -> str:
    """What stands in a new place of a row: a name that stands on both sides, else nothing."""
    return row[column] if column > 0 and row[column - 1] == row[column] else ""


def _in_colours_of_both(boards: Iterable[Board], now: Scale, old: Scale) -> dict[str, Board]:
    """Gradients on a scale that holds those of A too, with all that share their colours.

    Other numbers keep the range of now, which a person may have set.
    """
    if now == old or now.palette != "gradient" or old.palette != "gradient":
        return {}
    joint = Scale(min(now.low, old.low), max(now.high, old.high), "gradient")
    return {board.name: replace(board, scale=joint) for board in boards if board.scale == now}


def _as_a(board: Board, old: Board, what: str, *, alone: bool) -> Board:
    """What was kept, finished and in the colours of now, so that equal numbers look equal.

    Its size is said if it is another one than now.
    """
    size = f"{old.shape[0]} × {old.shape[1]}" if old.shape != board.shape else ""
    empty = tuple(replace(line, runs=(Run(""),)) for line in board.below)  # so that both stand level
    told = (_small(Run(line, quiet=True)) for line in _broken(what))
    return replace(
        old,
        name=kept_name(board.name),
        title=say("A · {title}", title=board.title) if alone and board.title else "A",
        detail=size,
        scale=board.scale,
        shown=None,
        patch=None,
        notes=None,
        editable=False,
        heading_lines=1,
        beside=(),
        below=(*empty, *told),
        cell_rows=board.cell_rows,
        cell_columns=board.cell_columns,
    )


def _as_b(board: Board, old: Kept, out: Mask | None, *, alone: bool) -> Board:
    """The result of now; several of them keep their own titles, for which there is little room."""
    title = board.title
    if alone:
        title = say("B · {title}", title=title) if title else "B"
    text, differs = _told(board, old, out)
    told = Run(text, role="changed" if differs else None, quiet=not differs)
    return replace(board, title=title, below=(*board.below, _small(told)))


def _broken(what: str) -> list[str]:
    """How A was made, in lines of few words: there is no more room than A is wide.

    >>> _broken("average 3×3, stride 2, padding 1, ceil mode")
    ['average 3×3, stride 2,', 'padding 1, ceil mode']
    """
    lines: list[list[str]] = [[]]
    for part in what.split(", "):
        if lines[-1] and len(", ".join([*lines[-1], part])) > _LONGEST_LINE:
            lines.append([])
        lines[-1].append(part)
    return ",\n".join(", ".join(line) for line in lines).split("\n")


def _small(run: Run) -> Line:
    return Line((run,), "small")


def _told(board: Board, old: Kept, out: Mask | None) -> tuple[str, bool]:
    """How many cells differ, of those that are out, and whether any does."""
    if old.differing is None:
        (rows, columns), (height, width) = old.board.shape, board.shape
        sentence = say(
            "A is {rows} × {columns}, B is {height} × {width}",
            rows=rows,
            columns=columns,
            height=height,
            width=width,
        )
        return sentence, True
    count = old.count if out is None else int(np.count_nonzero(old.differing & out))
    total = old.differing.size if out is None else int(np.count_nonzero(out))
    if not count:
        if total == 1:
            return say("the one number equals that of A"), False
        return say("all {total} equal those of A", total=grouped(total)), False
    if count == 1:
        return say("1 of {total} differs from A", total=grouped(total)), True
    return say("{count} of {total} differ from A", count=count, total=grouped(total)), True


def _out(board: Board) -> Mask | None:
    """Which cells show their finished number; None if all do, or if there are too many to look at each."""
    rows, columns = board.shape
    if rows * columns > MOST_RINGED or (board.shown is None and not board.asked):
        return None
    if board.shown is None:
        out: Mask = np.ones((rows, columns), np.bool_)
    elif board.hidden == "zero":  # a sum on its way: what has arrived may not be all yet
        finished, now = board.plane.read(slice(None), slice(None)), board.part(0, 0, rows, columns)
        out = (now == finished) | (np.isnan(now) & np.isnan(finished))
    else:
        out = np.arange(rows * columns).reshape(rows, columns) < board.shown
        if board.patch is not None:
            top, left = board.patch.row, board.patch.column
            tall, wide = board.patch.values.shape
            out[top : top + tall, left : left + wide] = True
    for cell in board.asked:
        out[cell] = False
    return out


def _rings(name: str, old: Kept, out: Mask | None) -> Iterable[Mark]:
    if not old.count or old.differing is None:
        return ()
    if old.differing.size > MOST_RINGED:
        return (Mark(name, "changed", old.extent),)
    mask = old.differing if out is None else old.differing & out
    cells = tuple((int(row), int(column)) for row, column in np.argwhere(mask))
    return (Mark(name, "changed", cells),) if cells else ()


def _chosen(boards: Mapping[str, Board], cell: Cell) -> Iterable[Mark]:
    """The cell that is pointed at, on both boards as far as they have it."""
    for name in (cell.board, kept_name(cell.board)):
        rows, columns = boards[name].shape
        if cell.row < rows and cell.column < columns:
            yield Mark(name, "chosen", Block(cell.row, cell.column))


def _compared(caption: Caption, boards: Mapping[str, Board], cell: Cell) -> Caption:
    """The caption with both numbers of the cell that is pointed at."""
    numbers = [_number(boards.get(name), cell) for name in (kept_name(cell.board), cell.board)]
    if None in numbers:
        return caption
    text = say("{cell}: A has {a}, B has {b}.", cell=str(cell[1:]), a=numbers[0], b=numbers[1])
    return replace(caption, text=f"{text} {caption.text}")


def _number(board: Board | None, cell: Cell) -> str | None:
    if board is None or not (cell.row < board.shape[0] and cell.column < board.shape[1]):
        return None
    value = board.value(cell.row, cell.column)
    return None if value is None else plain(value)
