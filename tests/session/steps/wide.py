"""Maps under wide windows, whose way back takes long; and whether two sessions show the same."""

from __future__ import annotations

from typing import Any

import numpy as np

from poolviz.frame.model import Frame
from poolviz.frame.plane import Array
from poolviz.maps.map import Map
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.session.conftest import now, until_shown

SIZE, WINDOW = 30, 9
ROW = SIZE - WINDOW + 1  # steps
WIDE = Map.from_array(np.random.default_rng(5).integers(-9, 9, (SIZE, SIZE)) / 4, "Wide windows")
# Windows of a few rows span some 17 rows of the map, which are more numbers; those of one row are fewer.
MODES: dict[str, dict[str, Any]] = {
    "max": {"mode": "max"},
    "split": {"mode": "max", "ties": "split"},
    "average": {"mode": "average"},
    "lp": {"mode": "lp", "p": 3.0},
    "compare": {},
}
LARGE_FROM = 450


def shown_in(session: Session, kind: str) -> Session:
    """The session, once it shows the way back under wide windows, at its first step."""
    session.open_map(WIDE)
    until_shown(session)
    if kind == "compare":
        session.show_scene("compare")
        until_shown(session)
    for field, value in {**MODES[kind], "window": WINDOW, "stride": 1, "backward": True}.items():
        session.change(**{field: value})
        until_shown(session)
    session.seek(0)
    until_shown(session)
    return session


def at_once(kind: str = "average") -> Session:
    """The same with all work done at once."""
    return shown_in(new_session(Jobs(inline=True)), kind)


def numbers(frame: Frame) -> dict[str, Array]:
    """All that the boards of a picture show."""
    found = {}
    for board in frame.boards:
        values = board.plane.read(slice(None), slice(None)).copy()
        if board.patch is not None:
            rows = slice(board.patch.row, board.patch.row + len(board.patch.values))
            values[rows, : board.patch.values.shape[1]] = board.patch.values
        found[board.name] = values
    return found


def assert_same(one: Session, other: Session) -> None:
    frame, expected = now(one).frame, now(other).frame
    assert now(one).step == now(other).step
    assert (frame.caption, frame.formula, frame.facts) == (expected.caption, expected.formula, expected.facts)
    found, wanted = numbers(frame), numbers(expected)
    assert found.keys() == wanted.keys()
    for name, values in found.items():
        np.testing.assert_array_equal(values, wanted[name], err_msg=name)
