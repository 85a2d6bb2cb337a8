"""From a picture that is still being made to the one before it, or on to what can be done meanwhile."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session import memo
from poolviz.session.session import Session
from tests.session.conftest import LARGE, now, until_shown


@pytest.fixture
def session(working_session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """One that shows both passes, and cannot patch what an edit makes of them."""
    monkeypatch.setattr(memo, "_MOST", 1)
    working_session.open_map(LARGE)
    until_shown(working_session)
    working_session.change(backward=True)
    until_shown(working_session)
    return working_session


def edit(session: Session, column: int) -> None:
    session.gesture(Gesture("set", Cell("input", 0, column), 9000.0 + column))


def first_row(session: Session) -> list[float]:
    return [now(session).document.map.value(0, 0, column) for column in range(3)]


def test_what_is_undone_comes_back_where_that_is_stopped(session: Session) -> None:
    for column in range(3):
        edit(session, column)
        until_shown(session)
    session.undo()
    session.undo()
    edit(session, 5)
    assert now(session).working
    session.stop_work()
    until_shown(session)
    assert first_row(session) == [9000, 9001, 9002]
    assert now(session).undo_label == "cell (0, 2)"
    session.undo()
    assert first_row(session) == [9000, 9001, 2]
    session.redo()
    assert first_row(session) == [9000, 9001, 9002]


def test_the_picture_on_show_is_there_although_its_answers_are_forgotten(session: Session) -> None:
    before = now(session).frame
    edit(session, 0)
    session.undo()
    assert now(session).document.map is LARGE
    session.stop_work()
    until_shown(session)
    assert now(session).frame.caption == before.caption
    assert now(session).frame.board("input").editable
    assert not session.active


def test_boards_take_edits_again_once_a_setting_is_taken_back(session: Session) -> None:
    edit(session, 0)
    assert now(session).frame.board("input").editable
    session.change(window=3)
    assert not now(session).frame.board("input").editable
    session.undo()
    assert now(session).working
    assert now(session).frame.board("input").editable
    edit(session, 1)
    until_shown(session)
    assert first_row(session) == [9000, 9001, 2]


def test_a_gradient_that_is_not_on_show_yet_is_not_changed(session: Session) -> None:
    session.change(upstream="random")
    wanted = now(session).document
    assert now(session).working
    assert not now(session).frame.board("upstream").editable
    session.gesture(Gesture("nudge", Cell("upstream", 0, 0), 1.0))
    assert now(session).document is wanted
    until_shown(session)
    session.gesture(Gesture("set", Cell("upstream", 0, 0), 7.0))
    session.gesture(Gesture("set", Cell("upstream", 0, 1), 8.0))
    until_shown(session)
    assert [now(session).frame.board("upstream").value(0, column) for column in range(2)] == [7, 8]


def test_answers_are_typed_at_once_however_large_the_map_is(working_session: Session) -> None:
    session = working_session
    session.open_map(LARGE)
    session.show_scene("recall")
    until_shown(session)
    for column in range(2):
        session.edit_at(Cell("answer", 0, column))
        assert session.type_number(str(column + 3))
        assert not now(session).working
    assert [now(session).frame.board("answer").value(0, column) for column in range(2)] == [3, 4]


def test_the_cursor_keeps_to_boards_that_shrink_with_what_is_held(working_session: Session) -> None:
    session = working_session
    session.open_map(Map.from_array(np.arange(1600.0).reshape(40, 40), "Large"))
    session.show_scene("stack")
    until_shown(session)
    session.seek(6)
    session.pin(Cell("map_3", 9, 50))
    assert now(session).frame.board("sees_1").shape == (3, 3)
    session.change(mode="average")
    assert now(session).working
    assert now(session).frame.board("sees_1").shape == (4, 4)  # nothing is held meanwhile
    session.place_cursor(Cell("sees_1", 3, 1))
    until_shown(session)
    cursor = now(session).cursor
    assert now(session).frame.board("sees_1").shape == (3, 3)
    assert cursor is None or cursor.cell.row < 3
