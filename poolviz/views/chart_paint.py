"""Painting a chart that is laid out: first what stays from step to step, over it what is chosen."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from poolviz.frame.numbers import plain
from poolviz.views.chart_layout import SAMPLE
from poolviz.views.chart_plan import SMALL, Plan
from poolviz.views.fonts import Weight, font, metrics, text_width
from poolviz.views.theme import Theme

_LINE, _THIN = 2.2, 1.0
_DOT, _HALO = 4.5, 1.5
_ASIDE = 0.45  # between a mark and its words, in multiples of the text size
_ROUND = 2.0
_LEAST_CHOSEN = 3.0  # a chosen bar is at least so wide
_FROM_BASE = 0.8  # from the line that bars begin at to the middle of their values

Numbers = NDArray[np.float64]


def paint_still(painter: QPainter, plan: Plan, theme: Theme, seen: QRectF) -> None:
    """Paint everything but what is chosen; only what lies in ``seen`` has to come out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _scale(painter, plan, theme)
    if plan.chart.kind == "bars":
        for place in _within(plan, seen) if plan.chart.series else ():
            _bar(painter, plan, place, theme, is_chosen=False)
    else:
        painter.save()
        painter.setClipRect(plan.plot.adjusted(-_LINE, -_LINE, _LINE, _LINE))
        for number in range(len(plan.chart.series)):
            _curve(painter, plan, number, theme, seen)
        painter.restore()
        _legend(painter, plan, theme)
    for place in plan.names:
        _words(painter, plan.chart.labels[place], plan.name_area(place).center(), plan, theme.quiet)


def paint_chosen(painter: QPainter, plan: Plan, place: int, theme: Theme) -> None:
    """Paint a position over the rest: an orange bar, or a rule with a dot on every curve."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if plan.chart.kind == "curves":
        _rule(painter, plan, place, theme)
    elif plan.chart.series:
        _bar(painter, plan, place, theme, is_chosen=True)
    if plan.chart.labels[place]:
        for other in (*plan.met(place), place):
            painter.fillRect(plan.name_area(other), QColor(theme.stage))
        _words(
            painter, plan.chart.labels[place], plan.name_area(place).center(), plan, theme.text, Weight.Bold
        )


def reach_of_chosen(plan: Plan, place: int) -> QRectF:
    """What painting a position as the chosen one may touch."""
    area = QRectF(plan.centres[place] - plan.bar / 2, plan.plot.top(), plan.bar, plan.plot.height())
    for word in _values(plan, place):
        wide = text_width(word, SMALL * plan.text, Weight.Bold)
        area = area.united(QRectF(plan.centres[place] - wide / 2, area.top(), wide, 1.0))
    area = area.adjusted(-2 * _DOT, -2 * plan.text, 2 * _DOT, 2 * plan.text)
    for other in (*plan.met(place), place):
        area = area.united(plan.name_area(other))
    return area


def pen_of(number: int, theme: Theme) -> QPen:
    """The pen of a curve: told apart by its dashes as well as by its colour."""
    pen = QPen(QColor(theme.series[number % len(theme.series)]), _LINE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = theme.dashes[number % len(theme.dashes)]
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def _scale(painter: QPainter, plan: Plan, theme: Theme) -> None:
    """Thin lines at both ends of the range and at zero, each with its number at the left."""
    chart, plot, size = plan.chart, plan.plot, SMALL * plan.text
    ends = {chart.low, chart.high, *([0.0] if chart.low < 0 < chart.high else [])}
    for value in ends:
        y = round(plan.y(value)) + 0.5
        is_base = value == 0 or (chart.kind == "bars" and abs(plan.y(value) - plan.base) < 1)
        painter.setPen(QPen(QColor(theme.pending if is_base else theme.border), _THIN))
        painter.drawLine(QLineF(plan.left - _ASIDE / 2 * plan.text, y, plot.right(), y))
    if chart.kind == "curves":
        painter.setPen(QPen(QColor(theme.pending), _THIN))
        x = round(plot.left()) + 0.5
        painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
    painter.setPen(QColor(theme.quiet))
    painter.setFont(font(size))
    for mark in plan.scale:
        painter.drawText(QPointF(mark.x, mark.y + metrics(size).capHeight() / 2), mark.word)


def _bar(painter: QPainter, plan: Plan, place: int, theme: Theme, is_chosen: bool) -> None:
    value, x = plan.chart.series[0].values[place], plan.centres[place]
    if not math.isnan(value):
        end = plan.y(min(max(value, plan.chart.low), plan.chart.high))
        wide = max(plan.bar, _LEAST_CHOSEN) if is_chosen else plan.bar
        area = QRectF(x - wide / 2, min(end, plan.base), wide, max(abs(end - plan.base), _THIN))
        is_framed = is_chosen and wide > 2 * _LEAST_CHOSEN
        painter.setPen(QPen(QColor(theme.text), _HALO) if is_framed else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.winner if is_chosen else theme.bar))
        painter.drawRoundedRect(area, _ROUND, _ROUND)
    weight = Weight.Bold if is_chosen else Weight.Normal
    for word in _values(plan, place, is_chosen):
        # At the other side of the line that bars begin at: there is always room.
        middle = QPointF(x, plan.base + (-_FROM_BASE if value < 0 else _FROM_BASE) * plan.text)
        if is_chosen:  # it may be wider than what it covers
            wide = text_width(word, SMALL * plan.text, weight) + 2
            field = QRectF(x - wide / 2, middle.y() - 0.5 * plan.text, wide, plan.text)
            painter.fillRect(field, QColor(theme.stage))
        _words(painter, word, middle, plan, theme.text, weight)


def _values(plan: Plan, place: int, is_chosen: bool = True) -> tuple[str, ...]:
    """What stands at a bar: its value, where there is room for all of them or it is the chosen one."""
    if plan.chart.kind != "bars" or not plan.chart.series or not (is_chosen or plan.has_values):
        return ()
    return (plain(plan.chart.series[0].values[place]),)


def _curve(painter: QPainter, plan: Plan, number: int, theme: Theme, seen: QRectF) -> None:
    values = np.asarray(plan.chart.series[number].values, float)
    pen = pen_of(number, theme)
    for points in _pieces(plan, values, seen):
        if len(points) == 1:  # a lone point between two gaps
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            painter.drawEllipse(points[0], _LINE, _LINE)
        else:
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))


def _pieces(plan: Plan, values: Numbers, seen: QRectF) -> list[list[QPointF]]:
    """The points of a curve, in pieces between gaps; of many in one pixel only the highest and the lowest."""
    places = _within(plan, seen)
    part = values[places.start : places.stop]
    xs = plan.xs[places.start : places.stop]
    kept = _telling(part, max(1, int(len(part) / max(2 * seen.width(), 1.0))))
    pieces: list[list[QPointF]] = [[]]
    for index in kept:
        if math.isfinite(part[index]):
            pieces[-1].append(QPointF(xs[index], plan.y(float(part[index]))))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _telling(values: Numbers, every: int) -> list[int]:
    """Indices of the smallest and the largest of each group of ``every`` values, and of every gap."""
    if every == 1:
        return list(range(len(values)))
    found: list[int] = []
    for start in range(0, len(values), every):
        group = values[start : start + every]
        if np.isfinite(group).all():
            found += sorted({start + int(group.argmin()), start + int(group.argmax())})
        else:
            found += range(start, start + len(group))
    return found


def _within(plan: Plan, seen: QRectF) -> range:
    """The positions that may be seen, and one more at each side."""
    first, last = plan.position_at(seen.left()), plan.position_at(seen.right())
    if first is None or last is None:
        return range(0)
    return range(max(first - 1, 0), min(last + 2, len(plan.centres)))


def _rule(painter: QPainter, plan: Plan, place: int, theme: Theme) -> None:
    x = plan.centres[place]
    painter.setPen(QPen(QColor(theme.quiet), _HALO))
    painter.drawLine(QLineF(x, plan.plot.top(), x, plan.plot.bottom()))
    painter.setPen(QPen(QColor(theme.stage), _HALO))
    for number, series in enumerate(plan.chart.series):
        value = series.values[place]
        if math.isfinite(value) and plan.chart.low <= value <= plan.chart.high:
            painter.setBrush(pen_of(number, theme).color())
            painter.drawEllipse(QPointF(x, plan.y(value)), _DOT, _DOT)


def _legend(painter: QPainter, plan: Plan, theme: Theme) -> None:
    size = plan.size
    for entry in plan.legend:
        y = round(entry.y) + 0.5
        painter.setPen(pen_of(entry.number, theme))
        painter.drawLine(QLineF(entry.x, y, entry.x + SAMPLE * size, y))
        painter.setFont(font(size))
        painter.setPen(QColor(theme.text))
        x = entry.x + (SAMPLE + _ASIDE) * size
        painter.drawText(QPointF(x, entry.y + metrics(size).capHeight() / 2), entry.label)


def _words(
    painter: QPainter, word: str, middle: QPointF, plan: Plan, colour: str, weight: Weight = Weight.Normal
) -> None:
    """Write a word centred at a point."""
    size = SMALL * plan.text
    painter.setFont(font(size, weight))
    painter.setPen(QColor(colour))
    x = middle.x() - text_width(word, size, weight) / 2
    painter.drawText(QPointF(x, middle.y() + metrics(size).capHeight() / 2), word)
