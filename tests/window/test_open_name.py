"""The name in the corner of the menu bar gives way to the menus, and says what it can."""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QLabel, QMenuBar
from pytestqt.qtbot import QtBot

from poolviz.maps.map import Map
from poolviz.window.main_window import MainWindow
from poolviz.window.open_name import OpenName
from tests.window.conftest import part

NAME = "Lighthouse.png"


def test_the_program_s_name_goes_first(window: MainWindow) -> None:
    window.session.open_map(Map.from_array([[1.0, 2.0], [3.0, 4.0]], NAME))
    window.resize(800, 700)
    shown = []
    for _ in range(11):
        name = part(window.menuBar(), QLabel, "openName")
        assert name.isVisibleTo(window.menuBar()) == bool(name.text())
        if name.text() not in shown:
            shown.append(name.text())
        window.change_text_size(1)
    assert shown[0] == f"{NAME} — poolviz"
    assert shown[1] == NAME
    assert shown[-1] == ""
    assert all("…" in text and "pool" not in text for text in shown[2:-1])


def test_it_goes_with_its_bar(qtbot: QtBot) -> None:
    """A name that held its bar, which holds the name, took the whole process with it."""

    def shown() -> str:
        bar = QMenuBar()
        bar.resize(400, 30)
        name = OpenName(bar)
        name.show_name(NAME)
        return name.text()

    assert shown() == NAME
    gc.collect()
