"""A session on the worked example, and an ear for what it publishes."""

from __future__ import annotations

import pytest

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


@pytest.fixture
def session() -> Session:
    """A session whose jobs are done at once."""
    return new_session(Jobs(inline=True))
