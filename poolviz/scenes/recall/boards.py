"""The boards of an exercise: plain, in one neutral colour, so that nothing gives the answer away."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from poolviz.exercises import Exercise, Sheet
from poolviz.frame.model import Block, Board, Cell, Mark, Scale
from poolviz.frame.plane import Array, ArrayPlane
from poolviz.scenes.recall.round import Round

_PLAIN = Scale(0.0, 1.0, "plain")
_FIELD = 5.0  # a field is as high as a fifth of the board beside it
_WIDE = 1.8  # times as wide as high: numbers of six figures stand in it

Arrangement = tuple[tuple[str, ...], ...]


def boards(round_: Round) -> tuple[Board, ...]:
    """Every sheet as a board, with the answers as they are."""
    exercise = round_.exercise
    return () if exercise is None else tuple(_board(round_, exercise, sheet) for sheet in exercise.sheets)


def arrangement(exercise: Exercise) -> Arrangement:
    """Where the boards stand: fields at the right of what they are about, ∂L/∂input under the input."""
    names = tuple(sheet.name for sheet in exercise.sheets)
    if exercise.kind in ("size", "field"):
        return ((names[0], names[1]), (names[0], names[2]))
    if exercise.kind == "route":
        return ((names[0], names[1]), (names[2], ""))
    return (names,)


def marks(round_: Round) -> tuple[Mark, ...]:
    """What is asked about, what was picked, where the cursor is, and how the answers were."""
    exercise = round_.exercise
    return () if exercise is None else (*exercise.marks, *_answered(round_, exercise))


def _board(round_: Round, exercise: Exercise, sheet: Sheet) -> Board:
    blank = {cell for cell in exercise.blanks if cell.board == sheet.name}
    is_filled = bool(blank) and exercise.asked == "type"
    is_open = round_.is_open
    high, wide = _sides(exercise, sheet)
    return Board(
        sheet.name,
        sheet.title,
        sheet.detail,
        ArrayPlane(_numbers(round_, sheet)),
        _PLAIN,
        numbers=sheet.numbers,
        rim=sheet.rim,
        editable=is_filled and is_open,
        pickable=bool(blank) and not is_filled and is_open,
        empty=_empty(round_, sheet, blank if is_filled else set()),
        bare=sheet.aside,
        on_enter="check" if is_filled else "",
        cell_rows=high,
        cell_columns=wide,
    )


def _numbers(round_: Round, sheet: Sheet) -> Array:
    """What is given, or what was typed; whole numbers as such."""
    numbers = np.zeros(sheet.size) if sheet.values is None else np.array(sheet.values)
    if sheet.values is None:
        for cell, number in round_.answers.items():
            if cell.board == sheet.name:
                numbers[cell.row, cell.column] = number
    numbers.flags.writeable = False
    return numbers


def _empty(round_: Round, sheet: Sheet, blank: set[Cell]) -> tuple[tuple[int, int], ...]:
    """Cells without a number: blanks that have none yet, and all cells of an output that is kept back."""
    if sheet.values is not None or sheet.aside:
        return ()
    rows, columns = sheet.size
    cells = (Cell(sheet.name, row, column) for row in range(rows) for column in range(columns))
    return tuple((cell.row, cell.column) for cell in cells if not blank or cell not in round_.answers)


def _sides(exercise: Exercise, sheet: Sheet) -> tuple[float, float]:
    """How high and wide a cell is, in common cells: a field stands out beside a large board."""
    if sheet.size != (1, 1) or exercise.asked != "type" or exercise.kind in ("values", "route"):
        return 1.0, 1.0
    beside = max((max(other.size) for other in exercise.sheets if other.aside), default=0)
    unit = max(1.0, beside / _FIELD)
    return unit, _WIDE * unit


def _answered(round_: Round, exercise: Exercise) -> Iterator[Mark]:
    verdict = round_.verdict
    if verdict is None:
        yield from _open(round_)
        return
    for cell, is_right in verdict.right.items():
        place = Block(cell.row, cell.column)
        if cell in round_.answers or (exercise.asked == "type" and not is_right):
            yield Mark(cell.board, "right" if is_right else "wrong", place)
        elif exercise.asked == "picks":
            yield Mark(cell.board, "changed", place)  # it should have been picked


def _open(round_: Round) -> Iterator[Mark]:
    """What was picked until now, and the cursor."""
    if round_.is_typed:
        return
    for cell in round_.answers:
        yield Mark(cell.board, "picked", Block(cell.row, cell.column))
    if round_.own.cursor is not None and round_.blank is not None:
        yield Mark(round_.blank.board, "window", Block(round_.blank.row, round_.blank.column))
