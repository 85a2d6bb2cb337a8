"""The Document: exactly what a saved file holds and what undo restores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from poolviz.core import PoolSpec
from poolviz.frame.model import Scale
from poolviz.maps.map import Map
from poolviz.model.display import Display, scale_of
from poolviz.model.source import Source
from poolviz.model.upstream import Upstream


def _no_parameters() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True)
class PutOff:
    """A specification that does not fit a map, and the one that stands in for it."""

    wanted: PoolSpec
    stand_in: PoolSpec


@dataclass(frozen=True, eq=False)
class Document:
    """A map, one specification shared by all scenes, an upstream gradient, and every scene's parameters.

    Documents are compared by identity: a change makes a new one.
    """

    map: Map
    spec: PoolSpec = field(default_factory=PoolSpec)
    upstream: Upstream = field(default_factory=Upstream)
    channel: int = 0
    scene: str = "slide"
    parameters: Mapping[str, object] = field(default_factory=_no_parameters)
    display: Display = field(default_factory=Display)
    put_off: PutOff | None = None
    """What of the specification this map has no room for; the next one may have."""
    source: Source | None = None
    """The file that the map was read from; None if it came from elsewhere, or has become another map."""

    @property
    def maps(self) -> tuple[Map, ...]:
        """The map, and those that scenes hold among their parameters, such as a label that was drawn."""
        held = (value for own in self.parameters.values() for value in vars(own).values())
        return self.map, *(value for value in held if isinstance(value, Map))

    @property
    def output_size(self) -> tuple[int, int]:
        """Rows and columns of one pooled channel."""
        return self.spec.output_size(self.map.size)

    @property
    def scale(self) -> Scale:
        """The colours of the channel on show; a scene takes them for the input and all that is like it."""
        return scale_of(self.map, self.channel, self.display)
