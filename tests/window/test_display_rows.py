"""The rows that choose colours, in the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPushButton

from poolviz.frame.model import Scale
from poolviz.maps.map import Map
from poolviz.window.display_rows import DisplayRows
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy, named, part
from tests.window.test_controls import type_into


@pytest.fixture
def rows(window: MainWindow) -> DisplayRows:
    found = part(window, DisplayRows)
    part(found, QAbstractButton, "fold").click()
    return found


def _scale(window: MainWindow) -> Scale:
    return window.session.state.frame.board("input").scale


def _press(rows: DisplayRows, name: str) -> None:
    button = next(b for b in rows.findChildren(QPushButton) if b.accessibleName() == name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_they_are_folded_until_wanted(window: MainWindow) -> None:
    found = part(window, DisplayRows)
    assert not any(button.isVisible() for button in found.findChildren(QPushButton))
    part(found, QAbstractButton, "fold").click()
    assert any(button.isVisible() for button in found.findChildren(QPushButton))


def test_every_colour_map_is_shown(window: MainWindow, rows: DisplayRows, spy: Spy) -> None:
    menu = part(rows, QPushButton, "menuButton").menu()
    palettes = []
    for action in menu.actions():
        action.trigger()
        palettes.append(_scale(window).palette)
        assert not window.stage.grab().isNull()
    assert palettes == ["values", "values", "viridis", "cividis", "cet", "picture", "signed"]
    assert set(spy.calls) == {"change"}


def test_the_range_is_symmetric_or_fixed(window: MainWindow, rows: DisplayRows) -> None:
    ends = list(rows.findChildren(QLineEdit))
    assert not any(field.isVisible() for field in ends)
    _press(rows, "Range: ±")
    assert (_scale(window).low, _scale(window).high) == (-8, 8)
    _press(rows, "Range: fixed")
    assert all(field.isVisible() for field in ends)
    assert (_scale(window).low, _scale(window).high) == (-8, 8), "held where it was"
    low, high = named(window, "From"), named(window, "To")
    assert isinstance(low, QLineEdit)
    assert isinstance(high, QLineEdit)
    type_into(low, "9")
    assert "from 9 to 8" in window.session.state.refused["display_low"].sentence
    assert low.text() == "9"
    type_into(high, "20")  # together they can be
    assert (_scale(window).low, _scale(window).high) == (9, 20)
    QTest.keyClick(high, Qt.Key.Key_Up)
    assert _scale(window).high == 21
    window.actions_["undo"].trigger()  # a field that is stepped on is one undo step
    assert window.session.state.document.display.low == -8


def test_one_range_for_all_channels_where_there_are_several(window: MainWindow, rows: DisplayRows) -> None:
    box = part(rows, QCheckBox)
    assert not box.isVisible()
    window.session.open_map(Map.from_array(np.arange(32).reshape(2, 4, 4)))
    assert box.isVisible()
    assert _scale(window).high == 15
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert _scale(window).high == 31
