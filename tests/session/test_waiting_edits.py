"""Edits while a picture is still being made: of a map that nobody sees there are none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from poolviz import core
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session import memo
from poolviz.session.session import Session
from tests.session.conftest import LARGE, Listener, now, until_shown

SMALL = Map.from_array(np.arange(32.0 * 33).reshape(32, 33), "Large as well")
BOTH = Cell("input", 2, 2)
LAST = Cell("input", 39, 39)  # of the first map; the second one has no such cell


@pytest.fixture
def session(working_session: Session) -> Session:
    """One that shows a map while the picture of a smaller one is being made."""
    working_session.open_map(LARGE)
    until_shown(working_session)
    return working_session


def erase_all(session: Session) -> None:
    session.place_cursor(BOTH)
    session.select_all()
    session.erase()


def draw_by_key(session: Session) -> None:
    session.place_cursor(BOTH)
    session.use_tool()


EDITS: dict[str, Callable[[Session], object]] = {
    "typed": lambda session: session.gesture(Gesture("set", BOTH, 5.0)),
    "nudged": lambda session: session.gesture(Gesture("nudge", BOTH, 1.0)),
    "nudged outside": lambda session: session.gesture(Gesture("nudge", LAST, 1.0)),
    "drawn": lambda session: session.draw(BOTH),
    "drawn by key": draw_by_key,
    "erased": erase_all,
    "wiggled": lambda session: session.wiggle(1, BOTH),
    "wiggled outside": lambda session: session.wiggle(1, LAST),
    "wiggled by key": lambda session: session.wiggle(1),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_nothing_is_changed_before_it_is_seen(session: Session, edit: Callable[[Session], object]) -> None:
    session.set_pen(tool="brush")
    session.open_map(SMALL)
    assert now(session).working
    assert now(session).frame.board("input").plane is LARGE.plane(0)
    edit(session)
    assert now(session).document.map is SMALL
    until_shown(session)
    assert now(session).frame.board("input").plane is SMALL.plane(0)
    session.gesture(Gesture("set", BOTH, 5.0))
    assert now(session).frame.board("input").value(2, 2) == 5


def test_a_wiggle_waits_for_settings_that_take_long(session: Session) -> None:
    session.change(window=7)
    before, ear = now(session).document, Listener(session)
    session.wiggle(1, Cell("input", 3, 3))
    assert (now(session).document, now(session).wiggle, ear.taken()) == (before, None, 0)


@pytest.fixture
def forgetful(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """One that cannot patch what an edit makes of both passes, since too much of it was forgotten."""
    monkeypatch.setattr(memo, "_MOST", 1)
    session.change(backward=True)
    until_shown(session)
    return session


def test_strokes_are_taken_while_the_picture_of_others_is_being_made(forgetful: Session) -> None:
    forgetful.set_pen(tool="brush", value=9999.0)
    cells = [Cell("input", 0, column) for column in range(4)]
    for cell in cells:
        forgetful.draw(cell)
        assert now(forgetful).working
        assert now(forgetful).frame.board("input").editable
    forgetful.end_stroke()
    forgetful.draw(Cell("input", 5, 5))  # another one
    forgetful.gesture(Gesture("nudge", Cell("input", 5, 5), 1.0))
    until_shown(forgetful)
    board = now(forgetful).frame.board("input")
    assert [board.value(*cell[1:]) for cell in cells] == [9999] * 4
    assert board.value(5, 5) == 9999 + 1
    for _ in range(2):
        forgetful.undo()
    assert now(forgetful).document.map.value(0, 5, 5) == LARGE.value(0, 5, 5)
    assert now(forgetful).document.map.value(0, 0, 3) == 9999
    forgetful.undo()
    assert now(forgetful).document.map is LARGE


def test_cells_are_typed_in_while_the_picture_of_others_is_being_made(forgetful: Session) -> None:
    for column in range(3):
        forgetful.edit_at(Cell("input", 1, column))
        assert forgetful.type_number("9999")
        assert now(forgetful).working
        assert now(forgetful).editing == Cell("input", 1, column)
    until_shown(forgetful)
    assert [now(forgetful).frame.board("input").value(1, column) for column in range(3)] == [9999] * 3


def watched(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """Who pools."""
    found: list[threading.Thread] = []
    for name in ("pool", "pool_backward"):
        whole = getattr(core, name)

        def noted(*arguments: Any, whole: Any = whole, **named: Any) -> Any:  # noqa: ANN401 - as the function itself
            found.append(threading.current_thread())
            return whole(*arguments, **named)

        monkeypatch.setattr(memo, name, noted)
    return found


def test_a_wiggle_goes_on_and_what_it_began_from_is_worked_out_beside_the_program(
    forgetful: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = watched(monkeypatch)
    for _ in range(3):
        forgetful.wiggle(10, Cell("input", 1, 1))
        assert now(forgetful).working
        assert now(forgetful).frame.caption.lead == "Working"
    until_shown(forgetful)
    assert now(forgetful).frame.caption.lead == "Wiggle"
    assert now(forgetful).frame.board("input").value(1, 1) == 41 + 3
    assert found
    assert threading.main_thread() not in found
    forgetful.take_back()
    assert now(forgetful).document.map is LARGE


@pytest.mark.parametrize("action", ["same_output", "pool_again"])
def test_an_action_on_what_is_not_worked_out_yet_is_a_job(
    session: Session, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    found = watched(monkeypatch)
    session.change(window=5, stride=1)
    before = now(session).document
    session.act(action)
    assert threading.main_thread() not in found
    until_shown(session)
    assert now(session).document is not before
    assert now(session).frame.board("input").plane is now(session).document.map.plane(0)
