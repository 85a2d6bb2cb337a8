"""The nouns of a picture: boards, marks, links, formula, facts and the frame that holds them.

Rows and columns everywhere; pixels exist only inside the painter. A mark has a *role*, never a colour:
the theme gives every role a pen and a pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.cells import NO_RIM, Block, Cell, Rim, Role
from poolviz.frame.charts import Chart
from poolviz.frame.plane import Array, Plane
from poolviz.frame.speech import NO_CAPTION, Asking, Caption, Fact, Line, Page, Prompt, Run, Typeset
from poolviz.frame.spots import Spots
from poolviz.frame.tables import Table

__all__ = [
    "NO_RIM",
    "Asking",
    "Block",
    "Board",
    "Caption",
    "Cell",
    "Chart",
    "Fact",
    "Frame",
    "Line",
    "Link",
    "Mark",
    "Notes",
    "NumberStyle",
    "Page",
    "Palette",
    "Patch",
    "Prompt",
    "Rim",
    "Role",
    "Run",
    "Scale",
    "Spots",
    "Table",
    "Typeset",
]

Palette = Literal[
    "values", "picture", "gradient", "count", "signed", "plain", "viridis", "cividis", "cet", "rgb"
]
"""Where it is "rgb", each number is a colour itself, 0xrrggbb."""
NumberStyle = Literal["plain", "signed", "none"]


@dataclass(frozen=True, eq=False)
class Patch:
    """Numbers laid over a board's plane for this frame only, shown whatever ``Board.shown`` says."""

    row: int
    column: int
    values: Array


@dataclass(frozen=True)
class Scale:
    """Which numbers the ends of a colour ramp stand for."""

    low: float
    high: float
    palette: Palette = "values"


@dataclass(frozen=True, eq=False)
class Notes:
    """A small second line in every cell, from a plane of its own.

    ``position`` reads each number as a flat index into ``columns`` columns and shows "(r, c)", nothing
    for −1. ``number`` shows the number itself, ``change`` shows it signed, and nothing for 0.
    """

    plane: Plane
    style: Literal["position", "number", "change"]
    columns: int = 1


@dataclass(frozen=True, eq=False)
class Board:
    """One grid of cells: its numbers, how they are shown, and how many of them are out yet."""

    name: str
    title: str
    detail: str
    plane: Plane
    scale: Scale
    numbers: NumberStyle = "plain"
    # Cells in row-major order that are worked out; None = all. The others are empty (dashed) or zero.
    shown: int | None = None
    hidden: Literal["pending", "zero"] = "pending"
    patch: Patch | None = None
    rim: Rim = NO_RIM
    overhang: Rim = NO_RIM
    notes: Notes | None = None
    spots: Spots | None = None
    editable: bool = False
    # Whether a click picks a cell instead of pinning it.
    pickable: bool = False
    # Whether the map can be dragged by this board; the frame tells how far it was moved.
    movable: bool = False
    # How many of the frame's common cells one cell is wide and high. None: it fills its place (a magnifier).
    cell_rows: float | None = 1.0
    cell_columns: float | None = 1.0
    # A magnifier: the board that it shows a part of, and where on that board its first cell lies.
    part_of: str = ""
    origin: tuple[int, int] = (0, 0)
    # Lines of text above the board: its title, and a second one where choices stand above it; with 0 the
    # title is only for those who cannot see the board.
    heading_lines: int = 1
    # The title in few words, where there is no room for all of it.
    brief: str = ""
    # Cells that show "?" instead of their number.
    asked: tuple[tuple[int, int], ...] = ()
    # Cells without a number, to be filled in.
    empty: tuple[tuple[int, int], ...] = ()
    # Cells without numbers, for what happens on them alone counts.
    bare: bool = False
    # What Enter does once a number was typed, instead of going on to the next cell: an action of the scene.
    on_enter: str = ""
    # Words at the right of the board, and under it.
    beside: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    # A block at its lower right end that holds no cells: places that thumbnails leave free.
    void: Block | None = None
    # Its title where nothing stands beside it, for a title that needs its neighbour ("After").
    alone: str = ""

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return self.alone or self.title or self.name

    @property
    def hollow(self) -> tuple[tuple[int, int], ...]:
        """Cells whose number is not shown: those that ask, and those that are to be filled in."""
        return (*self.asked, *self.empty)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns without the rim."""
        return self.plane.shape

    def has(self, row: int, column: int) -> bool:
        """Whether there is such a cell."""
        inside = 0 <= row < self.shape[0] and 0 <= column < self.shape[1]
        return inside and (self.void is None or not self.void.contains(row, column))

    def value(self, row: int, column: int) -> float | int | None:
        """The number that stands in a cell in this frame; None while it is not worked out, or asked.

        Raises IndexError outside the board.
        """
        rows, columns = self.shape
        if self.bare or (row, column) in self.hollow or (self.void and self.void.contains(row, column)):
            return None
        if not self.has(row, column):
            raise IndexError(f"cell ({row}, {column}) is outside the {rows} × {columns} board {self.name}")
        patch = self.patch
        if patch is not None:
            r, c = row - patch.row, column - patch.column
            if 0 <= r < patch.values.shape[0] and 0 <= c < patch.values.shape[1]:
                return patch.values[r, c].item()  # type: ignore[no-any-return]
        if self.shown is not None and row * columns + column >= self.shown:
            return 0 if self.hidden == "zero" else None
        number: float | int = self.plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0].item()
        return number

    def entry(self, row: int, column: int) -> float | int | None:
        """The number that typing into a cell replaces: its note, where the cell shows a count of windows.

        Raises IndexError outside the board.
        """
        value, notes = self.value(row, column), self.notes
        if notes is None or notes.style != "number":
            return value
        under: float | int = notes.plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0].item()
        return under

    def part(self, top: int, left: int, rows: int, columns: int) -> Array:
        """The numbers of a block as they stand in this frame; 0 where nothing is worked out yet.

        The block must lie inside the board.
        """
        values = self.plane.read(slice(top, top + rows), slice(left, left + columns))
        if self.shown is not None:
            index = np.arange(top, top + rows)[:, None] * self.shape[1] + np.arange(left, left + columns)
            values = np.where(index < self.shown, values, np.zeros((), values.dtype))
        if self.patch is None:
            return values
        laid = values.astype(np.result_type(values, self.patch.values))  # a copy
        row, column = self.patch.row - top, self.patch.column - left
        tall, wide = self.patch.values.shape
        r0, r1 = max(row, 0), min(row + tall, rows)
        c0, c1 = max(column, 0), min(column + wide, columns)
        if r0 < r1 and c0 < c1:
            laid[r0:r1, c0:c1] = self.patch.values[r0 - row : r1 - row, c0 - column : c1 - column]
        return laid


@dataclass(frozen=True, eq=False)
class Mark:
    """Cells of a board that play a role: one rectangle, a list of cells, or a mask of the board's shape."""

    board: str
    role: Role
    cells: Block | tuple[tuple[int, int], ...] | NDArray[Any]
    filled: bool = False

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell plays this role."""
        if isinstance(self.cells, Block):
            return self.cells.contains(row, column)
        if isinstance(self.cells, tuple):
            return (row, column) in self.cells
        return bool(self.cells[row, column])


@dataclass(frozen=True)
class Link:
    """A line from cells of one board to cells of another; ``directed`` ends in an arrow head."""

    start_board: str
    start: Block
    end_board: str
    end: Block
    role: Role = "winner"
    directed: bool = False


@dataclass(frozen=True, eq=False)
class Frame:
    """Everything one picture shows."""

    boards: tuple[Board, ...]
    # Rows of names of boards, charts and tables. An empty name leaves its place free; a name that stands in
    # neighbouring places takes them all.
    arrangement: tuple[tuple[str, ...], ...]
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    formula: tuple[Run, ...] = ()
    # Whether frames of this scene ever have a formula: else its line is left to the boards.
    formula_line: bool = True
    typeset: tuple[Typeset, ...] = ()
    facts_title: str = ""
    facts: tuple[Fact, ...] = ()
    caption: Caption = NO_CAPTION
    place: str = ""
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    asking: Asking | None = None
    prompt: Prompt | None = None
    page: Page | None = None
    # What is said of the map in the window's title, instead of its name.
    title: str = ""
    # How many cells down and across the map lies from its place; None where it cannot be moved.
    moved: tuple[int, int] | None = None
    # Boards by name: those that "Keep as A" freezes, and those with what comes out of the windows, by which a
    # wiggle is told.
    results: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    # The arrangement in fewer rows of cells, for stages that are too low; empty if there is no such way.
    low: tuple[tuple[str, ...], ...] = ()

    def board(self, name: str) -> Board:
        """The board of that name; KeyError if there is none."""
        for board in self.boards:
            if board.name == name:
                return board
        raise KeyError(name)

    def has(self, name: str) -> bool:
        """Whether there is a board of that name."""
        return any(board.name == name for board in self.boards)

    def roles(self, board: str, row: int, column: int) -> frozenset[Role]:
        """Every role a cell plays in this frame.

        A test asks ``"winner" in frame.roles("input", 1, 1)``.
        """
        return frozenset(m.role for m in self.marks if m.board == board and m.covers(row, column))

    def marked(self, board: str, role: Role) -> Iterator[Mark]:
        """The marks of one role on one board."""
        return (mark for mark in self.marks if mark.board == board and mark.role == role)

    @property
    def formula_text(self) -> str:
        """The formula as plain text, for a screen reader and for tests."""
        return "".join(run.text for run in self.formula)
