"""A person who does one random thing after the other, by a seed, through the real window."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QSlider,
    QWidget,
)

from poolviz.model.controls import ActionControl
from poolviz.window.actions import ACTIONS
from poolviz.window.main_window import MainWindow
from tests.window.artist import Artist
from tests.window.conftest import let_go, move
from tests.window.fingers import type_keys
from tests.window.pasted import PASTED
from tests.window.tried import value_for

_TYPED = ("2", "3", "1", "0", "7", "-1", "2 x 3", "2.5", "nonsense", "", "999", "1 2 3", "4x1", "1e3")
_NUMBERS = ("5", "-2", "0.5", "1e3", "nan", "inf", "-inf", "x", "", "12345.678", "−", "1,5")
_SIZES = ((1600, 900), (1024, 700), (1201, 800), (1199, 640), (700, 560), (1920, 1080), (900, 1200))
# These end the test or wait for somebody.
_DIALOGS = {"open", "recent", "about", "keys", "worksheet", "cards", "export_progress", "forget_progress"}
_NOT_PRESSED = frozenset({"quit", "full_screen", "filters", "recall.seed"} | _DIALOGS)
_LARGEST_SIDE = 40


class Person(Artist):
    """Does things at random, and remembers what it did."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.done: deque[str] = deque(maxlen=100)
        self._habits: list[tuple[Callable[[], str], int]] = [
            (self.press_a_key, 24),
            (self.trigger_an_action, 8),
            (self.click_on_the_stage, 12),
            (self.drag_on_the_stage, 8),
            (self.turn_the_wheel, 8),
            (self.edit_a_cell, 8),
            (self.change_a_control, 14),
            (self.type_into_a_field, 10),
            (self.press_a_button, 10),
            (self.draw_with_a_tool, 10),
            (self.use_the_cursor, 10),
            (self.change_the_whole_map, 6),
            (self.scrub, 6),
            (self.open_a_preset, 5),
            (self.paste, 5),
            (self.copy_and_paste, 3),
            (self.resize_the_window, 3),
            (self.open_a_sheet, 1),
            (self.undo_or_redo, 8),
            (self.let_time_go_by, 8),
        ]

    def act(self) -> None:
        """Do one thing."""
        habits, weights = zip(*self._habits, strict=True)
        habit: Callable[[], str] = self.random.choices(habits, weights)[0]
        self.done.append(f"{habit.__name__}: …")
        self.done[-1] = f"{habit.__name__}: {habit()}"
        QApplication.processEvents()
        self._keep_the_map_small()

    # -- keys --------------------------------------------------------------------------------------

    def press_a_key(self) -> str:
        """Any key of the table, wherever the focus is."""
        row = self.random.choice([row for row in ACTIONS if row.on_stage and row.id not in _NOT_PRESSED])
        if self.random.random() < 0.7:
            self.window.stage.setFocus()
        QTest.keySequence(self._focus(), QKeySequence(self.random.choice(row.keys)))
        return row.id

    def trigger_an_action(self) -> str:
        """Any entry of a menu."""
        row = self.random.choice([row for row in ACTIONS if row.id not in _NOT_PRESSED])
        self.window.actions_[row.id].trigger()
        return row.id

    def undo_or_redo(self) -> str:
        """Several times at once, too."""
        name, times = self.random.choice(("undo", "redo", "undo")), self.random.randint(1, 6)
        for _ in range(times):
            self.window.actions_[name].trigger()
        return f"{name} {times}"

    # -- the stage ---------------------------------------------------------------------------------

    def click_on_the_stage(self) -> str:
        """Anywhere, also beside every board; sometimes twice."""
        at = self._place()
        canvas = self._canvas()
        move(canvas, at)
        button = self.random.choice([Qt.MouseButton.LeftButton] * 5 + [Qt.MouseButton.MiddleButton])
        if self.random.random() < 0.25:
            QTest.mouseDClick(canvas, button, pos=at)
            let_go(self.window)
        else:
            QTest.mouseClick(canvas, button, pos=at)
        return f"{at.toTuple()}"

    def drag_on_the_stage(self) -> str:
        """A stroke of the brush, a drag of the pointer, or panning."""
        canvas, places = self._canvas(), [self._place() for _ in range(4)]
        button = self.random.choice([Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
        QTest.mousePress(canvas, button, pos=places[0])
        for at in places:
            move(canvas, at, button)
        QTest.mouseRelease(canvas, button, pos=places[-1])
        return f"{[at.toTuple() for at in places]}"

    def turn_the_wheel(self) -> str:
        """Over the stage: zooms, nudges a number, or wiggles it."""
        at, angle = self._place(), self.random.choice((-240, -120, -15, 15, 120, 240))
        held = self.random.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier))
        canvas = self._canvas()
        event = QWheelEvent(
            QPointF(at),
            QPointF(canvas.mapToGlobal(at)),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        return f"{angle} {held.name}"

    def edit_a_cell(self) -> str:
        """Type into a cell as into a spreadsheet."""
        self.window.stage.setFocus()
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        text = self.random.choice(_NUMBERS)
        type_keys(self._focus(), text)
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Delete)
        for key in self.random.sample(ends, 2):
            QTest.keyClick(self._focus(), key)
        return text

    # -- panels ------------------------------------------------------------------------------------

    def change_a_control(self) -> str:
        """Set any field of the scene to something, possible or not."""
        control = self.random.choice(self.window.session.state.controls)
        if isinstance(control, ActionControl):
            if control.enabled:
                self.window.session.act(control.field)
            return control.field
        value = value_for(control, self.random)
        self.window.session.change(**{control.field: value})
        return f"{control.field} = {value}"

    def type_into_a_field(self) -> str:
        """Any field that can be seen."""
        fields = [f for f in self.window.findChildren(QLineEdit) if f.isVisible() and f.isEnabled()]
        if not fields:
            return "none"
        field, text = self.random.choice(fields), self.random.choice(_TYPED)
        field.setFocus()
        field.selectAll()
        type_keys(field, text)
        end = self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, None))
        if end is not None:
            QTest.keyClick(field, end)
        return f"{field.accessibleName()} {text!r} {end}"

    def press_a_button(self) -> str:
        """Any button that can be seen and opens neither menu nor dialog."""
        buttons = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled() and not _opens(button)
        ]
        button = self.random.choice(buttons)
        name = button.accessibleName() or button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return name

    def scrub(self) -> str:
        """Press somewhere on the slider."""
        slider = self.window.parts.transport.findChild(QSlider)
        assert isinstance(slider, QSlider)
        at = QPoint(self.random.randrange(slider.width()), slider.height() // 2)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
        return f"{at.x()}"

    def open_a_preset(self) -> str:
        """From the menu of maps, whose pictures are drawn as it opens."""
        menu = self.window.findChild(QMenu, "presets")
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        action = self.random.choice(menu.actions())
        action.trigger()
        return action.text()

    def paste(self) -> str:
        """Something, good or bad."""
        text = self.random.choice(PASTED)
        QGuiApplication.clipboard().setText(text)
        self.window.actions_["paste"].trigger()
        return repr(text)

    def copy_and_paste(self) -> str:
        """A board in some notation, or the stage as a picture, which is no matrix."""
        names = [row.id for row in ACTIONS if row.id.startswith("copy")]
        name = self.random.choice(names)
        self.window.actions_[name].trigger()
        if self.random.random() < 0.5:
            self.window.actions_["paste"].trigger()
        return name

    # -- the window --------------------------------------------------------------------------------

    def resize_the_window(self) -> str:
        """To one of several sizes, some of which fold the panels."""
        size = self.random.choice(_SIZES)
        self.window.resize(*size)
        return f"{size}"

    def open_a_sheet(self) -> str:
        """And close it again."""
        name = self.random.choice(("keys", "about", "open"))
        self.window.actions_[name].trigger()
        QApplication.processEvents()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        return name

    def let_time_go_by(self) -> str:
        """The clock ticks by itself meanwhile."""
        milliseconds = self.random.choice((1, 20, 60))
        QTest.qWait(milliseconds)
        return f"{milliseconds}"

    # -- helpers -----------------------------------------------------------------------------------

    def _keep_the_map_small(self) -> None:
        """Fields may be given any size; a test has not got all day."""
        map_ = self.window.session.state.document.map
        if max(map_.size) > _LARGEST_SIDE and map_.kind != "picture":
            self.window.session.resize(5, 5)

    def _canvas(self) -> QWidget:
        return self.window.stage.childAt(self.window.stage.rect().center()) or self.window.stage

    def _place(self) -> QPoint:
        """Somewhere on the stage, and rather on a cell than beside the boards."""
        canvas = self._canvas()
        at = QPoint()
        for _ in range(self.random.randint(1, 12)):
            at = QPoint(
                self.random.randrange(max(canvas.width(), 1)), self.random.randrange(max(canvas.height(), 1))
            )
            if self.window.stage.cell_at(QPointF(at)) is not None:
                break
        return at

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.stage


def _opens(button: QAbstractButton) -> bool:
    """Whether a press opens something that waits for an answer."""
    has_menu = getattr(button, "menu", lambda: None)() is not None
    opens_file = isinstance(button, QPushButton) and button.text() == "Open…"
    return has_menu or opens_file
