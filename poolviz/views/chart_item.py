"""A chart on the stage: bars or curves, with their numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from poolviz.frame.charts import Chart, Series
from poolviz.frame.numbers import plain
from poolviz.views.fonts import Weight, elided, font, metrics, text_width
from poolviz.views.qtgraph import Item
from poolviz.views.theme import Theme

_BAR, _WIDEST_BAR = 0.55, 4.0  # of a position's width; at most so many text sizes
_DOT, _LINE = 4.0, 2.2
_SAMPLE = 26.0  # length of a line in the legend
_SMALL = 0.9  # letters, in multiples of the text size


class ChartItem(Item):
    """Paints one chart; the whole of it, because charts are small and change rarely."""

    def __init__(self) -> None:
        super().__init__(z=0.0)
        self._chart: Chart | None = None
        self._area = QRectF()
        self._theme: Theme | None = None
        self._text = 13.0

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart, area: QRectF, theme: Theme, text: float, viewport: QRectF) -> None:
        """Show a chart in an area of the canvas."""
        look = (chart, area, theme, text)
        if look != (self._chart, self._area, self._theme, self._text):
            self.update()
        self._chart, self._area, self._theme, self._text = look
        self.set_bounds(area.adjusted(-2, -2, 2, 2).intersected(viewport))

    def position_at(self, point: QPointF) -> int | None:
        """Which position of the chart is under a point."""
        chart, plot = self._chart, self._plot()
        if chart is None or not self._area.contains(point) or not chart.labels:
            return None
        place = int((point.x() - plot.left()) / max(plot.width(), 1.0) * len(chart.labels))
        return min(max(place, 0), len(chart.labels) - 1)

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the chart: axis, bars or curves, labels, legend."""
        chart, theme = self._chart, self._theme
        if chart is None or theme is None or self._area.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chart.kind == "bars":
            self._draw_bars(painter, chart, theme)
        else:
            self._draw_scale(painter, chart, theme)
            self._draw_chosen(painter, chart, theme)
            for number, series in enumerate(chart.series):
                self._draw_curve(painter, series, number, theme)
            self._draw_legend(painter, chart, theme)
        self._draw_labels(painter, chart, theme)

    # -- where things are ------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        """The chart without its labels and its legend."""
        chart, line = self._chart, 1.5 * self._text
        if chart is None:
            return QRectF()
        above = line if chart.kind == "bars" or len(chart.series) > 1 else 0.4 * self._text
        below = line if any(chart.labels) else 0.4 * self._text
        left = self._scale_width(chart) if chart.kind == "curves" else 0.0
        return self._area.adjusted(left, above, 0.0, -below)

    def _scale_width(self, chart: Chart) -> float:
        size = _SMALL * self._text
        return max(text_width(plain(end), size) for end in (chart.low, chart.high)) + 0.7 * self._text

    def _x(self, place: float) -> float:
        plot, count = self._plot(), len(self._chart.labels) if self._chart else 1
        return plot.left() + (place + 0.5) * plot.width() / max(count, 1)

    def _y(self, value: float) -> float:
        plot, chart = self._plot(), self._chart
        low, high = (chart.low, chart.high) if chart is not None else (0.0, 1.0)
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return plot.bottom() - share * plot.height()

    # -- painting --------------------------------------------------------------------------------------

    def _draw_bars(self, painter: QPainter, chart: Chart, theme: Theme) -> None:
        plot, size = self._plot(), _SMALL * self._text
        step = plot.width() / max(len(chart.labels), 1)
        width = min(_BAR * step, _WIDEST_BAR * self._text)
        zero = self._y(min(max(0.0, chart.low), chart.high))
        values = chart.series[0].values if chart.series else ()
        for place, value in enumerate(values):
            if math.isnan(value):
                continue
            is_chosen = place == chart.chosen
            x, y = self._x(place), self._y(value)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.winner if is_chosen else theme.series[0]))
            bar = QRectF(x - width / 2, min(y, zero), width, max(abs(y - zero), 1.0))
            painter.drawRoundedRect(bar, 2.0, 2.0)
            weight = Weight.Bold if is_chosen else Weight.Normal
            painter.setPen(QColor(theme.text))
            label = plain(value)
            if text_width(label, size, weight) <= step:
                self._centred(painter, label, x, bar.top() - 0.35 * self._text, (size, weight))
        painter.setPen(QPen(QColor(theme.pending), 1.0))
        painter.drawLine(QLineF(plot.left(), zero, plot.right(), zero))

    def _draw_scale(self, painter: QPainter, chart: Chart, theme: Theme) -> None:
        plot, size = self._plot(), _SMALL * self._text
        painter.setFont(font(size))
        for value in (chart.low, (chart.low + chart.high) / 2, chart.high):
            y = self._y(value)
            painter.setPen(QPen(QColor(theme.border), 1.0))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            label = plain(value)
            painter.setPen(QColor(theme.quiet))
            x = plot.left() - 0.4 * self._text - text_width(label, size)
            painter.drawText(QPointF(x, y + metrics(size).capHeight() / 2), label)

    def _draw_chosen(self, painter: QPainter, chart: Chart, theme: Theme) -> None:
        if chart.chosen is not None:
            x, plot = self._x(chart.chosen), self._plot()
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))

    def _draw_curve(self, painter: QPainter, series: Series, number: int, theme: Theme) -> None:
        path, is_drawing = QPainterPath(), False
        for place, value in enumerate(series.values):
            if math.isnan(value):
                is_drawing = False
                continue
            point = QPointF(self._x(place), self._y(value))
            if is_drawing:
                path.lineTo(point)
            else:
                path.moveTo(point)
            is_drawing = True
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(number, theme))
        painter.drawPath(path)
        chosen = self._chart.chosen if self._chart is not None else None
        painter.setPen(QPen(QColor(theme.stage), 1.5))
        painter.setBrush(QColor(_colour(number, theme)))
        for place, value in enumerate(series.values):
            if not math.isnan(value) and (place == chosen or len(series.values) == 1):
                painter.drawEllipse(QPointF(self._x(place), self._y(value)), _DOT, _DOT)

    def _draw_legend(self, painter: QPainter, chart: Chart, theme: Theme) -> None:
        if len(chart.series) < 2:
            return
        size, x = _SMALL * self._text, self._plot().left()
        y = self._area.top() + 0.9 * self._text
        for number, series in enumerate(chart.series):
            painter.setPen(_pen(number, theme))
            painter.drawLine(QLineF(x, y - 0.3 * self._text, x + _SAMPLE, y - 0.3 * self._text))
            x += _SAMPLE + 0.4 * self._text
            label = elided(series.label, size, Weight.Normal, max(self._area.right() - x, 0.0))
            painter.setFont(font(size))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(x, y), label)
            x += text_width(label, size) + 1.2 * self._text

    def _draw_labels(self, painter: QPainter, chart: Chart, theme: Theme) -> None:
        """Names of the positions, as many as fit side by side."""
        size, plot = _SMALL * self._text, self._plot()
        widest = max((text_width(label, size) for label in chart.labels), default=0.0)
        if widest == 0.0:
            return
        step = plot.width() / len(chart.labels)
        every = max(1, math.ceil((widest + 0.6 * self._text) / step))
        first = chart.chosen % every if chart.chosen is not None else 0
        painter.setPen(QColor(theme.quiet))
        for place in range(first, len(chart.labels), every):
            y = plot.bottom() + 1.2 * self._text
            self._centred(painter, chart.labels[place], self._x(place), y, (size, Weight.Normal))

    def _centred(
        self, painter: QPainter, text: str, x: float, y: float, letters: tuple[float, Weight]
    ) -> None:
        painter.setFont(font(*letters))
        painter.drawText(QPointF(x - text_width(text, *letters) / 2, y), text)


def _colour(number: int, theme: Theme) -> str:
    return theme.series[number % len(theme.series)]


def _pen(number: int, theme: Theme) -> QPen:
    """Colour and dashes of a curve: told apart without the colour."""
    pen = QPen(QColor(_colour(number, theme)), _LINE)
    dashes = theme.dashes[number % len(theme.dashes)]
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen
