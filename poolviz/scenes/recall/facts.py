"""The facts beside an exercise: its seed, and how the last ones of its kind went."""

from __future__ import annotations

from poolviz.exercises import kinds
from poolviz.frame.model import Fact
from poolviz.frame.words import say
from poolviz.model.progress import Progress, Tally
from poolviz.scenes.recall.round import Round

_TICK, _CROSS = "✓", "✗"


def facts(round_: Round, progress: Progress) -> tuple[Fact, ...]:
    """Seed and number; then how many of this kind were right, and the newest ten one by one."""
    own = round_.own
    tally = progress.of(own.kind)
    found = [
        Fact(say("Seed"), str(own.seed)),
        Fact(say("Exercise"), str(own.number + 1)),
    ]
    found += how_it_went(tally, say("Right until now"))
    asked, right_of_all = progress.total(kinds())
    if asked > tally.asked:
        found.append(Fact(say("All kinds"), say("{right} of {asked}", right=right_of_all, asked=asked)))
    return tuple(found)


def how_it_went(tally: Tally, label: str) -> tuple[Fact, ...]:
    """How many were right, and the newest ten one by one; nothing before the first answer."""
    if not tally.asked:
        return ()
    right = say("{right} of {asked}", right=tally.right, asked=tally.asked)
    last = "".join(_TICK if good else _CROSS for good in tally.last)
    return Fact(label, right), Fact(say("The last ten"), last)
