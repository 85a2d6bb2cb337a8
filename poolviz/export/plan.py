"""What a worksheet holds: a frozen value that decides every exercise on it, on every machine alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poolviz.exercises import LEVELS, Exercise, Level, Wishes, kinds, level_name, make
from poolviz.frame.words import say

Paper = Literal["A4", "Letter"]
PAPERS: tuple[Paper, ...] = ("A4", "Letter")
MOST = 100
"""Exercises on one worksheet."""
LARGEST_SEED = 99_999
SEED = 20461
_NO_WISHES = Wishes()


@dataclass(frozen=True)
class Plan:
    """Seed, kinds in their order, how many exercises, and what they are to be like.

    Raises:
        ValueError: with a sentence, for a kind, level or paper that there is not, for none or too many
            exercises, and for a seed that nobody could type.
    """

    seed: int = SEED
    kinds: tuple[str, ...] = ("values",)
    count: int = 12
    level: Level = "even"
    wishes: Wishes = _NO_WISHES
    paper: Paper = "A4"

    def __post_init__(self) -> None:
        """Refuse what cannot be printed."""
        _check_kinds(self.kinds)
        if not 1 <= self.count <= MOST:
            raise ValueError(
                say(
                    "A worksheet holds 1 to {most} exercises; {count} were asked for.",
                    most=MOST,
                    count=self.count,
                )
            )
        if not 0 <= self.seed <= LARGEST_SEED:
            raise ValueError(
                say(
                    "A seed is a whole number from 0 to {most}; this is {seed}.",
                    most=LARGEST_SEED,
                    seed=self.seed,
                )
            )
        if self.level not in LEVELS:
            raise ValueError(
                say("“{level}” is no level; there are {known}.", level=self.level, known=", ".join(LEVELS))
            )
        if self.paper not in PAPERS:
            raise ValueError(
                say("“{paper}” is no paper; there are {known}.", paper=self.paper, known=", ".join(PAPERS))
            )

    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises, the kinds taking turns; the first of each kind is the one that Recall begins with.

        Raises:
            ValueError: with a sentence, if a kind cannot grant the wishes at this level.

        >>> [one.kind for one in Plan(kinds=("values",), count=2).exercises()]
        ['values', 'values']
        """
        turns = len(self.kinds)
        return tuple(
            make(self.kinds[place % turns], self.level, self.seed, place // turns, self.wishes)
            for place in range(self.count)
        )

    @property
    def summary(self) -> str:
        """Seed, level and wishes in one line.

        >>> Plan(wishes=Wishes(whole_means=True)).summary
        'Seed 20461 · Even sizes · whole means'
        """
        return " · ".join((say("Seed {seed}", seed=self.seed), level_name(self.level), *wished(self.wishes)))


def wished(wishes: Wishes) -> tuple[str, ...]:
    """The wishes that are made, in words."""
    said = (
        (wishes.unique_maxima, say("unique maxima")),
        (wishes.whole_means, say("whole means")),
        (wishes.ties, say("ties")),
        (wishes.odd_sizes, say("odd height and width")),
    )
    return tuple(words for is_wished, words in said if is_wished)


def _check_kinds(wanted: tuple[str, ...]) -> None:
    if not wanted:
        raise ValueError(say("Choose at least one kind of exercise."))
    for kind in wanted:
        if kind not in kinds():
            known = ", ".join(kinds())
            raise ValueError(
                say("“{kind}” is no kind of exercise; there are {known}.", kind=kind, known=known)
            )
