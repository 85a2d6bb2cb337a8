"""One exercise as it stands: what is asked, what was answered, how it was judged, and what is then played."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from poolviz.core import PoolSpec
from poolviz.exercises import Exercise, Opened, Showing, Verdict, make, make_on
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.scenes.recall.parameters import RecallParameters

_MOST_PLAYED = 6  # wrong blanks whose windows are played one after the other; the others answer the pointer


@dataclass(frozen=True, eq=False)
class Round:
    """A document's exercise and what a person did with it; ``problem`` says why there is none."""

    document: Document
    parameters: RecallParameters

    @cached_property
    def _made(self) -> Exercise | str:
        own, document = self.parameters, self.document
        try:
            if own.own_map:
                return _on_map(document.map, document.channel, document.spec, own.kind, own.seed, own.number)
            return _made(own)
        except ValueError as error:
            return str(error)

    @property
    def exercise(self) -> Exercise | None:
        """What is asked; None if nothing can be."""
        return None if isinstance(self._made, str) else self._made

    @property
    def problem(self) -> str:
        """Why nothing can be asked."""
        return self._made if isinstance(self._made, str) else ""

    @cached_property
    def about(self) -> int:
        """Tells what is asked about one map and pooling from what is asked about another; else 0."""
        exercise = self.exercise
        if exercise is None or not self.parameters.own_map:
            return 0
        parts = [exercise.prompt.encode()]
        parts += [sheet.values.tobytes() for sheet in exercise.sheets if sheet.values is not None]
        return zlib.crc32(b"".join(parts))

    @cached_property
    def own(self) -> RecallParameters:
        """The parameters, unanswered where the answers are to another question."""
        if self.parameters.about == self.about:
            return self.parameters
        return replace(
            self.parameters, answers=(), checked=False, hinted=False, cursor=None, about=self.about
        )

    @cached_property
    def answers(self) -> dict[Cell, float]:
        """What was typed or picked."""
        return {Cell(*cell): number for cell, number in self.own.answers}

    @property
    def is_open(self) -> bool:
        """Whether there is an exercise that waits for an answer."""
        return self.exercise is not None and not self.own.checked

    @property
    def is_checked(self) -> bool:
        """Whether the exercise was checked; to know how it came out takes longer."""
        return self.exercise is not None and self.own.checked

    @property
    def is_typed(self) -> bool:
        """Whether one answers by typing."""
        return self.exercise is not None and self.exercise.asked == "type"

    @cached_property
    def blank(self) -> Cell | None:
        """The blank that is dealt with now: where the cursor is, else the first without an answer."""
        exercise, cursor = self.exercise, self.own.cursor
        if exercise is None:
            return None
        if cursor is not None and Cell(*cursor) in exercise.blanks:
            return Cell(*cursor)
        return next((cell for cell in exercise.blanks if cell not in self.answers), exercise.blanks[0])

    @cached_property
    def verdict(self) -> Verdict | None:
        """What the core says; None before it was asked."""
        if self.exercise is None or not self.is_checked:
            return None
        return self.exercise.check(self.answers)

    @cached_property
    def plays(self) -> tuple[tuple[Cell, Showing], ...]:
        """What is played of the blanks that are wrong, each with the blank that it is about."""
        exercise, verdict = self.exercise, self.verdict
        if exercise is None or verdict is None:
            return ()
        wrong = verdict.wrong[:1] if exercise.asked == "pick" else verdict.wrong[:_MOST_PLAYED]
        return tuple((cell, showing) for cell in wrong for showing in exercise.replay(cell))

    def shown(self, step: int, focus: Cell | None) -> tuple[Cell, Showing] | None:
        """What is shown over the boards now: a play, the answer under the pointer, or a hint."""
        exercise = self.exercise
        assert exercise is not None, "nothing is shown where nothing is asked"
        if not self.is_checked:
            if not self.own.hinted or self.blank is None:
                return None
            return self.blank, exercise.hint(self.blank)
        if focus is not None and focus in exercise.blanks:
            return focus, exercise.replay(focus)[-1]
        return self.plays[step] if self.plays else None

    def with_own(self, **fields: object) -> Document:
        """The document with the exercise as it stands after something was done."""
        own = replace(self.own, **fields)  # type: ignore[arg-type]
        parameters: Mapping[str, object] = {**self.document.parameters, "recall": own}
        return replace(self.document, parameters=MappingProxyType(parameters))


def _made(own: RecallParameters) -> Exercise:
    return _remembered(own.kind, own.level, own.seed, own.number)


_remembered = lru_cache(maxsize=8)(make)


# One map only, or maps that were closed would stay.
@lru_cache(maxsize=1)
def _on_map(map_: Map, channel: int, spec: PoolSpec, kind: str, seed: int, number: int) -> Exercise:
    opened = Opened(map_.plane(channel).read(slice(None), slice(None)), spec, map_.channels)
    return make_on(kind, opened, seed, number)
