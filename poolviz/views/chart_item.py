"""A chart on the canvas: laid out and painted once, with what is chosen over it at every step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from poolviz.frame.charts import Chart
from poolviz.frame.numbers import plain
from poolviz.views.board_item import Sight
from poolviz.views.chart_layout import planned
from poolviz.views.chart_paint import paint_chosen, paint_still, reach_of_chosen
from poolviz.views.chart_plan import Plan
from poolviz.views.layer import Layer
from poolviz.views.qtgraph import Item

# The scale of bars under boards, and what is chosen, may stand out from the chart's area.
_OUT = 4.0  # text sizes


class ChartItem(Item):
    """Keeps the picture of a chart; from step to step only the chosen position is painted anew."""

    def __init__(self) -> None:
        super().__init__(z=0.0)
        self._plan: Plan | None = None
        self._chosen: int | None = None
        self._look: tuple[object, ...] = ()
        self._area = QRectF()
        self._sight: Sight | None = None
        self._still: Layer | None = None

    @property
    def chart(self) -> Chart | None:
        """What is shown, whatever is chosen."""
        return self._plan.chart if self._plan is not None else None

    @property
    def plan(self) -> Plan | None:
        """Where its parts are."""
        return self._plan

    def show_chart(
        self, chart: Chart, area: QRectF, sight: Sight, text: float, columns: tuple[float, ...] = ()
    ) -> None:
        """Show a chart in an area of the canvas; ``columns`` are the x that its bars stand at, if given."""
        still, chosen = replace(chart, chosen=None), _inside(chart)
        look = (still, QRectF(area), sight, text, columns)
        if look != self._look or self._plan is None:
            self._plan = planned(still, area, text, columns)
            self._look, self._area, self._sight, self._still = look, area, sight, None
            out = _OUT * text
            self.set_bounds(area.adjusted(-out, -out, out, out).intersected(sight.viewport))
            self.update()
        elif chosen != self._chosen:
            for place in (chosen, self._chosen):
                if place is not None:
                    self.update(reach_of_chosen(self._plan, place))
        self._chosen = chosen

    def position_at(self, point: QPointF) -> int | None:
        """Which position of the chart is nearest to a point; None beside the chart."""
        if self._plan is None or not self._area.contains(point):
            return None
        return self._plan.position_at(point.x())

    def reading(self, place: int) -> str:
        """The numbers at a position, one in a line."""
        chart = self.chart
        if chart is None:
            return ""
        lines = [chart.labels[place]] if chart.labels[place] else []
        for series in chart.series:
            number = plain(series.values[place])
            lines.append(f"{series.label}: {number}" if series.label else number)
        return "\n".join(lines)

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Copy what stays, and paint what is chosen over it."""
        plan, sight, bounds = self._plan, self._sight, self.boundingRect()
        if plan is None or sight is None or bounds.isEmpty():
            return
        if self._still is None:
            self._still = _painted(plan, sight, bounds)
        self._still.show(painter, exposed)
        if self._chosen is not None:
            paint_chosen(painter, plan, self._chosen, sight.theme)


def _inside(chart: Chart) -> int | None:
    """The chosen position, if the chart has it."""
    chosen = chart.chosen
    return chosen if chosen is not None and 0 <= chosen < len(chart.labels) else None


def _painted(plan: Plan, sight: Sight, bounds: QRectF) -> Layer:
    ratio = sight.ratio
    device = QRectF(bounds.x() * ratio, bounds.y() * ratio, bounds.width() * ratio, bounds.height() * ratio)
    layer = Layer(device.toAlignedRect(), ratio, clear=True)
    painter = layer.painter()
    try:
        paint_still(painter, plan, sight.theme, bounds)
    finally:
        painter.end()  # a painter must not outlive its picture, whatever happens
    return layer
