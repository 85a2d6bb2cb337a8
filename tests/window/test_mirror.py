"""Every board is a table to a screen reader, with its numbers and roles in words, read only when it asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from poolviz.session.jobs import Jobs
from poolviz.session.session import new_session
from poolviz.views.mirror import BoardModel, BoardTable
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press

Text = QAccessible.Text


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody listens from now on."""
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Which cells were read."""
    cells: list[tuple[int, int]] = []
    before = BoardModel.data

    def data(model: BoardModel, index: object, role: int = 0) -> str | None:
        found: str | None = before(model, index, role)  # type: ignore[arg-type]
        if found is not None:
            cells.append((index.row(), index.column()))  # type: ignore[attr-defined]
        return found

    monkeypatch.setattr(BoardModel, "data", data)
    return cells


def heard(window: MainWindow, title: str) -> QAccessibleInterface:
    """What a screen reader is given for a board."""
    table = next(t for t in window.findChildren(BoardTable) if t.accessibleName().startswith(title))
    found = QAccessible.queryAccessibleInterface(table)
    assert found is not None
    return found


def cells(window: MainWindow, title: str) -> list[str]:
    """The cells of a board, as a screen reader is given them; headings are left out."""
    table = heard(window, title)
    children = [table.child(place) for place in range(table.childCount())]
    return [child.text(Text.Name) for child in children if child.role() == QAccessible.Role.Cell]


def test_nothing_is_there_while_nobody_listens(window: MainWindow) -> None:
    window.session.step_by(1)
    assert window.findChildren(BoardTable) == []


@pytest.mark.usefixtures("listening")
def test_a_board_is_a_table_with_its_numbers(window: MainWindow) -> None:
    window.session.step_by(1)
    table = heard(window, "Input")
    assert table.role() == QAccessible.Role.Table
    assert table.text(Text.Name) == "Input, 4 × 4"
    told = cells(window, "Input")
    assert len(told) == 16
    assert told[0] == "1; row 0, column 0"
    assert told[2] == "2, in the window; row 0, column 2"
    assert told[7] == "8, winner, in the window; row 1, column 3"


@pytest.mark.usefixtures("listening")
def test_what_is_not_worked_out_yet_says_so_until_it_is(window: MainWindow) -> None:
    window.session.seek(1)
    words = cells(window, "Output")
    assert words[0] == "6; row 0, column 0"
    assert words[1].startswith("8, in the window")
    assert words[2] == "not worked out yet; row 1, column 0"
    window.session.seek(2)
    assert cells(window, "Output")[2].startswith("3")


@pytest.mark.usefixtures("listening")
def test_an_answer_that_the_room_is_asked_for_is_not_told(window: MainWindow) -> None:
    window.session.ask()
    window.session.step_by(1)
    assert window.session.state.veiled
    assert cells(window, "Output")[1].startswith("to be guessed")
    assert not any("winner" in words for words in cells(window, "Input"))


@pytest.mark.usefixtures("listening")
def test_a_step_reads_no_cell(window: MainWindow, read: list[tuple[int, int]]) -> None:
    window.session.step_by(1)
    QApplication.processEvents()
    window.session.step_by(1)
    QApplication.processEvents()
    assert read == []
    table = heard(window, "Input")
    headings = table.childCount() - 16
    table.child(headings).text(Text.Name)
    assert 0 < len(set(read)) <= 1


@pytest.mark.usefixtures("listening")
def test_tables_lie_where_their_boards_are_and_let_the_mouse_through(window: MainWindow) -> None:
    window.session.step_by(1)
    for table in window.findChildren(BoardTable):
        assert table.isVisible()
        assert table.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        middle = table.geometry().center()
        found = window.stage.cell_at(middle.toPointF())
        assert found is not None
        board = window.session.state.frame.board(found.board)
        assert table.accessibleName() == f"{board.title}, {board.detail}"


@pytest.mark.usefixtures("listening")
def test_a_scene_with_other_boards_has_other_tables(window: MainWindow) -> None:
    window.session.step_by(1)
    window.session.show_scene("compare")
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    shown = {board.title for board in window.session.state.frame.boards}
    names = {table.accessibleName().split(",")[0] for table in window.findChildren(BoardTable)}
    assert names == shown


@pytest.mark.usefixtures("listening")
def test_a_board_too_large_to_be_read_out_is_left_to_its_magnifier(window: MainWindow) -> None:
    window.session.resize(512, 512)
    names = {table.cells.rowCount() for table in window.findChildren(BoardTable)}
    assert 512 not in names
    assert any(table.accessibleName().startswith("Magnifier") for table in window.findChildren(BoardTable))


@pytest.mark.usefixtures("listening")
def test_arrows_move_from_cell_to_cell_of_a_table(window: MainWindow, press: Press) -> None:
    window.session.step_by(1)
    table = next(t for t in window.findChildren(BoardTable) if t.accessibleName().startswith("Input"))
    step = window.session.state.step
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(0, 0))
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    assert window.session.state.step == step


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("scene", list(new_session(Jobs(inline=True)).scenes))
def test_no_two_boards_have_the_same_name(window: MainWindow, scene: str) -> None:
    window.session.show_scene(scene)
    window.session.step_by(1)
    names = [table.accessibleName() for table in window.findChildren(BoardTable)]
    assert names
    assert all(names)
    assert len(names) == len(set(names)), names
