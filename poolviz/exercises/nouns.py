"""The nouns of an exercise: sheets of numbers, blanks, answers, mistakes with a name, and what shows them.

A kind makes tasks; a task is one question with its data. Nothing here holds an answer: ``Task.solution``
works it out whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from poolviz.core import PoolSpec
from poolviz.exercises.chance import Chance
from poolviz.frame.model import NO_RIM, Cell, Link, Mark, NumberStyle, Rim, Run
from poolviz.frame.plane import Array
from poolviz.frame.words import say

Level = Literal["even", "odd", "overlap", "padded"]
LEVELS: tuple[Level, ...] = ("even", "odd", "overlap", "padded")

Answers = Mapping[Cell, float]
"""What stands in each blank. Of cells that are picked it holds those that were, each with 1."""

Asked = Literal["type", "pick", "picks"]
"""How one answers: a number into every blank, one of the blanks picked, or any of them."""


@dataclass(frozen=True)
class Wishes:
    """What the maps of exercises are to be like, where a kind has a map of numbers.

    Raises:
        ValueError: wishes that exclude each other, with a sentence.
    """

    unique_maxima: bool = False
    """No window holds its largest number twice."""
    whole_means: bool = False
    """Every window's mean is a whole number."""
    ties: bool = False
    """At least one window holds its largest number twice."""
    odd_sizes: bool = False
    """Height and width are odd."""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.unique_maxima and self.ties:
            raise ValueError(say("Unique maxima and ties exclude each other: choose one."))


NO_WISHES = Wishes()


@dataclass(frozen=True, eq=False)
class Sheet:
    """One grid of an exercise: numbers that are given, bare cells, or blanks to be filled in.

    ``values`` is None for a grid that shows no numbers. A sheet of a single blank is a field: its title is
    what is asked, as in "Height H′".
    """

    name: str
    title: str
    size: tuple[int, int]
    values: Array | None = None
    detail: str = ""
    numbers: NumberStyle = "plain"
    rim: Rim = NO_RIM
    aside: bool = False
    """Whether it only shows how the answer comes about: on paper it may be left out."""


@dataclass(frozen=True)
class Mistake:
    """A way to go wrong that has a name, and the sentence that tells it to the person who went it."""

    id: str
    sentence: str


@dataclass(frozen=True, eq=False)
class Showing:
    """One picture of how an answer comes about: marks and links over the sheets, a formula, a sentence."""

    sentence: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    formula: tuple[Run, ...] = ()


@dataclass(frozen=True, eq=False)
class Opened:
    """What a person has open: one channel (H, W), how it is pooled, and how many channels there are."""

    x: Array
    spec: PoolSpec
    channels: int = 1


class Task(Protocol):
    """One question with its data, of one kind."""

    @property
    def prompt(self) -> str:
        """The question: everything that decides the answer is said in it or stands on a sheet."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All grids in reading order: those that are given, then those to fill in."""

    @property
    def asked(self) -> Asked:
        """How one answers."""

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells that take an answer, in the order of Tab."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What points to the part of a sheet that is asked about."""

    @property
    def empty_is_zero(self) -> bool:
        """Whether a blank that was left empty counts as 0; the prompt then says so."""

    @property
    def spec(self) -> PoolSpec | None:
        """The pooling that is asked about, if it is one."""

    def solution(self) -> Answers:
        """The right answer, worked out by ``poolviz.core`` now."""

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """What one would answer by each mistake that has a name; may be right by chance in some blanks."""

    def hint(self, blank: Cell) -> Showing:
        """What helps with a blank without telling its answer: most often its window."""

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """How the right answer of a blank comes about, picture by picture."""


class Kind(Protocol):
    """One kind of exercise."""

    id: str
    order: int
    mistakes: tuple[str, ...]
    """The ids of every mistake that its tasks can name."""

    @property
    def title(self) -> str:
        """What it is called in a list."""

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> Task:
        """A fresh task. ValueError with a sentence if no map can be as wished."""

    def on(self, chance: Chance, opened: Opened) -> Task:
        """A task on a map that is open, with its own specification; of a large map, on a part of it.

        ValueError with a sentence if this kind cannot ask about it.
        """


def level_name(level: Level) -> str:
    """What a level is called.

    >>> level_name("odd")
    'Odd sizes'
    """
    names = {
        "even": say("Even sizes"),
        "odd": say("Odd sizes"),
        "overlap": say("Overlap"),
        "padded": say("Padding, dilation"),
    }
    return names[level]
