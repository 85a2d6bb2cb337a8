"""No word is cut at 1024 × 700 with letters of usual and of double size, in any scene, panel and language."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStyle,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from poolviz.frame import words
from poolviz.frame.languages import languages, speak
from poolviz.session.jobs import Jobs
from poolviz.session.session import new_session
from poolviz.window.actions import Side
from poolviz.window.appearance import Appearance
from poolviz.window.entry_chooser import EntryDialog
from poolviz.window.fold_button import FoldButton
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import TEXT_SIZES, Preferences
from poolviz.window.typesetter import FormulaLine
from tests.window.conftest import is_typeset

_SIDES: tuple[Side, ...] = ("map", "controls")
_BORDER = 2  # pixels around the letters of a button


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def cut(part: QWidget) -> bool:
    """Whether a part shows less than its words."""
    letters = part.fontMetrics()
    if isinstance(part, QLabel):
        text = re.sub(r"<[^>]*>|&nbsp;", "", part.text())
        if part.wordWrap():
            return bool(text) and part.heightForWidth(part.width()) > part.height() + 1
        return letters.horizontalAdvance(text) > part.contentsRect().width() + 1
    if isinstance(part, QToolButton) and part.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    if isinstance(part, QPushButton | QToolButton):
        text = part.text().replace("&", "")
        if not text:
            return False
        low = part.height() < letters.height()
        return low or letters.horizontalAdvance(text) > part.width() - 2 * _BORDER
    if isinstance(part, QTabBar):
        titles = [part.tabText(place) for place in range(part.count())]
        rooms = [part.tabRect(place).width() - 2 * _BORDER for place in range(part.count())]
        out = part.tabRect(part.count() - 1).right() > part.width()
        return out or any(letters.horizontalAdvance(t) > room for t, room in zip(titles, rooms, strict=True))
    return isinstance(part, QLineEdit) and letters.horizontalAdvance(part.text()) > part.width() - 2 * _BORDER


def test_a_cut_word_is_found(qtbot: QtBot) -> None:
    label = QLabel("many letters")
    qtbot.addWidget(label)
    label.show()
    assert not cut(label)
    label.setFixedWidth(20)
    assert cut(label)


def look_around(window: MainWindow) -> Iterator[str]:
    """What is cut with either panel open, or both closed."""
    for opened in ("", *_SIDES):
        for side in _SIDES:
            if window.has_panel(side) != (side == opened):
                window.toggle_panel(side)
        fold = window.findChild(FoldButton)
        if opened == "controls" and fold is not None and fold.isVisible() and not fold.isChecked():
            fold.click()
        for _ in range(4):
            QApplication.processEvents()
        _until_typeset(window)
        assert window.width() == 1024, "the words make the window wider than the screen"
        for part in window.findChildren(QWidget):
            if part.isVisible() and cut(part):
                shown = (
                    part.text() if isinstance(part, QLabel | QPushButton | QToolButton | QLineEdit) else ""
                )
                yield f"{type(part).__name__} “{shown or part.accessibleName()}”, panel “{opened}”"


def _until_typeset(window: MainWindow) -> None:
    """Until then a formula's words stand in its place, which nobody has the time to read."""
    lines = [line for line in window.findChildren(FormulaLine) if line.isVisible()]
    deadline = time.monotonic() + 20
    while not all(is_typeset(line) for line in lines) and time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.005)


def a_window(language: str, percent: int) -> MainWindow:
    """A window of 1024 × 700 pixels in a language, with letters of a size."""
    speak(language)
    preferences = Preferences(fresh=True)
    preferences.text_size = percent
    preferences.theme = "light"
    appearance = Appearance(preferences)
    appearance.dress()
    window = MainWindow(new_session(Jobs(inline=True)), preferences, appearance)
    window.resize(1024, 700)
    window.show()
    return window


def closed(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    window.session.close()


@pytest.mark.parametrize("language", languages())
def test_sheets_and_dialogs_are_never_wider_than_the_screen(qtbot: QtBot, language: str) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    window.show_keys()
    window.show_about()
    window.outgoing.worksheet()
    QApplication.processEvents()
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(dialogs) == 3
    for dialog in dialogs:
        assert dialog.width() < dialog.screen().availableSize().width()
        for area in dialog.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, dialog.windowTitle()
        cut_ones = [part for part in dialog.findChildren(QWidget) if part.isVisible() and cut(part)]
        assert cut_ones == [], dialog.windowTitle()
        dialog.close()
    closed(window)


def test_names_of_arrays_have_the_room_that_shapes_and_types_leave(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window("de", TEXT_SIZES[-1])
    name = "a_long_name_of_one"
    np.savez(tmp_path / "several.npz", a_long_name_of_one=np.ones((2, 2)), b=np.ones(3))
    window.session.open_path(str(tmp_path / "several.npz"))
    QApplication.processEvents()
    dialog = window.findChild(EntryDialog)
    assert dialog is not None
    entries, letters = dialog.list, dialog.list.fontMetrics()
    assert entries.columnWidth(0) > letters.horizontalAdvance(name) + 10  # with its margins
    assert entries.columnWidth(2) >= letters.horizontalAdvance("float64")
    dialog.reject()
    closed(window)


@pytest.mark.parametrize("language", languages())
def test_a_menu_too_high_for_the_screen_scrolls_and_its_icons_grow(qtbot: QtBot, language: str) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    menus = [action.menu() for action in window.menuBar().actions()]
    for menu in menus:
        assert isinstance(menu, QMenu)
        menu.ensurePolished()
        assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)
        assert menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu) > 20
        assert menu.sizeHint().width() < window.width()
    assert all(fold.iconSize().width() > 20 for fold in window.findChildren(FoldButton))
    closed(window)


def test_the_place_takes_two_lines_only_where_one_has_no_room(qtbot: QtBot) -> None:
    window = a_window("de", TEXT_SIZES[-1])
    place = window.findChild(QLabel, "place")
    assert place is not None
    lines = []
    for width in (1024, 1920, 1024):
        window.resize(width, 900)
        QApplication.processEvents()
        lines.append(2 if place.wordWrap() else 1)
    assert lines == [2, 1, 2]
    assert not cut(place)
    closed(window)


@pytest.mark.parametrize("percent", [TEXT_SIZES[0], TEXT_SIZES[-1]])
@pytest.mark.parametrize("language", languages())
def test_no_word_is_cut(qtbot: QtBot, language: str, percent: int) -> None:
    window = a_window(language, percent)
    session = window.session
    found: dict[str, str] = {}
    for scene in session.scenes:
        session.show_scene(scene)
        for backward in (False, True):
            if any(control.field == "backward" for control in session.state.controls):
                session.change(backward=backward)
            elif backward:
                continue
            found |= dict.fromkeys(look_around(window), scene)
    closed(window)
    assert found == {}


@pytest.mark.parametrize("language", languages())
def test_a_panel_that_takes_the_place_of_another_makes_the_window_no_wider(
    qtbot: QtBot, language: str
) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    window.session.choose_preset("photograph")
    window.session.set_pen(tool="brush")
    for scene in window.session.scenes:
        window.session.show_scene(scene)
        for side in (*_SIDES, *_SIDES):
            window.toggle_panel(side)
            QApplication.processEvents()
            assert window.has_panel(side)
            assert window.width() == 1024, (scene, side)
    closed(window)


def test_panels_that_grew_with_the_letters_shrink_with_them(qtbot: QtBot) -> None:
    window = a_window("en", TEXT_SIZES[0])
    window.resize(1600, 900)
    QApplication.processEvents()

    def widths() -> dict[Side, int]:
        return {side: panel.width() for side, panel in window.parts.panels.items()}

    window.change_text_size(0)
    QApplication.processEvents()
    before = widths()
    for _ in TEXT_SIZES:
        window.change_text_size(1)
        QApplication.processEvents()
    window.change_text_size(0)
    qtbot.waitUntil(lambda: widths() == before)
    closed(window)


def test_a_panel_that_was_pulled_wide_stays_so(qtbot: QtBot) -> None:
    window = a_window("en", TEXT_SIZES[0])
    window.resize(1600, 900)
    window.change_text_size(0)
    QApplication.processEvents()
    left, right = window.parts.panels["map"], window.parts.panels["controls"]
    usual = right.width()
    window.parts.deck.resizeDocks([left], [420], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: left.width() == 420)
    window.change_text_size(1)
    qtbot.waitUntil(lambda: right.width() > usual)
    assert left.width() == 420
    closed(window)


@pytest.mark.parametrize("language", languages())
def test_all_keys_fit_a_common_screen_at_the_usual_size(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    window = a_window(language, TEXT_SIZES[0])
    common = QSize(1920, 1040)  # without the bar of the desktop
    monkeypatch.setattr(QScreen, "availableSize", lambda _: common)
    window.show_keys()
    QApplication.processEvents()
    (sheet,) = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    (area,) = sheet.findChildren(QScrollArea)
    assert sheet.width() < common.width()
    assert (area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()) == (0, 0)
    columns: dict[int, int] = {}
    for key in sheet.findChildren(QLabel, "key"):
        end = key.mapTo(sheet, key.rect().bottomRight())
        columns[end.x()] = max(columns.get(end.x(), 0), end.y())
    assert len(columns) >= 3
    assert max(columns.values()) < 1.4 * min(columns.values()), "no column is much shorter than another"
    sheet.close()
    closed(window)
