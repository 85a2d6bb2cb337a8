"""A button goes on showing its action, and holds no more after a thousand changes than before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from poolviz.window.action_button import ActionButton


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[ActionButton]:
    window = QWidget()
    qtbot.addWidget(window)
    yield ActionButton(QAction("Ask", window), window)
    window.close()


def test_it_shows_what_its_action_has_become(button: ActionButton) -> None:
    action, picture = button.defaultAction(), QPixmap(4, 4)
    action.setText("Keep && &ask")
    action.setToolTip("tip")
    action.setStatusTip("status")
    action.setWhatsThis("what")
    action.setIcon(QIcon(picture))
    action.setCheckable(True)
    action.setChecked(True)
    action.setEnabled(False)
    assert button.text() == "Keep && ask"
    assert (button.toolTip(), button.statusTip(), button.whatsThis()) == ("tip", "status", "what")
    assert button.icon().cacheKey() == action.icon().cacheKey()
    assert (button.isCheckable(), button.isChecked(), button.isEnabled()) == (True, True, False)


def test_a_click_triggers_its_action_once(button: ActionButton) -> None:
    action, seen = button.defaultAction(), list[bool]()
    action.setCheckable(True)
    action.triggered.connect(lambda ticked: seen.append(ticked))
    button.click()
    button.click()
    assert seen == [True, False]


def test_changes_leave_no_connections_behind(button: ActionButton) -> None:
    action = button.defaultAction()
    action.setCheckable(True)

    def connections() -> list[int]:
        signals = ("triggered(bool)", "toggled(bool)", "changed()", "enabledChanged(bool)")
        more = ("visibleChanged()", "checkableChanged(bool)", "destroyed()", "hovered()")
        return [action.receivers(SIGNAL(signal)) for signal in signals + more]

    before = connections()
    for turn in range(100):
        action.setChecked(turn % 2 == 0)
    assert connections() == before
