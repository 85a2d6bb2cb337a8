"""Which panels are open: what the person wished, and what the window has room for. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from poolviz.window.actions import Side

_SIDES: tuple[Side, ...] = ("map", "controls")
_ROOM_FOR_BOTH = 1200  # pixels at the usual text size


@dataclass(frozen=True)
class Folding:
    """Panels that are wished for, and whether the window is too narrow to open them by itself.

    In a narrow window a panel opens only when it is asked for there, one at a time, so that the stage keeps
    its room; that wish ends when the window becomes wide again.

    >>> Folding().resized(1000, 1.0).shows("map")
    False
    >>> Folding().resized(1000, 1.0).toggled("map").shows("map")
    True
    >>> Folding().resized(1000, 1.0).toggled("map").toggled("controls").shows("map")
    False
    >>> Folding().resized(1000, 1.0).resized(1300, 1.0).shows("map")
    True
    """

    map: bool = True
    controls: bool = True
    narrow: bool = False
    asked: Side | None = None

    def shows(self, side: Side) -> bool:
        """Whether a panel is open."""
        return side == self.asked if self.narrow else self._wished(side)

    @property
    def hidden(self) -> frozenset[str]:
        """Panels that are not wished for, however wide the window is."""
        return frozenset(side for side in _SIDES if not self._wished(side))

    def toggled(self, side: Side) -> Folding:
        """After a person opened or closed a panel."""
        if self.narrow:
            return replace(self, asked=None if self.asked == side else side)
        wished = not self._wished(side)
        return replace(self, map=wished) if side == "map" else replace(self, controls=wished)

    def resized(self, width: int, scale: float) -> Folding:
        """After the window became so many pixels wide, with letters ``scale`` times as large as usual."""
        narrow = width < _ROOM_FOR_BOTH * (1 + (scale - 1) / 2)
        return self if narrow == self.narrow else replace(self, narrow=narrow, asked=None)

    def _wished(self, side: Side) -> bool:
        return self.map if side == "map" else self.controls
