"""The files opened last can be opened again, by mouse and by key; those that are gone are told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import MOST_RECENTS, Preferences
from tests.window.conftest import Press

_OPEN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for number in range(3):
        made.append(tmp_path / f"map{number}.npy")
        np.save(made[-1], np.full((2, 3), number))
    return made


def listed(window: MainWindow) -> list[QAction]:
    """What File, Open recent shows."""
    menu = window.actions_["recent"].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def names() -> list[str]:
    return [Path(path).name for path in Preferences().recents]


def test_at_first_there_is_nothing_to_open_again(window: MainWindow) -> None:
    (only,) = listed(window)
    assert (only.text(), only.isEnabled()) == ("Nothing was opened yet", False)


def test_the_last_file_comes_first_and_each_stands_there_once(window: MainWindow, files: list[Path]) -> None:
    for path in (*files, files[0]):
        window.session.open_path(str(path))
    assert names() == ["map0.npy", "map2.npy", "map1.npy"]
    texts = [action.text() for action in listed(window)]
    assert texts[0].startswith("&1  map0.npy — ")
    assert texts[-1] == "Forget these files"


def test_a_file_that_could_not_be_opened_is_not_listed(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty.npy").write_bytes(b"")
    window.session.open_path(str(tmp_path / "empty.npy"))
    assert names() == []


def test_a_listed_file_opens(window: MainWindow, files: list[Path]) -> None:
    for path in files:
        window.session.open_path(str(path))
    listed(window)[2].trigger()
    assert window.session.state.title == "map0.npy"
    assert names()[0] == "map0.npy"


def test_a_file_that_is_gone_is_told_and_taken_off(window: MainWindow, files: list[Path]) -> None:
    for path in files:
        window.session.open_path(str(path))
    files[1].unlink()
    before = window.session.state.document
    listed(window)[1].trigger()
    notice = window.session.state.notice
    assert notice is not None
    assert notice.text.startswith("“map1.npy” is not in ")
    assert window.session.state.document is before
    assert names() == ["map2.npy", "map0.npy"]


def test_the_list_has_an_end_and_can_be_forgotten(window: MainWindow, tmp_path: Path) -> None:
    for number in range(MOST_RECENTS + 3):
        path = tmp_path / f"{number}.csv"
        path.write_text("1,2\n3,4\n")
        window.session.open_path(str(path))
    assert len(names()) == MOST_RECENTS
    listed(window)[-1].trigger()
    assert names() == []


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the word of a screen without keys
def test_keys_alone_open_a_file_again(
    qtbot: QtBot, window: MainWindow, files: list[Path], press: Press
) -> None:
    def popup() -> QMenu:
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    for path in files:
        window.session.open_path(str(path))
    press(Qt.Key.Key_O, _OPEN)
    menu = popup()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert window.session.state.title == "map1.npy"
    press(Qt.Key.Key_O, _OPEN)
    QTest.keyClick(popup(), Qt.Key.Key_3)
    assert window.session.state.title == "map0.npy"
