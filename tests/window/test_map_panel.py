"""The left panel says what is really open, and changes it, one call a wish."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton

from poolviz.maps.map import Map
from poolviz.maps.presets import DEEP_PRESETS, PRESETS, Preset
from poolviz.views.theme import DARK, LIGHT
from poolviz.window.main_window import MainWindow
from poolviz.window.thumbnails import thumbnail
from tests.window.conftest import Spy, named
from tests.window.test_controls import type_into

EVERY = PRESETS + DEEP_PRESETS


def _menu(window: MainWindow) -> QPushButton:
    button = next(b for b in window.parts.map_panel.findChildren(QPushButton, "menuButton"))
    assert isinstance(button, QPushButton)
    return button


def _field(window: MainWindow, name: str) -> QLineEdit:
    field = named(window, name)
    assert isinstance(field, QLineEdit)
    return field


def _sentence(window: MainWindow) -> str:
    shown = [
        label.text() for label in window.parts.map_panel.findChildren(QLabel, "refusal") if label.isVisible()
    ]
    assert len(shown) == 1
    return shown[0]


def test_every_preset_is_in_the_menu_with_a_picture(window: MainWindow) -> None:
    menu = _menu(window).menu()
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions[: len(EVERY)]] == [preset.title for preset in EVERY]
    menu.aboutToShow.emit()
    assert not any(action.icon().isNull() for action in actions[: len(EVERY)])
    makings = [window.actions_[name] for name in ("filters", "few_filters")]
    assert actions[len(EVERY) :] == makings


@pytest.mark.parametrize("preset", EVERY, ids=lambda preset: preset.id)
def test_a_preset_opens_and_is_named(window: MainWindow, spy: Spy, preset: Preset) -> None:
    next(a for a in _menu(window).menu().actions() if a.text() == preset.title).trigger()
    assert spy.calls == ["choose_preset"]
    name = window.session.state.title
    assert name.startswith(preset.title)
    assert _menu(window).accessibleName() == f"Feature map: {name}"
    assert window.windowTitle() == f"{name} — poolviz"


def test_random_is_another_map_each_time_and_says_which(window: MainWindow) -> None:
    action = next(a for a in _menu(window).menu().actions() if a.text() == "Random")
    titles, maps = [], []
    for _ in range(3):
        action.trigger()
        titles.append(window.session.state.title)
        maps.append(window.session.state.document.map.values.tolist())
    assert len(set(titles)) == 3
    assert maps[0] != maps[1]
    assert maps[1] != maps[2]


def test_the_name_follows_what_is_really_open(window: MainWindow) -> None:
    window.session.paste("1 2; 3 4")
    pasted = window.session.state.title
    assert pasted != "Worked example"
    assert _menu(window).accessibleName().endswith(pasted)
    window.session.undo()
    assert _menu(window).accessibleName() == "Feature map: Worked example"


def test_the_size_can_be_typed(window: MainWindow, spy: Spy) -> None:
    field = _field(window, "Size")
    type_into(field, "5 x 6")
    assert spy.calls == ["resize"]
    assert window.session.state.document.map.size == (5, 6)
    assert field.text() == "5 × 6"


@pytest.mark.parametrize("typed", ["0", "-2 x 3", "2.5", "large", "", "1 2 3", "100000 x 100000"])
def test_a_size_that_cannot_be_stays_with_its_sentence(window: MainWindow, typed: str) -> None:
    before = window.session.state.document
    field = _field(window, "Size")
    type_into(field, typed)
    assert window.session.state.document is before
    assert field.property("refused") is True
    assert _sentence(window).endswith(".")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "4 × 4"
    assert not window.session.state.refused


def test_a_refused_size_does_not_stop_other_changes(window: MainWindow) -> None:
    type_into(_field(window, "Size"), "0")
    window.session.change(mode="average")
    assert window.session.state.document.spec.mode == "average"


def test_the_size_steps_on_both_sides(window: MainWindow) -> None:
    field = _field(window, "Size")
    more, less = [a for a in field.findChildren(QAbstractButton) if a.isVisible()]
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert window.session.state.document.map.size == (5, 5)
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert window.session.state.document.map.size == (4, 4)


def test_the_channel_is_offered_only_where_there_are_several(window: MainWindow) -> None:
    channel = next(
        f for f in window.parts.map_panel.findChildren(QLineEdit) if f.accessibleName() == "Channel"
    )
    assert not channel.isVisible()
    window.session.open_map(Map.from_array(np.arange(48).reshape(3, 4, 4), "Three"))
    assert channel.isVisible()
    assert channel.text() == "1"
    type_into(channel, "3")
    assert window.session.state.document.channel == 2
    type_into(channel, "4")
    assert window.session.state.document.channel == 2
    assert channel.text() == "4"
    assert "Channel 4 is not there" in _sentence(window)
    channel.setFocus()
    QTest.keyClick(channel, Qt.Key.Key_Escape)
    assert channel.text() == "3"


def test_open_and_paste_are_the_actions_of_the_menu(window: MainWindow) -> None:
    buttons = {b.text(): b for b in window.parts.map_panel.findChildren(QPushButton)}
    assert buttons["Open…"].toolTip() == window.actions_["open"].toolTip()
    assert buttons["Paste"].toolTip() == window.actions_["paste"].toolTip()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "values", [[[5.0]], [[np.nan, np.inf]], np.zeros((3, 500)), [[-np.inf, np.nan, 1.0]]]
)
def test_a_thumbnail_of_anything(window: MainWindow, theme: object, values: object) -> None:
    assert theme in (LIGHT, DARK)
    picture = thumbnail(Map.from_array(np.asarray(values, float), "X"), LIGHT if theme is LIGHT else DARK)
    assert picture.width() == picture.height() == 40


def test_the_open_map_turns_into_feature_maps(window: MainWindow, spy: Spy) -> None:
    window.actions_["few_filters"].trigger()
    assert spy.calls == ["filter_map"]
    assert window.session.state.document.map.shape == (8, 4, 4)
    window.actions_["undo"].trigger()
    window.actions_["filters"].trigger()
    assert window.session.state.document.map.shape == (64, 4, 4)
