"""What only Stack knows: the layers, the picture that they are given, and what is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from poolviz.frame.words import say
from poolviz.model.rows import Entries
from poolviz.scenes.stack.counts import Stacked, stacked
from poolviz.scenes.stack.entries import MOST_ROWS
from poolviz.scenes.stack.presets import NETWORKS, OWN, Network, Shown

Counted = Literal["activations", "parameters", "multiply_adds", "bytes"]
COUNTED: tuple[Counted, ...] = ("activations", "parameters", "multiply_adds", "bytes")
LARGEST_SIDE = 224
MOST_CHANNELS, MOST_BATCH = 1024, 4096
VIEW = {"view": True}


@dataclass(frozen=True)
class StackParameters:
    """A network and what is looked at.

    Choosing another ``preset`` takes its layers and its picture; changing a layer or the picture makes the
    network the person's own. ``made_for`` remembers whose layers these are. ``row`` and ``column`` are the
    point of the picture around which every layer is looked at, in its pixels; ``kernel`` is the channel on
    show, counted from 1.

    Raises:
        StackError: a layer cannot be where it is.
        ValueError: too many rows, or a word that is none of those known.
    """

    preset: str = field(default="blocks", metadata={"begins": True})
    layers: Entries = ()
    channels: int = 3
    side: int = 224
    batch: int = 32
    made_for: str = ""
    shown: Shown = field(default="with", metadata=VIEW)
    counted: Counted = field(default="activations", metadata=VIEW)
    row: int = field(default=84, metadata=VIEW)
    column: int = field(default=90, metadata=VIEW)
    kernel: int = field(default=4, metadata=VIEW)

    def __post_init__(self) -> None:
        """Take over a preset, or note that the network has become another; refuse what cannot be."""
        network = NETWORKS.get(self.preset)
        if network is None and self.preset != OWN:
            known = ", ".join((*NETWORKS, OWN))
            raise ValueError(say("“{name}” is no network; there are {known}.", name=self.preset, known=known))
        if network is not None and self.preset != self.made_for:
            self._take(network)
        elif network is not None and (self.layers, self.channels, self.side) != (
            network.layers,
            network.channels,
            network.side,
        ):
            self._set(preset=OWN, made_for=OWN)
        if len(self.layers) > MOST_ROWS:
            raise ValueError(say("A stack has at most {most} rows.", most=MOST_ROWS))
        if self.counted not in COUNTED or self.shown not in ("with", "without"):
            raise ValueError(say("“{name}” cannot be shown here.", name=f"{self.shown}, {self.counted}"))
        self._set(row=min(self.row, self.side - 1), column=min(self.column, self.side - 1))
        assert self.stack is not None  # refuses what cannot be

    @property
    def stack(self) -> Stacked:
        """The layers, counted with pooling and without it."""
        return stacked(self.layers, self.channels, self.side, self.batch)

    def _take(self, network: Network) -> None:
        """The layers and the picture of a network; the point stays where it is on the picture."""
        self._set(
            row=self.row * network.side // self.side,
            column=self.column * network.side // self.side,
            layers=network.layers,
            channels=network.channels,
            side=network.side,
            shown=network.shown,
            made_for=self.preset,
        )

    def _set(self, **fields: object) -> None:
        for name, value in fields.items():
            object.__setattr__(self, name, value)
