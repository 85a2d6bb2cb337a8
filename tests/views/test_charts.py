"""Charts show their numbers exactly, told apart without colour, and never fail to be painted."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.charts import Chart, Series
from poolviz.views.chart_paint import pen_of
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.by_hand import (
    BARS,
    CURVES,
    chart_of_bars,
    chart_of_curves,
    columns_and_bars,
    figures_and_curves,
    plan_of,
    shown_on,
    with_charts,
)
from tests.views.conftest import Shown
from tests.views.frames import picture, state_of


def near(image: QImage, x: float, y: float, reach: int = 3) -> set[str]:
    """The colours around a point."""
    steps = range(-reach, reach + 1)
    return {image.pixelColor(int(x) + dx, int(y) + dy).name() for dx in steps for dy in steps}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_bars_are_as_high_as_their_numbers(show: Shown, theme: Theme) -> None:
    stage = shown_on(show, with_charts(BARS), theme)
    plan, image = plan_of(stage, "bars"), picture(stage)
    for place, colour in ((0, theme.bar), (1, theme.winner), (3, theme.bar)):
        x, value = plan.centres[place], BARS.series[0].values[place]
        assert image.pixelColor(int(x), int(plan.y(value / 2))).name() == colour
        assert image.pixelColor(int(x), int(plan.y(value)) - 4).name() != colour
    gap = image.pixelColor(int(plan.centres[2]), int(plan.y(0.02))).name()
    assert gap == theme.stage, "NaN leaves a gap"


def test_negative_bars_go_down_from_zero(show: Shown) -> None:
    stage = shown_on(show, with_charts(chart_of_bars((0.5, -0.5), -1.0, 1.0)))
    plan, image = plan_of(stage, "b"), picture(stage)
    assert plan.plot.top() < plan.base < plan.plot.bottom()
    assert image.pixelColor(int(plan.centres[0]), int(plan.y(0.25))).name() == LIGHT.bar
    assert image.pixelColor(int(plan.centres[1]), int(plan.y(-0.25))).name() == LIGHT.bar
    assert image.pixelColor(int(plan.centres[1]), int(plan.y(0.4))).name() == LIGHT.stage


def test_bars_out_of_range_end_at_its_edge(show: Shown) -> None:
    stage = shown_on(show, with_charts(chart_of_bars((5.0, math.inf, -math.inf), -1.0, 1.0)))
    plan, image = plan_of(stage, "b"), picture(stage)
    for place in (0, 1):
        x = int(plan.centres[place])
        assert image.pixelColor(x, int(plan.plot.top()) + 3).name() == LIGHT.bar
        assert image.pixelColor(x, int(plan.plot.top()) - 4).name() == LIGHT.stage
    assert image.pixelColor(int(plan.centres[2]), int(plan.plot.bottom()) - 3).name() == LIGHT.bar


def test_curves_go_through_their_numbers(show: Shown) -> None:
    stage = shown_on(show, with_charts(CURVES))
    plan, image = plan_of(stage, "curves"), picture(stage)
    assert LIGHT.series[0] in near(image, plan.centres[3], plan.y(0.5))
    middle = (plan.centres[1] + plan.centres[2]) / 2
    assert LIGHT.series[1] in near(image, middle, plan.y(0.4), 8)


def test_a_gap_is_left_where_there_is_no_number(show: Shown) -> None:
    for missing in (math.nan, math.inf):
        stage = shown_on(show, with_charts(chart_of_curves((0.5, 0.5, missing, 0.5, missing, 0.5, 0.5))))
        plan, image = plan_of(stage, "c"), picture(stage)
        assert LIGHT.series[0] in near(image, (plan.centres[0] + plan.centres[1]) / 2, plan.y(0.5))
        assert LIGHT.series[0] not in near(image, plan.centres[2], plan.y(0.5), 5)
        assert LIGHT.series[0] in near(image, plan.centres[3], plan.y(0.5)), "a lone number is a dot"


def test_a_curve_out_of_range_is_cut_at_the_edge_of_the_plot(show: Shown) -> None:
    stage = shown_on(show, with_charts(chart_of_curves((0.5, 4.0, 0.5))))
    plan, image = plan_of(stage, "c"), picture(stage)
    above = image.copy(int(plan.plot.left()), int(plan.plot.top()) - 12, int(plan.plot.width()), 8)
    assert LIGHT.series[0] not in {
        above.pixelColor(x, y).name() for x in range(above.width()) for y in range(above.height())
    }


def test_the_chosen_position_has_a_rule_and_a_dot_on_every_curve(show: Shown) -> None:
    stage = shown_on(show, with_charts(chart_of_curves((0.2,) * 5, (0.8,) * 5, chosen=2)))
    plan, image = plan_of(stage, "c"), picture(stage)
    x = plan.centres[2]
    assert LIGHT.quiet in near(image, x, plan.y(0.5), 1)
    for number, value in ((0, 0.2), (1, 0.8)):
        dot = image.pixelColor(int(x), int(plan.y(value)) + 3).name()
        assert dot == LIGHT.series[number], "higher than the curve is thick"


def test_the_chosen_bar_is_told_by_its_frame_as_well(show: Shown) -> None:
    stage = shown_on(show, with_charts(chart_of_bars((0.5, 0.5, 0.5), chosen=1)))
    plan, image = plan_of(stage, "b"), picture(stage)
    darkest = [
        min(QColor(colour).lightness() for colour in near(image, x - plan.bar / 2, plan.y(0.25), 2))
        for x in plan.centres
    ]
    assert darkest[1] < 60 < darkest[0] == darkest[2]


def test_zero_has_a_line_of_its_own(show: Shown) -> None:
    stage = shown_on(show, with_charts(chart_of_curves((0.9, 0.9), low=-1.0)))
    plan, image = plan_of(stage, "c"), picture(stage)
    assert LIGHT.pending in near(image, plan.plot.center().x(), plan.y(0.0), 1)
    assert [mark.word for mark in plan.scale] == ["−1", "1", "0"]


def test_curves_differ_in_colour_and_in_dashes() -> None:
    for theme in (LIGHT, DARK):
        pens = [pen_of(number, theme) for number in range(6)]
        assert len({pen.color().name() for pen in pens}) == 6
        assert len({tuple(pen.dashPattern()) for pen in pens}) == 6


def test_a_change_of_what_is_chosen_leaves_no_trace(show: Shown) -> None:
    for frame in (columns_and_bars(), figures_and_curves(), with_charts(BARS, CURVES)):
        stage = shown_on(show, frame)
        last = frame.charts[0]
        for chosen in (0, 1, len(last.labels) - 1, None, 2):
            last = replace(frame.charts[0], chosen=chosen)
            stage.show_state(state_of(replace(frame, charts=(last, *frame.charts[1:]))))
            QApplication.processEvents()
        fresh = shown_on(show, replace(frame, charts=(last, *frame.charts[1:])))
        assert picture(stage) == picture(fresh)


def test_a_chart_that_goes_leaves_no_trace(show: Shown) -> None:
    stage = shown_on(show, with_charts(BARS))
    stage.show_state(state_of(with_charts()))
    QApplication.processEvents()
    assert picture(stage) == picture(shown_on(show, with_charts()))


@pytest.mark.parametrize("kind", ["bars", "curves"])
@pytest.mark.parametrize("count", [0, 1, 40, 3000])
@pytest.mark.parametrize("size", [(1060, 716), (220, 120)], ids=str)
def test_odd_charts_are_painted_without_fail(
    show: Shown, kind: str, count: int, size: tuple[int, int]
) -> None:
    odd_numbers = (math.nan, math.inf, -math.inf, 1e300, -0.0)
    values = tuple(odd_numbers[i % 5] if i % 7 == 0 else float(i % 7) - 3 for i in range(count))
    labels = tuple(f"position {i}" for i in range(count))
    for chosen in (None, 0, count - 1, count + 5):
        odd = Chart("odd", "", "", kind, (Series("", values),), labels, -3.0, 3.0, chosen)  # type: ignore[arg-type]
        stage = shown_on(show, with_charts(odd), width=size[0], height=size[1])
        assert not picture(stage).isNull()


def test_a_chart_without_series_is_painted_without_fail(show: Shown) -> None:
    for kind in ("bars", "curves"):
        empty = Chart("empty", "Empty", "", kind, (), ("a", "b"), 0.0, 1.0, 1)
        stage = shown_on(show, with_charts(empty))
        where = plan_of(stage, "empty").plot.center().toPoint()
        QTest.mouseMove(stage._canvas.viewport(), where)
        assert not picture(stage).isNull()
