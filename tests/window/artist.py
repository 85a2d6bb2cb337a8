"""The half of a random person that draws: tools with both buttons, the cell cursor, the whole map at once."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from poolviz.window.main_window import MainWindow
from poolviz.window.tool_actions import CHANGES, TOOLS
from tests.window.conftest import move
from tests.window.fingers import type_keys

Key, Held = Qt.Key, Qt.KeyboardModifier
_ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)
_HELD = (Held.NoModifier, Held.NoModifier, Held.ShiftModifier, Held.ControlModifier)
_DEEDS = (
    Key.Key_Space,
    Key.Key_Delete,
    Key.Key_Return,
    Key.Key_Tab,
    Key.Key_Home,
    Key.Key_End,
    Key.Key_Escape,
)
_EDGES, _FILLERS = ("zeros", "wrap", "repeat"), ("zero", "value", "edge", "reflect", "wrap")


class Artist:
    """Draws at random; a person knows the window, the canvas and places on it."""

    window: MainWindow
    random: random.Random

    def _canvas(self) -> QWidget:
        raise NotImplementedError

    def _place(self) -> QPoint:
        raise NotImplementedError

    def draw_with_a_tool(self) -> str:
        """Any tool, number and width; sometimes Escape, or another key, comes in between."""
        canvas, tool = self._canvas(), self.random.choice(TOOLS)
        self.window.session.set_pen(tool=tool)  # type: ignore[arg-type]
        for name in ("value_up", "value_down", "wider", "narrower"):
            for _ in range(self.random.randint(0, 2)):
                self.window.actions_[name].trigger()
        button = self.random.choice([Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
        places = [self._place() for _ in range(3)]
        QTest.mousePress(canvas, button, pos=places[0])
        for at in places:
            move(canvas, at, button)
            if self.random.random() < 0.1:
                self.window.stage.setFocus()
                QTest.keyClick(self.window.stage, self.random.choice((Key.Key_Escape, Key.Key_G, Key.Key_E)))
        QTest.mouseRelease(canvas, button, pos=places[-1])
        return f"{tool} {button.name} {[at.toTuple() for at in places]}"

    def use_the_cursor(self) -> str:
        """Walk, select, draw, erase and type on the board with the cell cursor."""
        stage = self.window.stage
        stage.setFocus()
        if self.window.session.state.cursor is None:
            self.window.actions_["cursor"].trigger()
        pressed = []
        for _ in range(self.random.randint(1, 8)):
            key = self.random.choice(_ARROWS if self.random.random() < 0.6 else _DEEDS)
            held = self.random.choice(_HELD)
            QTest.keyClick(QApplication.focusWidget() or stage, key, held)
            pressed.append(f"{held.name}+{key.name}")
        if self.random.random() < 0.3:
            type_keys(QApplication.focusWidget() or stage, self.random.choice(("7", "-1", "0.5", "x")))
            QTest.keyClick(QApplication.focusWidget() or stage, Key.Key_Return)
        return " ".join(pressed)

    def change_the_whole_map(self) -> str:
        """Turned, mirrored, shifted, noisy or resized, with any edge and filler."""
        session = self.window.session
        session.set_shaping(
            edge=self.random.choice(_EDGES),  # type: ignore[arg-type]
            filler=self.random.choice(_FILLERS),  # type: ignore[arg-type]
            amount=self.random.choice((0.0, 0.5, 1.0, 3.0)),
        )
        name = self.random.choice((*CHANGES, "noise", "select_all", "size"))
        if name == "size":
            session.resize(self.random.randint(1, 9), self.random.randint(1, 9))
        else:
            self.window.actions_[name].trigger()
        return name
