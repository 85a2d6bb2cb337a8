"""A map under the windows of a pooling: what exercises with numbers show of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from poolviz.core import Geometry, Pooled, PoolSpec, SpecError, divisors, pool
from poolviz.core.padding import as_pair
from poolviz.exercises.nouns import Sheet, Showing
from poolviz.exercises.told import size_text
from poolviz.frame.model import Block, Cell, Link, Mark, Rim, Run
from poolviz.frame.plane import Array, ArrayPlane
from poolviz.frame.terms import Terms, average, maximum
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.model.marks import window_marks, winner_marks
from poolviz.model.windows import Windows


@dataclass(frozen=True, eq=False)
class Look:
    """A map (H, W) and how it is pooled."""

    x: Array
    spec: PoolSpec

    @cached_property
    def size(self) -> tuple[int, int]:
        """Height and width of the map."""
        rows, columns = self.x.shape
        return rows, columns

    @cached_property
    def geometry(self) -> Geometry:
        """Where the windows lie."""
        return self.spec.geometry(self.size)

    @cached_property
    def windows(self) -> Windows:
        """What each window spans, sees and holds."""
        return Windows(ArrayPlane(self.x), self.geometry)

    @cached_property
    def pooled(self) -> Pooled:
        """The output and, for max, the winners."""
        return pool(self.x, self.spec)

    def winner(self, row: int, column: int) -> Position | None:
        """The cell that gave an output; None unless the mode is max."""
        if self.spec.mode != "max":
            return None
        return self.windows.cell(int(self.pooled.winners[row, column]))

    def outputs(self) -> Iterator[Position]:
        """Every output in reading order."""
        return (divmod(index, self.geometry.output[1]) for index in range(self.geometry.windows))

    # -- what is shown -----------------------------------------------------------------------------

    def sheet(self, title: str, detail: str = "") -> Sheet:
        """The map as a sheet named "input", with the rim of its padding."""
        rows, columns = self.geometry.rows, self.geometry.columns
        rim = Rim(rows.low, rows.high, columns.low, columns.high)
        return Sheet("input", title, self.size, self.x, detail or size_text(self.size), rim=rim)

    def window(self, sentence: str, board: str, output: Position) -> Showing:
        """The window of an output, and the cell of a board that it answers; nothing that tells the answer."""
        marks = (*window_marks(self.windows, "input", *output), Mark(board, "window", Block(*output)))
        return Showing(sentence, marks)

    def answer(self, sentence: str, board: str, output: Position) -> Showing:
        """The window of an output with its winner and the formula with its numbers."""
        lies = self.window(sentence, board, output)
        winner, value = self.winner(*output), float(self.pooled.values[output])
        ties = self.windows.equals(*output, winner, value).others
        start = self.windows.block(*output) if winner is None else Block(*winner)
        link = Link("input", start, board, Block(*output), "window" if winner is None else "winner")
        marks = (
            *lies.marks,
            *winner_marks(self.windows, "input", winner, ties, shared=self.spec.ties == "split"),
        )
        return replace(lies, marks=marks, links=(link,), formula=tuple(self.terms(board, output)))

    def terms(self, board: str, output: Position) -> Iterator[Run]:
        """``max(2, 6, 9, 0) = 9`` or ``(2 + 6 + 9 + 0) / 4 = 4.25``."""
        cells, values = self.windows.cells(*output), self.windows.values(*output)
        value, end = self.pooled.values[output].item(), Cell(board, *output)
        if self.spec.mode == "max":
            winner = self.winner(*output)
            place = None if winner is None else cells.index(winner)
            return maximum(Terms("input", cells, values.tolist()), place, value, end)
        divisor = int(divisors(self.spec, self.size)[output])
        padded = divisor - len(cells) if self.spec.divisor_override is None else 0
        return average(Terms("input", cells, values.tolist(), zeros=max(padded, 0)), divisor, value, end)


def taken_for(spec: PoolSpec, size: tuple[int, int], **fields: object) -> PoolSpec | None:
    """The pooling by someone who mistakes some fields; None if none of its windows would fit a map of a size.

    >>> taken_for(PoolSpec(window=3, padding=2, dilation=2), (4, 4), dilation=1).dilation
    1
    >>> taken_for(PoolSpec(window=3, stride=9, ceil_mode=True), (2, 2), stride=1)
    """
    try:
        other: PoolSpec = replace(spec, **fields)  # type: ignore[arg-type]
        other.output_size(size)
    except SpecError:
        return None
    return other


def with_stride_one(spec: PoolSpec, size: tuple[int, int]) -> PoolSpec | None:
    """The same pooling by someone who moves the window one cell at a time; None if that is no other one."""
    if spec.adaptive is not None or spec.window == "global":
        return None
    stride = as_pair(spec.window if spec.stride is None else spec.stride)
    return None if stride == (1, 1) else taken_for(spec, size, stride=1)


def without_gaps(spec: PoolSpec, size: tuple[int, int]) -> PoolSpec | None:
    """The same pooling by someone who overlooks the dilation; None if there is none, or that does not fit."""
    return taken_for(spec, size, dilation=1) if max(as_pair(spec.dilation)) > 1 else None


def rows_and_columns(look: Look, output: Position) -> str:
    """Where a window lies, in words: "rows 0–1, columns 2–3"; without what lies outside the map."""
    cells = look.windows.cells(*output)
    rows, columns = _span(cells.rows), _span(cells.columns)
    down = say("rows {rows}", rows=rows) if len(cells.rows) > 1 else say("row {row}", row=rows)
    across = (
        say("columns {columns}", columns=columns)
        if len(cells.columns) > 1
        else say("column {column}", column=columns)
    )
    return f"{down}, {across}"


def _span(cells: Sequence[int]) -> str:
    """A run of cells from its first to its last.

    >>> _span(range(2, 5)), _span(range(2, 3))
    ('2–4', '2')
    """
    if not cells:
        return "–"
    return str(cells[0]) if len(cells) == 1 else f"{cells[0]}–{cells[-1]}"
