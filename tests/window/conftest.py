"""A whole window for every test that asks for one, and a spy on what it asks of the session."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, getAllValidWrappers

from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.session.state import State
from poolviz.window.appearance import Appearance
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences
from poolviz.window.typesetter import FormulaLine

with warnings.catch_warnings():
    # It warns about itself while it is imported, which happens in the background of any test with a window.
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath  # noqa: F401


@dataclass
class Spy:
    """Which calls a session got from outside itself, and the states it published."""

    calls: list[str] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    depth: int = 0

    def clear(self) -> None:
        """Forget what was seen until now."""
        self.calls.clear()
        self.states.clear()

    def watched(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        """A method that is noted down when it is called; what the session calls itself does not count."""

        def call(*arguments: object, **named: object) -> object:
            if self.depth == 0:
                self.calls.append(name)
            self.depth += 1
            try:
                return method(*arguments, **named)
            finally:
                self.depth -= 1

        return call


@pytest.fixture
def spy() -> Spy:
    return Spy()


@pytest.fixture(autouse=True)
def nothing_hears_the_system() -> Iterator[None]:
    """End every Appearance with its test: the style hints that it hears are those of the whole program.

    One that waits for the garbage collector hears them, too, and may have lost its parts already.
    """
    yield
    for thing in getAllValidWrappers():
        if isinstance(thing, Appearance):
            delete(thing)


@pytest.fixture
def session(spy: Spy) -> Iterator[Session]:
    """A session that works at once; a spy sees every call of its public methods."""
    made = new_session(Jobs(inline=True))
    made.subscribe(spy.states.append)
    # Before a window is built, because its parts keep the methods that they find.
    for name, method in inspect.getmembers(made, inspect.ismethod):
        if not name.startswith("_") and name != "subscribe":
            setattr(made, name, spy.watched(name, method))
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, spy: Spy) -> Iterator[MainWindow]:
    """The real window on the worked example, 1600 × 900, in the light theme."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setOrganizationName("poolviz")
    application.setApplicationName("poolviz")
    preferences = Preferences()
    preferences.theme = "light"
    appearance = Appearance(preferences)
    appearance.dress()
    made = MainWindow(session, preferences, appearance)
    made.resize(1600, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.stage.setFocus()
    let_go(made)
    spy.clear()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Press = Callable[..., None]


@pytest.fixture
def press(window: MainWindow) -> Press:
    """Press a key, as a person does, on whatever has the focus."""

    def act(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        QTest.keyClick(window.stage if focus is None else focus, key, modifier)

    return act


Part = TypeVar("Part", bound=QObject)


def part(owner: QObject, kind: type[Part], name: str = "") -> Part:
    """The first part of that kind, and of that object name if one is given."""
    found = owner.findChild(kind, name) if name else owner.findChild(kind)
    assert isinstance(found, kind), f"no {kind.__name__} “{name}”"
    return found


def is_typeset(line: FormulaLine) -> bool:
    """Whether the picture stands there, and not the words."""
    return line._renderer is not None


def let_go(widget: QWidget) -> None:
    """Release the buttons that QTest still takes for pressed after a double click."""
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
        QTest.mouseRelease(widget, button, pos=QPoint(1, 1))


def move(widget: QWidget, at: QPoint, pressed: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the mouse over a widget, with a button held.

    QTest's own move goes through the screen's cursor, and may end in another window.
    """
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        pressed,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def named(window: QWidget, name: str) -> QWidget:
    """The part of the window that a screen reader calls so, and that can be seen."""
    found = [
        found
        for found in window.findChildren(QWidget)
        if found.accessibleName() == name and found.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} parts are called “{name}”"
    return found[0]
