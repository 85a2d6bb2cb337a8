"""The one door to pyqtgraph, which has no types of its own.

What leaves this module is typed. What pyqtgraph does by itself (its menu, zooming, hover events for every
item) is switched off, because the stage decides about those.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

# Before pyqtgraph: it takes the binding that is already imported.
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsObject,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

if TYPE_CHECKING:
    _View = QGraphicsView
    _Item = QGraphicsObject
else:
    import pyqtgraph

    _View = pyqtgraph.GraphicsView
    _Item = pyqtgraph.GraphicsObject

_logger = logging.getLogger(__name__)


class Canvas(_View):
    """A pyqtgraph view whose scene coordinates are the pixels of its viewport, and nothing more.

    ``listener`` is asked first about every event of the viewport; True means that it took it.
    """

    # On the class, because events arrive while pyqtgraph is still building the view.
    listener: Callable[[QEvent], bool] | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The central widget that pyqtgraph lays over the scene would be one more item to paint.
        self.setCentralItem(None)  # type: ignore[attr-defined,unused-ignore]
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(0, 0)
        self.viewport().setMouseTracking(True)

    def ground(self, colour: str) -> None:
        """Fill everything behind the items."""
        self.setBackgroundBrush(QColor(colour))

    def add(self, item: Item) -> None:
        """Put an item on the scene."""
        self.scene().addItem(item)

    def remove(self, item: Item) -> None:
        """Take an item off the scene."""
        self.scene().removeItem(item)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Show the pointer in a shape, while it is over the view."""
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Let the listener have the event before pyqtgraph's own handling."""
        if self.listener is not None and self.listener(event):
            return True
        return bool(super().viewportEvent(event))


class Item(_Item):
    """Something painted on a canvas inside a stored rectangle, in pixels of the viewport."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._bounds = QRectF()
        self.setZValue(z)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """The stored rectangle; Qt asks often."""
        return self._bounds

    def set_bounds(self, bounds: QRectF) -> None:
        """Store another rectangle, announcing it only when it differs."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint, and never let an exception out: Qt may end the process on one."""
        painter.save()
        try:
            self.draw(painter, QRectF(option.exposedRect))  # type: ignore[attr-defined,unused-ignore]
        except Exception:
            _logger.exception("This part of the stage could not be painted.")
        finally:
            painter.restore()

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what lies in ``exposed``."""
        raise NotImplementedError


def lookup_table(stops: tuple[tuple[float, str], ...] | str, entries: int = 256) -> NDArray[np.uint8]:
    """Colours (entries, 3) of a ramp, as pyqtgraph's colour maps interpolate them.

    A ramp is given by its stops, or by the name of a colour map that comes with pyqtgraph.
    """
    import pyqtgraph

    if isinstance(stops, str):
        named = pyqtgraph.colormap.get(stops).getLookupTable(nPts=entries, alpha=False)
        return np.ascontiguousarray(named[:, :3], np.uint8)
    positions = np.array([position for position, _ in stops])
    mixed = [QColor(colour) for _, colour in stops]
    colours = np.array([[colour.red(), colour.green(), colour.blue()] for colour in mixed], np.ubyte)
    table = pyqtgraph.ColorMap(positions, colours).getLookupTable(nPts=entries, alpha=False)
    return np.ascontiguousarray(table[:, :3], np.uint8)
