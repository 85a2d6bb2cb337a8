"""What is remembered is read back; what is damaged counts as never saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from poolviz.session.session import Session
from poolviz.window.appearance import Appearance
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences
from tests.window.conftest import part

_KEYS = (
    "window/theme",
    "window/text_size",
    "play/speed",
    "files/folder",
    "window/geometry",
    "window/widths",
    "window/hidden",
    "window/calm",
    "window/language",
    "files/recents",
)


@pytest.fixture(autouse=True)
def names(qapp: QApplication) -> None:
    qapp.setOrganizationName("poolviz")
    qapp.setApplicationName("poolviz")


def test_the_first_day() -> None:
    first = Preferences()
    assert (first.theme, first.text_size, first.speed, first.folder) == ("system", 100, 1.0, "")
    assert first.geometry.isEmpty()


def test_what_is_saved_is_read_again() -> None:
    saved = Preferences()
    saved.theme, saved.text_size, saved.speed, saved.folder = "dark", 150, 4.0, "/some/where"
    saved.geometry = QByteArray(b"place")
    again = Preferences()
    assert (again.theme, again.text_size, again.speed, again.folder) == ("dark", 150, 4.0, "/some/where")
    assert again.geometry == QByteArray(b"place")


def test_fresh_neither_reads_nor_writes() -> None:
    Preferences().theme = "dark"
    fresh = Preferences(fresh=True)
    assert fresh.theme == "system"
    fresh.theme = "light"
    assert Preferences().theme == "dark"


@pytest.mark.parametrize("junk", ["nonsense", -3, [1, 2], {"a": 1}, b"\x00\xff", None, 1e300, "nan"])
def test_junk_counts_as_never_saved(junk: object) -> None:
    settings = QSettings()
    for key in _KEYS:
        settings.setValue(key, junk)
    read = Preferences()
    assert read.theme == "system"
    assert read.text_size == 100
    assert read.speed == 1.0
    assert isinstance(read.folder, str)
    assert isinstance(read.geometry, QByteArray)


@pytest.mark.qt_log_ignore("QVariant::load", extend=True)  # Qt's own word about the rubbish
def test_a_file_of_rubbish_does_not_stop_the_start(qtbot: QtBot, session: Session) -> None:
    place = Path(QSettings().fileName())
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(
        b"[window\ngeometry=@ByteArray(\xff\xfe)\n[[[\ntheme=@Variant(\0\0\0\x7f\0\0\0\x0ePyObject)\n\0\0"
    )
    preferences = Preferences()
    appearance = Appearance(preferences)
    appearance.dress()
    window = MainWindow(session, preferences, appearance)
    window.show()
    assert window.isVisible()
    window.close()
    window.deleteLater()


def test_a_window_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(700, 640)
    window.session.set_speed(8.0)
    window.close()
    preferences = Preferences()
    again = MainWindow(window.session, preferences, window.appearance)
    again.show()
    assert (again.width(), again.height()) == (700, 640)
    assert preferences.speed == 8.0
    again.close()
    again.deleteLater()


def test_hidden_panels_and_widths_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    window.toggle_panel("map")
    deck = window.parts.panels["controls"]
    part(window, QMainWindow, "deck").resizeDocks([deck], [400], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: deck.width() == 400)
    window.close()
    again = MainWindow(window.session, Preferences(), window.appearance)
    again.resize(1600, 900)
    again.show()
    assert not again.parts.panels["map"].isVisible()
    qtbot.waitUntil(lambda: again.parts.panels["controls"].width() == 400)
    again.close()
    again.deleteLater()
