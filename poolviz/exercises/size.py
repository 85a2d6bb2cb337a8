"""Output size: how many windows fit, down and across."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from poolviz.core import Axis, Geometry, PoolSpec
from poolviz.core.padding import as_pair, is_none, padding_sides
from poolviz.exercises.chance import Chance
from poolviz.exercises.looking import taken_for, with_stride_one
from poolviz.exercises.nouns import Answers, Asked, Level, Mistake, Opened, Sheet, Showing, Wishes
from poolviz.exercises.told import size_text, told
from poolviz.frame.model import Cell, Mark, Rim, Run
from poolviz.frame.numbers import plain
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.words import say
from poolviz.model.marks import window_marks
from poolviz.model.windows import Windows

HEIGHT, WIDTH = Cell("height", 0, 0), Cell("width", 0, 0)
_MOST_SHOWN = 8  # windows that are played one by one; of more, the first and the last ones


@dataclass(frozen=True, eq=False)
class SizeTask:
    """How large is what a pooling gives on a map of ``size`` (H, W)?"""

    size: tuple[int, int]
    spec: PoolSpec
    asked: Asked = "type"
    empty_is_zero: bool = False
    marks: tuple[Mark, ...] = ()
    blanks: tuple[Cell, ...] = (HEIGHT, WIDTH)

    @cached_property
    def geometry(self) -> Geometry:
        """Where the windows lie."""
        return self.spec.geometry(self.size)

    @property
    def prompt(self) -> str:
        """The map's size and how it is pooled."""
        return say(
            "{pooling}, on a map of {size}. How large is the output?",
            pooling=told(self.spec),
            size=size_text(self.size),
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The bare map, for the windows to be played on, and two numbers to fill in."""
        rows, columns = self.geometry.rows, self.geometry.columns
        rim = Rim(rows.low, rows.high, columns.low, columns.high)
        return (
            Sheet("input", say("Input"), self.size, detail=size_text(self.size), rim=rim, aside=True),
            Sheet("height", say("Height H′"), (1, 1)),
            Sheet("width", say("Width W′"), (1, 1)),
        )

    def solution(self) -> Answers:
        """What the specification says."""
        return _answers(self.spec.output_size(self.size))

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """Rounding the other way, and each setting forgotten."""
        for mistake, spec in self._others():
            if spec is not None:
                yield mistake, _answers(spec.output_size(self.size))
        rows, columns = self.geometry.output
        sentence = say("The first window counts too: one more than the steps it can take.")
        yield Mistake("one too few", sentence), _answers((rows - 1, columns - 1))

    def _others(self) -> Iterator[tuple[Mistake, PoolSpec | None]]:
        """What one takes the specification for; None where not one window would fit."""
        spec, taken = self.spec, partial(taken_for, self.spec, self.size)
        if spec.ceil_mode:
            sentence = say("Ceil mode keeps the last window that overhangs: round up, not down.")
            yield Mistake("floor for ceil", sentence), taken(ceil_mode=False)
        elif spec.window != "global" and not isinstance(spec.padding, str):
            sentence = say("What does not fill a whole window is dropped: round down, not up.")
            yield Mistake("ceil for floor", sentence), taken(ceil_mode=True)
        slow = with_stride_one(spec, self.size)
        if slow is not None:
            sentence = say("That is how many windows fit at a stride of 1: divide by the stride.")
            yield Mistake("stride ignored", sentence), slow
        if not is_none(spec.padding):
            sentence = say("The padding is part of the room: the windows begin in it.")
            yield Mistake("padding forgotten", sentence), taken(padding=0)
            if not isinstance(spec.padding, str):
                sentence = say("Padding lies on both sides: it adds twice.")
                (top, _), (left, _) = padding_sides(spec.padding)
                yield Mistake("padding counted once", sentence), taken(padding=((top, 0), (left, 0)))
        if max(as_pair(spec.dilation)) > 1:
            sentence = say("A dilated window spans d(k − 1) + 1 cells, more than k.")
            yield Mistake("dilation ignored", sentence), taken(dilation=1)

    def hint(self, blank: Cell) -> Showing:
        """The first window, and the formula without its numbers."""
        sentence = say("Count the windows: ⌊(size + padding − span) / stride⌋ + 1, rounded up in ceil mode.")
        return self._window(0, blank, sentence)

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """Window after window along one side, then the formula."""
        axis = self._axis(blank)
        numbers = range(axis.output)
        if axis.output > _MOST_SHOWN:
            half = _MOST_SHOWN // 2
            numbers_shown = [*numbers[:half], *numbers[-half:]]
        else:
            numbers_shown = list(numbers)
        shown = [
            self._window(
                number,
                blank,
                self._begins(number, axis.start(number), blank),
            )
            for number in numbers_shown
        ]
        last = shown[-1]
        sentence = say("{count} windows fit.", count=axis.output)
        return (*shown[:-1], replace(last, sentence=sentence, formula=self._formula(axis, blank)))

    def _begins(self, number: int, start: int, blank: Cell) -> str:
        place = plain(start)
        if blank == HEIGHT:
            return say("Window {number} begins in row {row}.", number=number + 1, row=place)
        return say("Window {number} begins in column {column}.", number=number + 1, column=place)

    def _axis(self, blank: Cell) -> Axis:
        return self.geometry.rows if blank == HEIGHT else self.geometry.columns

    def _window(self, number: int, blank: Cell, sentence: str) -> Showing:
        windows = Windows(ArrayPlane(np.zeros(self.size, np.int8)), self.geometry)
        place = (number, 0) if blank == HEIGHT else (0, number)
        return Showing(sentence, tuple(window_marks(windows, "input", *place)))

    def _formula(self, axis: Axis, blank: Cell) -> tuple[Run, ...]:
        """``H′ = ⌊(7 + 2 − 3) / 2⌋ + 1 = 4``."""
        if self.spec.adaptive is not None or isinstance(self.spec.padding, str):
            return ()
        name = "H′" if blank == HEIGHT else "W′"
        opening, closing = ("⌈", "⌉") if self.spec.ceil_mode else ("⌊", "⌋")
        padding = f" + {axis.low + axis.high}" if axis.low + axis.high else ""
        steps = f"{opening}({axis.size}{padding} − {axis.span}) / {axis.stride}{closing}"
        return (Run(f"{name} = {steps} + 1{self._dropped(axis)} = "), Run(str(axis.output), blank, "winner"))

    def _dropped(self, axis: Axis) -> str:
        """Ceil mode takes back a last window that would begin outside the map."""
        room = axis.size + axis.low + axis.high - axis.span
        return " − 1" if self.spec.ceil_mode and -(-room // axis.stride) + 1 > axis.output else ""


def _answers(size: tuple[int, int]) -> Answers:
    return {HEIGHT: float(size[0]), WIDTH: float(size[1])}


class Size:
    """Output size, with everything that decides it."""

    id = "size"
    order = 2
    mistakes = (
        "floor for ceil",
        "ceil for floor",
        "stride ignored",
        "padding forgotten",
        "padding counted once",
        "dilation ignored",
        "one too few",
    )

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Output size")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> SizeTask:
        """Sides of up to 32 cells."""
        spec = _spec(chance, level)
        odd = wishes.odd_sizes or level == "odd"
        return SizeTask((_side(chance, level, odd=odd), _side(chance, level, odd=odd)), spec)

    def on(self, chance: Chance, opened: Opened) -> SizeTask:
        """The size of the open map, whatever it is."""
        if opened.spec.adaptive is not None:
            raise ValueError(say("Adaptive pooling is given the output's size: there is nothing to ask."))
        rows, columns = opened.x.shape
        return SizeTask((rows, columns), opened.spec)


def _side(chance: Chance, level: Level, *, odd: bool) -> int:
    half = chance.between(3, 15)
    if level == "even":
        return 2 * half + odd
    return 2 * half + 1 if odd else chance.between(7, 32)


def _spec(chance: Chance, level: Level) -> PoolSpec:
    """Windows of a level; the mode does not matter."""
    if level == "even":
        return PoolSpec(window=2, stride=2)
    ceil_mode = chance.happens(40)
    if level == "odd":
        window = chance.between(2, 3)
        return PoolSpec(window=window, stride=window, ceil_mode=ceil_mode)
    if level == "overlap":
        window = chance.between(3, 5)
        return PoolSpec(window=window, stride=chance.between(1, window - 1), ceil_mode=ceil_mode)
    window, dilation = chance.between(2, 3), chance.between(1, 2)
    stride = chance.between(1, 3)
    return PoolSpec(window=window, stride=stride, padding=1, dilation=dilation, ceil_mode=ceil_mode)


KIND = Size()
