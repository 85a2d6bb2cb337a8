"""Output values: pool a small map by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from poolviz.core import PoolSpec, pool
from poolviz.core.padding import is_none
from poolviz.core.spec import Mode
from poolviz.exercises.chance import Chance
from poolviz.exercises.checking import has_end
from poolviz.exercises.cropping import cropped
from poolviz.exercises.filling import filled
from poolviz.exercises.looking import Look, rows_and_columns, with_stride_one, without_gaps
from poolviz.exercises.nouns import Answers, Asked, Level, Mistake, Opened, Sheet, Showing, Wishes
from poolviz.exercises.settings import setting
from poolviz.exercises.told import size_text, told
from poolviz.frame.model import Cell, Mark
from poolviz.frame.plane import Array
from poolviz.frame.words import say

_MODES: tuple[Mode, ...] = ("max", "average")
_POSITIVE, _MIXED = (0, 9), (-7, 3)


@dataclass(frozen=True, eq=False)
class ValuesTask:
    """Fill in what a pooling of ``x`` (H, W) gives."""

    x: Array
    spec: PoolSpec
    detail: str = ""
    asked: Asked = "type"
    empty_is_zero: bool = False
    marks: tuple[Mark, ...] = ()

    @cached_property
    def look(self) -> Look:
        """The map under its windows."""
        return Look(self.x, self.spec)

    @property
    def prompt(self) -> str:
        """What is done, and what to fill in."""
        if self._has_end:
            return say("{pooling}. Fill in the output.", pooling=told(self.spec))
        return say("{pooling}. Fill in the output, to two decimals.", pooling=told(self.spec))

    @property
    def _has_end(self) -> bool:
        """Whether every output can be written with two decimals."""
        return all(has_end(value) for value in self.look.pooled.values.ravel().tolist())

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The map, and the empty output."""
        size = self.look.geometry.output
        answer = Sheet("answer", say("Your answer"), size, detail=size_text(size))
        return self.look.sheet(say("Input"), self.detail), answer

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """Every output."""
        return tuple(Cell("answer", *output) for output in self.look.outputs())

    def solution(self) -> Answers:
        """What the pooling gives."""
        return _answers(pool(self.x, self.spec).values)

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """The other mode, a stride of 1, and what goes wrong at padding and holes."""
        yield _other_mode(self.spec), self._if(mode="average" if self.spec.mode == "max" else "max")
        slow = with_stride_one(self.spec, self.look.size)
        if slow is not None:
            mistake = Mistake(
                "stride ignored", say("These are windows one cell apart: the stride says how far they move.")
            )
            rows, columns = self.look.geometry.output
            yield mistake, _answers(pool(self.x, slow).values[:rows, :columns])
        if not is_none(self.spec.padding):
            yield from self._padding()
        if self.spec.mode == "average" and self.spec.divisor_override is None:
            mistake = Mistake(
                "sum not divided", say("This is the sum of the window; the average divides it.")
            )
            yield mistake, self._if(divisor_override=1)
        solid = without_gaps(self.spec, self.look.size)
        if solid is not None:
            mistake = Mistake(
                "dilation ignored", say("Dilation leaves gaps: the window's cells are not neighbours here.")
            )
            rows, columns = self.look.geometry.output  # at the same places
            yield mistake, _answers(pool(self.x, solid).values[:rows, :columns])

    def _padding(self) -> Iterator[tuple[Mistake, Answers]]:
        if self.spec.mode == "max":
            mistake = Mistake(
                "padding counted", say("The padding never wins a maximum: it is −∞ there, not 0.")
            )
            yield mistake, _answers(self._with_zeros())
        elif self.spec.divisor_override is None:
            yield _miscounted(self.spec), self._if(count_include_pad=not self.spec.count_include_pad)

    def _with_zeros(self) -> Array:
        """The maxima of one who lets the zeros around the map win."""
        rows, columns = self.look.geometry.rows, self.look.geometry.columns
        reaches = np.logical_or.outer(
            rows.real_counts() < rows.window, columns.real_counts() < columns.window
        )
        values = self.look.pooled.values
        return np.where(reaches, np.maximum(values, 0), values)

    def _if(self, **fields: object) -> Answers:
        return _answers(pool(self.x, replace(self.spec, **fields)).values)  # type: ignore[arg-type]

    def hint(self, blank: Cell) -> Showing:
        """The window of that output."""
        sentence = say("This output looks at {place}.", place=rows_and_columns(self.look, blank[1:]))
        return self.look.window(sentence, "answer", blank[1:])

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """The window, then what it gives."""
        if self.spec.mode == "max":
            sentence = say("The largest of its numbers is the output.")
        else:
            sentence = say("The mean of its numbers is the output.")
        return self.hint(blank), self.look.answer(sentence, "answer", blank[1:])


def _answers(values: Array) -> Answers:
    return {Cell("answer", row, column): float(value) for (row, column), value in np.ndenumerate(values)}


def _other_mode(spec: PoolSpec) -> Mistake:
    if spec.mode == "max":
        return Mistake("mean for max", say("This is the mean; max keeps the largest number alone."))
    return Mistake("max for mean", say("This is the largest number; the average is the mean of all of them."))


def _miscounted(spec: PoolSpec) -> Mistake:
    if spec.count_include_pad:
        return Mistake(
            "padding not counted", say("The zeros of the padding count here: divide by all of the window.")
        )
    return Mistake(
        "padding counted", say("The padding does not count here: divide by the cells that are real.")
    )


class Values:
    """Output values, for max and average."""

    id = "values"
    order = 1
    mistakes = (
        "mean for max",
        "max for mean",
        "stride ignored",
        "padding counted",
        "padding not counted",
        "sum not divided",
        "dilation ignored",
    )

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Output values")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> ValuesTask:
        """A map of small numbers; some below 0 where padding could win."""
        mode = chance.one_of(_MODES)
        spec, size = setting(chance, level, mode, wishes)
        mixed = mode == "max" and level == "padded"
        return ValuesTask(filled(chance, spec, size, _MIXED if mixed else _POSITIVE, wishes), spec)

    def on(self, chance: Chance, opened: Opened) -> ValuesTask:
        """A part of the open map that is small enough to work out."""
        x, detail = cropped(chance, opened)
        return ValuesTask(x, opened.spec, detail)


KIND = Values()
