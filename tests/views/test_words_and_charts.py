"""Words stay clear of each other and of boards; charts show their numbers, told apart without colour."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.charts import Chart, Series
from poolviz.frame.model import Cell, Frame, Line, Patch, Run
from poolviz.session.session import Session
from poolviz.views.chart_plan import Plan
from poolviz.views.choices import Choices
from poolviz.views.fonts import text_width
from poolviz.views.headings import SIZE
from poolviz.views.stage import Stage
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.conftest import Shown
from tests.views.frames import board, colour_in, frame_of, picture, state_of

BARS = Chart(
    "bars",
    "Global average",
    "one number a channel",
    "bars",
    (Series("average", (0.1, 0.5, math.nan, 1.0)),),
    ("a", "b", "c", "d"),
    0.0,
    1.0,
    chosen=1,
    seeks=True,
)
CURVES = Chart(
    "curves",
    "Change",
    "",
    "curves",
    (Series("max", (0.0, 1.0, math.nan, 0.5, 0.2)), Series("average", (0.4,) * 5)),
    ("−2", "−1", "0", "+1", "+2"),
    0.0,
    1.0,
    chosen=3,
)


def with_charts(*charts: Chart) -> Frame:
    names = ("input", *(chart.name for chart in charts))
    return Frame((board(),), (names,), charts=charts)


def shown(show: Shown, frame: Frame, theme: Theme = LIGHT, **size: int) -> Stage:
    stage = show(theme, **size)
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


def heading_areas(stage: Stage) -> list[QRectF]:
    return [QRectF(h.x, h.y - 10, h.room, 10) for h in stage._scenery._headings._headings]


@pytest.mark.parametrize("size", [(1060, 716), (900, 170), (700, 420), (1475, 370)], ids=str)
@pytest.mark.parametrize("text", [13, 20, 28])
def test_headings_stay_clear_of_each_other_and_of_chips(
    show: Shown, session: Session, size: tuple[int, int], text: int
) -> None:
    session.choose_preset("one-peak")
    session.change(backward=True, window=3, stride=1)
    stage = show(width=size[0], height=size[1])
    stage.set_text_size(text)
    QApplication.processEvents()
    areas = heading_areas(stage)
    canvas = stage._canvas.viewport()
    chips = [QRectF(c.geometry()) for c in canvas.findChildren(Choices) if c.isVisible()]
    assert len(chips) == 1
    assert len(areas) == 4
    for one, other in combinations([*areas, *chips], 2):
        assert not one.intersects(other)


def test_boards_stay_apart_on_a_low_stage(show: Shown, session: Session) -> None:
    session.choose_preset("one-peak")
    session.change(backward=True, window=3, stride=1)
    stage = show(width=1000, height=330)
    extents = [grid.extent() for grid in stage._scenery.grids.values()]
    assert len({extent.left() for extent in extents}) == 4, "all in one row"
    for one, other in combinations(extents, 2):
        assert not one.intersects(other)
    assert all(grid.cell > 14 for grid in stage._scenery.grids.values())


def test_lines_stand_beside_and_below_their_board(show: Shown) -> None:
    beside = (Line((Run("max("), Run("8", role="winner"), Run(") = 8"))), Line((Run("quiet", quiet=True),)))
    below = (Line((Run("0.25"),), "large"), Line((Run("relative change"),), "small"))
    stage = shown(show, frame_of(board(beside=beside, below=below), board("output", [[6, 8], [3, 4]])))
    placed = stage._scenery._words._lines
    area, other = (stage._scenery.grids[name].extent() for name in ("input", "output"))
    assert [line.line for line in placed] == [*beside, *below]
    for line in placed[:2]:
        assert area.right() < line.x < other.left()
        assert area.top() < line.y < area.bottom()
    for line in placed[2:]:
        assert line.x == area.left()
        assert line.y > area.bottom()
    assert placed[2].size > placed[3].size
    image, foot = picture(stage), int(placed[0].y)
    colours = {image.pixelColor(x, y).name() for x in range(1060) for y in range(foot - 10, foot)}
    assert LIGHT.winner in colours


def test_long_lines_shrink_to_the_room_there_is(show: Shown) -> None:
    line = Line((Run("a rather long sentence about what this board shows and why " * 2),))
    stage = shown(show, frame_of(board(below=(line,)), board("output", [[6, 8], [3, 4]])), width=700)
    (placed,) = stage._scenery._words._lines
    assert placed.x + placed.room <= 700
    assert placed.size < 13 * SIZE


def test_a_line_that_changes_leaves_no_trace(show: Shown) -> None:
    first = board(below=(Line((Run("123456"),)),))
    second = replace(first, below=(Line((Run("7"),)),))
    stage = shown(show, frame_of(first))
    stage.show_state(state_of(frame_of(second)))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, frame_of(second)))


# Charts


def plan_of(stage: Stage, name: str) -> Plan:
    plan = stage._scenery._charts[name].plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_bars_are_as_high_as_their_numbers(show: Shown, theme: Theme) -> None:
    stage = shown(show, with_charts(BARS), theme)
    plan, image = plan_of(stage, "bars"), picture(stage)
    for place, colour in ((0, theme.bar), (1, theme.winner), (3, theme.bar)):
        x, value = plan.centres[place], BARS.series[0].values[place]
        assert image.pixelColor(int(x), int(plan.y(value / 2))).name() == colour
        assert image.pixelColor(int(x), int(plan.y(value)) - 4).name() != colour
    gap = image.pixelColor(int(plan.centres[2]), int(plan.y(0.02))).name()
    assert gap == theme.stage, "NaN leaves a gap"


def test_curves_differ_in_colour_and_in_dashes() -> None:
    for theme in (LIGHT, DARK):
        looks = list(zip(theme.series, theme.dashes, strict=True))
        assert len({colour for colour, _ in looks}) == len({dash for _, dash in looks}) == len(looks)


def test_curves_go_through_their_numbers(show: Shown) -> None:
    stage = shown(show, with_charts(CURVES))
    plan, image = plan_of(stage, "curves"), picture(stage)
    x, y = int(plan.centres[3]), int(plan.y(0.5))
    near = {image.pixelColor(x + dx, y + dy).name() for dx in range(-3, 4) for dy in range(-3, 4)}
    assert LIGHT.series[0] in near
    x, y = int((plan.centres[1] + plan.centres[2]) / 2), int(plan.y(0.4))
    second = {image.pixelColor(x + dx, y + dy).name() for dx in range(-8, 9) for dy in range(-2, 3)}
    assert LIGHT.series[1] in second


def test_a_click_on_a_chart_shows_its_step(show: Shown, session: Session) -> None:
    stage = shown(show, with_charts(BARS, CURVES))
    plan = plan_of(stage, "bars")
    where = QPoint(int(plan.centres[3]), int(plan.plot.center().y()))
    QTest.mouseClick(stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert session.state.step == 3


def test_a_click_on_a_chart_that_does_not_seek_does_nothing(show: Shown, session: Session) -> None:
    stage = shown(show, with_charts(CURVES))
    middle = stage._scenery._charts["curves"]._area.center()
    assert stage.seeker_at(middle) == ""
    QTest.mouseClick(stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert session.state.step == 0


def test_a_chart_that_changes_or_goes_leaves_no_trace(show: Shown) -> None:
    stage = shown(show, with_charts(BARS))
    later = replace(BARS, chosen=3)
    stage.show_state(state_of(with_charts(later)))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, with_charts(later)))
    stage.show_state(state_of(with_charts()))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, with_charts()))


@pytest.mark.parametrize("kind", ["bars", "curves"])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_odd_charts_are_painted_without_fail(show: Shown, kind: str, count: int) -> None:
    series = (Series("", tuple(float(i % 7) - 3 for i in range(count))),)
    labels = tuple(f"position {i}" for i in range(count))
    odd = Chart("odd", "Odd", "", kind, series, labels, -3.0, 3.0)  # type: ignore[arg-type]
    stage = shown(show, with_charts(odd))
    assert not picture(stage).isNull()


# Questions


@pytest.mark.parametrize("side", [4, 40])
def test_a_cell_that_is_asked_keeps_its_number_to_itself(show: Shown, side: int) -> None:
    patch = Patch(1, 1, np.full((1, 2), 8.0))
    asked = board(values=np.full((side, side), 8.0), asked=((1, 1),), patch=patch)
    stage = shown(show, frame_of(asked))
    assert colour_in(stage, Cell("input", 1, 1), right=0.12) in (LIGHT.stage, LIGHT.pending_fill)
    if side == 4:
        area = stage._scenery.grids["input"].inner(1, 1).toRect()
        image = picture(stage).copy(area)
        letters = {image.pixelColor(x, y).name() for x in range(20, area.width() - 20) for y in range(20, 80)}
        assert LIGHT.digit_dark in letters, "a question mark"


def test_an_answer_comes_back(show: Shown) -> None:
    stage = shown(show, frame_of(board(asked=((0, 1), (2, 2)))))
    stage.show_state(state_of(frame_of(board())))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, frame_of(board())))


def test_a_heading_is_shortened_rather_than_run_into_its_neighbour(show: Shown) -> None:
    long = replace(board(), detail="a very long detail " * 6)
    stage = shown(show, frame_of(long, board("output")), width=600)
    first, second = stage._scenery._headings._headings
    assert text_width(long.detail, 13 * SIZE) > first.room
    assert first.x + first.room < second.x
