"""Route the gradient: where each number of ∂L/∂output goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from poolviz.core import PoolSpec, divisors, pool_backward
from poolviz.core.padding import is_none
from poolviz.core.spec import Mode
from poolviz.exercises.chance import Chance
from poolviz.exercises.cropping import cropped
from poolviz.exercises.filling import filled, has_tie
from poolviz.exercises.looking import Look, with_stride_one
from poolviz.exercises.nouns import Answers, Asked, Level, Mistake, Opened, Sheet, Showing, Wishes
from poolviz.exercises.routing import Routing
from poolviz.exercises.settings import setting
from poolviz.exercises.ties import tie_rule
from poolviz.exercises.told import size_text, told
from poolviz.frame.model import Cell, Mark
from poolviz.frame.plane import Array
from poolviz.frame.words import say

_MODES: tuple[Mode, ...] = ("max", "average")
_SPAN = (0, 9)


@dataclass(frozen=True, eq=False)
class RouteTask:
    """Fill in ∂L/∂input of pooling ``x`` (H, W), from ``upstream`` (H′, W′)."""

    x: Array
    spec: PoolSpec
    upstream: Array
    detail: str = ""
    asked: Asked = "type"
    empty_is_zero: bool = True
    marks: tuple[Mark, ...] = ()

    @cached_property
    def routing(self) -> Routing:
        """What each output alone sends."""
        return Routing(Look(self.x, self.spec), self.upstream)

    @property
    def prompt(self) -> str:
        """What is done, and who wins among equals if there are some."""
        question = say(
            "{pooling}, backward. Fill in ∂L/∂input (zeros may stay empty).", pooling=told(self.spec)
        )
        tied = self.spec.mode == "max" and has_tie(self.x, self.spec)
        return f"{question} {tie_rule(self.spec)}" if tied else question

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The map, ∂L/∂output, and the empty ∂L/∂input."""
        look, output = self.routing.look, self.upstream.shape
        given = Sheet(
            "upstream",
            say("∂L/∂output"),
            look.geometry.output,
            self.upstream,
            size_text((output[0], output[1])),
            numbers="signed",
        )
        answer = Sheet("answer", say("∂L/∂input, your answer"), look.size, numbers="signed")
        return look.sheet(say("Input"), self.detail), given, answer

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """Every cell of the map."""
        rows, columns = self.x.shape
        return tuple(Cell("answer", row, column) for row in range(rows) for column in range(columns))

    def solution(self) -> Answers:
        """What ``core`` sends back."""
        return _answers(pool_backward(self.upstream, self.x, self.spec))

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """The other mode's way, overlaps that are not added, shares that are not divided."""
        if self.spec.mode == "max":
            yield from self._of_max()
        else:
            yield from self._of_average()
        if self.routing.look.geometry.overlap > 1:
            sentence = say("Where windows overlap, what they send to a cell adds up.")
            for latest in (True, False):
                yield Mistake("overlap not added", sentence), _answers(self.routing.written(latest=latest))
        slow = with_stride_one(self.spec, self.routing.look.size)
        if slow is not None:
            sentence = say("These are windows one cell apart: the stride says how far they move.")
            yield Mistake("stride ignored", sentence), _answers(self._at_stride_one(slow))

    def _of_max(self) -> Iterator[tuple[Mistake, Answers]]:
        sentence = say("Max does not share: the whole gradient goes to the cell that won, nothing elsewhere.")
        shared = replace(self.spec, mode="average", count_include_pad=False)
        yield Mistake("gradient split for max", sentence), self._under(shared)
        if self.spec.ties != "split" and has_tie(self.x, self.spec):
            sentence = say("Equal cells do not share here: one of them wins, by the tie rule.")
            yield Mistake("tie shared", sentence), self._under(replace(self.spec, ties="split"))
        if has_tie(self.x, self.spec):
            sentence = say("Not every equal cell gets the whole gradient: what arrives is what was sent.")
            yield Mistake("tie doubled", sentence), _answers(self.routing.to_all_winners())

    def _of_average(self) -> Iterator[tuple[Mistake, Answers]]:
        sentence = say("An average has no winner: every cell of the window gets an equal share.")
        yield Mistake("winner takes all", sentence), self._under(replace(self.spec, mode="max"))
        if self.spec.divisor_override is None:
            sentence = say("Every cell gets a share: the gradient divided as the sum was, forward.")
            yield (
                Mistake("gradient not divided", sentence),
                self._under(replace(self.spec, divisor_override=1)),
            )
            if not is_none(self.spec.padding):
                yield (
                    self._miscounted(),
                    self._under(replace(self.spec, count_include_pad=not self.spec.count_include_pad)),
                )

    def _miscounted(self) -> Mistake:
        if self.spec.count_include_pad:
            sentence = say("The zeros of the padding count here: their shares are lost.")
            return Mistake("padding not counted", sentence)
        sentence = say("The padding does not count here: only real cells share.")
        return Mistake("padding counted", sentence)

    def _under(self, spec: PoolSpec) -> Answers:
        return _answers(pool_backward(self.upstream, self.x, spec))

    def _at_stride_one(self, slow: PoolSpec) -> Array:
        """The same gradients, sent through windows one cell apart."""
        size = slow.output_size(self.routing.look.size)
        given = np.zeros(size)
        rows, columns = self.upstream.shape
        given[:rows, :columns] = self.upstream[: size[0], : size[1]]
        return pool_backward(given, self.x, slow)

    def hint(self, blank: Cell) -> Showing:
        """Which windows see that cell."""
        return self.routing.seen((blank.row, blank.column))

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """Each window that sees the cell, and what it sends there; then the sum."""
        return self.routing.replay((blank.row, blank.column))


def _answers(gradient: Array) -> Answers:
    return {Cell("answer", row, column): float(value) for (row, column), value in np.ndenumerate(gradient)}


class Route:
    """Route the gradient, for max and average."""

    id = "route"
    order = 4
    mistakes = (
        "gradient split for max",
        "tie shared",
        "tie doubled",
        "winner takes all",
        "gradient not divided",
        "padding counted",
        "padding not counted",
        "overlap not added",
        "stride ignored",
    )

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Route the gradient")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> RouteTask:
        """Gradients whose shares are whole numbers."""
        mode = chance.one_of(_MODES)
        spec, size = setting(chance, level, mode, wishes)
        if mode == "max" and level != "even" and chance.happens(20):
            spec = replace(spec, ties="split")
        return _asked(chance, filled(chance, spec, size, _SPAN, wishes), spec, "")

    def on(self, chance: Chance, opened: Opened) -> RouteTask:
        """A part of the open map, with gradients of our own."""
        x, detail = cropped(chance, opened)
        return _asked(chance, x, opened.spec, detail)


def _asked(chance: Chance, x: Array, spec: PoolSpec, detail: str) -> RouteTask:
    """A task with a gradient of −3 to 5, and none of 0, that can be shared without fractions."""
    size = (x.shape[0], x.shape[1])
    rows, columns = spec.output_size(size)
    numbers = [number for number in range(-3, 6) if number]
    upstream = np.array([[float(chance.one_of(numbers)) for _ in range(columns)] for _ in range(rows)])
    if spec.mode == "average":
        upstream = upstream * divisors(spec, size)
    elif spec.ties == "split":
        upstream = upstream * 12  # shared by two, three or four
    return RouteTask(x, spec, upstream, detail)


KIND = Route()
