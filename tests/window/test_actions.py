"""One table makes every action: what it says is what menus, keys, buttons and the sheet behind F1 show."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTextBrowser,
)

from poolviz.window.action_set import shown_keys
from poolviz.window.actions import ACTIONS, MENUS, Row
from poolviz.window.main_window import MainWindow
from poolviz.window.tool_actions import cell_keys
from tests.window.conftest import Press, part

_IDS = [row.id for row in ACTIONS]


def _menu(window: MainWindow, title: str) -> QMenu:
    for entry in window.menuBar().actions():
        menu = entry.menu()
        if isinstance(menu, QMenu) and entry.text().replace("&", "") == title:
            return menu
    raise AssertionError(f"no menu “{title}”")


def _entries(menu: QMenu) -> list[QAction]:
    """The actions of a menu and of the menus in it, but for those that a row fills by itself."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu) and not action.objectName():
            found += _entries(inner)
        elif not action.isSeparator():
            found.append(action)
    return found


def test_no_id_and_no_key_is_given_twice() -> None:
    keys = Counter((row.scene, QKeySequence(key).toString()) for row in ACTIONS for key in row.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(set(_IDS)) == len(_IDS)
    assert "" not in {key for _, key in keys}, "a key that Qt cannot read"


@pytest.mark.parametrize("row", ACTIONS, ids=_IDS)
def test_every_row_says_everything(row: Row) -> None:
    assert row.title
    assert row.keys
    assert row.tip
    assert row.menu in MENUS


def test_every_action_is_in_its_menu_and_nothing_else_is(window: MainWindow) -> None:
    for title in MENUS:
        shown = [action.objectName() for action in _entries(_menu(window, title))]
        assert shown == [row.id for row in ACTIONS if row.menu == title]


def test_every_action_has_its_keys_and_a_tooltip_that_names_them(window: MainWindow) -> None:
    for row in ACTIONS:
        action = window.actions_[row.id]
        keys = () if row.scene else row.keys
        assert [key.toString() for key in action.shortcuts()] == [QKeySequence(k).toString() for k in keys]
        assert action.isVisible() == (not row.scene)
        assert row.tip in action.toolTip()
        assert shown_keys(row) in action.toolTip()


def test_everything_that_can_be_reached_has_an_accessible_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QLineEdit, QAbstractSlider, QTabBar)
    nameless = [
        part
        for kind in kinds
        for part in window.findChildren(kind)
        if part.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (part.isHidden() or part.accessibleName() or _own_text(part))
    ]
    assert nameless == []


def _own_text(part: object) -> str:
    return part.text() if isinstance(part, QAbstractButton) else ""


def test_every_button_of_an_action_has_its_tooltip(window: MainWindow) -> None:
    for name in ("first", "previous", "play", "next"):
        button = part(window.parts.transport, QAbstractButton, name)
        assert button.toolTip() == window.actions_[name].toolTip()


def test_f1_lists_exactly_the_table(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_F1)
    sheet = part(window, QLabel, "key").window()
    assert sheet.isVisible()
    labels = [label.text() for label in sheet.findChildren(QLabel)]
    for row in ACTIONS:
        place = labels.index(row.title)
        assert labels[place + 1] == shown_keys(row)
    keys = [label.text() for label in sheet.findChildren(QLabel, "key")]
    assert len(keys) == len(ACTIONS) + len(cell_keys())
    for what, how in cell_keys():
        assert how in {labels[place + 1] for place, label in enumerate(labels) if label == what}
    sheet.close()


def test_f1_says_on_which_board_the_wheel_changes_numbers() -> None:
    assert dict(cell_keys())["One more, one less in ∂L/∂output"] == "wheel"
    assert dict(cell_keys())["Zoom on the other boards"] == "wheel"


def test_about_names_the_work_of_others(window: MainWindow) -> None:
    window.actions_["about"].trigger()
    licences = part(window, QTextBrowser)
    for name in ("Qt", "NumPy", "pyqtgraph", "Pillow", "ziamath", "Inter", "Chelsea"):
        assert name in licences.toPlainText()
    licences.window().close()


def test_undo_and_redo_name_what_they_change(window: MainWindow) -> None:
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    window.session.change(window=(3, 3))
    assert (undo.text(), undo.isEnabled()) == ("Undo: window 3 × 3", True)
    undo.trigger()
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    assert (redo.text(), redo.isEnabled()) == ("Redo: window 3 × 3", True)
    redo.trigger()
    assert window.session.state.document.spec.window == (3, 3)


def test_a_tick_says_what_is_so_and_not_what_was_clicked(window: MainWindow) -> None:
    light: QAction = window.actions_["theme_light"]
    assert light.isChecked()
    light.trigger()  # Qt turns the tick over by itself
    assert light.isChecked()
    window.actions_["theme_dark"].trigger()
    assert not light.isChecked()
    assert window.actions_["theme_dark"].isChecked()


def test_what_makes_no_sense_now_cannot_be_chosen(window: MainWindow) -> None:
    window.session.seek(0)
    assert not window.actions_["previous"].isEnabled()
    assert window.actions_["next"].isEnabled()
    window.session.seek(window.session.state.timeline.length - 1)
    assert window.actions_["previous"].isEnabled()
    assert not window.actions_["next"].isEnabled()


def test_icons_of_menus_are_drawn_when_a_menu_opens(window: MainWindow) -> None:
    assert not window.actions_["next"].icon().isNull(), "a button shows it from the first moment"
    assert window.actions_["open"].icon().isNull()
    _menu(window, "File").aboutToShow.emit()
    assert not window.actions_["open"].icon().isNull()
    before = window.actions_["open"].icon().cacheKey()
    window.choose_theme("dark")
    _menu(window, "File").aboutToShow.emit()
    assert window.actions_["open"].icon().cacheKey() != before
