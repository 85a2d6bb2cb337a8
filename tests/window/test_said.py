"""Every word that a person reads goes through a language: here one that puts all of them in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from poolviz.frame import words
from poolviz.frame.model import Frame
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.window.appearance import Appearance
from poolviz.window.fold_button import FoldButton
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences

_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[A-Za-z]{3,}")
# What is the same in every language: names, keys, and what mathematics calls its functions.
_NAMES = frozenset(
    "poolviz max Ctrl Shift Alt Esc Space Left Right Home End Page Down Ins Del Return Tab Enter Backspace "
    "viridis cividis CET CBL ReLU KiB MiB GiB VGG ResNet LeNet AlexNet CHW HWC NCHW NHWC html body".split()
)
# What Qt and pyqtgraph say themselves: Qt in the language that it was given, pyqtgraph where nobody sees it.
_OF_OTHERS = frozenset(
    {
        "Close",
        "Closes the dock widget",
        "Export",
        "Export...",
        "Float",
        "Scroll Left",
        "Scroll Right",
        "Undocks and re-attaches the dock widget",
    }
)


@pytest.fixture(autouse=True)
def in_brackets() -> Iterator[None]:
    words.use(lambda template: f"⟦{template}⟧", lower=False)
    yield
    words.use(str)


def unsaid(text: str) -> set[str]:
    """The words of a text that did not go through a language."""
    if text in _OF_OTHERS:
        return set()
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    before = ""
    while before != text:
        before, text = text, _INNERMOST.sub(" ", text)
    return set(_WORD.findall(text)) - _NAMES


def test_what_was_not_said_is_found() -> None:
    assert unsaid(words.say("{what} of 4", what=words.say("window"))) == set()
    assert unsaid("Pool " + words.say("again")) == {"Pool"}


def in_window(window: QWidget) -> Iterator[str]:
    for part in window.findChildren(QWidget):
        yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription())
        if isinstance(part, QLabel | QAbstractButton) and not isinstance(part, FoldButton):
            yield part.text()
        if isinstance(part, QLineEdit):
            yield part.placeholderText()
        if isinstance(part, QMenu):
            yield part.title()
        if isinstance(part, QTabBar):
            yield from (part.tabText(place) for place in range(part.count()))
            yield from (part.tabToolTip(place) for place in range(part.count()))
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.statusTip())


def in_frame(frame: Frame) -> Iterator[str]:
    for board in frame.boards:
        yield from (board.title, board.detail, board.rim.text, board.overhang.text)
        yield from (line.text for line in (*board.beside, *board.below))
    for chart in frame.charts:
        yield from (chart.title, chart.detail, *(one.label for one in chart.series))
    for fact in frame.facts:
        yield from (fact.label, fact.value)
    yield from (frame.caption.lead, frame.caption.text, frame.place, frame.facts_title, frame.formula_text)
    if frame.asking is not None:
        yield frame.asking.question


def in_controls(session: Session) -> Iterator[str]:
    for control in session.state.controls:
        yield from (control.label, control.tip)
        for option in getattr(control, "options", ()):
            yield from (option.label, option.tip)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    session = new_session(Jobs(inline=True))
    preferences = Preferences(fresh=True)
    appearance = Appearance(preferences)
    appearance.dress()
    made = MainWindow(session, preferences, appearance)
    made.resize(1600, 900)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    session.close()


@pytest.mark.parametrize("scene", list(new_session(Jobs(inline=True)).scenes))
def test_every_word_of_a_scene_is_said(window: MainWindow, scene: str) -> None:
    session = window.session
    session.show_scene(scene)
    found = set()
    for backward in (False, True):
        if any(control.field == "backward" for control in session.state.controls):
            session.change(backward=backward)
        for step in {0, session.state.timeline.length - 1}:
            session.seek(step)
            texts = [*in_window(window), *in_frame(session.state.frame), *in_controls(session)]
            found |= {(word, text) for text in texts for word in unsaid(text)}
    told = "\n".join(sorted(f"{word}: {text}" for word, text in found))
    assert told == "", f"these words stay English:\n{told}"


def test_every_word_of_the_sheets_is_said(window: MainWindow) -> None:
    window.show_keys()
    sheet = window.findChild(QLabel, "key").window()  # type: ignore[union-attr]
    assert {(word, text) for text in in_window(sheet) for word in unsaid(text)} == set()
    sheet.close()


def test_refusals_and_undo_are_said(window: MainWindow) -> None:
    session = window.session
    session.change(window=(3, 3))
    assert unsaid(session.state.undo_label) == set()
    for field, value in (("window", 99), ("stride", 0), ("padding", 7), ("dilation", 1.5), ("window", "x")):
        session.change(**{field: value})
        sentence = session.state.refused[field].sentence
        assert "⟦" in sentence
        assert unsaid(sentence) == set(), sentence
        session.give_up()


@pytest.mark.parametrize("text", ["one two", "1 2; 3", "[[1, 2], [3", "1 2\n3 x", "", "1e999", "1+2j 3"])
def test_what_pasting_refuses_is_said(window: MainWindow, text: str) -> None:
    window.session.paste(text)
    notice = window.session.state.notice
    assert notice is not None
    assert "⟦" in notice.text
    assert unsaid(notice.text) <= set(_WORD.findall(text)), notice.text
