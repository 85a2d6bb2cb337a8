"""The tools of the left panel: what is in hand, what it writes, and what is done to the whole map."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from poolviz.frame.model import Scale
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.session.values import ValueRange, nudged, values_of
from poolviz.window.main_window import MainWindow
from poolviz.window.ramp_slider import RampSlider
from poolviz.window.tool_actions import CHANGES, TOOLS
from tests.window.conftest import Spy, move, named, part
from tests.window.test_controls import type_into

LEFT = Qt.MouseButton.LeftButton


def buttons(window: MainWindow) -> dict[str, QToolButton]:
    """The picture buttons of the panel, by the id of their action."""
    found = window.parts.map_panel.findChildren(QToolButton, "tool")
    return {button.defaultAction().objectName(): button for button in found}


def field(window: MainWindow, name: str) -> QLineEdit:
    found = named(window, name)
    assert isinstance(found, QLineEdit)
    return found


def sentence(window: MainWindow) -> str:
    labels = window.parts.map_panel.findChildren(QLabel, "refusal")
    return " ".join(label.text() for label in labels if label.isVisible())


def unfold(window: MainWindow) -> None:
    fold = next(
        found
        for found in window.parts.map_panel.findChildren(QToolButton, "fold")
        if found.accessibleName().startswith("Whole map")
    )
    QTest.mouseClick(fold, LEFT, pos=QPoint(5, 5))


def is_shown(window: MainWindow, name: str) -> bool:
    return any(
        found.isVisible()
        for found in window.parts.map_panel.findChildren(QWidget)
        if found.accessibleName() == name
    )


def test_every_tool_has_a_button_with_a_picture_and_its_key(window: MainWindow, spy: Spy) -> None:
    for name in TOOLS:
        button = buttons(window)[name]
        assert button.isVisible()
        assert not button.icon().isNull()
        assert button.toolTip() == window.actions_[name].toolTip()
        assert button.accessibleName() == window.actions_[name].text()
    spy.clear()
    chosen = []
    for name in (*TOOLS[1:], "pointer"):
        QTest.mouseClick(buttons(window)[name], LEFT)
        chosen.append(window.session.state.pen.tool)
        assert [found for found, button in buttons(window).items() if button.isChecked()] == [name]
    assert chosen == [*TOOLS[1:], "pointer"]
    assert spy.calls == ["set_pen"] * len(TOOLS)


def test_a_second_press_puts_a_tool_away(window: MainWindow) -> None:
    for _ in range(2):
        QTest.mouseClick(buttons(window)["fill"], LEFT)
    assert window.session.state.pen.tool == "pointer"


@pytest.mark.parametrize(
    ("tool", "has_value", "has_size"),
    [
        ("pointer", False, False),
        ("brush", True, True),
        ("rectangle", True, False),
        ("fill", True, False),
        ("blob", True, True),
        ("eyedropper", False, False),
    ],
)
def test_only_what_matters_to_a_tool_is_shown(
    window: MainWindow, tool: str, has_value: bool, has_size: bool
) -> None:
    if tool != "pointer":
        QTest.mouseClick(buttons(window)[tool], LEFT)
    assert [is_shown(window, name) for name in ("Value", "Value by colour")] == [has_value] * 2
    assert is_shown(window, "Brush size") == has_size


def test_a_number_is_typed_also_beyond_the_range(window: MainWindow) -> None:
    window.session.set_pen(tool="brush")
    type_into(field(window, "Value"), "-2,5")
    assert window.session.state.pen.value == -2.5
    assert part(window, RampSlider).value() == 0
    type_into(field(window, "Value"), "1e6")
    assert part(window, RampSlider).value() == 8
    type_into(field(window, "Value"), "red")
    assert window.session.state.pen.value == 1e6
    assert sentence(window) == "“red” is no number."
    type_into(field(window, "Value"), "4")
    assert sentence(window) == ""


@pytest.mark.parametrize("tool", ["brush", "blob"])
def test_each_tool_has_a_size_of_its_own(window: MainWindow, tool: str) -> None:
    window.actions_[tool].trigger()
    type_into(field(window, "Brush size"), "3")
    assert window.session.state.pen.width == 3
    window.actions_["wider"].trigger()
    assert window.session.state.pen.width == 4
    for typed in ("0", "65", "2.5", "wide"):
        type_into(field(window, "Brush size"), typed)
        assert window.session.state.pen.width == 4
        assert "from 1 to 64" in sentence(window)
    for _ in range(5):
        window.actions_["narrower"].trigger()
    assert window.session.state.pen.width == 1


def test_a_number_is_picked_by_its_colour(window: MainWindow, spy: Spy) -> None:
    window.session.set_pen(tool="brush")
    spy.clear()
    slider = part(window, RampSlider)
    middle = slider.height() // 2
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, middle))
    assert window.session.state.pen.value == 4
    assert spy.calls == ["set_pen"]
    move(slider, QPoint(slider.width() + 20, middle), LEFT)
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width(), middle))
    assert window.session.state.pen.value == 8
    assert field(window, "Value").text() == "8"
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert window.session.state.pen.value == 7
    assert "From 0 to 8" in slider.toolTip()
    move(slider, QPoint(0, middle))  # no button is held
    QTest.mousePress(slider, Qt.MouseButton.RightButton, pos=QPoint(1, middle))
    assert window.session.state.pen.value == 7


def test_the_handle_has_the_colour_of_its_number(window: MainWindow) -> None:
    window.session.set_pen(tool="brush", value=8)
    slider = part(window, RampSlider)

    def at_the_handle() -> str:
        picture = slider.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return picture.pixelColor(
            round(slider._x() * picture.devicePixelRatio()), picture.height() // 2
        ).name()

    highest = at_the_handle()
    window.session.set_pen(value=0)
    assert highest != at_the_handle()
    slider.setFocus()
    assert slider.hasFocus()
    assert at_the_handle() != highest


def test_the_slider_knows_the_range_of_every_map(window: MainWindow) -> None:
    window.session.set_pen(tool="brush", value=0.25)
    slider = part(window, RampSlider)
    window.session.open_map(Map.from_array(np.array([[0.0, 1.0], [0.25, 0.5]])))
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, 100, 25)
    window.session.open_map(Map.from_array(np.full((2, 2), np.nan)))
    window.session.set_pen(value=math.nan)
    assert slider.isVisible()
    slider.grab()


def test_what_the_picker_offers() -> None:
    whole = values_of(Document(Map.from_array([[0, 255]])))
    assert (whole.step, whole.steps, whole.value(7)) == (1.0, 255, 7.0)
    wide = values_of(Document(Map.from_array([[0, 10**6]])))
    assert (wide.steps, wide.value(1)) == (100, 10_000)
    fine = values_of(Document(Map.from_array([[0.1, 0.4]])))
    assert (fine.steps, fine.value(100), fine.value(1)) == (100, 0.4, 0.103)
    assert fine.place(math.nan) == 0
    assert ValueRange(Scale(0, 8), 1.0).place(-3) == 0
    empty = values_of(Document(Map.from_array([[np.nan, np.nan]])))
    assert math.isfinite(empty.value(0))
    assert nudged(9, 1, whole) == 10
    assert nudged(0.1, 2, fine) == 0.12
    assert nudged(5, -1, wide) == -9995
    assert nudged(math.inf, -1, whole) == math.inf


def test_changes_of_the_whole_map_are_folded_away_until_wanted(window: MainWindow, spy: Spy) -> None:
    assert not buttons(window)["flip_across"].isVisible()
    unfold(window)
    spy.clear()
    for name in CHANGES:
        button = buttons(window)[name]
        assert button.isVisible()
        assert not button.icon().isNull()
        QTest.mouseClick(button, LEFT)
    assert spy.calls == ["turn_map"] * 2 + ["flip_map"] * 2 + ["shift_map"] * 4
    assert window.session.state.document.map.values[0].tolist()[0] == [4, 3, 2, 1]


def test_edge_and_filler_are_chosen_from_menus(window: MainWindow) -> None:
    unfold(window)
    for name, choice in (("At the edge: Wrap", "Zeros"), ("Larger map: Zeros", "Repeat")):
        button = named(window, name)
        assert isinstance(button, QPushButton)
        next(action for action in button.menu().actions() if action.text() == choice).trigger()
    shaping = window.session.state.shaping
    assert (shaping.edge, shaping.filler) == ("zeros", "edge")
    named(window, "At the edge: Zeros")
    type_into(field(window, "Size"), "4 x 6")
    assert window.session.state.document.map.values[0, 1].tolist() == [5, 6, 7, 8, 8, 8]


def test_noise_has_an_amount_and_a_seed(window: MainWindow) -> None:
    unfold(window)
    type_into(field(window, "Noise ±"), "2")
    type_into(field(window, "Seed"), "11")
    button = next(b for b in window.findChildren(QPushButton) if b.text() == "Add noise")
    QTest.mouseClick(button, LEFT)
    assert window.session.state.undo_label == "noise ±2, seed 11"
    assert field(window, "Seed").text() == "12"
    field(window, "Seed").setFocus()
    QTest.keyClick(field(window, "Seed"), Qt.Key.Key_Down)
    assert window.session.state.shaping.seed == 11
    QTest.keyClick(field(window, "Noise ±"), Qt.Key.Key_Up)
    assert window.session.state.shaping.amount == 3


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("Noise ±", "much", "“much” is no number."),
        ("Noise ±", "-1", "“-1” is no amount of noise; a number from 0 to 10¹⁵ is expected."),
        ("Seed", "1.5", "“1.5” is no number; a whole number is expected."),
        ("Seed", "-4", "“-4” is no seed; a whole number from 0 on is expected."),
    ],
)
def test_what_noise_cannot_be_stays_with_its_sentence(
    window: MainWindow, name: str, typed: str, why: str
) -> None:
    unfold(window)
    before = window.session.state.shaping
    type_into(field(window, name), typed)
    assert sentence(window) == why
    assert window.session.state.shaping == before
    QTest.keyClick(field(window, name), Qt.Key.Key_Escape)
    assert sentence(window) == ""


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_buttons_follow_text_and_theme(window: MainWindow, theme: str) -> None:
    unfold(window)
    before = buttons(window)["brush"].iconSize()
    window.choose_theme(theme)  # type: ignore[arg-type]
    for _ in range(3):
        window.change_text_size(1)
    assert buttons(window)["brush"].iconSize().width() > before.width()
    assert buttons(window)["brush"].width() < window.parts.panels["map"].width() / 3
