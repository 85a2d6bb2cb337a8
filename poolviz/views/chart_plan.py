"""A chart that is laid out: where its values, its scale, its names and its legend stand."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from poolviz.frame.charts import Chart
from poolviz.frame.numbers import plain
from poolviz.views.fonts import Weight, text_width

# In multiples of the text size.
SMALL = 0.9  # letters of the scale and of the names
ROW = 1.5  # a row of such letters
SPACE, PAD = 0.5, 0.6  # between words and lines, and around things
_WIDEST_BAR = 4.0
_OUTSIDE, _ABOVE = 1.2, 0.75  # how far the scale of bars may stand out, and words above their line
BAR_SHARE = 0.55  # of the way from bar to bar
_ROUND_STEPS = frozenset({"1", "2", "5"})  # names at every 10th or 200th position are easy to follow


@dataclass(frozen=True)
class Entry:
    """One entry of the legend: which series, its label, and where its sample begins."""

    number: int
    label: str
    x: float
    y: float


class ScaleMark(NamedTuple):
    """A number of the scale: its word, the word's left end and the height of its middle."""

    word: str
    x: float
    y: float


@dataclass(frozen=True)
class Plan:
    """A chart laid out in pixels: x of its positions, y of their names, legend and size of its letters."""

    chart: Chart
    text: float
    plot: QRectF
    centres: tuple[float, ...]
    names_y: float
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
        """How wide a bar is; under boards no wider than they are."""
        first = self.centres[0] - self.plot.left() if self.centres else 0.0
        return min(BAR_SHARE * self.step, _WIDEST_BAR * self.text, 2 * first)

    def position_at(self, x: float) -> int | None:
        """The position nearest to x; None where there are no positions."""
        if not self.centres:
            return None
        return int(np.abs(self.xs - x).argmin())

    @cached_property
    def xs(self) -> NDArray[np.float64]:
        """The positions' x as an array."""
        return np.asarray(self.centres, float)

    @cached_property
    def has_values(self) -> bool:
        """Whether there is room to write every bar's value."""
        if self.chart.kind != "bars" or self.step < self.text or not self.chart.series:
            return False
        words = {plain(value) for value in self.chart.series[0].values}
        return max((text_width(word, SMALL * self.text) for word in words), default=0.0) < 0.95 * self.step

    @property
    def left(self) -> float:
        """Where bars or curves begin; the scale stands left of it."""
        return (
            self.centres[0] - self.bar / 2 if self.chart.kind == "bars" and self.centres else self.plot.left()
        )

    @cached_property
    def scale(self) -> tuple[ScaleMark, ...]:
        """What the scale names: both ends, and zero where it is apart from them.

        A word that has no room at the left stands above its line; at the line that bars begin at it is left
        out, for every bar has its value there.
        """
        chart, size = self.chart, SMALL * self.text
        named = [chart.low, chart.high]
        if chart.low < 0 < chart.high and all(
            abs(self.y(0) - self.y(end)) > ROW * self.text for end in named
        ):
            named.append(0.0)
        marks = []
        for value in named:
            word = plain(value)
            x = self.left - SPACE * self.text - text_width(word, size)
            if x >= self.plot.left() - (_OUTSIDE * self.text if chart.kind == "bars" else math.inf):
                marks.append(ScaleMark(word, x, self.y(value)))
            elif abs(self.y(value) - self.base) > ROW * self.text:
                marks.append(ScaleMark(word, self.plot.left(), self.y(value) - _ABOVE * self.text))
        return tuple(marks)

    def name_area(self, place: int) -> QRectF:
        """Where the name of a position is written: centred under it, but not beyond the plot."""
        wide = text_width(self.chart.labels[place], SMALL * self.text, Weight.Bold) + PAD * self.text / 2
        right = max(self.plot.right() - wide, self.plot.left())
        x = min(max(self.centres[place] - wide / 2, self.plot.left() - SPACE * self.text), right)
        return QRectF(x, self.names_y - PAD * self.text, wide, 2 * PAD * self.text)

    def met(self, place: int) -> tuple[int, ...]:
        """The other names that the name of a position would lie over."""
        area = self.name_area(place)
        near = bisect_left(self.names, place)
        beside = self.names[max(near - 2, 0) : near + 3]
        return tuple(other for other in beside if other != place and self.name_area(other).intersects(area))

    @cached_property
    def names(self) -> tuple[int, ...]:
        """The positions whose names are written: all, or every second, third, … so that none touch."""
        named = [place for place, label in enumerate(self.chart.labels) if label]
        if not named:
            return ()
        wide = self.name_area(named[0]).width()
        least, fitting = 0, named[:1]
        for every in range(max(1, int(wide / max(self.step, 1e-6))), len(named)):
            chosen = named[::every]
            if any(self.name_area(a).intersects(self.name_area(b)) for a, b in pairwise(chosen)):
                continue
            if (len(named) - 1) % every == 0 or str(every).strip("0") in _ROUND_STEPS:
                return tuple(chosen)
            if not least:
                least, fitting = every, chosen
            elif every > 2 * least:
                break
        return tuple(fitting)
