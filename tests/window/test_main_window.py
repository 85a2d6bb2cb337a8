"""The window as a whole: its themes and sizes, and that nothing in it is cut off."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStyle,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Cell
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.theme import DARK, LIGHT
from poolviz.window.actions import Side
from poolviz.window.appearance import Appearance
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import TEXT_SIZES, Preferences
from tests.window.conftest import Spy, part

_ROUNDING = 1  # pixels that a text may seem to lack, because letters are measured in fractions


def test_one_tab_for_every_scene(window: MainWindow) -> None:
    tabs = part(window.parts.tabs, QTabBar)
    scenes = list(window.session.scenes.values())
    assert [tabs.tabText(place) for place in range(tabs.count())] == [scene.title for scene in scenes]
    assert tabs.tabText(tabs.currentIndex()) == window.session.scene.title


def test_every_part_gets_every_state_and_a_repeated_one_changes_nothing(window: MainWindow, spy: Spy) -> None:
    state = window.session.state
    window.show_state(state)
    window.show_state(state)
    assert spy.calls == []
    assert spy.states == []


def test_a_fault_in_one_part_keeps_a_state_from_none_of_the_others(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[State] = []
    window.session.edit_at(Cell("input", 0, 0))
    monkeypatch.setattr(window.parts.map_panel, "show_state", lambda state: 1 / len(""))
    monkeypatch.setattr(window.parts.caption, "show_state", shown.append)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "7")
    with pytest.raises(ZeroDivisionError):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.state.document.map.values[0, 0, 0] == 7
    assert window.stage.state is window.session.state
    assert shown[-1] is window.session.state


def test_themes(window: MainWindow) -> None:
    for choice, theme in (("dark", DARK), ("light", LIGHT), ("dark", DARK)):
        window.choose_theme("dark" if choice == "dark" else "light")
        assert window.appearance.theme is theme
        ground = window.grab().toImage().pixelColor(5, 5).name()
        assert ground == theme.panel
        assert Preferences().theme == choice


def test_the_system_decides_unless_a_theme_was_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    appearance = Appearance(Preferences(fresh=True))
    assert appearance.choice == "system"
    shown = []
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown):
        monkeypatch.setattr(type(QGuiApplication.styleHints()), "colorScheme", lambda _, now=scheme: now)
        shown.append(appearance.theme)
    assert shown == [DARK, LIGHT, LIGHT]
    appearance.choose("dark")
    assert appearance.theme is DARK


def test_the_window_follows_the_system_while_it_is_open(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.choose_theme("system")
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.grab().toImage().pixelColor(5, 5).name() == DARK.panel


def test_text_sizes_are_steps_and_end_somewhere(window: MainWindow) -> None:
    seen = [window.appearance.scale]
    for _ in range(len(TEXT_SIZES) + 2):
        window.change_text_size(1)
        seen.append(window.appearance.scale)
    assert seen[-1] == seen[-2] == 2.0
    window.change_text_size(0)
    assert window.appearance.scale == 1.0
    window.change_text_size(-1)
    assert window.appearance.scale == 1.0


def test_full_screen_and_back(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["full_screen"].trigger()
    qtbot.waitUntil(window.isFullScreen)
    assert window.actions_["full_screen"].isChecked()
    window.actions_["full_screen"].trigger()
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.actions_["full_screen"].isChecked()


_LOOKS = [(1600, 900, 0), (1024, 700, 0), (1600, 900, 5), (1024, 700, 5), (1024, 700, 3)]


@pytest.mark.parametrize(("width", "height", "larger"), _LOOKS)
@pytest.mark.parametrize("opened", [None, "map", "controls"])
def test_nothing_is_cut_off(
    qtbot: QtBot, window: MainWindow, width: int, height: int, larger: int, opened: Side | None
) -> None:
    window.change_text_size(larger)
    window.resize(width, height)
    window.session.set_pen(tool="brush")
    window.session.change(backward=True)
    if opened is not None and not window.has_panel(opened):
        window.toggle_panel(opened)
    part(window.parts.controls, QAbstractButton, "fold").click()
    window.session.change(window=(9, 9))
    qtbot.wait(20)
    assert window.size() == QSize(width, height), "the window must not demand more room"
    assert [_told(widget) for widget in _visible(window) if _is_cut_off(widget)] == []


def _visible(window: MainWindow) -> list[QWidget]:
    parts = [
        window.menuBar(),
        window.parts.tabs,
        window.parts.transport,
        window.parts.caption,
        *window.parts.panels.values(),
    ]
    found = [widget for owner in parts for widget in owner.findChildren(QWidget) if widget.isVisible()]
    return [widget for widget in found if not isinstance(widget, QScrollBar)]


def _is_cut_off(widget: QWidget) -> bool:
    """Whether a part is narrower than its text, or sticks out of what holds it."""
    holder = widget.parentWidget()
    scrolls = isinstance(holder, QScrollArea) or (
        holder is not None and holder.objectName() == "qt_scrollarea_viewport"
    )
    if holder is not None and not scrolls and not holder.rect().contains(widget.geometry()):
        return True
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + _ROUNDING
        return widget.sizeHint().width() > widget.width() + _ROUNDING
    if isinstance(widget, QLineEdit):
        return (
            widget.fontMetrics().horizontalAdvance(widget.text())
            > widget.width() - widget.textMargins().right()
        )
    if isinstance(widget, QAbstractButton) and widget.text() and widget.objectName() != "fold":
        return widget.minimumSizeHint().width() > widget.width() + _ROUNDING
    return False


def _told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QLineEdit | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName()} “{text}” {widget.geometry().getRect()}"


def test_the_inside_of_a_panel_is_never_wider_than_the_panel(qtbot: QtBot, window: MainWindow) -> None:
    for larger in (0, 5):
        window.change_text_size(larger)
        for side, panel in window.parts.panels.items():
            if not window.has_panel(side):
                window.toggle_panel(side)
            scroll = part(panel, QScrollArea)
            qtbot.waitUntil(partial(_fits, scroll))


def _fits(scroll: QScrollArea) -> bool:
    inside = scroll.widget()
    return inside is not None and inside.width() <= scroll.viewport().width()


def test_a_window_closes_in_the_middle_of_everything(qtbot: QtBot, session: Session) -> None:
    preferences = Preferences()
    appearance = Appearance(preferences)
    appearance.dress()
    window = MainWindow(session, preferences, appearance)
    window.show()
    session.choose_preset("photograph")
    session.play_pause()
    session.edit_at(None)
    window.actions_["keys"].trigger()
    window.close()
    assert not window.clock.running
    session.step_by(1)  # a session outlives its window
    window.deleteLater()


def test_large_letters_leave_the_boards_their_room(window: MainWindow) -> None:
    appearance = window.appearance
    assert appearance.stage_text(700) == appearance.stage_text(1200) == appearance.text
    for _ in TEXT_SIZES:
        window.change_text_size(1)
    assert appearance.text == 28
    assert appearance.stage_text(1200) == 28
    assert 14 < appearance.stage_text(700) < appearance.stage_text(900) < 28
    assert appearance.stage_text(200) == 14


def test_less_motion_is_respected(
    session: Session, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    for duration, slides in ((200, True), (0, False)):
        monkeypatch.setattr(
            type(qapp.style()), "styleHint", lambda _, which, d=duration: d if which == hint else 0
        )
        assert Appearance(Preferences(fresh=True)).moves is slides
    monkeypatch.undo()
    appearance = Appearance(Preferences(fresh=True))
    window = MainWindow(session, Preferences(fresh=True), appearance)
    assert window.stage.animated is appearance.moves
    window.deleteLater()
