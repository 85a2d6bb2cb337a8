"""A slider whose groove shows the colours of the map, so that a number is picked by its colour."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider

from poolviz.frame.model import Scale
from poolviz.session.values import ValueRange
from poolviz.views.ramp import ramp_of
from poolviz.views.theme import Theme

_STOPS = 33


class RampSlider(QSlider):
    """Picks a number from the range that is shown; ``choose`` is called with what a person picked."""

    def __init__(self, name: str, theme: Callable[[], Theme], choose: Callable[[float], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._choose = choose
        self._offered = ValueRange(Scale(0.0, 1.0), 1.0)
        self._shown = 0.0
        self.setObjectName("ramp")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._picked)

    def show_value(self, value: float, offered: ValueRange) -> None:
        """Show a number among those that are offered."""
        self._offered, self._shown = offered, value
        self.blockSignals(True)
        self.setRange(0, offered.steps)
        self.setPageStep(max(offered.steps // 10, 1))
        self.setValue(offered.place(value))
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of text, with room for the handle."""
        height = round(self.fontMetrics().height() * 1.45)
        return QSize(6 * height, height)

    def minimumSizeHint(self) -> QSize:
        """It may become short."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colours from the lowest to the highest number, and a handle in the colour of this one."""
        theme = self._theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = self._groove()
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(self._gradient(groove, theme))
        painter.drawRoundedRect(groove, groove.height() / 2, groove.height() / 2)
        radius = self.height() * 0.40
        middle = QPointF(self._x(), self.height() / 2)
        for colour, size in ((theme.mark_outer, radius), (theme.mark_inner, radius - 1.5)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(middle, size, size)
        painter.setBrush(self._colours(np.array([self._shown]), theme)[0])
        painter.drawEllipse(middle, radius - 3.0, radius - 3.0)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6.0, 6.0)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press picks what lies under it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(self._place(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """So does a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._place(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is left to do: each place was picked as the pointer came by."""

    def _picked(self, place: int) -> None:
        self._choose(self._offered.value(place))

    def _groove(self) -> QRectF:
        half = self.height() * 0.40
        height = self.height() * 0.36
        return QRectF(half, (self.height() - height) / 2, self.width() - 2 * half, height)

    def _x(self) -> float:
        groove = self._groove()
        return groove.left() + groove.width() * self.value() / max(self.maximum(), 1)

    def _place(self, x: float) -> int:
        groove = self._groove()
        share = (x - groove.left()) / max(groove.width(), 1.0)
        return round(max(0.0, min(share, 1.0)) * self.maximum())

    def _gradient(self, groove: QRectF, theme: Theme) -> QLinearGradient:
        made = QLinearGradient(groove.topLeft(), groove.topRight())
        scale = self._offered.scale
        for place, colour in enumerate(self._colours(np.linspace(scale.low, scale.high, _STOPS), theme)):
            made.setColorAt(place / (_STOPS - 1), colour)
        return made

    def _colours(self, values: np.ndarray, theme: Theme) -> list[QColor]:
        scale = self._offered.scale
        pixels = ramp_of(theme, scale.palette).map(values[None, :], scale)[0]
        return [QColor.fromRgba(int(pixel)) for pixel in pixels]
