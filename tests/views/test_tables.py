"""Tables on the canvas: columns that give way, rows around the chosen one, and what a click seeks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Frame, Run, Table
from poolviz.frame.tables import Column, Row
from poolviz.session.session import Session
from poolviz.views.stage import Stage
from poolviz.views.table_item import TableItem
from poolviz.views.table_plan import TablePlan, planned_table
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.by_hand import shown_on
from tests.views.conftest import Shown
from tests.views.frames import board, state_of

pytestmark = pytest.mark.usefixtures("qapp")  # letters are measured

COLUMNS = (
    Column("Layer", "left"),
    Column("Start", rank=1),
    Column("", "bar", rank=2),
    Column("Field"),
)
AREA = QRectF(10, 20, 400, 300)


def row(place: int) -> Row:
    field = (Run(str(place), role="chosen"), Run(" px", role="winner"))
    entries = ((Run(f"conv {place}"),), (Run(f"−{place}", quiet=True),), (), field)
    return Row(entries, bar=place / 30, lighter=0.5 if place % 2 else None, quiet=place == 4)


def table(rows: int, chosen: int | None = 0, **more: object) -> Table:
    made = Table(
        "layers", "", "", COLUMNS, tuple(row(place) for place in range(rows)), chosen=chosen, seeks=True
    )
    return replace(made, **more)  # type: ignore[arg-type]


def framed(shown: Table) -> Frame:
    return Frame((board(),), (("input", "layers"),), tables=(shown,))


def item_of(stage: Stage) -> TableItem:
    return stage._scenery._tables._items["layers"]


def plan_of(stage: Stage) -> TablePlan:
    plan = item_of(stage).plan
    assert plan is not None
    return plan


def columns(plan: TablePlan) -> list[int]:
    return [span.column for span in plan.spans]


def test_columns_of_the_lowest_rank_give_way_first() -> None:
    wide = planned_table(table(3), AREA, 14.0)
    assert columns(wide) == [0, 1, 2, 3]
    narrow = planned_table(table(3), QRectF(0, 0, 190, 300), 14.0)
    assert columns(narrow) == [0, 2, 3]
    assert columns(planned_table(table(3), QRectF(0, 0, 130, 300), 14.0)) == [0, 3]
    assert len(columns(planned_table(table(3), QRectF(0, 0, 20, 300), 14.0))) == 1
    for plan in (wide, narrow):
        assert plan.spans[-1].x + plan.spans[-1].width <= plan.area.right()
        lefts = [span.x for span in plan.spans]
        assert lefts == sorted(lefts)


@pytest.mark.parametrize("chosen", [None, 0, 7, 29])
def test_rows_around_the_chosen_one_are_shown(chosen: int | None) -> None:
    plan = planned_table(table(30, chosen, totals=(row(1),)), AREA, 14.0)
    assert plan.count < 30
    assert plan.first <= (chosen or 0) < plan.first + plan.count
    assert plan.total_area(0).bottom() <= AREA.bottom() + 1e-6
    assert plan.row_area(plan.first).top() >= AREA.top()


def test_few_rows_are_all_shown_and_not_stretched() -> None:
    plan = planned_table(table(3), AREA, 14.0)
    assert (plan.first, plan.count) == (0, 3)
    assert plan.row_area(2).bottom() < AREA.bottom()
    assert plan.row_at(plan.row_area(1).center()) == 1
    assert plan.row_at(QPointF(AREA.left() - 5, plan.row_area(1).center().y())) is None
    assert plan.row_at(QPointF(100, AREA.bottom())) is None
    assert plan.nearest_row(-100.0) == 0
    assert plan.nearest_row(1e6) == 2
    assert planned_table(table(0, None), AREA, 14.0).nearest_row(50.0) is None


def test_a_very_low_place_still_shows_the_chosen_row() -> None:
    plan = planned_table(table(30, 12, totals=(row(1),)), QRectF(0, 0, 400, 30), 14.0)
    assert (plan.first, plan.count) == (12, 1)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_table_is_painted(show: Shown, theme: Theme) -> None:
    stage = shown_on(show, framed(table(30, 7, totals=(row(1),))), theme=theme)
    area = plan_of(stage).row_area(7)
    picture = stage._canvas.grab().toImage()
    seen = {
        picture.pixelColor(x, round(area.center().y())).name()
        for x in range(round(area.left()), round(area.right()))
    }
    assert theme.selected in seen
    assert theme.bar in seen


def test_another_step_keeps_the_item(show: Shown) -> None:
    stage = shown_on(show, framed(table(5, 1)))
    item = item_of(stage)
    stage.show_state(state_of(framed(table(5, 2))))
    assert item_of(stage) is item
    assert item.table is not None
    assert item.table.chosen == 2
    stage.show_state(state_of(Frame((board(),), (("input",),))))
    assert not stage._scenery._tables._items


def test_a_click_on_a_row_shows_its_step(
    show: Shown, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[int] = []
    monkeypatch.setattr(session, "seek", sought.append)
    stage = shown_on(show, framed(table(6, 1)))
    at = plan_of(stage).row_area(4).center().toPoint()
    QTest.mouseClick(stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert sought == [4]
    assert stage.seeker_at(QPointF(2, 2)) == ""
    assert stage.position_on("nothing", QPointF(2, 2)) is None
    stage.show_state(state_of(framed(table(6, 1, seeks=False))))
    assert stage.seeker_at(QPointF(at)) == ""


def test_pointing_reads_the_row_with_all_its_columns(show: Shown) -> None:
    stage = shown_on(show, framed(table(6, 1)))
    canvas = stage._canvas.viewport()
    QTest.mouseMove(canvas, plan_of(stage).row_area(3).center().toPoint())
    QApplication.processEvents()
    assert stage._reading.text().splitlines() == ["Layer: conv 3", "Start: −3", "Field: 3 px"]
    QTest.mouseMove(canvas, QPoint(3, 3))
    QApplication.processEvents()
    assert not stage._reading.isVisible()


def test_an_item_without_a_table_paints_and_finds_nothing() -> None:
    item = TableItem()
    assert item.plan is None
    assert item.table is None
    assert item.row_at(QPointF(1, 1)) is None
