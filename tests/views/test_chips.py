"""What is pressed on the stage: beside each other, inside, clear of everything, and reachable by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from poolviz.frame.model import Frame
from poolviz.model.controls import ActionControl, ChoiceControl, Control
from poolviz.session.session import Session
from poolviz.views.fonts import Weight, text_width
from poolviz.views.stage import Stage
from poolviz.views.style import stylesheet
from poolviz.views.theme import LIGHT
from tests.views.by_hand import figures_and_curves, formula_and_rows, more_curves, rows_of_chips, state_with
from tests.views.conftest import Shown

Make = tuple[Callable[[], Frame], Callable[[], tuple[Control, ...]]]
ROWS: Make = (formula_and_rows, rows_of_chips)
CHART: Make = (figures_and_curves, more_curves)
SIZES = [(1060, 716), (950, 510), (1475, 500), (640, 400)]


def shown(show: Shown, make: Make, text: int = 14, width: int = 1060, height: int = 716) -> Stage:
    stage = show(width=width, height=height)
    stage.setStyleSheet(stylesheet(LIGHT, text))
    stage.set_text_size(text)
    stage.show_state(state_with(make[0](), make[1]()))
    for _ in range(3):
        QApplication.processEvents()
    return stage


def buttons(stage: Stage) -> list[QPushButton]:
    return [button for button in stage.findChildren(QPushButton) if button.isVisible()]


def area(stage: Stage, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(stage, QPoint(0, 0)), widget.size())


def called(stage: Stage, label: str) -> QPushButton:
    return next(button for button in buttons(stage) if button.text() == label)


@pytest.mark.parametrize("make", [ROWS, CHART], ids=["boards", "chart"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text", [14, 28])
def test_buttons_are_inside_the_stage_and_off_each_other(
    show: Shown, make: Make, size: tuple[int, int], text: int
) -> None:
    stage = shown(show, make, text, *size)
    found = {button.text(): area(stage, button) for button in buttons(stage)}
    expected = 10 if make is ROWS else 2
    assert len(found) == expected
    for place in found.values():
        assert stage.rect().contains(place)
    for one, other in combinations(found.values(), 2):
        assert not one.intersects(other)
    canvas = area(stage, stage._canvas)
    for name, place in found.items():
        if place.top() >= canvas.top():
            on_canvas = QRectF(place.translated(-canvas.topLeft()))
            for grid in stage._scenery.grids.values():
                assert not grid.board().intersects(on_canvas), name


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text", [14, 28])
def test_what_is_written_on_them_is_not_cut_off(show: Shown, size: tuple[int, int], text: int) -> None:
    stage = shown(show, ROWS, text, *size)
    for button in buttons(stage):
        letters = button.font().pixelSize()
        assert button.width() >= text_width(button.text(), letters, Weight.DemiBold)


def test_chips_stand_in_the_second_line_of_their_heading(show: Shown) -> None:
    for make, name in ((ROWS, "kernel"), (CHART, "curves")):
        stage = shown(show, make)
        chips = [b for b in buttons(stage) if b.property("chip")]
        places = [area(stage, chip).translated(0, -area(stage, stage._canvas).top()) for chip in chips]
        grids, charts = stage._scenery.grids, stage._scenery._charts
        own = grids[name].extent() if name in grids else charts[name]._area
        heading = next(
            h for h in stage._scenery._headings._headings if h.y < own.top() - 28 and h.x == own.x()
        )
        for place in places:
            assert heading.y < place.top() < place.bottom() < own.top()
        assert min(place.left() for place in places) == round(own.left())


def test_what_stands_above_the_stage_wraps(show: Shown) -> None:
    def spread(width: int) -> int:
        stage = shown(show, ROWS, width=width)
        names = ("Forward →", "One detection", "One noisy pixel")
        tops = [area(stage, called(stage, name)).top() for name in names]
        return max(tops) - min(tops)

    assert spread(1060) <= 1, "in one row"
    assert spread(420) > 20


def test_an_action_is_done_once(show: Shown, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(session, "act", done.append)
    stage = shown(show, ROWS)
    called(stage, "fit max").click()
    called(stage, "One noisy pixel").click()
    assert done == ["fit", "noise"]
    assert not called(stage, "fit max").isCheckable()


def test_a_choice_shows_what_the_state_says(
    show: Shown, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[dict[str, object]] = []
    monkeypatch.setattr(session, "change", lambda **fields: changes.append(fields))
    stage = shown(show, ROWS)
    called(stage, "edge ↔").click()
    assert changes == [{"kernel": "edge ↔"}]
    assert called(stage, "uniform").isChecked(), "the state has not changed"
    assert not called(stage, "edge ↔").isChecked()


def test_everything_can_be_reached_and_pressed_by_key(
    show: Shown, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(session, "act", done.append)
    stage = shown(show, ROWS)
    stage.activateWindow()
    reached = set()
    for _ in range(20):
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton):
            reached.add(focus.text())
            if focus.text() == "fit max":
                QTest.keyClick(focus, Qt.Key.Key_Space)
        QTest.keyClick(focus or stage, Qt.Key.Key_Tab)
    assert reached == {button.text() for button in buttons(stage)}
    assert set(done) == {"fit"}


def test_buttons_say_what_they_do(show: Shown) -> None:
    stage = shown(show, ROWS)
    for button in buttons(stage):
        assert button.text() in button.accessibleName()
    assert called(stage, "fit max").toolTip() == "Find the kernel that comes nearest to max"
    assert called(stage, "uniform").accessibleName() == "Kernel: uniform"


def test_what_cannot_be_pressed_is_greyed(show: Shown) -> None:
    def greyed() -> tuple[Control, ...]:
        return tuple(
            replace(control, enabled=False)
            for control in rows_of_chips()
            if isinstance(control, ActionControl | ChoiceControl)
        )

    stage = shown(show, (formula_and_rows, greyed))
    assert not any(button.isEnabled() for button in buttons(stage))


def test_pressing_moves_nothing_and_keeps_the_zoom(show: Shown) -> None:
    stage = shown(show, ROWS)
    stage.zoom_by(1.3)
    before = [area(stage, button) for button in buttons(stage)]
    pressed = tuple(
        replace(control, value="top-left")
        if isinstance(control, ChoiceControl) and control.field == "kernel"
        else control
        for control in rows_of_chips()
    )
    stage.show_state(state_with(formula_and_rows(), pressed))
    assert [area(stage, button) for button in buttons(stage)] == before
    assert stage.zoom == 1.3
    assert called(stage, "top-left").isChecked()


def test_chips_go_with_their_board_when_zooming(show: Shown) -> None:
    stage = shown(show, ROWS)
    stage.zoom_by(2.0)
    board = stage._scenery.grids["kernel"].extent()
    chip = area(stage, called(stage, "uniform")).translated(0, -area(stage, stage._canvas).top())
    assert abs(chip.left() - board.left()) <= 1
    assert 0 < board.top() - chip.bottom() < 14


def test_controls_that_go_take_their_buttons_along(show: Shown) -> None:
    stage = shown(show, ROWS)
    stage.show_state(state_with(formula_and_rows()))
    QApplication.processEvents()
    assert buttons(stage) == []
    assert not stage._chooser._bar.isVisible()


def test_chips_of_a_board_that_is_not_there_are_hidden(show: Shown) -> None:
    stage = shown(show, (formula_and_rows, more_curves))
    assert buttons(stage) == []
