"""What each output alone sends back, how it adds up, and how that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from poolviz.core import pool_backward
from poolviz.exercises.looking import Look
from poolviz.exercises.nouns import Showing
from poolviz.frame.model import Block, Cell, Link, Mark
from poolviz.frame.numbers import signed
from poolviz.frame.plane import Array
from poolviz.frame.terms import Terms, running_sum
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.model.marks import winner_marks


@dataclass(frozen=True, eq=False)
class Routing:
    """A gradient ``upstream`` (H′, W′) on its way through the windows of a look."""

    look: Look
    upstream: Array

    @cached_property
    def parts(self) -> dict[Position, Array]:
        """What each output alone gives to the map, (H, W)."""
        return {output: self._alone(output) for output in self.look.outputs()}

    def _alone(self, output: Position) -> Array:
        given = np.zeros_like(self.upstream)
        given[output] = self.upstream[output]
        return pool_backward(given, self.look.x, self.look.spec)

    def written(self, *, latest: bool) -> Array:
        """The gradient of one who lets one window alone write to each cell: the last, or the first."""
        whole = np.zeros(self.look.size)
        parts = list(self.parts.values())
        for part in parts if latest else reversed(parts):
            whole = np.where(part != 0, part, whole)
        return whole

    def to_all_winners(self) -> Array:
        """The gradient of one who sends the whole of it to every cell that equals the largest."""
        whole = np.zeros(self.look.size)
        for output, number in np.ndenumerate(self.upstream):
            row, column = int(output[0]), int(output[1])
            for cell in self.look.windows.cells(row, column):
                if self.look.x[cell] == self.look.pooled.values[row, column]:
                    whole[cell] += number
        return whole

    # -- what is shown -----------------------------------------------------------------------------

    def seen(self, cell: Position) -> Showing:
        """The windows that see a cell; not what they send."""
        place = Block(*cell)
        here = (Mark("answer", "chosen", place), Mark("input", "chosen", place))
        windows = self.look.windows.seeing(Cell("input", *cell))
        if not windows:
            return Showing(say("No window sees this cell."), here)
        marks = tuple(
            mark
            for window in windows
            for mark in (
                Mark("input", "field", self.look.windows.block(*window)),
                Mark("upstream", "window", Block(*window)),
            )
        )
        sentence = say("Windows that see this cell: {count}.", count=len(windows))
        return Showing(sentence, (*marks, *here))

    def replay(self, cell: Position) -> tuple[Showing, ...]:
        """Window by window what a cell gets, and the sum so far."""
        windows = self.look.windows.seeing(Cell("input", *cell))
        if not windows:
            sentence = say("No window sees this cell: nothing is sent to it, its gradient is 0.")
            return (Showing(sentence, self.seen(cell).marks),)
        return tuple(self._one(cell, windows[: number + 1]) for number in range(len(windows)))

    def _one(self, cell: Position, windows: Sequence[Position]) -> Showing:
        """What the last of some windows sends to a cell, added to what the others sent."""
        window = windows[-1]
        share = float(self.parts[window][cell])
        amounts = [float(self.parts[one][cell]) for one in windows]
        marks = [
            Mark("input", "window", self.look.windows.block(*window)),
            Mark("upstream", "window", Block(*window)),
            Mark("answer", "gradient" if share else "chosen", Block(*cell)),
        ]
        winner, value = self.look.winner(*window), float(self.look.pooled.values[window])
        ties = self.look.windows.equals(*window, winner, value).others
        marks += winner_marks(self.look.windows, "input", winner, ties, shared=self.look.spec.ties == "split")
        link = Link("upstream", Block(*window), "answer", Block(*cell), "winner", directed=True)
        return Showing(
            self._sentence(window, share),
            tuple(marks),
            (link,) if share else (),
            tuple(running_sum(Terms("upstream", windows, amounts), Cell("answer", *cell))),
        )

    def _sentence(self, window: Position, share: float) -> str:
        amount = signed(float(self.upstream[window]))
        if self.look.spec.mode == "average":
            return say(
                "This window got {amount} and gives each of its cells an equal share: {share}.",
                amount=amount,
                share=signed(share),
            )
        if share:
            return say("This cell won the window: it gets {share}.", share=signed(share))
        return say("Another cell won this window: nothing of its {amount} goes here.", amount=amount)
