"""Everything can be reached and done without a mouse: Tab comes by every part, and menus open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Cell
from poolviz.window.actions import ACTIONS
from poolviz.window.main_window import MainWindow
from poolviz.window.menu_button import MenuButton
from tests.window.conftest import Press, named

_KINDS = (QAbstractButton, QLineEdit, QAbstractSlider, QTabBar, QAbstractItemView)
_OTHERS_WITHIN = ("arrow", "qt_menubar", "Scroll")


def parts(window: MainWindow) -> set[QWidget]:
    """Everything on show that a mouse could do something with.

    Of joined buttons Tab comes by the pressed one, and arrows go on from there; the arrows in a field are its
    arrow keys.
    """
    return {
        part
        for kind in _KINDS
        for part in window.findChildren(kind)
        if part.isVisible()
        and part.isEnabled()
        and not isinstance(part, QScrollBar)
        and not part.objectName().startswith(_OTHERS_WITHIN)
        and part.accessibleName() not in ("One more", "One less")
        and not (isinstance(part, QAbstractButton) and part.group() is not None and not part.isChecked())
    }


def walk(window: MainWindow, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Everything that Tab comes by on its way from the stage back to it."""
    window.stage.setFocus()
    visited: list[QWidget] = []
    for _ in range(300):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is window.stage:
            return visited
        visited.append(focus)
    raise AssertionError("Tab never comes back to the stage")


@pytest.mark.parametrize("scene", ["slide", "compare", "channels", "shift"])
def test_tab_comes_by_everything(window: MainWindow, scene: str) -> None:
    window.session.show_scene(scene)
    for fold in window.findChildren(QAbstractButton, "fold"):
        if fold.isVisible() and not fold.isChecked():
            fold.click()
    QApplication.processEvents()
    visited = walk(window)
    missed = {f"{type(part).__name__} “{part.accessibleName()}”" for part in parts(window) - set(visited)}
    assert missed == set()
    assert len(visited) == len(set(visited)), "Tab comes by something twice"


def test_tab_goes_back_the_way_it_came(window: MainWindow) -> None:
    assert walk(window, Qt.Key.Key_Backtab) == walk(window)[::-1]


def test_every_action_has_a_key_that_works_from_the_stage_or_the_window(window: MainWindow) -> None:
    assert [row.id for row in ACTIONS if not row.keys] == []
    assert all(window.actions_[row.id] in window.actions() for row in ACTIONS)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the word of a screen without keys
def test_a_menu_of_choices_opens_and_chooses_by_key(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    button = next(found for found in window.findChildren(MenuButton) if found.isVisible())
    button.setFocus()
    menu = button.menu()
    opened: list[QWidget | None] = []
    menu.aboutToShow.connect(lambda: opened.append(menu))
    menu.setActiveAction(menu.actions()[1])
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert opened == [menu]
    assert window.session.state.title == "One peak"


def test_alt_and_a_letter_open_each_menu(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    letters = [title[title.index("&") + 1].upper() for title in titles]
    assert len(set(letters)) == len(letters)
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        assert not menu.isEmpty()


@pytest.mark.parametrize("language", [QLocale.Language.German, QLocale.Language.English])
@pytest.mark.parametrize(("typed", "shown"), [("1,5", "1.5"), ("1.5", "1.5"), ("-2,25", "−2.25")])
def test_numbers_are_right_where_people_write_a_comma(
    window: MainWindow, language: QLocale.Language, typed: str, shown: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        window.session.show_scene("compare")
        field = named(window, "Bias")
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == shown
        assert window.session.state.refused == {}
    finally:
        QLocale.setDefault(before)


def test_nothing_moves_at_the_start_and_nothing_slides_for_the_calm(window: MainWindow) -> None:
    assert not window.session.state.playing
    assert not window.stage.wants_ticks
    window.stage.animated = True
    window.actions_["calm"].trigger()
    assert window.actions_["calm"].isChecked()
    assert not window.stage.animated
    window.session.step_by(1)
    assert not window.stage.wants_ticks
    window.actions_["calm"].trigger()
    assert not window.actions_["calm"].isChecked()


@pytest.mark.parametrize("scene", ["slide", "stack", "unpool"])
def test_esc_leads_from_everywhere_back_to_the_stage(window: MainWindow, scene: str) -> None:
    window.session.show_scene(scene)
    QApplication.processEvents()
    stuck: list[str] = []
    for part in walk(window):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        if QApplication.focusWidget() is not window.stage:
            stuck.append(f"{type(part).__name__} “{part.accessibleName()}”")
    assert stuck == []


def test_a_command_that_rests_types_nothing(window: MainWindow) -> None:
    window.stage.setFocus()
    QTest.keyClick(window.stage, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert window.session.state.editing is None


def test_the_key_of_ask_the_room_is_named_again_after_recall(window: MainWindow) -> None:
    button = named(window, "Ask the room")
    assert isinstance(button, QToolButton)
    before = button.text()
    assert before.endswith("Q")
    window.session.show_scene("recall")
    window.session.show_scene("slide")
    QApplication.processEvents()
    assert button.text() == before


def test_down_gives_a_number_to_its_cell_and_takes_the_editor_along(window: MainWindow) -> None:
    session = window.session
    session.place_cursor(Cell("input", 0, 0))
    session.edit_at(Cell("input", 0, 0))
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "5")
    QTest.keyClick(focus, Qt.Key.Key_Down)
    assert session.state.document.map.values[0, 0, 0] == 5
    assert session.state.editing == Cell("input", 1, 0)
    QTest.keyClicks(focus, "abc")
    QTest.keyClick(focus, Qt.Key.Key_Down)
    assert session.state.editing == Cell("input", 1, 0), "what is no number stays where it was typed"
    cursor = session.state.cursor
    assert cursor is None or cursor.cell == Cell("input", 1, 0)
