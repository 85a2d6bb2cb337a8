"""Channels that are pooled or mixed all at once are made beside the program, if they are many or large."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.frame.plane import Array
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.scenes.channels.mosaic import Mosaic
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


def shown(session: Session, values: Array, fields: dict[str, Any]) -> Session:
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
    working_session: Session, values: Array, fields: dict[str, Any]
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


def test_a_stroke_on_a_channel_that_was_not_chosen_goes_on_while_it_is_awaited(
    working_session: Session,
) -> None:
    session = shown(working_session, WIDE, {"layer": "convolution", "window": 6})
    dabs = [Gesture("draw", Cell("input2", 10, column), 255.0) for column in (2, 8, 14)]
    for dab in dabs:
        session.gesture(dab)
        assert now(session).working
    assert now(session).frame.board("input1").editable
    session.end_stroke()
    session.gesture(Gesture("set", Cell("input1", 4, 4), 9.0))  # another channel, meanwhile
    until_shown(session)
    map_ = now(session).document.map
    assert [map_.value(2, 10, column) for column in (2, 8, 14)] == [255.0] * 3
    assert map_.value(1, 4, 4) == 9.0
    session.undo()
    session.undo()
    until_shown(session)
    assert np.array_equal(now(session).document.map.values, WIDE)


def test_thumbnails_are_put_together_beside_the_program(
    working_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = shown(working_session, MANY, {"mode": "lp", "p": 3.0, "window": 2})
    threads, whole = set[threading.Thread](), Mosaic.put_together

    def watched(mosaic: Mosaic, values: Array) -> Array:
        threads.add(threading.current_thread())
        return whole(mosaic, values)

    monkeypatch.setattr(Mosaic, "put_together", watched)
    session.gesture(Gesture("set", Cell("input0", 3, 3), 7.0))
    until_shown(session)
    assert threads
    assert threading.main_thread() not in threads
