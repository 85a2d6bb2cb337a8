"""What is copied: the board that is meant, in the notation that was asked for, and the stage as a picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from poolviz.files.limits import Limits
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.window.copying import Copying
from poolviz.window.main_window import MainWindow
from tests.files.parsed import parse_matrix
from tests.window.conftest import Press, move, named
from tests.window.test_trials import canvas, place_of

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def copied() -> str:
    return QGuiApplication.clipboard().text()


def notice(window: MainWindow) -> str:
    found = window.session.state.notice
    return found.text if found is not None else ""


def point(window: MainWindow, cell: Cell) -> None:
    move(canvas(window), place_of(window, cell))


def test_control_c_copies_the_board_under_the_pointer(window: MainWindow, press: Press) -> None:
    point(window, Cell("input", 2, 2))
    press(Qt.Key.Key_C, _CONTROL)
    assert copied() == "1\t1\t2\t4\n5\t6\t7\t8\n3\t2\t1\t0\n1\t2\t3\t4\n"
    assert notice(window) == "Copied: Input, 4 × 4, as a table for spreadsheets."
    press(Qt.Key.Key_Right)
    assert notice(window) == "", "a note goes as soon as one goes on"


def test_without_a_pointer_it_is_the_output_with_all_its_numbers(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_C, _CONTROL)
    assert copied() == "6\t8\n3\t4\n"
    window.session.pin(Cell("input", 0, 0))
    press(Qt.Key.Key_C, _CONTROL)
    assert parse_matrix(copied()).shape == (4, 4), "the board that is held"


def test_the_cursor_of_the_keyboard_says_which(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_G)
    press(Qt.Key.Key_Right, _SHIFT)
    press(Qt.Key.Key_C, _CONTROL)
    assert parse_matrix(copied()).tolist() == window.session.state.document.map.values[0].tolist()


def test_a_gradient_on_its_way_is_copied_as_it_stands(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_G)
    point(window, Cell("gradient", 0, 0))
    press(Qt.Key.Key_C, _CONTROL)
    assert parse_matrix(copied()).sum() == 1
    assert parse_matrix(copied())[1, 1] == 1


def test_what_was_kept_can_be_copied_too(window: MainWindow, press: Press) -> None:
    window.session.keep()
    window.session.change(mode="average")
    point(window, Cell("kept_output", 0, 0))
    press(Qt.Key.Key_C, _CONTROL)
    assert copied() == "6\t8\n3\t4\n"
    point(window, Cell("output", 0, 0))
    press(Qt.Key.Key_C, _CONTROL)
    assert parse_matrix(copied()).tolist() == [[3.25, 5.25], [2, 2]]


@pytest.mark.parametrize(
    ("action", "expected", "title"),
    [
        ("copy_numpy", "np.array([[3.25, 5.25],\n          [2.0, 2.0]])", "NumPy"),
        ("copy_matlab", "[3.25 5.25; 2 2]", "MATLAB"),
        ("copy_latex", "\\begin{bmatrix}\n3.25 & 5.25 \\\\\n2 & 2\n\\end{bmatrix}", "LaTeX"),
        ("copy_markdown", "|   |   |\n|--:|--:|\n| 3.25 | 5.25 |\n| 2 | 2 |", "Markdown"),
    ],
)
def test_by_menu_it_is_written_for_other_programs(
    window: MainWindow, action: str, expected: str, title: str
) -> None:
    window.session.change(mode="average")
    window.actions_[action].trigger()
    assert copied() == expected
    assert notice(window) == f"Copied: Output, 2 × 2, as {title}."


def test_what_is_copied_can_be_pasted_again(window: MainWindow) -> None:
    window.session.paste("0.1 -2.5; nan 1e30")
    before = window.session.state.document.map.values
    for action in ("copy", "copy_numpy", "copy_matlab", "copy_latex", "copy_markdown"):
        window.session.pin(Cell("input", 0, 0))
        window.actions_[action].trigger()
        window.actions_["paste"].trigger()
        assert np.array_equal(window.session.state.document.map.values, before, equal_nan=True)


@pytest.mark.parametrize(
    ("country", "table"),
    [(QLocale.Country.Germany, "3,25\t5,25\n2\t2\n"), (QLocale.Country.UnitedStates, "3.25\t5.25\n2\t2\n")],
)
def test_only_a_spreadsheet_gets_the_sign_of_its_country(
    window: MainWindow, country: QLocale.Country, table: str
) -> None:
    language = QLocale.Language.German if country == QLocale.Country.Germany else QLocale.Language.English
    copying = Copying(window.session, window.stage, lambda: QLocale(language, country))
    window.session.change(mode="average")
    copying.copy("tsv")
    assert copied() == table
    copying.copy("matlab")
    assert copied() == "[3.25 5.25; 2 2]"


def test_many_numbers_are_written_beside_the_window(window: MainWindow) -> None:
    window.session.choose_preset("photograph")
    window.session.pin(Cell("input", 0, 0))
    window.actions_["copy"].trigger()
    assert np.array_equal(parse_matrix(copied()), window.session.state.document.map.values[0])


def test_too_many_numbers_are_refused_with_a_sentence(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    side = 1001
    assert side * side > Limits().text_numbers
    window.session.open_map(Map.from_array(np.zeros((side, side), np.uint8)))
    window.session.pin(Cell("input", 0, 0))
    window.actions_["copy"].trigger()
    assert copied() == "before"
    assert "up to 1" in notice(window)
    assert window.session.state.notice is not None
    assert window.session.state.notice.kind == "warning"


def test_a_fault_is_no_refusal(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    copying = Copying(window.session, window.stage)
    with pytest.raises(RuntimeError, match="broken"):
        copying._refuse(RuntimeError("broken"))


def test_control_c_in_a_field_copies_from_the_field(window: MainWindow, press: Press) -> None:
    field = named(window, "Window")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    press(Qt.Key.Key_C, _CONTROL)
    assert copied() == field.text()


def test_copy_as_is_a_menu_in_the_menu(window: MainWindow) -> None:
    edit = next(
        action.menu() for action in window.menuBar().actions() if "Edit" in action.text().replace("&", "")
    )
    assert isinstance(edit, QMenu)
    inside = next(a.menu() for a in edit.actions() if a.text() == "Copy as")
    assert isinstance(inside, QMenu)
    assert [action.text() for action in inside.actions()] == ["NumPy", "MATLAB", "LaTeX", "Markdown"]


# The stage as a picture


def picture(window: MainWindow, press: Press) -> QImage:
    press(Qt.Key.Key_C, _CONTROL | _SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    image = QImage.fromData(data.data("image/png"))
    assert image.size() == QGuiApplication.clipboard().image().size()
    return image


def test_the_picture_has_a_clear_ground_and_is_sharp(window: MainWindow, press: Press) -> None:
    image = picture(window, press)
    assert image.hasAlphaChannel()
    corner = image.pixelColor(0, 0)
    assert corner.alpha() == 0
    alphas = {
        image.pixelColor(x, y).alpha()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    }
    assert {0, 255} <= alphas
    assert image.dotsPerMeterX() == round(2 * 96 / 0.0254)
    assert notice(window).startswith("Copied: the stage as a picture of ")


def test_the_picture_holds_the_cells_in_their_colours(window: MainWindow, press: Press) -> None:
    image = picture(window, press)
    at = place_of(window, Cell("input", 0, 3))
    seen = canvas(window).grab().toImage().pixelColor(at)
    found = {
        image.pixelColor(x, y).rgba() for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)
    }
    assert seen.rgba() in found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_a_question_stand_on_the_clear_ground(window: MainWindow, press: Press, theme: str) -> None:
    window.actions_[f"theme_{theme}"].trigger()
    window.session.ask()
    window.session.step_by(1)
    image = picture(window, press)
    text = window.appearance.theme.text
    assert any(
        image.pixelColor(x, y).name() == text and image.pixelColor(x, y).alpha() == 255
        for x in range(image.width())
        for y in range(image.height() - 120, image.height(), 2)
    ), "the formula"


def test_nothing_is_left_behind_and_nothing_on_screen_changes(window: MainWindow, press: Press) -> None:
    before = canvas(window).grab().toImage()
    widgets = len(QApplication.allWidgets())
    picture(window, press)
    assert canvas(window).grab().toImage().size() == before.size(), "a message moves nothing"
    window.session.dismiss()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert len(QApplication.allWidgets()) == widgets
    assert canvas(window).grab().toImage() == before


def test_backward_with_charts_and_large_maps_make_pictures(window: MainWindow, press: Press) -> None:
    for change in ("slide", "compare", "channels", "shift"):
        window.session.show_scene(change)
        assert picture(window, press).width() > 200
    window.session.show_scene("slide")
    window.session.choose_preset("photograph")
    window.session.change(backward=True)
    assert picture(window, press).width() > 200


def test_no_pointer_is_over_a_board_beside_all_of_them(window: MainWindow) -> None:
    area: QWidget = canvas(window)
    move(area, QPoint(2, 2))
    assert window.stage.cell_at(QPointF(2, 2)) is None
    assert window.stage.pointed == ""
