"""A whole session in Recall by keyboard alone, through the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from poolviz.exercises import Exercise, kinds
from poolviz.frame.model import Cell
from poolviz.frame.numbers import full
from poolviz.model.scene import parameters_of
from poolviz.scenes.recall.round import Round
from poolviz.views.head import Head
from poolviz.window.main_window import MainWindow
from tests.window.conftest import part
from tests.window.fingers import type_keys

Key = Qt.Key


class Student:
    """Answers exercises and touches nothing but keys."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        window.stage.setFocus()
        window.session.show_scene("recall")

    @property
    def exercise(self) -> Exercise:
        """What is asked."""
        session = self.window.session
        exercise = Round(
            session.state.document, parameters_of(session.scene, session.state.document)
        ).exercise
        assert exercise is not None
        return exercise

    def press(self, *keys: Qt.Key) -> None:
        """Wherever the focus is."""
        for key in keys:
            QTest.keyClick(self._focus(), key)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Figure by figure."""
        for letter in text.replace("−", "-"):
            type_keys(self._focus(), letter)
            QApplication.processEvents()

    def answer(self, *, right: bool = True) -> None:
        """Fill in or pick, and leave the check to Enter."""
        exercise = self.exercise
        solution = exercise.solution()
        if exercise.asked == "type":
            for number, blank in enumerate(exercise.blanks):
                value = solution[blank] + (1 if number == 0 and not right else 0)
                self.type(full(round(value, 2)))
                self.press(Key.Key_Tab)
            return
        wanted = set(solution)
        if not right:
            other = next(cell for cell in exercise.blanks if cell not in wanted)
            wanted = {other} if exercise.asked == "pick" else wanted | {other}
        self._pick(exercise, wanted)

    def _pick(self, exercise: Exercise, wanted: set[Cell]) -> None:
        """Row by row over the board, Space where a cell is wanted."""
        rows = max(cell.row for cell in exercise.blanks) + 1
        columns = max(cell.column for cell in exercise.blanks) + 1
        self.press(Key.Key_Right)  # the cursor appears
        for row in range(rows):
            for column in range(columns):
                at = column if row % 2 == 0 else columns - 1 - column
                if Cell(exercise.blanks[0].board, row, at) in wanted:
                    self.press(Key.Key_Space)
                self.press(Key.Key_Right if row % 2 == 0 else Key.Key_Left)
            self.press(Key.Key_Down)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.stage


@pytest.fixture
def student(window: MainWindow) -> Student:
    return Student(window)


def verdict(window: MainWindow) -> str:
    """What stands above the boards."""
    prompt = window.session.state.frame.prompt
    assert prompt is not None
    return prompt.verdict


@pytest.mark.parametrize("kind", kinds())
def test_an_exercise_is_answered_by_keyboard_alone(student: Student, kind: str) -> None:
    window = student.window
    window.session.change(kind=kind)
    student.answer()
    student.press(Key.Key_Return)
    assert verdict(window) == "Right."
    student.press(Key.Key_N)
    assert verdict(window) == ""
    student.answer(right=False)
    student.press(Key.Key_Return)
    assert verdict(window) not in ("", "Right.")
    assert window.session.state.timeline.length == 1 or window.session.state.playing
    student.press(Key.Key_N)
    assert window.session.state.frame.place == "exercise 3"


def test_tab_goes_from_field_to_field_and_back(student: Student) -> None:
    session = student.window.session
    session.change(kind="size")
    student.type("7")
    assert session.state.editing == Cell("height", 0, 0)
    student.press(Key.Key_Tab)
    assert session.state.editing == Cell("width", 0, 0)
    student.press(Key.Key_Backtab)
    assert session.state.editing == Cell("height", 0, 0)
    assert session.state.frame.board("height").value(0, 0) == 7
    student.press(Key.Key_Backtab)
    assert session.state.editing == Cell("height", 0, 0)


def test_letters_of_the_scene_work_while_a_cell_is_typed_into(student: Student) -> None:
    session = student.window.session
    student.type("4")
    student.press(Key.Key_H)
    assert session.state.frame.caption.lead == "A hint"
    assert session.state.frame.board("answer").value(0, 0) == 4
    student.press(Key.Key_N)
    assert session.state.frame.place == "exercise 1", "only once it is checked"
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "4", "no letter becomes part of an answer"


def test_an_answer_is_deleted(student: Student) -> None:
    session = student.window.session
    student.type("4")
    student.press(Key.Key_Tab, Key.Key_Backtab, Key.Key_Delete)
    assert session.state.frame.board("answer").value(0, 0) is None
    student.press(Key.Key_Escape, Key.Key_Return)
    assert session.state.notice is not None
    assert "Fill in every cell first" in session.state.notice.text


def test_space_on_the_stage_picks_where_the_pointer_rests_too(student: Student) -> None:
    window = student.window
    window.session.change(kind="winner")
    QTest.mouseMove(window.stage, window.stage.rect().center())
    student.press(Key.Key_Right, Key.Key_Space)
    assert "picked" in window.session.state.frame.roles("input", 0, 0)
    assert not window.session.state.playing


def test_a_click_picks(student: Student) -> None:
    window = student.window
    window.session.change(kind="winner")
    QApplication.processEvents()
    canvas = window.stage._canvas.viewport()
    grid = window.stage._scenery.grids["input"]
    middle = grid.inner(1, 2).center().toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert "picked" in window.session.state.frame.roles("input", 1, 2)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert "picked" not in window.session.state.frame.roles("input", 1, 2)


def open_sheets(window: MainWindow) -> list[QDialog]:
    """Sheets for a number that can be seen."""
    return [sheet for sheet in window.findChildren(QDialog, "numberSheet") if sheet.isVisible()]


def test_f2_asks_for_the_seed_also_without_the_panel(student: Student) -> None:
    window = student.window
    window.toggle_panel("controls")
    student.press(Key.Key_F2)
    sheet = part(window, QDialog, "numberSheet")
    student.type("100000")
    student.press(Key.Key_Return)
    assert sheet.isVisible()
    assert part(sheet, QLabel, "refusal").text()
    field = part(sheet, QLineEdit)
    field.selectAll()
    student.type("x")
    student.press(Key.Key_Return)
    assert part(sheet, QLabel, "refusal").text() == "Seed takes a whole number."
    field.selectAll()
    student.type("77")
    student.press(Key.Key_Return)
    assert not open_sheets(window)
    assert window.windowTitle() == "Recall · seed 77 — poolviz"
    assert window.session.state.refused == {}


def test_a_sheet_that_is_left_forgets_what_could_not_be(student: Student) -> None:
    window = student.window
    window.ask_number("seed")
    QApplication.processEvents()
    student.type("100000")
    student.press(Key.Key_Return)
    assert "seed" in window.session.state.refused
    part(window, QDialog, "numberSheet").reject()
    assert window.session.state.refused == {}
    window.ask_number("kind")
    assert not open_sheets(window)


def test_keys_of_recall_are_its_own_only_while_it_is_shown(window: MainWindow) -> None:
    actions = window.actions_
    assert not actions["recall.check"].isVisible()
    assert "N" in [key.toString() for key in actions["next"].shortcuts()]
    student = Student(window)
    assert actions["recall.check"].isVisible()
    assert not actions["recall.next"].isEnabled()
    student.answer()
    student.press(Key.Key_Return)
    assert actions["recall.next"].isEnabled()
    assert "N" not in [key.toString() for key in actions["next"].shortcuts()]
    window.session.show_scene("slide")
    assert "N" in [key.toString() for key in actions["next"].shortcuts()]


def test_everything_is_announced(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    student.window.session.change(kind="shape")
    assert said[-1].startswith(student.exercise.prompt.rstrip("."))
    student.answer(right=False)
    student.press(Key.Key_Return)
    assert any(message.startswith("3 of 4 right.") for message in said)
    student.press(Key.Key_N)
    student.window.session.change(kind="values")
    student.answer(right=False)
    student.press(Key.Key_Return)
    assert student.window.session.state.playing
    assert "right." in said[-1], "the verdict is said although it plays"


def test_the_prompt_is_away_in_other_scenes(student: Student) -> None:
    window = student.window
    head = part(window, Head)
    labels = {label.accessibleName() for label in head.findChildren(QLabel) if label.isVisible()}
    assert student.exercise.prompt in labels
    assert "Seed 20461 · no. 1" in labels
    window.session.show_scene("slide")
    assert not [label for label in head.findChildren(QLabel) if label.isVisible()]
    assert window.windowTitle() == "Worked example — poolviz"


def test_the_verdict_has_a_sign_beside_its_colour(student: Student) -> None:
    student.answer()
    student.press(Key.Key_Return)
    labels = [label.text() for label in part(student.window, Head).findChildren(QLabel)]
    assert "✓  Right." in labels


def test_kinds_stand_under_each_other(student: Student) -> None:
    buttons = [b for b in student.window.findChildren(QPushButton) if b.property("segment") == "listed"]
    titles = [kind.title for kind in kinds().values()]
    assert [button.text() for button in buttons][: len(titles)] == titles
    assert len({button.x() for button in buttons}) == 1
    QTest.mouseClick(buttons[2], Qt.MouseButton.LeftButton)
    assert student.exercise.kind == "winner"
    buttons[5].setFocus(Qt.FocusReason.TabFocusReason)
    student.press(Key.Key_Space)
    assert student.exercise.kind == "field"


def test_the_room_is_not_asked_what_is_asked_already(student: Student) -> None:
    assert not student.window.actions_["ask"].isEnabled()
    student.window.session.show_scene("slide")
    assert student.window.actions_["ask"].isEnabled()
