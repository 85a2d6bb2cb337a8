"""What only Recall knows: which exercise is asked, what was answered, and whether it was checked."""

from __future__ import annotations

from dataclasses import dataclass, fields

from poolviz.exercises import LEVELS, Level, kinds
from poolviz.frame.model import Cell
from poolviz.frame.words import say

LARGEST_SEED = 99999
_FIRST_SEED = 20461
CARDS = "cards"
"""The kind that is explained aloud and judged by oneself."""


@dataclass(frozen=True)
class RecallParameters:
    """Which exercise, and how far a person has come with it.

    ``series`` says which exercises ``number``, ``answers`` and what follows are about. Another kind, level or
    seed begins a new series, at its first exercise and unanswered. ``about`` does the same where the map that
    is open is asked about: it tells one map and pooling from another.

    Of the cards to explain, ``left`` holds the ids of those that are not known yet, the one on the table
    first; None is all of them. ``revealed`` says whether its answer is shown, ``judged`` counts "again" and
    "known".

    Raises:
        ValueError: a kind, a level or a seed that is none.
    """

    kind: str = "values"
    level: Level = "even"
    seed: int = _FIRST_SEED
    own_map: bool = False
    number: int = 0
    answers: tuple[tuple[Cell, float], ...] = ()
    checked: bool = False
    hinted: bool = False
    cursor: Cell | None = None
    series: str = ""
    left: tuple[str, ...] | None = None
    revealed: bool = False
    judged: int = 0
    about: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be, and begin anew where another series is asked for."""
        if self.kind not in kinds() and self.kind != CARDS:
            known = ", ".join((*kinds(), CARDS))
            raise ValueError(
                say("“{kind}” is no kind of exercise; there are {known}.", kind=self.kind, known=known)
            )
        if self.level not in LEVELS:
            known = ", ".join(LEVELS)
            raise ValueError(say("“{level}” is no level; there are {known}.", level=self.level, known=known))
        if not 0 <= self.seed <= LARGEST_SEED:
            raise ValueError(say("A seed is a whole number from 0 to {largest}.", largest=LARGEST_SEED))
        series = f"{self.kind} {self.level} {self.seed} {self.own_map}"
        if series != self.series:
            self._begin(series, 0)

    def _begin(self, series: str, number: int) -> None:
        fresh = {f.name: f.default for f in fields(self) if f.name in _UNANSWERED}
        for name, value in {**fresh, "series": series, "number": number}.items():
            object.__setattr__(self, name, value)


_UNANSWERED = ("answers", "checked", "hinted", "cursor", "about")
