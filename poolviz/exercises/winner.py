"""Which cell won: find the largest number of one window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from poolviz.core import PoolSpec, pool
from poolviz.exercises.chance import Chance
from poolviz.exercises.cropping import cropped
from poolviz.exercises.filling import filled
from poolviz.exercises.looking import Look, rows_and_columns, with_stride_one, without_gaps
from poolviz.exercises.nouns import Answers, Asked, Level, Mistake, Opened, Sheet, Showing, Wishes
from poolviz.exercises.settings import setting
from poolviz.exercises.ties import tie_rule
from poolviz.exercises.told import size_text, told
from poolviz.frame.model import Block, Cell, Mark
from poolviz.frame.plane import Array
from poolviz.frame.words import say
from poolviz.model.grid import Cells, Position

_SPAN = (0, 9)


@dataclass(frozen=True, eq=False)
class WinnerTask:
    """Which cell of ``x`` (H, W) gives one output?"""

    x: Array
    spec: PoolSpec
    output: Position
    detail: str = ""
    asked: Asked = "pick"
    empty_is_zero: bool = False

    @cached_property
    def look(self) -> Look:
        """The map under its windows."""
        return Look(self.x, self.spec)

    @property
    def prompt(self) -> str:
        """Which output is asked about, and who wins among equals if there are some."""
        row, column = self.output
        question = say(
            "{pooling}. Which cell of the input wins output row {row}, column {column} (counted from 0)?",
            pooling=told(self.spec),
            row=row,
            column=column,
        )
        return f"{question} {tie_rule(self.spec)}" if self.ties else question

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The map to pick from, and the output without its numbers."""
        size = self.look.geometry.output
        return self.look.sheet(say("Input"), self.detail), Sheet(
            "output", say("Output"), size, detail=size_text(size)
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The output that is asked about."""
        return (Mark("output", "chosen", Block(*self.output)),)

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """Every cell of the map."""
        rows, columns = self.look.size
        return tuple(Cell("input", row, column) for row in range(rows) for column in range(columns))

    @property
    def _winner(self) -> Position:
        winner = self.look.winner(*self.output)
        assert winner is not None, "only outputs with a winner are asked about"
        return winner

    @property
    def ties(self) -> Cells:
        """The other cells of the window that are as large as its winner."""
        value = float(self.look.pooled.values[self.output])
        return self.look.windows.equals(*self.output, self._winner, value).others

    def solution(self) -> Answers:
        """The winner."""
        return _picked(self._winner)

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """The winner of another window, another of the equals, or a cell that the window does not see."""
        slow = with_stride_one(self.spec, self.look.size)
        if slow is not None:
            sentence = say("That window lies too far up or left: it moves by the stride, not by one cell.")
            yield from self._winner_under(slow, Mistake("stride ignored", sentence))
        solid = without_gaps(self.spec, self.look.size)
        if solid is not None:
            sentence = say("That cell lies in a gap of the dilated window, or beside it.")
            yield from self._winner_under(solid, Mistake("dilation ignored", sentence))
        for cell in self.ties:
            sentence = say("It is as large, but the tie rule gives another of the equals.")
            yield Mistake("another of the equals", sentence), _picked(cell)
        inside = self.look.windows.cells(*self.output)
        sentence = say("This cell is outside the window of that output.")
        for blank in self.blanks:
            if (blank.row, blank.column) not in inside:
                yield Mistake("outside the window", sentence), {blank: 1.0}

    def _winner_under(self, spec: PoolSpec, mistake: Mistake) -> Iterator[tuple[Mistake, Answers]]:
        """The winner by another specification, where that is another cell."""
        winner = int(pool(self.x, spec).winners[self.output])
        if winner >= 0 and divmod(winner, self.x.shape[1]) != self._winner:
            yield mistake, _picked(divmod(winner, self.x.shape[1]))

    def hint(self, blank: Cell) -> Showing:
        """The window of the output."""
        sentence = say("This output looks at {place}.", place=rows_and_columns(self.look, self.output))
        return self.look.window(sentence, "output", self.output)

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """The window, then its largest number."""
        sentence = say(
            "The largest of its numbers is in row {row}, column {column}.",
            row=self._winner[0],
            column=self._winner[1],
        )
        return self.hint(blank), self.look.answer(sentence, "output", self.output)


def _picked(cell: Position) -> Answers:
    return {Cell("input", *cell): 1.0}


class Winner:
    """Which cell won."""

    id = "winner"
    order = 3
    mistakes = ("stride ignored", "dilation ignored", "another of the equals", "outside the window")

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Which cell won?")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> WinnerTask:
        """A map of small numbers, and one of its outputs, rather not the first."""
        spec, size = setting(chance, level, "max", wishes)
        return _asked(chance, filled(chance, spec, size, _SPAN, wishes), spec, "", wishes)

    def on(self, chance: Chance, opened: Opened) -> WinnerTask:
        """One output of a part of the open map."""
        if opened.spec.mode != "max":
            raise ValueError(say("Only max has winners: choose the mode Max."))
        x, detail = cropped(chance, opened)
        spec = replace(opened.spec, ties="first") if opened.spec.ties == "split" else opened.spec
        return _asked(chance, x, spec, detail, Wishes())


def _asked(chance: Chance, x: Array, spec: PoolSpec, detail: str, wishes: Wishes) -> WinnerTask:
    look = Look(x, spec)
    tasks = [
        WinnerTask(x, spec, output, detail) for output in look.outputs() if look.winner(*output) is not None
    ]
    if not tasks:
        raise ValueError(say("No window of this pooling sees a cell: there is no winner."))
    tied = [task for task in tasks if task.ties]
    if wishes.ties and tied:
        return chance.one_of(tied)
    return chance.one_of(tasks[1:] or tasks)


KIND = Winner()
