"""A file that leaves a choice: the list of its arrays, and the rows that say how it was read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from poolviz.window.entry_chooser import EntryDialog
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy, part


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "features.npz"
    np.savez(path, labels=np.array(["a"]), conv1=np.arange(48.0).reshape(3, 4, 4), fc=np.arange(5.0))
    return str(path)


def _dialogs(window: MainWindow) -> list[EntryDialog]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [dialog for dialog in window.findChildren(EntryDialog) if dialog.isVisible()]


def _rows(window: MainWindow) -> dict[str, str]:
    """The pressed button of every reading row that can be seen."""
    pressed = [b for b in window.parts.map_panel.findChildren(QPushButton) if b.isVisible() and b.isChecked()]
    named = [button.accessibleName().partition(": ") for button in pressed]
    return {name: value for name, _, value in named if name in ("Read as", "Numbers", "Picture")}


def _press(window: MainWindow, name: str) -> None:
    found = [b for b in window.parts.map_panel.findChildren(QPushButton) if b.accessibleName() == name]
    button = next(button for button in found if button.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_arrays_are_listed_with_shape_and_type(window: MainWindow, archive: str) -> None:
    window.session.open_path(archive)
    (dialog,) = _dialogs(window)
    model = part(dialog, QTreeView, "entries").model()
    texts = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert texts == [["labels", "", ""], ["conv1", "3 × 4 × 4", "float64"], ["fc", "5", "float64"]]
    window.session.choose_entry(None)
    assert _dialogs(window) == []


def test_an_array_is_chosen_by_keyboard(qtbot: QtBot, window: MainWindow, archive: str, spy: Spy) -> None:
    window.session.open_path(archive)
    (dialog,) = _dialogs(window)
    entries = part(dialog, QTreeView, "entries")
    qtbot.waitUntil(entries.hasFocus)
    spy.clear()
    QTest.keyClick(entries, Qt.Key.Key_Down)
    QTest.keyClick(entries, Qt.Key.Key_Return)
    assert spy.calls == ["choose_entry"]
    assert window.session.state.document.map.shape == (1, 1, 5)
    assert _dialogs(window) == []


def test_what_cannot_be_opened_is_grey_and_says_why(window: MainWindow, archive: str, spy: Spy) -> None:
    window.session.open_path(archive)
    (dialog,) = _dialogs(window)
    entries = part(dialog, QTreeView, "entries")
    grey = [entries.model().index(row, 0).data(Qt.ItemDataRole.ForegroundRole) for row in range(3)]
    assert [brush is not None for brush in grey] == [True, False, False]
    reason, button = part(dialog, QLabel, "refusal"), dialog.findChildren(QPushButton)[0]
    assert not reason.isVisible()
    QTest.keyClick(entries, Qt.Key.Key_Up)
    assert "a map holds whole or decimal numbers" in reason.text()
    assert reason.isVisible()
    assert entries.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole) == reason.text()
    assert not button.isEnabled()
    spy.clear()
    QTest.keyClick(entries, Qt.Key.Key_Return)
    assert spy.calls == []
    QTest.keyClick(entries, Qt.Key.Key_Down)
    assert button.isEnabled()
    QTest.keyClick(entries, Qt.Key.Key_Return)
    assert window.session.state.document.map.shape == (3, 4, 4)


def test_escape_opens_nothing(qtbot: QtBot, window: MainWindow, archive: str, spy: Spy) -> None:
    before = window.session.state.document
    window.session.open_path(archive)
    (dialog,) = _dialogs(window)
    spy.clear()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert spy.calls == ["choose_entry"]
    assert _dialogs(window) == []
    assert window.session.state.document is before


def test_a_double_click_opens(window: MainWindow, archive: str) -> None:
    window.session.open_path(archive)
    (dialog,) = _dialogs(window)
    entries = part(dialog, QTreeView, "entries")
    at = entries.visualRect(entries.model().index(1, 0)).center()
    QTest.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.session.state.document.map.shape == (3, 4, 4)


def test_axes_and_scale_are_shown_and_changed_by_keyboard(
    window: MainWindow, tmp_path: Path, spy: Spy
) -> None:
    assert _rows(window) == {}
    path = tmp_path / "cube.npy"
    np.save(path, np.arange(120.0).reshape(4, 5, 6))
    window.session.open_path(str(path))
    assert _rows(window) == {"Read as": "CHW", "Numbers": "raw"}
    assert "Read as channels × height × width" in window.parts.caption.text
    spy.clear()
    _press(window, "Read as: HWC")
    _press(window, "Numbers: 0 to 1")
    assert spy.calls == ["reread", "reread"]
    assert _rows(window) == {"Read as": "HWC", "Numbers": "0 to 1"}
    assert window.session.state.document.map.shape == (6, 4, 5)
    window.session.undo()
    assert _rows(window) == {"Read as": "HWC", "Numbers": "raw"}
    window.session.choose_preset("ramp")
    assert _rows(window) == {}


def test_four_axes(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "batch.npy"
    np.save(path, np.zeros((1, 8, 9, 3)))
    window.session.open_path(str(path))
    assert _rows(window) == {"Read as": "NHWC", "Numbers": "raw"}
    assert window.session.state.document.map.shape == (3, 8, 9)
    _press(window, "Read as: NCHW")
    assert window.session.state.document.map.shape == (8, 9, 3)


def test_grey_or_colour_only_where_there_are_colours(window: MainWindow, tmp_path: Path) -> None:
    for mode, rows in (("L", {"Numbers": "raw"}), ("RGB", {"Picture": "grey", "Numbers": "raw"})):
        path = tmp_path / f"{mode}.png"
        Image.new(mode, (5, 4)).save(path)
        window.session.open_path(str(path))
        assert _rows(window) == rows
    _press(window, "Picture: colour")
    assert window.session.state.document.map.channels == 3


def test_what_cannot_be_read_like_that_leaves_the_row_as_it_was(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "cube.npy"
    np.save(path, np.zeros((4, 5, 6)))
    window.session.open_path(str(path))
    path.unlink()
    _press(window, "Read as: HWC")
    assert _rows(window)["Read as"] == "CHW"
    assert window.parts.caption.text.startswith("Warning: ")
