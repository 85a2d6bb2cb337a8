"""The controls are made from data, keep what was typed, and have one exit each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QToolButton,
)

from poolviz.window.commands import value_of
from poolviz.window.control_panel import ControlPanel
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press, Spy, named

Key = Qt.Key


def type_into(field: QLineEdit, text: str, *, enter: bool = True) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClicks(field, text)
    if enter:
        QTest.keyClick(field, Key.Key_Return)


def _field(window: MainWindow, name: str) -> QLineEdit:
    field = named(window, name)
    assert isinstance(field, QLineEdit)
    return field


def _sentences(panel: ControlPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel, "refusal") if label.isVisible()]


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("3", (3, 3), "3 × 3"),
        ("2 × 3", (2, 3), "2 × 3"),
        ("2x3", (2, 3), "2 × 3"),
        (" 4 1 ", (4, 1), "4 × 1"),
        ("3.0", (3, 3), "3 × 3"),
    ],
)
def test_a_window_can_be_typed(
    window: MainWindow, spy: Spy, typed: str, value: tuple[int, int], shown: str
) -> None:
    field = _field(window, "Window")
    type_into(field, typed)
    assert value_of(window.session.state, "window") == value
    assert field.text() == shown
    assert spy.calls == ["change"]
    assert len(spy.states) == 1


@pytest.mark.parametrize("typed", ["9", "0", "-1", "2.5", "two", "2 × 9", "1 2 3", ""])
def test_what_cannot_be_stays_as_it_was_typed_with_its_sentence(
    window: MainWindow, spy: Spy, typed: str
) -> None:
    before = window.session.state.document
    field = _field(window, "Window")
    type_into(field, typed)
    assert window.session.state.document is before
    assert field.property("refused") is True
    shown = field.text().replace(" ", "").replace("−", "-")
    assert typed.replace(" ", "") in shown
    sentences = _sentences(window.parts.controls)
    assert len(sentences) == 1
    assert sentences[0].endswith(".")
    assert len(spy.calls) == 1
    assert field.hasFocus(), "one stays where there is something to correct"


@pytest.mark.parametrize(
    ("name", "typed", "quoted"),
    [
        ("Stride", "-1", "not −1:"),
        ("Stride", "2.5", "not 2.5:"),
        ("Stride", "123456789012345678901", ": 123456789012345678901 is too much"),
        ("Stride", "1e300", ": 1e300 is too much"),
        ("Stride", "1e999", "“1e999”"),
        ("Window", "123456789012345678901", "A window of 123456789012345678901"),
    ],
)
def test_a_refusal_names_the_number_as_it_was_typed(
    window: MainWindow, name: str, typed: str, quoted: str
) -> None:
    type_into(_field(window, name), typed)
    (sentence,) = _sentences(window.parts.controls)
    assert quoted in sentence


def test_the_refused_text_outlives_the_next_state(window: MainWindow) -> None:
    type_into(_field(window, "Window"), "9")
    window.session.step_by(1)
    window.session.play_pause()
    assert _field(window, "Window").text() == "9 × 9"
    assert _sentences(window.parts.controls)


def test_escape_gives_up_what_was_refused(window: MainWindow, spy: Spy) -> None:
    field = _field(window, "Window")
    type_into(field, "9")
    spy.clear()
    QTest.keyClick(field, Key.Key_Escape)
    assert spy.calls == ["give_up"]
    assert field.text() == "2 × 2"
    assert field.property("refused") is False
    assert _sentences(window.parts.controls) == []


def test_escape_takes_back_what_was_not_sent_yet(window: MainWindow) -> None:
    field = _field(window, "Window")
    type_into(field, "3", enter=False)
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == "2 × 2"
    assert value_of(window.session.state, "window") == (2, 2)


def test_a_valid_value_clears_the_refusal(window: MainWindow) -> None:
    field = _field(window, "Window")
    type_into(field, "9")
    type_into(field, "4")
    assert field.property("refused") is False
    assert _sentences(window.parts.controls) == []
    assert value_of(window.session.state, "window") == (4, 4)


def test_enter_leads_back_to_the_stage(window: MainWindow, press: Press) -> None:
    type_into(_field(window, "Stride"), "1")
    press(Key.Key_Right)
    assert window.session.state.step == 1


def test_leaving_a_field_sends_what_was_typed_once(window: MainWindow, spy: Spy) -> None:
    field = _field(window, "Stride")
    type_into(field, "1", enter=False)
    assert spy.calls == []
    window.stage.setFocus()
    assert spy.calls == ["change"]
    field.setFocus()
    window.stage.setFocus()
    assert spy.calls == ["change"]


def test_a_refused_value_is_not_sent_again_when_the_field_is_left(window: MainWindow, spy: Spy) -> None:
    type_into(_field(window, "Window"), "9")
    window.stage.setFocus()
    assert spy.calls == ["change"]


def test_arrows_and_arrow_keys_step(window: MainWindow, spy: Spy) -> None:
    field = _field(window, "Window")
    more, less = [a for a in field.findChildren(QAbstractButton) if a.isVisible()]
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert value_of(window.session.state, "window") == (3, 3)
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert value_of(window.session.state, "window") == (2, 2)
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    assert value_of(window.session.state, "window") == (3, 3)
    assert spy.calls == ["change"] * 3


def test_the_wheel_turns_only_the_field_that_has_the_focus(window: MainWindow) -> None:
    field = _field(window, "Window")
    _wheel(field, 120)
    assert value_of(window.session.state, "window") == (2, 2)
    field.setFocus()
    _wheel(field, 120)
    assert value_of(window.session.state, "window") == (3, 3)
    _wheel(field, 60)
    _wheel(field, 60)
    assert value_of(window.session.state, "window") == (4, 4)


def _wheel(field: QLineEdit, angle: int) -> None:
    middle = field.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(field.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


def test_rows_and_columns_can_be_set_apart(window: MainWindow, spy: Spy) -> None:
    link = named(window, "Window: rows and columns together")
    assert isinstance(link, QToolButton)
    link.click()
    assert spy.calls == []
    rows, columns = _field(window, "Window, rows"), _field(window, "Window, columns")
    type_into(columns, "3")
    assert value_of(window.session.state, "window") == (2, 3)
    assert (rows.text(), columns.text()) == ("2", "3")
    rows.setFocus()
    QTest.keyClick(rows, Key.Key_Up)
    assert value_of(window.session.state, "window") == (3, 3)
    type_into(rows, "9")
    assert rows.property("refused") is True
    assert not columns.property("refused")
    link.click()
    assert _field(window, "Window").text() == "9 × 3"
    link.click()
    columns.setFocus()
    QTest.keyClick(columns, Key.Key_Down)
    assert (rows.text(), columns.text()) == ("9", "2"), "what was typed into the other field stays"
    rows.setFocus()
    QTest.keyClick(rows, Key.Key_Down)
    assert value_of(window.session.state, "window") == (2, 2), "stepped from the value in force"
    assert not window.session.state.refused
