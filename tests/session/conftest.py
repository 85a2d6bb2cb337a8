"""A session on the worked example, and an ear for what it publishes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.session import waiting
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.session.state import State


class Listener:
    """Counts the states that a session publishes."""

    def __init__(self, session: Session) -> None:
        self.states: list[State] = []
        session.subscribe(self.states.append)

    def taken(self) -> int:
        """How many came since the last question."""
        count = len(self.states)
        self.states.clear()
        return count


def now(session: Session) -> State:
    """The state at this moment; asked anew, so that a type checker does not remember an earlier one."""
    return session.state


LARGE = Map.from_array(np.arange(40.0 * 40).reshape(40, 40), "Large")
"""What a session with ``large_from`` takes for a very large map."""


@pytest.fixture
def large_from() -> int:
    """How many numbers are very many to a session with workers; a file of tests may say otherwise."""
    return 1000


@pytest.fixture
def working_session(monkeypatch: pytest.MonkeyPatch, large_from: int) -> Iterator[Session]:
    """A session with workers, to which small maps are very large."""
    monkeypatch.setattr(waiting, "_SOON", large_from)
    made = new_session(Jobs())
    yield made
    made.close()


def until_shown(session: Session) -> None:
    """Let time pass until nothing is worked on any more."""
    deadline = time.monotonic() + 20
    while session.active:
        assert time.monotonic() < deadline, session.state.working
        session.advance(0.001)
        time.sleep(0.001)


@pytest.fixture
def session() -> Session:
    """A session whose jobs are done at once."""
    return new_session(Jobs(inline=True))
