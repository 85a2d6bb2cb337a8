"""The parts of a chart stand where they belong, in every size, and nothing lies over anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from poolviz.views.chart_layout import planned
from poolviz.views.chart_paint import _pieces
from poolviz.views.fonts import text_width
from tests.views.by_hand import (
    chart_of_bars,
    chart_of_curves,
    columns_and_bars,
    figures_and_curves,
    plan_of,
    shown_on,
)
from tests.views.conftest import Shown

# Letters can only be measured while there is an application.
pytestmark = pytest.mark.usefixtures("qapp")

AREA = QRectF(100, 50, 400, 300)


def test_many_positions_keep_their_peaks() -> None:
    """A curve of more positions than pixels still reaches its one peak."""
    values = [0.1] * 5000
    values[2501] = 1.0
    plan = planned(chart_of_curves(tuple(values)), AREA, 13.0)
    points = [point for piece in _pieces(plan, np.asarray(values), AREA) for point in piece]
    assert len(points) < 2500
    assert min(point.y() for point in points) == plan.y(1.0)


def test_every_bar_stands_under_its_board(show: Shown) -> None:
    for zoom in (1.0, 1.7):
        stage = shown_on(show, columns_and_bars())
        stage.zoom_by(zoom)
        plan = plan_of(stage, "bars")
        for i, x in enumerate(plan.centres):
            assert x == stage._scenery.grids[f"out{i}"].extent().center().x()
        assert plan.bar <= stage._scenery.grids["out0"].extent().width() + 1e-6


def test_the_scale_of_bars_stays_on_the_stage(show: Shown) -> None:
    frame = columns_and_bars()
    chart = replace(frame.charts[0], high=0.70314159)
    stage = shown_on(show, replace(frame, charts=(chart,)))
    assert all(mark.x >= 0 for mark in plan_of(stage, "bars").scale)


@pytest.mark.parametrize("width", [120, 200, 400, 900])
def test_names_of_positions_never_touch(width: int) -> None:
    labels = tuple(f"{place:+d}" for place in range(-20, 21))
    plan = planned(chart_of_curves(tuple(0.5 for _ in labels), labels=labels), QRectF(0, 0, width, 300), 13.0)
    assert plan.names
    for one, other in pairwise(plan.names):
        assert not plan.name_area(one).intersects(plan.name_area(other))
    inside = QRectF(-13, 0, width + 14, 301)
    assert all(inside.contains(plan.name_area(place)) for place in plan.names)


def test_both_ends_are_named_where_that_fits() -> None:
    labels = tuple(f"{place:+d}" for place in range(-8, 9))
    plan = planned(chart_of_curves((0.5,) * 17, labels=labels), QRectF(0, 0, 330, 300), 13.0)
    assert 1 < len(plan.names) < 17
    assert (plan.names[0], plan.names[-1]) == (0, 16)


def test_empty_names_stay_blank() -> None:
    plan = planned(chart_of_curves((0.5,) * 5, labels=("−8", "", "0", "", "+8")), AREA, 13.0)
    assert plan.names == (0, 2, 4)


@pytest.mark.parametrize("height", [90, 160, 300, 600])
@pytest.mark.parametrize("width", [160, 280, 700])
def test_the_legend_stays_inside_and_leaves_the_plot_its_room(width: int, height: int) -> None:
    area = QRectF(10, 20, width, height)
    plan = planned(figures_and_curves(6).charts[0], area, 13.0)
    assert len(plan.legend) == 6
    for entry in plan.legend:
        assert area.contains(entry.x, entry.y)
        start = entry.x + 3.3 * plan.size
        assert start + text_width(entry.label, plan.size) <= area.right() + 1
    spots = [(entry.x, entry.y) for entry in plan.legend]
    assert len(set(spots)) == 6
    if height >= 300:
        assert plan.plot.height() >= 0.35 * height
        assert all(entry.y > plan.names_y for entry in plan.legend)


def test_values_of_bars_are_left_out_where_they_do_not_fit() -> None:
    few, many = (planned(chart_of_bars((0.123,) * count), AREA, 13.0) for count in (4, 60))
    assert few.has_values
    assert not many.has_values
