"""Where the parts of a chart stand: its plot, the scale, the names of the positions, the legend."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.model import Frame
from poolviz.frame.numbers import plain
from poolviz.views.fonts import elided, text_width
from poolviz.views.fonts import Weight as W

# In multiples of the text size.
SMALL = 0.9  # letters of the scale and of the names
ROW = 1.5  # a row of such letters
SAMPLE = 2.4  # a piece of line in the legend
_SPACE, _ENTRY_GAP = 0.5, 1.5
_PAD = 0.6
_WIDEST_BAR = 4.0
_LOWEST_PLOT = 4.0
# The legend gives way before the plot does: its letters, and what the plot has at least of the height.
_LEGEND_SIZES = (1.0, 0.85, 0.7)
_PLOT_SHARE = 0.4
_BAR_SHARE = 0.55  # of the way from bar to bar
_NEAR_EDGE = 0.15  # of the range: zero so near to an end leaves no room for values inside the plot


@dataclass(frozen=True)
class Entry:
    """One entry of the legend: which series, its label, and where its sample begins."""

    number: int
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Plan:
    """A chart laid out in pixels. ``centres`` are the positions' x; ``size`` is that of the legend's letters."""

    chart: Chart
    text: float
    plot: QRectF
    centres: tuple[float, ...]
    legend: tuple[Entry, ...]
    size: float

    def y(self, value: float) -> float:
        """Where a value lies; beyond the plot when it is out of range, infinities at its edges."""
        low, high = self.chart.low, self.chart.high
        if math.isinf(value):
            value = min(max(value, low), high)
        share = min(max((value - low) / (high - low), -1.0), 2.0)
        return self.plot.bottom() - share * self.plot.height()

    @cached_property
    def base(self) -> float:
        """Where bars begin: at zero, or at the end of the range that is nearest to it."""
        return self.y(min(max(0.0, self.chart.low), self.chart.high))

    @cached_property
    def step(self) -> float:
        """From one position to the next."""
        if len(self.centres) < 2:
            return self.plot.width()
        return (self.centres[-1] - self.centres[0]) / (len(self.centres) - 1)

    @property
    def bar(self) -> float:
        """How wide a bar is."""
        return min(_BAR_SHARE * self.step, _WIDEST_BAR * self.text)

    def position_at(self, x: float) -> int | None:
        """The position nearest to x; None where there are no positions."""
        if not self.centres:
            return None
        return int(np.abs(np.asarray(self.centres) - x).argmin())

    @cached_property
    def scale(self) -> tuple[tuple[float, str], ...]:
        """The values that the scale names, with their words: both ends, and zero where it is apart."""
        chart = self.chart
        named = [chart.low, chart.high]
        room = ROW * self.text
        if chart.low < 0 < chart.high and all(abs(self.y(0) - self.y(end)) > room for end in named):
            named.append(0.0)
        return tuple((value, plain(value)) for value in named)

    @cached_property
    def names(self) -> tuple[int, ...]:
        """The positions whose names are written: all, or every second, third, … so that none touch."""
        labels, size = self.chart.labels, SMALL * self.text
        named = [place for place, label in enumerate(labels) if label]
        if not named:
            return ()
        wide = text_width(labels[named[0]], size) + _PAD * self.text
        first = max(1, int(wide / max(self.step, 1e-6)))
        found: list[int] = []
        for every in range(first, len(named) + 1):
            chosen = named[::every]
            if self._touch(chosen, size):
                continue
            found = found or chosen
            if (len(named) - 1) % every == 0:  # both ends are named
                return tuple(chosen)
            if every > 2 * (named.index(found[1]) if len(found) > 1 else every):
                break
        return tuple(found or named[:1])

    def _touch(self, places: list[int], size: float) -> bool:
        labels, pad = self.chart.labels, _PAD * self.text
        return any(
            self.centres[right] - self.centres[left]
            < (text_width(labels[left], size) + text_width(labels[right], size)) / 2 + pad
            for left, right in pairwise(places)
        )


def planned(chart: Chart, area: QRectF, text: float, columns: tuple[float, ...] = ()) -> Plan:
    """Lay a chart out in an area of the canvas; ``columns`` are the x that its bars stand at, if given."""
    for share in _LEGEND_SIZES:
        plan = _planned(chart, area, text, columns, share * text)
        if plan.plot.height() >= max(_PLOT_SHARE * area.height(), _LOWEST_PLOT * text):
            break
    return plan


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
            if mine == chart.name and name in areas and frame.has(name)
        ]
        if len(under) == len(chart.labels) and under == sorted(set(under)):
            return tuple(under)
    return ()


def _planned(chart: Chart, area: QRectF, text: float, columns: tuple[float, ...], size: float) -> Plan:
    legend = _legend(chart, area, text, size)
    rows = len({entry.y for entry in legend})
    above, below = _margins(chart, text)
    below += rows * ROW * size + (_PAD * text if rows else 0.0)
    top = min(area.top() + above, area.bottom())
    bottom = max(area.bottom() - below, top)
    count = len(chart.labels)
    if columns:
        return Plan(chart, text, QRectF(area.left(), top, area.width(), bottom - top), columns, legend, size)
    widest = max(text_width(plain(end), SMALL * text) for end in (chart.low, chart.high)) + _SPACE * text
    beside = (1 - _BAR_SHARE) / 2 * area.width() / max(count, 1) if chart.kind == "bars" else 0.0
    gutter = min(max(widest - beside, 0.0), area.width() / 2)
    plot = QRectF(area.left() + gutter, top, area.width() - gutter, bottom - top)
    step = plot.width() / max(count, 1)
    centres = tuple(plot.left() + (place + 0.5) * step for place in range(count))
    return Plan(chart, text, plot, centres, legend, size)


def _margins(chart: Chart, text: float) -> tuple[float, float]:
    """What the plot leaves free above and below for values of bars and names of positions."""
    names = ROW * text if any(chart.labels) else 0.0
    if chart.kind == "curves":
        return _PAD * text, max(names, _PAD * text)
    values = chart.series[0].values if chart.series else ()
    near = _NEAR_EDGE * (chart.high - chart.low)
    below = chart.low > -near and any(value >= 0 for value in values)
    above = chart.high < near and any(value < 0 for value in values)
    return (ROW if above else _PAD) * text, names + (ROW if below else _PAD) * text


def _legend(chart: Chart, area: QRectF, text: float, size: float) -> tuple[Entry, ...]:
    """The entries in rows that start at the lower end of the area."""
    if chart.kind == "bars" or not any(series.label for series in chart.series):
        return ()
    x, row = area.left(), 0
    placed: list[tuple[int, str, float, int]] = []
    for number, series in enumerate(chart.series):
        before = (SAMPLE + _SPACE) * size
        label = elided(series.label, size, W.Normal, max(area.width() - before, 0.0))
        wide = before + text_width(label, size)
        if x > area.left() and x + wide > area.right():
            x, row = area.left(), row + 1
        placed.append((number, label, x, row))
        x += wide + _ENTRY_GAP * text
    return tuple(
        Entry(number, label, x, area.bottom() - (row_count - 0.5) * ROW * size)
        for number, label, x, at in placed
        for row_count in (row - at + 1,)
    )
