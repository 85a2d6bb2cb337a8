"""What comes in from elsewhere: pasted, dropped or chosen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences
from tests.window.conftest import Press, Spy, named, part

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def matrix_file(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.csv"
    path.write_text("1,2,3\n4,5,6\n")
    return path


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_control_v_anywhere_opens_the_matrix(window: MainWindow, press: Press, spy: Spy) -> None:
    window.session.change(mode="average")
    spy.clear()
    _copy("1\t2\t3\n4\t5\t6\n")
    press(Qt.Key.Key_V, _CONTROL)
    state = window.session.state
    assert spy.calls == ["paste"]
    assert state.document.map.size == (2, 3)
    assert state.document.spec.mode == "average", "settings are kept"
    assert state.step == 0


def test_control_v_in_a_field_goes_into_the_field(window: MainWindow, press: Press, spy: Spy) -> None:
    field = named(window, "Window")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    _copy("3 x 2")
    press(Qt.Key.Key_V, _CONTROL)
    assert field.text() == "3 x 2"
    assert spy.calls == []


@pytest.mark.parametrize("text", ["hello", "1 2\n3", "1+1j", "NaN NaN x"])
def test_a_paste_that_is_no_matrix_leaves_everything(window: MainWindow, press: Press, text: str) -> None:
    before = window.session.state.document
    _copy(text)
    press(Qt.Key.Key_V, _CONTROL)
    assert window.session.state.document is before
    assert window.parts.caption.text.startswith("Warning: ")


def test_an_empty_clipboard_says_what_to_do(window: MainWindow, press: Press) -> None:
    QGuiApplication.clipboard().clear()
    press(Qt.Key.Key_V, _CONTROL)
    assert "copy a few rows of numbers first" in window.parts.caption.text


def test_a_copied_file_is_opened(window: MainWindow, press: Press, matrix_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(matrix_file))])
    QGuiApplication.clipboard().setMimeData(data)
    press(Qt.Key.Key_V, _CONTROL)
    assert window.session.state.document.map.size == (2, 3)


def _drop(window: MainWindow, data: QMimeData) -> bool:
    at = QPoint(800, 400)
    actions, button, modifier = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(at, actions, data, button, modifier)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(at), actions, data, button, modifier))
    return True


def test_a_dropped_file_is_opened(window: MainWindow, matrix_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(matrix_file))])
    assert _drop(window, data)
    assert window.session.state.document.map.values.tolist() == [[[1, 2, 3], [4, 5, 6]]]
    assert window.session.state.title == "matrix.csv"
    assert Preferences().folder == str(matrix_file.parent)


def test_dropped_text_is_pasted(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("9 8; 7 6")
    assert _drop(window, data)
    assert window.session.state.document.map.values.tolist() == [[[9, 8], [7, 6]]]


def test_what_holds_neither_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setData("application/x-nothing", b"1")
    assert not _drop(window, data)


def test_a_file_that_is_none_becomes_a_warning(window: MainWindow, tmp_path: Path) -> None:
    before = window.session.state.document
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert _drop(window, data)
    assert window.session.state.document is before
    assert window.parts.caption.text.startswith("Warning: ")


def test_open_offers_files_and_opens_the_chosen_one(
    qtbot: QtBot, window: MainWindow, press: Press, tmp_path: Path
) -> None:
    path = tmp_path / "ramp.npy"
    np.save(path, np.arange(12.0).reshape(3, 4))
    press(Qt.Key.Key_O, _CONTROL)
    dialog = part(window, QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(path))
    assert window.session.state.document.map.size == (3, 4)
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)


def test_a_closed_file_dialog_changes_nothing(
    qtbot: QtBot, window: MainWindow, press: Press, spy: Spy
) -> None:
    press(Qt.Key.Key_O, _CONTROL)
    dialog = part(window, QFileDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    assert spy.calls == []
