"""What only Channels knows: which layer stands between the rows, and what the classifier reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from poolviz.frame.words import say

Layer = Literal["pool", "convolution"]
Reading = Literal["average", "max"]
MOST_CLASSES = 100_000


@dataclass(frozen=True)
class ChannelsParameters:
    """The pass, the layer, the one number a channel that a classifier reads, and how many classes it knows.

    Raises:
        ValueError: a layer or a number that there is not, or no class at all.
    """

    backward: bool = field(default=False, metadata={"view": True})
    layer: Layer = "pool"
    reading: Reading = "average"
    classes: int = 10

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        if self.layer not in ("pool", "convolution"):
            raise ValueError(say("“{kind}” is no layer; there are pool, convolution.", kind=self.layer))
        if self.reading not in ("average", "max"):
            raise ValueError(say("“{kind}” is no global pooling; there are average, max.", kind=self.reading))
        if not 1 <= self.classes <= MOST_CLASSES:
            raise ValueError(
                say(
                    "A classifier tells 1 to {most} classes apart; {count} cannot be.",
                    most=MOST_CLASSES,
                    count=self.classes,
                )
            )
