"""An edit under a wide kernel says what it costs: all windows that see it."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.frame.plane import ArrayPlane
from poolviz.model.derived import kernel_effort
from poolviz.model.scene import Gesture
from poolviz.scenes.compare.sliding import Sliding
from poolviz.session.session import Session
from tests.session.conftest import now, until_shown
from tests.session.steps.wide import assert_same, at_once, shown_in

LAST = 10**6
EDIT = Gesture("set", Cell("input", 15, 15), 7.0)


@pytest.fixture
def large_from() -> int:
    """Less than what an edit costs under these windows, and more than a step does."""
    return 12_000


@pytest.fixture
def session(working_session: Session) -> Session:
    """One that shows the end of the way back in Compare."""
    shown_in(working_session, "compare").seek(LAST)
    until_shown(working_session)
    return working_session


def test_what_an_edit_changes_under_a_wide_kernel_is_worked_out_beside(session: Session) -> None:
    session.gesture(EDIT)
    assert now(session).working
    until_shown(session)
    other = at_once("compare")
    other.seek(LAST)
    other.gesture(EDIT)
    assert_same(session, other)


def test_an_edit_costs_the_windows_that_see_it() -> None:
    geometry = PoolSpec(window=64, stride=1).geometry((200, 200))
    way = Sliding(geometry, ArrayPlane(np.zeros((200, 200))), np.ones((64, 64)), 0.0)
    upstream = np.ones(geometry.output)
    for found in (way.output, way.weight_rows(upstream)):
        assert found.numbers_again is not None
        corner, middle = (found.numbers_again((at, at, 1, 1)) for at in (0, 100))
        assert corner < found.numbers / 50
        assert found.numbers / 8 < middle < found.numbers
    seen = PoolSpec(window=64, stride=1).geometry((127, 127))
    assert way.output.numbers_again is not None
    assert way.output.numbers_again((100, 100, 1, 1)) == kernel_effort(seen)


def test_edits_that_no_window_sees_cost_nothing() -> None:
    geometry = PoolSpec(window=4, stride=4).geometry((11, 11))
    way = Sliding(geometry, ArrayPlane(np.zeros((11, 11))), np.ones((4, 4)), 0.0)
    for found in (way.output, way.weight_rows(np.ones((2, 2)))):
        assert found.numbers_again is not None
        assert found.numbers_again((8, 8, 3, 3)) == 0
