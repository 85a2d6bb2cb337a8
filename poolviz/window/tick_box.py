"""A check box with a tick in it: a style sheet could draw one only from a file."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

_TICK = ((0.22, 0.52), (0.43, 0.73), (0.79, 0.29))  # in parts of the box


class TickBox(QCheckBox):
    """A check box that is not told by colour alone."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick over the box."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        side = box.width()
        points = [QPointF(box.x() + x * side, box.y() + y * side) for x, y in _TICK]
        pen = QPen(self.palette().color(QPalette.ColorRole.HighlightedText), max(side * 0.13, 1.5))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.end()
