"""Checking an answer: which blanks are right, and which mistake explains those that are not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from poolviz.exercises.nouns import Answers, Mistake, Task
from poolviz.frame.model import Cell

_EXACT = 1e-6  # of a number that two decimals write
_ROUNDED = 0.0051  # of any other: it may be rounded to two decimals, up or down


@dataclass(frozen=True, eq=False)
class Verdict:
    """What the core says about an answer.

    ``right`` says it of every blank that matters: all of them, or those that were or should have been picked.
    ``mistakes`` holds the likeliest first; there may be none that has a name.
    """

    right: Mapping[Cell, bool]
    mistakes: tuple[Mistake, ...] = ()

    @property
    def all_right(self) -> bool:
        """Whether nothing is wrong."""
        return all(self.right.values())

    @property
    def wrong(self) -> tuple[Cell, ...]:
        """The blanks that are wrong, in order."""
        return tuple(cell for cell, is_right in self.right.items() if not is_right)


def check(task: Task, answers: Answers) -> Verdict:
    """Judge an answer. Blanks that are not in it were left empty, or not picked."""
    solution = task.solution()
    if task.asked == "type":
        matters = task.blanks
    else:
        matters = tuple(cell for cell in task.blanks if solution.get(cell) or answers.get(cell))
    filled = _filled(task, answers)
    right = {cell: _agree(filled.get(cell), solution.get(cell, 0.0)) for cell in matters}
    wrong = [cell for cell, is_right in right.items() if not is_right and cell in filled]
    return Verdict(right, _likeliest(task, filled, wrong))


def is_complete(task: Task, answers: Answers) -> bool:
    """Whether there is anything to check: every blank filled in, or one picked where one is asked for."""
    if task.asked == "type":
        return task.empty_is_zero or all(cell in answers for cell in task.blanks)
    return task.asked == "picks" or any(answers.values())


def _filled(task: Task, answers: Answers) -> Answers:
    """The answers, with what an empty blank stands for."""
    if task.asked == "type" and not task.empty_is_zero:
        return answers
    return {cell: answers.get(cell, 0.0) for cell in task.blanks}


def has_end(number: float) -> bool:
    """Whether two decimals write a number exactly; what is infinite, or no number, is a word.

    >>> has_end(0.29), has_end(0.125), has_end(1e12 / 3), has_end(-math.inf), has_end(1.7e308)
    (True, False, False, True, True)
    """
    return not math.isfinite(number) or abs(round(number, 2) - number) < _EXACT


def _likeliest(task: Task, filled: Answers, wrong: list[Cell]) -> tuple[Mistake, ...]:
    """The mistakes that explain something wrong; first the one that agrees with most of the answer.

    A mistake that is told must explain what it is told of, so agreeing with right blanks alone is not enough.
    """
    found: list[tuple[int, int, Mistake]] = []
    whole = task.asked != "type"  # cells that were picked make up one answer; only all of it can be a mistake
    for mistake, answers in task.mistaken():
        explained = sum(_agree(filled[cell], answers.get(cell, 0.0)) for cell in wrong)
        agreed = sum(_agree(number, answers.get(cell, 0.0)) for cell, number in filled.items())
        if explained and (not whole or agreed == len(filled)):
            found.append((agreed, explained, mistake))
    found.sort(key=lambda one: (-one[0], -one[1]))  # stable: the order of the task decides between equals
    return tuple({mistake.id: mistake for _, _, mistake in found}.values())


def _agree(given: float | None, wanted: float) -> bool:
    """Whether a number that was given is the one wanted, as exactly as it can be typed.

    >>> _agree(3.33, 10 / 3), _agree(3.3, 10 / 3), _agree(3.26, 3.25), _agree(None, 0.0)
    (True, False, False, False)
    >>> _agree(math.nan, math.nan), _agree(-math.inf, math.inf), _agree(1.0, math.nan)
    (True, False, False)
    """
    if given is None or not (math.isfinite(given) and math.isfinite(wanted)):
        both_none = given is not None and math.isnan(given) and math.isnan(wanted)
        return bool(given == wanted or both_none)
    return abs(given - wanted) <= (_EXACT if has_end(wanted) else _ROUNDED)
