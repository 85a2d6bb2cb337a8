"""An exercise: one task of a kind at a level, and the seed and number that gave it."""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.core import PoolSpec
from poolviz.exercises import checking
from poolviz.exercises.checking import Verdict
from poolviz.exercises.nouns import Answers, Asked, Level, Sheet, Showing, Task
from poolviz.frame.model import Cell, Mark


@dataclass(frozen=True, eq=False)
class Exercise:
    """What is asked, where the answer goes, and how it is checked.

    ``number`` counts the exercises of one seed from 0. Whoever asks for the same kind, level, seed, number
    and wishes is asked the same.
    """

    kind: str
    level: Level
    seed: int
    number: int
    task: Task

    @property
    def prompt(self) -> str:
        """The question, in whole sentences."""
        return self.task.prompt

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All grids in reading order, those that are given before those to fill in."""
        return self.task.sheets

    @property
    def given(self) -> tuple[Sheet, ...]:
        """The sheets that hold no blank."""
        blank = {cell.board for cell in self.blanks}
        return tuple(sheet for sheet in self.sheets if sheet.name not in blank)

    @property
    def asked(self) -> Asked:
        """How one answers: "type" a number into every blank, "pick" one of them, or "picks", any of them."""
        return self.task.asked

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells that take an answer, in order."""
        return self.task.blanks

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What points to the part of a sheet that is asked about."""
        return self.task.marks

    @property
    def empty_is_zero(self) -> bool:
        """Whether a blank that was left empty counts as 0."""
        return self.task.empty_is_zero

    @property
    def spec(self) -> PoolSpec | None:
        """The pooling that is asked about, if it is one."""
        return self.task.spec

    def solution(self) -> Answers:
        """The right answer, worked out now: a number for every blank, or the cells to pick, each with 1."""
        return self.task.solution()

    def is_complete(self, answers: Answers) -> bool:
        """Whether there is enough of an answer to check it."""
        return checking.is_complete(self.task, answers)

    def check(self, answers: Answers) -> Verdict:
        """Which blanks are right, and the likely mistake where some are not.

        >>> from poolviz.exercises import make
        >>> one = make("values", "even", 20461)
        >>> one.check(one.solution()).all_right, one.check({}).all_right
        (True, False)
        """
        return checking.check(self.task, answers)

    def hint(self, blank: Cell) -> Showing:
        """What helps with a blank without telling its answer."""
        return self.task.hint(blank)

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """How the right answer of a blank comes about, picture by picture."""
        return self.task.replay(blank)
