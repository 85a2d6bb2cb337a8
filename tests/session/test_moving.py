"""Dragging the map, as the session sees it: both ways at once, one state for each cell, nothing to undo."""

from __future__ import annotations

import pytest

from poolviz.frame.model import Cell
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


@pytest.fixture
def shifting(session: Session) -> Session:
    """The worked example in Shift, at rest."""
    session.show_scene("shift")
    return session


def test_a_map_is_moved_both_ways_in_one_call(shifting: Session) -> None:
    heard = Listener(shifting)
    shifting.move_map(2, -3)
    assert heard.taken() == 1
    frame = shifting.state.frame
    assert (frame.moved, frame.place, frame.board("shifted").value(3, 0)) == ((2, -3), "shift −3, +2", 8)
    assert frame.board("shifted").detail == "3 px left, 2 px down"


@pytest.mark.parametrize("target", [(0, 1), (1, 0), (1, 1)])
def test_a_map_that_already_lies_there_publishes_nothing(shifting: Session, target: tuple[int, int]) -> None:
    shifting.move_map(*target)
    heard = Listener(shifting)
    shifting.move_map(*target)
    assert heard.taken() == 0


def test_it_goes_as_far_as_it_can(shifting: Session) -> None:
    shifting.move_map(-50, 90)
    assert shifting.state.frame.moved == (-8, 8)


def test_keys_move_it_on_by_a_cell(shifting: Session) -> None:
    shifting.move_map_by(1, 0)
    shifting.move_map_by(1, 0)
    shifting.step_by(1)
    shifting.move_map_by(-1, 0)
    assert shifting.state.frame.moved == (1, 1)


def test_where_a_map_lies_is_looking_and_not_editing(shifting: Session) -> None:
    shifting.move_map(3, 3)
    assert (shifting.state.undo_label, shifting.state.unsaved) == ("", False)


def test_moving_pauses_and_lets_go_of_what_was_held(shifting: Session) -> None:
    shifting.pin(Cell("input", 0, 0))
    shifting.move_map(1, 0)
    assert (now(shifting).pinned, now(shifting).focus) == (False, None)
    shifting.play_pause()
    shifting.move_map(1, 4)
    assert not now(shifting).playing


def test_other_scenes_leave_the_map_where_it_is(session: Session) -> None:
    heard = Listener(session)
    session.move_map(1, 1)
    session.move_map_by(1, 0)
    assert heard.taken() == 0
