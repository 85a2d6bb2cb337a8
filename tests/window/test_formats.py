"""Every format, written by other software, opened through the real window; and what cannot be opened."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTreeView

from poolviz.window.entry_chooser import EntryDialog
from poolviz.window.main_window import MainWindow
from tests.window.conftest import part
from tests.window.written import CUBE, EVERY, Written


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(800, 400), copy, data, button, modifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(800, 400), copy, data, button, modifier))


def _open(window: MainWindow, path: Path) -> None:
    window.actions_["open"].trigger()
    dialog = part(window, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def _choose(window: MainWindow, name: str) -> None:
    """Go down the list by key until the array is reached, and open it."""
    dialog = next(dialog for dialog in window.findChildren(EntryDialog) if dialog.isVisible())
    entries = part(dialog, QTreeView, "entries")
    for _ in range(entries.model().rowCount()):
        if entries.currentIndex().siblingAtColumn(0).data() == name:
            break
        QTest.keyClick(entries, Qt.Key.Key_Down)
    QTest.keyClick(entries, Qt.Key.Key_Return)


def _check_shown(window: MainWindow, written: Written) -> None:
    state = window.session.state
    assert state.choice is None
    assert state.document.map.shape == written.shown.shape, state.notice
    shown = state.document.map.values.astype(float)
    assert np.abs(shown - written.shown).max() <= written.near
    assert window.windowTitle().startswith(written.name)
    assert not window.stage.grab().isNull()


@pytest.mark.parametrize("way", [_drop, _open], ids=["dropped", "opened"])
@pytest.mark.parametrize("written", EVERY, ids=lambda written: written.name)
def test_every_format(
    window: MainWindow, tmp_path: Path, written: Written, way: Callable[[MainWindow, Path], None]
) -> None:
    path = tmp_path / written.name
    written.write(path)
    way(window, path)
    if written.entry:
        _choose(window, written.entry)
    _check_shown(window, written)
    window.actions_["undo"].trigger()
    assert window.session.state.title == "Worked example"


@pytest.mark.parametrize("name", ["map.npy", "net.h5", "features.mat"])
def test_the_axes_are_another_person_s_to_say(window: MainWindow, tmp_path: Path, name: str) -> None:
    written = next(written for written in EVERY if written.name == name)
    written.write(tmp_path / name)
    _drop(window, tmp_path / name)
    if written.entry:
        _choose(window, written.entry)
    source = window.session.state.opened
    assert source is not None
    other = next(axes for axes in source.axes_choices if axes != source.axes)
    buttons = window.parts.map_panel.findChildren(QPushButton)
    button = next(b for b in buttons if b.accessibleName() == f"Read as: {other}" and b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.session.state.document.map.shape in {(6, 4, 5), (5, 6, 4)}
    window.actions_["undo"].trigger()
    assert window.session.state.document.map.values.tolist() == CUBE.tolist()


def _forged(path: Path) -> None:
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536), }"
    header = header.ljust(117) + b"\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", bytes(300_000_000))


def _cut(path: Path) -> None:
    EVERY[0].write(path)
    path.write_bytes(path.read_bytes()[:-30])


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "forged.npy": (_forged, "forged.npy"),
    "bomb.npz": (_bomb, "bomb.npz"),
    "cut.png": (_cut, "damaged or cut short"),
    "empty.csv": (lambda path: path.write_bytes(b""), "empty"),
    "ragged.csv": (lambda path: path.write_text("1,2\n3"), "ragged.csv"),
    "model.pt": (lambda path: path.write_bytes(pickle.dumps([1, 2])), "model.pt"),
    "hidden.npy": (lambda path: path.write_bytes(pickle.dumps([1, 2])), "hidden.npy"),
    "objects.npy": (lambda path: np.save(path, np.array([{}]), allow_pickle=True), "objects.npy"),
    "complex.npy": (lambda path: np.save(path, CUBE + 1j), "complex.npy"),
    "deep.npy": (lambda path: np.save(path, np.zeros((1, 1, 1, 1, 1))), "5 dimensions"),
    "batch.npy": (lambda path: np.save(path, np.zeros((8, 3, 8, 8))), "batch of 8"),
    "paper.pdf": (lambda path: path.write_bytes(b"%PDF-1.7 "), "PDF"),
    "words.txt": (lambda path: path.write_text("once upon a time"), "words.txt"),
    "folder": (lambda path: path.mkdir(), "folder"),
    "gone.npy": (lambda path: None, "gone.npy"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_opened_leaves_everything(window: MainWindow, tmp_path: Path, name: str) -> None:
    write, words = REFUSED[name]
    write(tmp_path / name)
    window.session.change(mode="average")
    before = window.session.state
    _drop(window, tmp_path / name)
    after = window.session.state
    assert after.document is before.document
    assert (after.step, after.undo_label, after.choice) == (before.step, before.undo_label, None)
    said = window.parts.caption.text
    assert said.startswith(f"Warning: “{name}”: ")
    assert words in said
    assert said.endswith(".")
    assert not [dialog for dialog in window.findChildren(EntryDialog) if dialog.isVisible()]
