"""One exercise on paper: where its question, grids and fields stand, in points from its upper left corner."""

from __future__ import annotations

import math
from dataclasses import dataclass

from poolviz.exercises import Exercise, Sheet
from poolviz.export.lettering import Weight, broken, width_of
from poolviz.frame.words import say

TEXT = 10.5
"""Height of the letters of questions, and of numbers in cells."""
SMALL = 8.5
LINE = 14.0
"""From one line of a question to the next."""
CELL = 22.0
FIELD = 62.0
"""Width of the box for a single number."""
INDENT = 20.0
"""Room for the exercise's number."""
_TITLE = 14.0  # a title above its grid
_BETWEEN = 16.0
_BELOW_QUESTION = 8.0
_BELOW_GRIDS = 10.0
_PICKED = 13.0  # room for a line of the key that names the cells


@dataclass(frozen=True)
class Grid:
    """A sheet at its place: its first cell's corner, rim left out, and the size of its cells."""

    sheet: Sheet
    x: float
    y: float
    cell_width: float
    cell_height: float


@dataclass(frozen=True, eq=False)
class Block:
    """An exercise laid out for a width that it fits."""

    exercise: Exercise
    question: tuple[str, ...]
    grids: tuple[Grid, ...]
    height: float


def block(exercise: Exercise, room: float) -> Block:
    """Lay an exercise out in ``room`` points; grids that do not fit beside each other stand below."""
    question = broken(question_of(exercise), TEXT, room - INDENT)
    y = len(question) * LINE + _BELOW_QUESTION
    grids: list[Grid] = []
    for row in _rows(exercise, room - INDENT):
        x = INDENT
        for sheet in row:
            grids.append(_placed(sheet, x, y))
            x += _width(sheet) + _BETWEEN
        y += max(_height(sheet) for sheet in row) + _BELOW_GRIDS
    picked = 0.0 if exercise.asked == "type" else _PICKED
    return Block(exercise, question, tuple(grids), y - _BELOW_GRIDS + picked)


def fits_beside(exercise: Exercise, room: float) -> bool:
    """Whether an exercise is fine in a narrow column: its grids beside each other, or nothing but fields."""
    sheets = _printed(exercise)
    return len(_rows(exercise, room - INDENT)) == 1 or all(map(_is_field, sheets))


def question_of(exercise: Exercise) -> str:
    """The question, with what to do on paper where the screen has one click."""
    if exercise.asked == "pick":
        return f"{exercise.prompt} {say('Draw a ring around it.')}"
    if exercise.asked == "picks":
        return f"{exercise.prompt} {say('Draw a ring around each of them.')}"
    return exercise.prompt


def _printed(exercise: Exercise) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in exercise.sheets if not sheet.aside)


def _rows(exercise: Exercise, room: float) -> list[list[Sheet]]:
    """Sheets in rows that fit; what is wider than the room stands alone."""
    rows: list[list[Sheet]] = []
    left = 0.0
    sheets = _printed(exercise)
    if all(map(_is_field, sheets)):
        return _in_even_rows(sheets, room)
    for sheet in sheets:
        wide = _width(sheet)
        if rows and wide <= left:
            rows[-1].append(sheet)
        else:
            rows.append([sheet])
            left = room
        left -= wide + _BETWEEN
    return rows


def _in_even_rows(fields: tuple[Sheet, ...], room: float) -> list[list[Sheet]]:
    """Fields in rows of the same length: four as two and two rather than three and one."""
    wide = max(map(_width, fields)) + _BETWEEN
    fitting = max(int((room + _BETWEEN) // wide), 1)
    rows = math.ceil(len(fields) / fitting)
    length = math.ceil(len(fields) / rows)
    return [list(fields[start : start + length]) for start in range(0, len(fields), length)]


def _is_field(sheet: Sheet) -> bool:
    return sheet.size == (1, 1) and sheet.values is None


def _width(sheet: Sheet) -> float:
    heading = width_of(sheet.title, SMALL, Weight.DemiBold) + width_of(f"  {sheet.detail}", SMALL)
    cells = FIELD if _is_field(sheet) else (sheet.rim.left + sheet.size[1] + sheet.rim.right) * CELL
    return max(heading, cells)


def _height(sheet: Sheet) -> float:
    return _TITLE + (sheet.rim.top + sheet.size[0] + sheet.rim.bottom) * CELL


def _placed(sheet: Sheet, x: float, y: float) -> Grid:
    wide = FIELD if _is_field(sheet) else CELL
    return Grid(sheet, x + sheet.rim.left * CELL, y + _TITLE + sheet.rim.top * CELL, wide, CELL)
