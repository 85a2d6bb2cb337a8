"""Laying a chart out in an area of the canvas: the plot gets what words, names and legend leave."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.model import Frame
from poolviz.frame.numbers import plain
from poolviz.views.chart_plan import BAR_SHARE, PAD, ROW, SMALL, SPACE, Entry, Plan
from poolviz.views.fonts import Weight, elided, text_width

# In multiples of the text size.
SAMPLE = 2.8  # a piece of line in the legend
_ENTRY_GAP = 1.5
_LOWEST_PLOT = 4.0
# The legend gives way before the plot does: its letters, and what the plot has at least of the height.
_LEGEND_SIZES = (1.0, 0.85, 0.7)
_PLOT_SHARE = 0.4
_NEAR_EDGE = 0.15  # of the range: zero so near to an end leaves no room for values inside the plot


def planned(chart: Chart, area: QRectF, text: float, columns: tuple[float, ...] = ()) -> Plan:
    """Lay a chart out in an area of the canvas; ``columns`` are the x that its bars stand at, if given."""
    plans = (_planned(chart, area, text, columns, share * text) for share in _LEGEND_SIZES)
    least = max(_PLOT_SHARE * area.height(), _LOWEST_PLOT * text)
    tried = []
    for plan in plans:
        tried.append(plan)
        if plan.plot.height() >= least:
            break
    return tried[-1]


def columns_over(chart: Chart, frame: Frame, areas: Mapping[str, QRectF]) -> tuple[float, ...]:
    """The middles of the boards above a chart of bars, if they are as many: each bar stands under its board.

    The nearest such row of boards counts; () if there is none.
    """
    if chart.kind != "bars":
        return ()
    own = next((row for row, names in enumerate(frame.arrangement) if chart.name in names), 0)
    for names in reversed(frame.arrangement[:own]):
        under = [
            areas[name].center().x()
            for name, mine in zip(names, frame.arrangement[own], strict=True)
            if mine == chart.name and name in areas and areas[name].bottom() <= areas[chart.name].top()
        ]
        if len(under) == len(chart.labels) and under == sorted(set(under)):
            return tuple(under)
    return ()


def _planned(chart: Chart, area: QRectF, text: float, columns: tuple[float, ...], size: float) -> Plan:
    legend = _legend(chart, area, text, size)
    rows = len({entry.y for entry in legend})
    foot = area.bottom() - rows * ROW * size - (PAD * text if rows else 0.0)
    above, below = _margins(chart, text)
    above = max(above, ROW * text) if columns else above  # the scale may stand above its line
    top = min(area.top() + above, area.bottom())
    left = area.left() + (0.0 if columns else _gutter(chart, area, text))
    plot = QRectF(left, top, area.right() - left, max(foot - below - top, 0.0))
    step = plot.width() / max(len(chart.labels), 1)
    centres = columns or tuple(left + (place + 0.5) * step for place in range(len(chart.labels)))
    return Plan(chart, text, plot, centres, foot - ROW * text / 2, legend, size)


def _gutter(chart: Chart, area: QRectF, text: float) -> float:
    """Room for the scale at the left of the plot; the first bar leaves some by itself."""
    widest = max(text_width(plain(end), SMALL * text) for end in (chart.low, chart.high)) + SPACE * text
    spare = (1 - BAR_SHARE) / 2 * area.width() / max(len(chart.labels), 1) if chart.kind == "bars" else 0.0
    return min(max(widest - spare, 0.0), area.width() / 2)


def _margins(chart: Chart, text: float) -> tuple[float, float]:
    """What the plot leaves free above and below for values of bars and names of positions."""
    names = ROW * text if any(chart.labels) else 0.0
    if chart.kind == "curves":
        return PAD * text, max(names, PAD * text)
    values = chart.series[0].values if chart.series else ()
    near = _NEAR_EDGE * (chart.high - chart.low)
    below = chart.low > -near and any(value >= 0 for value in values)
    above = chart.high < near and any(value < 0 for value in values)
    return (ROW if above else PAD) * text, names + (ROW if below else PAD) * text


def _legend(chart: Chart, area: QRectF, text: float, size: float) -> tuple[Entry, ...]:
    """The entries in rows that start at the lower end of the area."""
    if chart.kind == "bars" or not any(series.label for series in chart.series):
        return ()
    x, row = area.left(), 0
    placed: list[tuple[int, str, float, int]] = []
    for number, series in enumerate(chart.series):
        before = (SAMPLE + SPACE) * size
        label = elided(series.label, size, Weight.Normal, max(area.width() - before, 0.0))
        wide = before + text_width(label, size)
        if x > area.left() and x + wide > area.right():
            x, row = area.left(), row + 1
        placed.append((number, label, x, row))
        x += wide + _ENTRY_GAP * text
    foot = area.bottom() + 0.5 * ROW * size
    return tuple(
        Entry(number, label, x, foot - (row + 1 - at) * ROW * size) for number, label, x, at in placed
    )
