"""An example: a scene of the program, and what is set there, so that one click shows what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _nothing() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Example:
    """Where to go and what to set there, in the words of data; the session goes there, undoably.

    Windows are 2 × 2 with stride 2 unless ``settings`` say otherwise.
    """

    scenes: tuple[str, ...]
    """Ids; the first scene that there is shows the example."""
    map: str = ""
    """The id of a preset. Empty: the map that is open, or the one that ``act`` brings."""
    act: str = ""
    """An action that the scene offers by itself."""
    settings: Mapping[str, object] = field(default_factory=_nothing)
    """Fields as a control sets them."""
    step: int | None = None
    """Where the timeline begins; None for where the scene begins by itself."""

    def scene_of(self, known: Mapping[str, object]) -> str:
        """The first of its scenes that is known.

        Raises:
            KeyError: none of them is.

        >>> Example(("unpool", "slide")).scene_of({"slide": 1, "shift": 2})
        'slide'
        """
        for scene in self.scenes:
            if scene in known:
                return scene
        raise KeyError(self.scenes)
