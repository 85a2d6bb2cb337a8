"""Stack by mouse and by keyboard: a cell of every layer can be chosen and followed back to the picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Block
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press


def opened(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.session.show_scene("stack")
    window.session.act("try_photograph")
    window.session.change(preset="VGG-16")
    QApplication.processEvents()


@pytest.mark.parametrize("size", [(1600, 900), (1024, 700)])
def test_a_cell_of_every_layer_can_be_clicked(window: MainWindow, size: tuple[int, int]) -> None:
    opened(window, size)
    canvas = window.stage._canvas.viewport()
    for level in range(1, 22):
        area = window.stage._scenery.grids[f"map_{level}"].extent()
        assert canvas.rect().contains(area.toAlignedRect()), "the whole map is on the stage"
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
        state = window.session.state
        assert state.pinned
        assert state.focus is not None
        assert state.focus.board == f"map_{level}"
        marked = {mark.board for mark in state.frame.marks if mark.role == "window"}
        assert marked == {"input", "lens", *(f"map_{before}" for before in range(1, level + 1))}
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        assert not window.session.state.pinned


def test_the_magnifier_is_pointed_at_like_the_picture(window: MainWindow) -> None:
    opened(window, (1600, 900))
    window.session.seek(3)
    canvas, lens = window.stage._canvas.viewport(), window.session.state.frame.board("lens")
    grid = window.stage._scenery.grids["lens"]
    QTest.mouseMove(canvas, grid.rectangle(Block(1, 2)).center().toPoint())
    QApplication.processEvents()
    focus = window.session.state.focus
    assert focus is not None
    assert (focus.board, focus.row, focus.column) == ("input", lens.origin[0] + 1, lens.origin[1] + 2)


@pytest.mark.parametrize("is_photograph", [True, False])
def test_a_cell_of_a_layer_can_be_chosen_by_keyboard(
    window: MainWindow, press: Press, is_photograph: bool
) -> None:
    session = window.session
    session.show_scene("stack")
    if is_photograph:
        session.act("try_photograph")
    window.stage.setFocus()
    press(Qt.Key.Key_E)
    assert session.state.cursor is not None
    while session.state.cursor.cell.board != "map_2":
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    focus = session.state.focus
    assert session.state.pinned
    assert focus is not None
    assert focus.board == "map_2"
    assert {mark.board for mark in session.state.frame.marks} >= {"input", "lens", "map_1", "map_2"}
