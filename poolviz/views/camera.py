"""How far the stage is zoomed in and where it is moved to; all boards go together."""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.frame.layout import Place

_FARTHEST = 1.0


@dataclass(frozen=True)
class Camera:
    """A zoom and a shift in pixels; the first one shows everything."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def place(self, place: Place) -> Place:
        """Where a board's place at zoom 1 is seen now.

        >>> Camera(2, -5, 0).place(Place(10, 10, 4, 4))
        Place(x=15, y=20, cell_width=8, cell_height=8)
        """
        return Place(
            place.x * self.zoom + self.x,
            place.y * self.zoom + self.y,
            place.cell_width * self.zoom,
            place.cell_height * self.zoom,
        )

    def zoomed(self, factor: float, x: float, y: float, nearest: float) -> Camera:
        """Nearer, but not more than ``nearest``, or farther, with what is under (x, y) staying there."""
        zoom = max(min(self.zoom * factor, nearest), _FARTHEST)
        scale = zoom / self.zoom
        return Camera(zoom, x - (x - self.x) * scale, y - (y - self.y) * scale)

    def panned(self, x: float, y: float) -> Camera:
        """Moved by so many pixels."""
        return Camera(self.zoom, self.x + x, self.y + y)

    def within(self, width: float, height: float) -> Camera:
        """Moved back as far as needed for the stage to fill its view again."""
        left, top = width * (1 - self.zoom), height * (1 - self.zoom)
        return Camera(self.zoom, min(max(self.x, left), 0.0), min(max(self.y, top), 0.0))
