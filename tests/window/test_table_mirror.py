"""A table on the stage is a table to a screen reader: all rows and columns, in words, each row a step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from poolviz.views.table_mirror import ReadTable, RowsModel
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Press

Text = QAccessible.Text


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody listens from now on."""
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)


def read_table(window: MainWindow) -> ReadTable:
    found = window.findChildren(ReadTable)
    assert len(found) == 1
    return found[0]


def cells(window: MainWindow) -> list[str]:
    """What a screen reader is given, cell by cell; headings are left out."""
    table = QAccessible.queryAccessibleInterface(read_table(window))
    assert table is not None
    assert table.role() == QAccessible.Role.Table
    children: list[QAccessibleInterface] = [table.child(place) for place in range(table.childCount())]
    return [child.text(Text.Name) for child in children if child.role() == QAccessible.Role.Cell]


def test_nothing_is_there_while_nobody_listens(window: MainWindow) -> None:
    window.session.show_scene("stack")
    assert window.findChildren(ReadTable) == []


@pytest.mark.usefixtures("listening")
def test_every_row_and_every_figure_can_be_read(window: MainWindow) -> None:
    session = window.session
    session.show_scene("stack")
    table = session.state.frame.tables[0]
    assert read_table(window).accessibleName() == "Layers"
    words = cells(window)
    figures = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
    assert len(words) == len(figures) * (len(table.rows) + len(table.totals))
    assert words[0] == "picture; Layer, row 0"
    assert "18; Field, row 5" in words
    assert "22, chosen; Field, row 6" in words
    assert "7; Field without pooling, row 5" in words, "what comes out without pooling, side by side"
    assert "7.02 M; Activations, row 7" in words
    assert "nothing; Jump, row 7" in words
    for row, told in enumerate((*table.rows, *table.totals)):
        for place, column in enumerate(figures):
            text = "".join(run.text for run in told.entries[column])
            assert words[row * len(figures) + place].startswith(text or "nothing")


@pytest.mark.usefixtures("listening")
def test_rows_and_columns_without_room_are_read_as_well(window: MainWindow) -> None:
    window.resize(700, 500)
    window.session.show_scene("stack")
    window.session.change(preset="VGG-16")
    words = cells(window)
    assert "3; Field, row 1" in words
    assert "−90, chosen; starts, row 21" in words
    assert "250, chosen; Field without pooling, row 21" in words


@pytest.mark.usefixtures("listening")
def test_another_step_and_a_question_are_told(window: MainWindow) -> None:
    session = window.session
    session.show_scene("stack")
    table = read_table(window)
    session.seek(2)
    assert read_table(window) is table
    assert "4, chosen; Field, row 2" in cells(window)
    session.ask()
    session.step_by(1)
    assert "to be guessed, chosen; Field, row 3" in cells(window)
    session.ask()
    session.change(counted="bytes")
    assert "392.0 MiB; Bytes a batch, row 1" in cells(window)


@pytest.mark.usefixtures("listening")
def test_a_step_reads_no_cell(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    window.session.show_scene("stack")
    QApplication.processEvents()
    before = RowsModel.data

    def data(model: RowsModel, index: object, role: int = 0) -> str | None:
        found = before(model, index, role)  # type: ignore[arg-type]
        read.extend([index] if found is not None else [])
        return found

    monkeypatch.setattr(RowsModel, "data", data)
    window.session.seek(2)
    QApplication.processEvents()
    assert read == []


@pytest.mark.usefixtures("listening")
def test_enter_shows_the_step_of_a_row(window: MainWindow, press: Press) -> None:
    session = window.session
    session.show_scene("stack")
    table = read_table(window)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(2, 0))
    press(Qt.Key.Key_Down)
    assert session.state.step == 6, "arrows only read"
    press(Qt.Key.Key_Return)
    assert session.state.step == 3
    assert QApplication.focusWidget() is table
    table.setCurrentIndex(table.model().index(7, 0))
    press(Qt.Key.Key_Return)
    assert session.state.step == 3, "the totals are no step"
    shown = table.rows.table
    assert shown is not None
    table.rows.show_table(replace(shown, seeks=False))
    table.setCurrentIndex(table.model().index(1, 0))
    press(Qt.Key.Key_Return)
    assert session.state.step == 3


@pytest.mark.usefixtures("listening")
def test_it_lies_over_the_painted_table_and_goes_with_it(window: MainWindow) -> None:
    window.session.show_scene("stack")
    table = read_table(window)
    assert table.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert window.stage.seeker_at(table.geometry().center().toPointF()) == "layers"
    titles = [table.rows.headerData(place, Qt.Orientation.Horizontal) for place in range(3)]
    assert titles == ["Layer", "Size", "starts"]
    assert table.rows.headerData(4, Qt.Orientation.Vertical) == "row 4"
    assert table.rows.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) is None
    assert table.rows.data(table.rows.index(0, 0), Qt.ItemDataRole.ToolTipRole) is None
    window.session.show_scene("slide")
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    assert window.findChildren(ReadTable) == []
