"""Keep as A, Wiggle and Same output by hand: keys, the wheel, and what the window shows of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from poolviz.frame.model import Cell
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press, Spy, part

_ALT = Qt.KeyboardModifier.AltModifier


def canvas(window: MainWindow) -> QWidget:
    found = window.stage.childAt(window.stage.rect().center())
    assert isinstance(found, QWidget)
    return found


def place_of(window: MainWindow, cell: Cell) -> QPoint:
    """A point of the canvas in the middle of a cell, found as a person does: by looking."""
    area = canvas(window)
    points = [QPoint(x, y) for y in range(0, area.height(), 9) for x in range(0, area.width(), 9)]
    inside = [point for point in points if window.stage.cell_at(QPointF(point)) == cell]
    assert inside, f"{cell} is not on the stage"
    return inside[len(inside) // 2]


def turn(
    window: MainWindow, cell: Cell, angle: int, modifier: Qt.KeyboardModifier = _ALT, *, across: bool = True
) -> None:
    """Turn the wheel over a cell. With Alt held, Qt says that it turned across."""
    area, at = canvas(window), place_of(window, cell)
    event = QWheelEvent(
        QPointF(at),
        QPointF(area.mapToGlobal(at)),
        QPoint(),
        QPoint(angle, 0) if across else QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area, event)


def caption(window: MainWindow) -> str:
    return window.parts.caption.text


@pytest.mark.parametrize("across", [True, False])
def test_alt_and_the_wheel_wiggle_a_cell(window: MainWindow, spy: Spy, across: bool) -> None:
    turn(window, Cell("input", 1, 1), 120, across=across)
    assert spy.calls == ["wiggle"]
    assert caption(window).startswith("Wiggle: Cell (1, 1) +0.1: output (0, 0) +0.1, others 0.")
    assert window.stage.zoom == 1


def test_a_fine_wheel_collects_its_notches(window: MainWindow, spy: Spy) -> None:
    for _ in range(7):
        turn(window, Cell("input", 1, 1), 15)
    assert spy.calls == []
    turn(window, Cell("input", 1, 1), 15)
    assert spy.calls == ["wiggle"]


def test_beside_the_boards_and_with_control_nothing_is_wiggled(window: MainWindow, spy: Spy) -> None:
    event_place = QPointF(2, 2)
    assert window.stage.cell_at(event_place) is None
    turn(window, Cell("input", 1, 1), 120, _ALT | Qt.KeyboardModifier.ControlModifier)
    assert spy.calls == []
    assert window.stage.zoom > 1


def test_escape_takes_a_wiggle_back(window: MainWindow, press: Press) -> None:
    before = window.session.state.document
    turn(window, Cell("input", 1, 1), 240)
    press(Qt.Key.Key_Escape)
    assert window.session.state.document is before
    assert "Wiggle" not in caption(window)


def test_alt_and_the_arrows_are_its_twin(window: MainWindow, press: Press) -> None:
    window.session.pin(Cell("input", 1, 2))
    press(Qt.Key.Key_Up, _ALT)
    press(Qt.Key.Key_Up, _ALT)
    press(Qt.Key.Key_Down, _ALT)
    assert caption(window).startswith("Wiggle: Cell (1, 2) +0.1: no output moves")


def test_it_is_told_in_the_backward_pass_too(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_G)
    turn(window, Cell("input", 3, 3), -120)
    assert caption(window).endswith("So L moves by −0.4: −0.1 × +4, as ∂L/∂input says.")


def test_the_wheel_alone_still_nudges_the_upstream_gradient(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_G)
    turn(window, Cell("upstream", 0, 0), 120, Qt.KeyboardModifier.NoModifier, across=False)
    assert window.session.state.document.upstream.values((2, 2))[0, 0] == 2


def test_k_keeps_and_lets_go(window: MainWindow, press: Press, spy: Spy) -> None:
    keep = window.actions_["keep"]
    press(Qt.Key.Key_K)
    assert keep.isChecked()
    window.session.change(mode="average")
    assert window.stage.state is not None
    assert window.stage.state.frame.has("kept_output")
    assert place_of(window, Cell("kept_output", 0, 0)).x() < place_of(window, Cell("output", 0, 0)).x()
    press(Qt.Key.Key_K)
    assert not keep.isChecked()
    assert spy.calls == ["keep", "change", "keep"]


def test_it_is_offered_where_there_is_a_result(window: MainWindow) -> None:
    keep = window.actions_["keep"]
    window.session.show_scene("shift")
    assert not keep.isEnabled()
    window.session.show_scene("slide")
    window.session.keep()
    window.session.show_scene("shift")
    assert keep.isEnabled(), "A can always be let go"


def test_r_draws_other_losers(window: MainWindow, press: Press) -> None:
    before = window.session.state.document.map
    press(Qt.Key.Key_R)
    assert window.session.state.document.map is not before
    assert window.actions_["undo"].text() == "Undo: same output"


def test_t_goes_through_the_tie_rules(window: MainWindow, press: Press) -> None:
    window.session.choose_preset("ties")
    window.session.change(backward=True)
    landed = []
    for _ in range(4):
        frame = window.session.state.frame
        landed.append([(r, c) for r in range(2) for c in range(2) if frame.board("gradient").value(r, c)])
        press(Qt.Key.Key_T)
    assert landed == [[(0, 0)], [(1, 1)], [(0, 0)], [(0, 0), (0, 1), (1, 0), (1, 1)]]
    assert window.session.state.document.spec.ties == "first"


def test_the_room_is_asked_by_a_button_with_its_key_on_it(window: MainWindow) -> None:
    ask = part(window.parts.transport, QToolButton, "ask")
    assert ask.text() == "Ask the room  Q"
    assert ask.accessibleName() == "Ask the room"
    for backward in (False, True):
        window.session.change(backward=backward)
        ask.click()
        assert ask.isChecked()
        window.actions_["next"].trigger()
        assert window.session.state.frame.formula_text.endswith("?")
        ask.click()
        assert not ask.isChecked()
        assert not window.session.state.veiled
        window.session.seek(0)
