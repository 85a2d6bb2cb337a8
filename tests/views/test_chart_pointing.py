"""Charts are read under the pointer, and lead to the steps that they stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.charts import Series
from poolviz.session.session import Session
from poolviz.views.stage import Stage
from tests.views.by_hand import (
    BARS,
    CURVES,
    figures_and_curves,
    plan_of,
    shown_on,
    with_charts,
)
from tests.views.conftest import Shown
from tests.views.frames import state_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sought(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The steps that were asked for."""
    steps: list[int] = []
    monkeypatch.setattr(session, "seek", steps.append)
    return steps


def at(stage: Stage, name: str, place: int) -> QPoint:
    plan = plan_of(stage, name)
    return QPoint(round(plan.centres[place]), round(plan.plot.center().y()))


def test_a_click_on_a_chart_shows_its_step(show: Shown, sought: list[int]) -> None:
    stage = shown_on(show, with_charts(BARS, CURVES))
    canvas = stage._canvas.viewport()
    QTest.mouseClick(canvas, LEFT, pos=at(stage, "bars", 3))
    assert sought == [3]
    QTest.mouseClick(canvas, LEFT, pos=at(stage, "curves", 1))
    assert sought == [3], "this one does not seek"
    assert stage.seeker_at(QPointF(2, 2)) == ""


def test_dragging_seeks_on_also_beside_the_chart(show: Shown, sought: list[int]) -> None:
    stage = shown_on(show, figures_and_curves())
    canvas = stage._canvas.viewport()
    QTest.mousePress(canvas, LEFT, pos=at(stage, "curves", 4))
    for place in (5, 5, 8):
        QTest.mouseMove(canvas, at(stage, "curves", place) + QPoint(0, 5 * place))
        QApplication.processEvents()
    corner = QPoint(canvas.width() - 2, 2)
    QTest.mouseMove(canvas, corner)
    QApplication.processEvents()
    QTest.mouseRelease(canvas, LEFT, pos=corner)
    QTest.mouseMove(canvas, at(stage, "curves", 12))
    QApplication.processEvents()
    assert sought[0] == 4
    assert sought[-1] == 16
    assert {5, 8} <= set(sought)
    assert 12 not in sought, "it was let go"


def test_the_middle_button_still_pans(show: Shown, sought: list[int]) -> None:
    stage = shown_on(show, figures_and_curves())
    stage.zoom_by(2.0)
    before = plan_of(stage, "curves").plot.left()
    canvas = stage._canvas.viewport()
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(320, 300))
    QApplication.processEvents()
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(320, 300))
    assert plan_of(stage, "curves").plot.left() == pytest.approx(before + 20, abs=1)
    assert sought == []


def test_pointing_reads_the_numbers(show: Shown) -> None:
    stage = shown_on(show, with_charts(CURVES))
    canvas = stage._canvas.viewport()
    QTest.mouseMove(canvas, at(stage, "curves", 3))
    QApplication.processEvents()
    reading = stage._reading
    assert reading.isVisible()
    assert reading.text().splitlines() == ["+1", "max: 0.5", "average: 0.4"]
    assert canvas.rect().contains(reading.geometry())
    QTest.mouseMove(canvas, at(stage, "curves", 2))
    QApplication.processEvents()
    assert "max: NaN" in reading.text()
    QTest.mouseMove(canvas, QPoint(3, 3))
    QApplication.processEvents()
    assert not reading.isVisible()


def test_what_is_read_follows_the_chart_and_goes_with_the_pointer(show: Shown) -> None:
    stage = shown_on(show, with_charts(CURVES))
    QTest.mouseMove(stage._canvas.viewport(), at(stage, "curves", 3))
    QApplication.processEvents()
    later = replace(CURVES, series=(Series("max", (9.0,) * 5),), high=9.0)
    stage.show_state(state_of(with_charts(later)))
    assert "max: 9" in stage._reading.text()
    QApplication.sendEvent(stage._canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert not stage._reading.isVisible()
