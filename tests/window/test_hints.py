"""The first thirty seconds: each hint stays until its thing was done, and then goes for good."""

from __future__ import annotations

import doctest

from poolviz.frame.model import Cell
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.window import hints, typed
from poolviz.window.hints import Hints


class Watching:
    """Hints that follow a session."""

    def __init__(self) -> None:
        self.session: Session = new_session(Jobs(inline=True))
        self.hints = Hints()
        self._before = self.session.state
        self.session.subscribe(self._take)

    def _take(self, state: object) -> None:
        self.hints = self.hints.after(self._before, self.session.state)
        self._before = self.session.state

    @property
    def line(self) -> str:
        return self.hints.next_hint(self.session.state)


def test_examples() -> None:
    for module in (hints, typed):
        assert doctest.testmod(module).failed == 0


def test_the_welcome_comes_first_and_once() -> None:
    watching = Watching()
    welcome = watching.hints.welcome()
    assert welcome is not None
    assert welcome.text == "Press Space to slide. Click a number and type your own. G: backward."
    assert watching.line == ""
    watching.session.play_pause()
    assert watching.hints.welcome() is None
    assert watching.line == "Click a number and type your own. G: backward."


def test_each_hint_goes_when_it_was_done() -> None:
    watching = Watching()
    watching.session.step_by(1)
    watching.session.edit_at(Cell("input", 0, 0))
    watching.session.edit_at(None)
    assert watching.line == "G: backward."
    watching.session.change(backward=True)
    assert watching.line == ""
    watching.session.change(backward=False)
    assert watching.line == ""


def test_after_the_last_window_comes_the_way_back() -> None:
    watching = Watching()
    watching.session.seek(3)
    assert watching.line == "Now send a gradient back: G"
    watching.session.change(backward=True)
    assert watching.line == "Click a number and type your own."


def test_another_map_is_no_sliding() -> None:
    watching = Watching()
    watching.session.choose_preset("ramp")
    assert watching.hints.welcome() is not None


def test_nothing_new_gives_the_same_object() -> None:
    watching = Watching()
    watching.session.step_by(1)
    known = watching.hints
    watching.session.step_by(1)
    assert watching.hints is known


def test_no_other_pass_is_promised_where_there_is_none() -> None:
    watching = Watching()
    watching.session.show_scene("shift")
    watching.session.step_by(1)
    assert watching.line == ""
    watching.session.seek(16)
    assert watching.line == ""
    watching.session.show_scene("slide")
    watching.session.step_by(1)
    assert watching.line == "Click a number and type your own. G: backward."
