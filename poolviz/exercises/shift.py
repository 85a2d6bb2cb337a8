"""What a one-pixel shift changes: which outputs stay, and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from poolviz.core import PoolSpec, pool, shift
from poolviz.exercises.chance import Chance
from poolviz.exercises.cropping import cropped
from poolviz.exercises.looking import Look
from poolviz.exercises.nouns import Answers, Asked, Level, Mistake, Opened, Sheet, Showing, Wishes
from poolviz.exercises.settings import setting
from poolviz.exercises.told import size_text, told
from poolviz.frame.model import Block, Cell, Mark, Run
from poolviz.frame.numbers import plain
from poolviz.frame.plane import Array
from poolviz.frame.words import say

_TRIES = 40
_TOLERANCE = 1e-9


class Move(NamedTuple):
    """One pixel down or right; negative is up or left."""

    rows: int
    columns: int


MOVES = (Move(0, 1), Move(0, -1), Move(1, 0), Move(-1, 0))


@dataclass(frozen=True, eq=False)
class ShiftTask:
    """Which outputs change when ``x`` (H, W) moves by one pixel and zeros come in?"""

    x: Array
    spec: PoolSpec
    move: Move
    detail: str = ""
    asked: Asked = "picks"
    empty_is_zero: bool = True
    marks: tuple[Mark, ...] = ()

    @cached_property
    def before(self) -> Look:
        """The map where it is."""
        return Look(self.x, self.spec)

    @cached_property
    def after(self) -> Look:
        """The map moved."""
        return Look(shift(self.x, *self.move), self.spec)

    @property
    def prompt(self) -> str:
        """What is done, and where the map moves."""
        return say(
            "{pooling}. {moves} Which outputs change?", pooling=told(self.spec), moves=_moves(self.move)
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The map, and the output as it is before: the cells that will differ are picked there."""
        size = self.before.geometry.output
        output = Sheet(
            "answer", say("Output before the move"), size, self.before.pooled.values, size_text(size)
        )
        return self.before.sheet(say("Input"), self.detail), output

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """Every output."""
        return tuple(Cell("answer", *output) for output in self.before.outputs())

    def solution(self) -> Answers:
        """The outputs that differ."""
        return _differing(pool(self.x, self.spec).values, pool(shift(self.x, *self.move), self.spec).values)

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """All, none, the other way, the other mode, or the output moved along."""
        sentence = say("Not every output changes: one stays where its window still holds the same result.")
        yield Mistake("everything changes", sentence), dict.fromkeys(self.blanks, 1.0)
        sentence = say("Pooling does not ignore every move: across a window's border the result changes.")
        yield Mistake("nothing changes", sentence), {}
        if self.spec.mode == "max":
            sentence = say("That is where the mean changes; the largest number may stay when others leave.")
            yield Mistake("mean for max", sentence), self._under(replace(self.spec, mode="average"))
        else:
            sentence = say("That is where the largest number changes; a mean feels every cell.")
            yield Mistake("max for mean", sentence), self._under(replace(self.spec, mode="max"))
        sentence = say("That is what changes when the map moves the other way.")
        back = shift(self.x, -self.move.rows, -self.move.columns)
        values = self.before.pooled.values
        yield Mistake("moved the other way", sentence), _differing(values, pool(back, self.spec).values)
        sentence = say("The output does not move along: a pixel is less than the stride.")
        yield Mistake("output moved along", sentence), _differing(values, shift(values, *self.move))

    def _under(self, spec: PoolSpec) -> Answers:
        moved = shift(self.x, *self.move)
        return _differing(pool(self.x, spec).values, pool(moved, spec).values)

    def hint(self, blank: Cell) -> Showing:
        """The window, and the cells that it holds after the move."""
        return self._both(blank, say("Framed is the window; after the move it holds the tinted cells."))

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """What the window gives before and after."""
        output = (blank.row, blank.column)
        first = self.before.answer(say("Before the move."), "answer", output)
        was, now = (plain(look.pooled.values[output].item()) for look in (self.before, self.after))
        if self.solution().get(blank):
            sentence = say(
                "After the move its window holds other numbers: {was} becomes {now}.", was=was, now=now
            )
        else:
            sentence = say("After the move its window still gives {now}: the output stays.", now=now)
        runs = tuple(Run(run.text, None, run.role, run.quiet) for run in self.after.terms("answer", output))
        return first, replace(self._both(blank, sentence), formula=runs)

    def _both(self, blank: Cell, sentence: str) -> Showing:
        block = self.before.windows.block(blank.row, blank.column)
        moved = Block(block.row - self.move.rows, block.column - self.move.columns, block.rows, block.columns)
        marks = (
            Mark("input", "window", block),
            Mark("input", "field", moved),
            Mark("answer", "window", Block(blank.row, blank.column)),
        )
        return Showing(sentence, marks)


def _differing(before: Array, after: Array) -> Answers:
    with np.errstate(all="ignore"):  # ∞ − ∞: two that are equal, and so are two that are no numbers
        near = np.abs(before.astype(np.float64) - after) <= _TOLERANCE
    differs = ~(near | (before == after) | (np.isnan(before) & np.isnan(after)))
    return {Cell("answer", int(row), int(column)): 1.0 for row, column in np.argwhere(differs)}


def _moves(move: Move) -> str:
    sentences = {
        MOVES[0]: say("The map moves one pixel to the right; zeros come in at the left."),
        MOVES[1]: say("The map moves one pixel to the left; zeros come in at the right."),
        MOVES[2]: say("The map moves one pixel down; zeros come in at the top."),
        MOVES[3]: say("The map moves one pixel up; zeros come in at the bottom."),
    }
    return sentences[move]


class Shift:
    """What a one-pixel shift changes."""

    id = "shift"
    order = 7
    mistakes = (
        "everything changes",
        "nothing changes",
        "mean for max",
        "max for mean",
        "moved the other way",
        "output moved along",
    )

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Shift by a pixel")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> ShiftTask:
        """A few detections on quiet ground: some outputs change and some stay."""
        task = _moved(chance, level, wishes)
        for _ in range(_TRIES):
            if 0 < len(task.solution()) < len(task.blanks):
                break
            task = _moved(chance, level, wishes)
        return task

    def on(self, chance: Chance, opened: Opened) -> ShiftTask:
        """A part of the open map, moved."""
        x, detail = cropped(chance, opened)
        return ShiftTask(x, opened.spec, chance.one_of(MOVES), detail)


def _moved(chance: Chance, level: Level, wishes: Wishes) -> ShiftTask:
    spec, size = setting(chance, level, "max" if chance.happens(75) else "average", wishes)
    return ShiftTask(_detections(chance, size), spec, chance.one_of(MOVES))


def _detections(chance: Chance, size: tuple[int, int]) -> Array:
    """Zeros, and a large number in about every fourth cell."""
    return np.array(
        [[chance.between(3, 9) if chance.happens(28) else 0 for _ in range(size[1])] for _ in range(size[0])]
    )


KIND = Shift()
