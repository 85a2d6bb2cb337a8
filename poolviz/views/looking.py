"""What lies where on the canvas, and what all of it looks like: questions that need nothing to be changed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage

from poolviz.frame.model import Cell, Frame
from poolviz.views.pointer import Pointer
from poolviz.views.scenery import Scenery
from poolviz.views.theme import Theme


class Looking:
    """The half of a stage that tells what lies under a point, and shows the stage as a picture."""

    _scenery: Scenery
    _pointer: Pointer
    _theme: Theme
    _text: float

    @property
    def pointed(self) -> str:
        """The board under the pointer; "" if there is none."""
        over = self._pointer.over
        return over.board if over is not None else ""

    def picture_of(self, frame: Frame, size: QSize) -> QImage:
        """A frame as a picture with a clear ground, laid out for a stage of that size."""
        # Loaded when a picture is asked for, not before the window is shown.
        from poolviz.views.still import still

        return still(frame, size, self._text, self._theme)

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the canvas."""
        return self._scenery.cell_at(point)

    def cell_on(self, board: str, point: QPointF) -> Cell | None:
        """The cell of a board that is nearest to a point of the canvas."""
        return self._scenery.cell_on(board, point)

    def way_between(self, board: str, start: QPointF, end: QPointF) -> tuple[int, int]:
        """How many cells of a board, down and across, a hand goes from one point of the canvas to another."""
        return self._scenery.way_between(board, start, end)

    def told_at(self, point: QPointF) -> Cell | None:
        """The cell under a point of the canvas, or the one that the words there stand for."""
        return self._scenery.told_at(point)

    def seeker_at(self, point: QPointF) -> str:
        """The chart or table under a point of the canvas that shows steps; "" if there is none."""
        return self._scenery.seeker_at(point)

    def bar_at(self, point: QPointF) -> Cell | None:
        """The bar under a point of the canvas, of a chart in which one can be chosen."""
        return self._scenery.bar_at(point)

    def position_on(self, name: str, point: QPointF) -> int | None:
        """The position of a chart or the row of a table that is nearest to a point."""
        return self._scenery.position_on(name, point)
