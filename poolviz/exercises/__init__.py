"""Exercises: predict first, then let the arithmetic check. Every kind is one file of this package.

``make`` gives an exercise that kind, level, seed and number decide, on every machine alike. An exercise is
data: a prompt, boards, blanks, and what the core says about an answer. It knows no scene and no window, so
that the stage, a worksheet and a test all ask the same thing.
"""

from poolviz.exercises.chance import Chance
from poolviz.exercises.checking import Verdict
from poolviz.exercises.exercise import Exercise
from poolviz.exercises.making import kinds, make, make_on
from poolviz.exercises.nouns import (
    LEVELS,
    Answers,
    Asked,
    Kind,
    Level,
    Mistake,
    Opened,
    Sheet,
    Showing,
    Task,
    Wishes,
    level_name,
)

__all__ = [
    "LEVELS",
    "Answers",
    "Asked",
    "Chance",
    "Exercise",
    "Kind",
    "Level",
    "Mistake",
    "Opened",
    "Sheet",
    "Showing",
    "Task",
    "Verdict",
    "Wishes",
    "kinds",
    "level_name",
    "make",
    "make_on",
]
