"""The frames of Recall: the question, and after the check how a wrong answer would be right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from poolviz.exercises import Exercise
from poolviz.frame.model import Board, Caption, Cell, Frame, Mark, Prompt, Run
from poolviz.frame.words import grouped, say
from poolviz.model.scene import Compute
from poolviz.scenes.recall import words
from poolviz.scenes.recall.boards import arrangement, boards, marks
from poolviz.scenes.recall.facts import facts
from poolviz.scenes.recall.round import Round


@dataclass(frozen=True, eq=False)
class Pictures:
    """A round's frames; what they share is made once, so that a painter can tell that nothing is new."""

    round: Round
    compute: Compute

    @cached_property
    def _boards(self) -> tuple[Board, ...]:
        return boards(self.round)

    @cached_property
    def _marks(self) -> tuple[Mark, ...]:
        return marks(self.round)

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of a step; after the check, a blank under the pointer shows how it comes about."""
        exercise = self.round.exercise
        if exercise is None:
            return self._nothing_to_ask()
        shown = self.round.shown(step, focus)
        showing = shown[1] if shown is not None else None
        return Frame(
            boards=self._boards,
            arrangement=arrangement(exercise),
            marks=self._marks + (showing.marks if showing is not None else ()),
            links=showing.links if showing is not None else (),
            formula=showing.formula if showing is not None and showing.formula else self._guide(exercise),
            facts_title=say("This exercise"),
            facts=facts(self.round, self.compute.progress),
            caption=words.caption(self.round, showing.sentence if showing is not None else ""),
            place=self._place(step),
            prompt=Prompt(exercise.prompt, words.aside(self.round), *words.verdict(self.round)),
            title=words.title(self.round),
        )

    def _nothing_to_ask(self) -> Frame:
        """Why nothing can be asked, and nothing else."""
        return Frame(
            boards=(),
            arrangement=(),
            facts_title=say("This exercise"),
            facts=facts(self.round, self.compute.progress),
            caption=Caption(
                say("Nothing to ask"), say("Choose another exercise, or turn “Ask on my map” off.")
            ),
            place=say("no exercise"),
            prompt=Prompt(self.round.problem, words.aside(self.round)),
            title=words.title(self.round),
        )

    def _guide(self, exercise: Exercise) -> tuple[Run, ...]:
        """What can be done now, where a formula would stand."""
        first, *others = words.guide(self.round, exercise)
        return (Run(first, quiet=True), *(Run(f" · {other}", quiet=True) for other in others))

    def _place(self, step: int) -> str:
        if len(self.round.plays) > 1:
            return say("picture {number} of {total}", number=step + 1, total=len(self.round.plays))
        return say("exercise {number}", number=grouped(self.round.own.number + 1))
