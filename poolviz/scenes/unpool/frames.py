"""The frames of Undo pooling: step by step down, then step by step up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from poolviz.frame.model import Board, Cell, Frame, Mark
from poolviz.frame.words import say
from poolviz.scenes.unpool import asking, boards, captions, facts, pointing
from poolviz.scenes.unpool.answers import ANSWERS, Answers
from poolviz.scenes.unpool.boards import error_name
from poolviz.scenes.unpool.view import View


@dataclass(frozen=True)
class Place:
    """Where playback stands: so many pools down, and on the way up at a level; None: not yet on it."""

    down: int
    level: int | None

    @property
    def is_back(self) -> bool:
        """Whether the way up has reached the map's own size."""
        return self.level == 0


@dataclass(frozen=True, eq=False)
class Frames:
    """Makes the frames of one document."""

    view: View

    @cached_property
    def answers(self) -> Answers:
        """The label of every pixel."""
        return Answers(self.view)

    @property
    def length(self) -> int:
        """The map, each pool, and each step up again."""
        return 2 * self.view.rounds + 1

    def place(self, step: int) -> Place:
        """Where a step lies."""
        rounds = self.view.rounds
        if step == 0 and rounds:
            return Place(0, None)
        return Place(min(step, rounds), 2 * rounds - step if step > rounds or not rounds else None)

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; a cell under the pointer is found on all boards."""
        view, at = self.view, self.place(step)
        places = boards.places(view)
        wanted = {name for row in places for name in row if name}
        found = (board for board in self._boards(at, wanted) if board.name in wanted)
        frame = Frame(
            boards=tuple(boards.headed(view, board) for board in found),
            arrangement=places,
            marks=tuple(self._marks(at, wanted)),
            formula_line=False,
            facts_title=say("What is left"),
            facts=facts.facts(view, self.answers),
            caption=captions.caption(view, self.answers, at.down, at.level),
            place=self._said(at),
            asking=asking.asked(view, at.down, at.level) if step else None,
        )
        return frame if focus is None else pointing.pointed(frame, view, self.answers, focus)

    def _boards(self, at: Place, wanted: set[str]) -> Iterator[Board]:
        view = self.view
        yield boards.input_board(view)
        yield boards.pooled_board(view, at.down)
        for way in view.ways:
            yield boards.way_board(view, way, at.level)
            if error_name(way) in wanted:
                yield boards.error_board(view, way, at.is_back)
        if "kept" in wanted:
            yield boards.kept_board(view, at.down)
        if "kernel" in wanted:
            yield boards.kernel_board(view)
        if "label" in wanted:
            yield from self._label_boards(at, wanted)

    def _label_boards(self, at: Place, wanted: set[str]) -> Iterator[Board]:
        yield boards.label_board(self.answers)
        if "pooled_label" in wanted:
            yield boards.pooled_label_board(self.answers, at.down)
        for name in ANSWERS:
            yield boards.answer_board(self.answers, name, self._level_of(name, at))

    def _level_of(self, name: str, at: Place) -> int | None:
        """How far an answer has come up: one that never pools is there from the start, a skip joins last."""
        if name == "never":
            return 0
        if name == "skip":
            return 0 if at.is_back else None
        return self.view.rounds if at.level is None and at.down == self.view.rounds else at.level

    def _marks(self, at: Place, wanted: set[str]) -> Iterator[Mark]:
        view = self.view
        if not view.is_small:
            return
        if "kept" in wanted and view.is_max and at.down:
            cells = view.survivors(at.down).values[0]
            yield Mark("kept", "winner", cells != 0, filled=True)
        if "label" in wanted:
            for name in ANSWERS:
                wrong = self.answers.wrong.get(name)
                if self._level_of(name, at) == 0 and wrong is not None and wrong.any():
                    yield Mark(name, "wrong", wrong)

    def _said(self, at: Place) -> str:
        rounds = self.view.rounds
        if at.level is not None and rounds:
            return say("up, step {number} of {total}", number=rounds - at.level, total=rounds)
        if at.down:
            return say("down, step {number} of {total}", number=at.down, total=rounds)
        return say("the map itself")
