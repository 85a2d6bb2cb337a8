"""The channels as small pictures: drawn when they are seen, chosen by mouse and keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.window.channel_model import ChannelModel
from poolviz.window.channel_strip import ChannelStrip
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy, part


def _deep(channels: int) -> Map:
    values = np.random.default_rng(1).normal(size=(channels, 14, 14)).astype(np.float32)
    return Map.from_array(values, "Deep")


@pytest.fixture
def strip(window: MainWindow) -> ChannelStrip:
    return part(window, ChannelStrip)


def _model(strip: ChannelStrip) -> ChannelModel:
    model = strip.pictures.model()
    assert isinstance(model, ChannelModel)
    return model


def test_one_channel_needs_no_strip(window: MainWindow, strip: ChannelStrip) -> None:
    assert not strip.isVisible()
    window.session.open_map(_deep(2))
    assert strip.isVisible()
    assert _model(strip).rowCount() == 2
    window.session.undo()
    assert not strip.isVisible()


def test_only_what_is_seen_is_drawn_and_only_once(window: MainWindow, strip: ChannelStrip, spy: Spy) -> None:
    window.session.open_map(_deep(512))
    QApplication.processEvents()
    model = _model(strip)
    drawn = model.drawn
    assert 0 < drawn < 40
    bar = strip.pictures.verticalScrollBar()
    bar.setValue(bar.maximum())
    strip.pictures.viewport().repaint()
    assert drawn < model.drawn < 80
    picture = model.picture(511)
    assert model.picture(511) is picture
    assert spy.calls == ["open_map"], "scrolling changes nothing"


def test_the_title_says_which_channel_and_which_filter(window: MainWindow, strip: ChannelStrip) -> None:
    window.session.open_map(_deep(64))
    window.session.change(channel=2)
    assert strip.title == "Channel 3 of 64"
    assert [label for label in strip.findChildren(QLabel) if not label.pixmap().isNull()] == []
    window.session.choose_preset("filters")
    window.session.change(channel=10)
    assert strip.title == "Channel 11 of 64 · bright spot"
    (kernel,) = [label for label in strip.findChildren(QLabel) if not label.pixmap().isNull()]
    assert kernel.isVisible()
    assert kernel.accessibleName() == "Weights of the filter bright spot"


def test_a_channel_is_chosen_by_keyboard(
    qtbot: QtBot, window: MainWindow, strip: ChannelStrip, spy: Spy
) -> None:
    window.session.open_map(_deep(8))
    strip.pictures.setFocus()
    spy.clear()
    QTest.keyClick(strip.pictures, Qt.Key.Key_Right)
    QTest.keyClick(strip.pictures, Qt.Key.Key_Right)
    assert spy.calls == ["change", "change"]
    assert window.session.state.document.channel == 2
    QTest.keyClick(strip.pictures, Qt.Key.Key_End)
    assert window.session.state.document.channel == 7
    QTest.keyClick(strip.pictures, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.stage


def test_a_channel_is_chosen_by_mouse(window: MainWindow, strip: ChannelStrip, spy: Spy) -> None:
    window.session.open_map(_deep(8))
    QApplication.processEvents()
    spy.clear()
    at = strip.pictures.visualRect(_model(strip).index(5)).center()
    QTest.mouseClick(strip.pictures.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert spy.calls == ["change"]
    assert window.session.state.document.channel == 5


def test_the_strip_follows_the_state_without_asking_for_anything(
    window: MainWindow, strip: ChannelStrip, spy: Spy
) -> None:
    window.session.open_map(_deep(512))
    spy.clear()
    window.session.change(channel=300)
    assert strip.pictures.currentIndex().row() == 300
    assert strip.pictures.visualRect(strip.pictures.currentIndex()).intersects(
        strip.pictures.viewport().rect()
    )
    window.session.open_map(_deep(4))
    assert strip.pictures.currentIndex().row() == 3
    window.session.undo()
    assert strip.pictures.currentIndex().row() == 300
    assert spy.calls == ["change", "open_map", "undo"]


def test_an_edit_draws_only_its_own_channel_anew(window: MainWindow, strip: ChannelStrip) -> None:
    window.session.open_map(_deep(4))
    model = _model(strip)
    before = [model.picture(channel) for channel in range(4)]
    window.session.change(channel=1)
    window.session.gesture(Gesture("set", Cell("input", 0, 0), 50))
    after = [model.picture(channel) for channel in range(4)]
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True, True]
    window.session.change(display_common=True)
    before = [model.picture(channel) for channel in range(4)]
    window.session.gesture(Gesture("set", Cell("input", 0, 1), 90))
    after = [model.picture(channel) for channel in range(4)]
    assert not any(one is other for one, other in zip(before, after, strict=True)), "a common range moves all"
    assert window.session.state.document.map.value(1, 0, 0) == 50


def test_a_theme_draws_all_anew(window: MainWindow, strip: ChannelStrip) -> None:
    window.session.open_map(_deep(4))
    before = _model(strip).picture(0)
    window.choose_theme("dark")
    assert _model(strip).picture(0) is not before


def test_pictures_are_called_by_what_they_show(window: MainWindow, strip: ChannelStrip) -> None:
    window.session.choose_preset("filters")
    index = _model(strip).index(10)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert index.data(role) == "Channel 11 of 64 · bright spot"
    assert index.data() == "11"
    assert strip.pictures.accessibleName() == "Channels"
