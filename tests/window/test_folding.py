"""Panels fold when the window is narrow, and come back as they were wished for."""

from __future__ import annotations

import doctest

import pytest
from pytestqt.qtbot import QtBot

from poolviz.window import folding
from poolviz.window.actions import Side
from poolviz.window.folding import Folding
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy

_SIDES: tuple[Side, ...] = ("map", "controls")


def test_examples() -> None:
    assert doctest.testmod(folding).failed == 0


def test_a_panel_that_was_hidden_stays_hidden_when_the_window_grows() -> None:
    hidden = Folding().toggled("map")
    assert not hidden.resized(1000, 1.0).resized(1600, 1.0).shows("map")


def test_large_letters_need_a_wider_window() -> None:
    assert Folding().resized(1300, 1.0).shows("map")
    assert not Folding().resized(1300, 2.0).shows("map")


@pytest.mark.parametrize("side", _SIDES)
def test_the_window_folds_below_1200_pixels(qtbot: QtBot, window: MainWindow, side: Side) -> None:
    panel, rail = window.parts.panels[side], window.parts.rails[side]
    assert panel.isVisible()
    assert not rail.isVisible()
    window.resize(1199, 800)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert rail.isVisible()
    window.resize(1201, 800)
    qtbot.waitUntil(panel.isVisible)
    assert not rail.isVisible()


@pytest.mark.parametrize("side", _SIDES)
def test_a_panel_is_hidden_and_brought_back(window: MainWindow, spy: Spy, side: Side) -> None:
    panel, rail, action = (
        window.parts.panels[side],
        window.parts.rails[side],
        window.actions_[f"panel_{side}"],
    )
    panel.hide_button.click()
    assert not panel.isVisible()
    assert not action.isChecked()
    rail.button.click()
    assert panel.isVisible()
    assert action.isChecked()
    action.trigger()
    assert not panel.isVisible()
    assert spy.calls == []


def test_a_folded_panel_opens_when_it_is_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: not window.parts.panels["map"].isVisible())
    window.parts.rails["map"].button.click()
    assert window.parts.panels["map"].isVisible()
    assert not window.parts.panels["controls"].isVisible()
