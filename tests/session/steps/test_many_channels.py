"""Channels that are pooled or mixed all at once are made beside the program, if they are many or large."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.session.conftest import now, until_shown
from tests.session.steps.wide import assert_same

MANY = np.random.default_rng(6).integers(-9, 9, (10, 20, 20)) / 4
WIDE = np.random.default_rng(7).integers(-9, 9, (3, 36, 36)) / 4


@pytest.fixture
def large_from() -> int:
    """As many numbers as there are in these maps, or somewhat more."""
    return 4000


def shown(session: Session, values: np.ndarray[Any, Any], fields: dict[str, Any]) -> Session:
    session.open_map(Map.from_array(values, "Channels"))
    session.show_scene("channels")
    for name, value in fields.items():
        session.change(**{name: value})
        until_shown(session)
    session.seek(10**6)
    until_shown(session)
    return session


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        (MANY, {"mode": "lp", "p": 3.0, "window": 2}),
        (WIDE, {"layer": "convolution", "window": 6}),
    ],
    ids=["pooled", "mixed"],
)
def test_what_an_edit_changes_in_all_channels_is_worked_out_beside(
    working_session: Session, values: np.ndarray[Any, Any], fields: dict[str, Any]
) -> None:
    session = shown(working_session, values, fields)
    board = next(board.name for board in now(session).frame.boards if board.editable)
    edit = Gesture("set", Cell(board, 3, 3), 7.0)
    session.gesture(edit)
    assert now(session).working
    until_shown(session)
    other = shown(new_session(Jobs(inline=True)), values, fields)
    other.gesture(edit)
    assert_same(session, other)
