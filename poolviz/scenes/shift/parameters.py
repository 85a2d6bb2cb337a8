"""What only Shift knows: how far down the map is moved, what comes in, and what is shown beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from poolviz.core.shifting import EDGES, Edge
from poolviz.frame.words import say

FURTHEST = 8
"""Cells that a map is moved at most, in each direction."""
STEPS = 2 * FURTHEST + 1
MOST_ROUNDS = 4
UNDER = ("nothing", "scores", "table")


@dataclass(frozen=True)
class ShiftParameters:
    """The shift down, the rule for the edge, and what is compared.

    ``rounds`` is the number of poolings in a row. ``align`` moves the answers from before by the whole cells
    that are in the shift. ``under`` says what stands under the curve: one of UNDER.

    Raises:
        ValueError: a number out of bounds, or an unknown edge or choice.
    """

    down: int = field(default=0, metadata={"view": True})
    edge: Edge = "zeros"
    rounds: int = 1
    align: bool = False
    with_average: bool = False
    with_blur: bool = False
    under: str = "nothing"

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        if not -FURTHEST <= self.down <= FURTHEST:
            raise ValueError(
                say(
                    "A shift of {value} cells is too far: Δy goes from −{most} to +{most}.",
                    value=self.down,
                    most=FURTHEST,
                )
            )
        if not 1 <= self.rounds <= MOST_ROUNDS:
            raise ValueError(
                say(
                    "{value} pools in a row cannot be: there are 1 to {most}.",
                    value=self.rounds,
                    most=MOST_ROUNDS,
                )
            )
        if self.edge not in EDGES:
            known = ", ".join(EDGES)
            raise ValueError(say("“{edge}” is no edge; there are {known}.", edge=self.edge, known=known))
        if self.under not in UNDER:
            known = ", ".join(UNDER)
            raise ValueError(
                say("“{name}” cannot stand under the curve; {known} can.", name=self.under, known=known)
            )


def across_at(step: int) -> int:
    """Cells to the right at a step of the timeline.

    >>> across_at(0), across_at(8), across_at(16)
    (-8, 0, 8)
    """
    return step - FURTHEST


def step_at(across: int) -> int:
    """The step of the timeline at which the map lies so many cells to the right.

    >>> [across_at(step_at(across)) for across in (-8, 0, 8)]
    [-8, 0, 8]
    """
    return across + FURTHEST
