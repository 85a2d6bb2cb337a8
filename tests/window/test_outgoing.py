"""What goes out into files: by menu and dialog, by keyboard alone, and what is told of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from poolviz.export.plan import Plan
from poolviz.model.cards import anki_text, cards
from poolviz.model.progress import Outcome
from poolviz.session.state import Notice
from poolviz.window.field_row import Refused
from poolviz.window.fields import NumberField
from poolviz.window.main_window import MainWindow
from poolviz.window.tick_box import TickBox
from poolviz.window.worksheet_dialog import WorksheetDialog
from tests.export.paper import read
from tests.window.conftest import Press, Spy, part

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def told(window: MainWindow) -> Notice:
    notice = window.session.state.notice
    assert notice is not None
    return notice


def save_to(window: MainWindow, path: Path) -> None:
    """Choose a file in the dialog that asks for one."""
    dialog = next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible())
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(path))
    dialog.close()


def dialog_of(window: MainWindow) -> WorksheetDialog:
    window.actions_["worksheet"].trigger()
    return next(dialog for dialog in window.findChildren(WorksheetDialog) if dialog.isVisible())


def tick(dialog: WorksheetDialog, title: str) -> None:
    box = next(box for box in dialog.findChildren(TickBox) if box.text() == title)
    assert box.accessibleName() == title
    QTest.keyClick(box, Key.Key_Space)


def type_into(dialog: WorksheetDialog, name: str, text: str) -> NumberField:
    field = part(dialog, NumberField, name)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)  # done with the field, not with the dialog
    assert dialog.isVisible()
    return field


def press_button(dialog: WorksheetDialog, text: str) -> None:
    QTest.keyClick(next(b for b in dialog.findChildren(QPushButton) if b.text() == text), Key.Key_Space)


def sentences(dialog: WorksheetDialog) -> list[str]:
    return [line.text() for line in dialog.findChildren(Refused) if line.text()]


def test_a_worksheet_by_keyboard_alone(window: MainWindow, press: Press, tmp_path: Path, spy: Spy) -> None:
    press(Key.Key_P, _CONTROL)
    dialog = part(window, WorksheetDialog)
    assert dialog.isVisible()
    for title in ("Route the gradient", "Which cell won?", "Ties"):
        tick(dialog, title)
    type_into(dialog, "count", "5")
    type_into(dialog, "seed", "77")
    press_button(dialog, "Odd sizes")
    press_button(dialog, "Letter")
    spy.clear()
    QTest.keyClick(dialog, Key.Key_Return)
    path = tmp_path / "mine.pdf"
    save_to(window, path)
    assert spy.calls == ["run"]
    pages = read(path.read_bytes())
    words = " ".join(page.words for page in pages)
    assert round(pages[0].width) == 612
    assert "Seed 77 · Odd sizes · ties" in words
    assert ("5. " in words, "6. " in words) == (True, False)
    assert "Which cell of the input wins" in words
    assert "backward" not in words
    assert (tmp_path / "mine-key.pdf").exists()
    assert told(window) == Notice(f"“mine.pdf” and its key “mine-key.pdf” are in {tmp_path}.")


def test_the_next_worksheet_begins_as_the_last_one_was(window: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(window)
    tick(dialog, "Whole means")
    type_into(dialog, "count", "3")
    press_button(dialog, "Letter")
    dialog.accept()
    save_to(window, tmp_path / "a.pdf")
    again = dialog_of(window)
    planned: list[Plan] = []
    again.planned.connect(planned.append)
    again.accept()
    window.findChildren(QFileDialog)[-1].close()
    (plan,) = planned
    assert (plan.count, plan.paper, plan.wishes.whole_means) == (3, "Letter", True)


@pytest.mark.parametrize(("text", "word"), [("0", "1 to 100"), ("many", "many"), ("2.5", "2.5")])
def test_a_number_that_cannot_be_stays_and_is_told(window: MainWindow, text: str, word: str) -> None:
    dialog = dialog_of(window)
    field = type_into(dialog, "count", text)
    assert (field.text(), field.refused) == (text, True)
    assert word in " ".join(sentences(dialog))
    QTest.keyClick(field, Key.Key_Escape)
    assert (field.text(), field.refused) == ("12", False)
    dialog.reject()


def test_arrows_step_through_numbers(window: MainWindow) -> None:
    dialog = dialog_of(window)
    field = part(dialog, NumberField, "seed")
    QTest.keyClick(field, Key.Key_Up)
    assert field.text() == "20462"
    dialog.reject()


def test_what_excludes_each_other_is_told_at_once_and_not_printed(window: MainWindow) -> None:
    dialog = dialog_of(window)
    tick(dialog, "Ties")
    assert sentences(dialog) == []
    tick(dialog, "Unique maxima")
    assert "exclude" in sentences(dialog)[0]
    dialog.accept()
    assert dialog.isVisible()
    tick(dialog, "Ties")
    assert sentences(dialog) == []
    dialog.reject()


def test_nothing_asked_is_no_worksheet(window: MainWindow) -> None:
    dialog = dialog_of(window)
    for box in dialog.findChildren(TickBox):
        if box.isChecked():
            tick(dialog, box.text())
    dialog.accept()
    assert dialog.isVisible()
    assert sentences(dialog) == ["Choose at least one kind of exercise."]
    dialog.reject()


def test_a_key_of_somebody_else_is_not_written_over(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "mine-key.pdf").write_text("somebody's")
    dialog_of(window).accept()
    save_to(window, tmp_path / "mine.pdf")
    assert told(window).kind == "warning"
    assert "mine-key.pdf" in told(window).text
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["mine-key.pdf"]


def test_a_worksheet_that_is_replaced_takes_its_key_along(window: MainWindow, tmp_path: Path) -> None:
    for name in ("mine.pdf", "mine-key.pdf"):
        (tmp_path / name).write_text("old")
    dialog_of(window).accept()
    save_to(window, tmp_path / "mine.pdf")
    for name in ("mine.pdf", "mine-key.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_gone_is_told(window: MainWindow, tmp_path: Path) -> None:
    dialog_of(window).accept()
    save_to(window, tmp_path / "gone" / "mine.pdf")
    assert (told(window).kind, "folder" in told(window).text) == ("warning", True)


def test_cards_are_saved(window: MainWindow, press: Press, spy: Spy, tmp_path: Path) -> None:
    press(Key.Key_P, _CONTROL | _SHIFT)
    save_to(window, tmp_path / "cards.txt")
    assert spy.calls == ["export_cards"]
    assert (tmp_path / "cards.txt").read_text("utf-8") == anki_text(cards())
    assert "cards.txt" in told(window).text


def test_cards_that_cannot_be_saved_are_told(window: MainWindow, tmp_path: Path) -> None:
    window.actions_["cards"].trigger()
    save_to(window, tmp_path)
    assert told(window).kind == "warning"


def answer(window: MainWindow, *right: bool) -> None:
    """Count answers as a scene does."""
    session = window.session
    for number, one in enumerate(right):
        session._record.count(Outcome("values", one, number))
    session._publish()


def test_progress_is_there_once_something_was_answered(window: MainWindow, tmp_path: Path) -> None:
    export, forget = window.actions_["export_progress"], window.actions_["forget_progress"]
    assert (export.isEnabled(), forget.isEnabled()) == (False, False)
    answer(window, True, False)
    assert (export.isEnabled(), forget.isEnabled()) == (True, True)
    export.trigger()
    save_to(window, tmp_path / "mine.json")
    assert json.loads((tmp_path / "mine.json").read_text())["kinds"]["values"]["right"] == 1


@pytest.mark.parametrize(("button", "left"), [("Forget", 0), ("Keep", 2)])
def test_progress_is_forgotten_only_when_it_was_confirmed(window: MainWindow, button: str, left: int) -> None:
    answer(window, True, False)
    window.actions_["forget_progress"].trigger()
    question = part(window, QMessageBox)
    assert "answered: 2, right: 1" in question.text()
    assert question.defaultButton().text() == "Keep"
    next(b for b in question.buttons() if b.text() == button).click()
    assert window.session.state.progress.total()[0] == left


def test_escape_forgets_nothing(window: MainWindow) -> None:
    answer(window, True)
    window.actions_["forget_progress"].trigger()
    QTest.keyClick(part(window, QMessageBox), Key.Key_Escape)
    assert window.session.state.progress.total() == (1, 1)
