"""A session whose steps take long, and an eye on who works them out."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from poolviz import core
from poolviz.frame.plane import Array
from poolviz.model import running
from poolviz.session.session import Session
from tests.session.steps.wide import LARGE_FROM, shown_in


@pytest.fixture
def large_from() -> int:
    return LARGE_FROM


@pytest.fixture
def session(working_session: Session) -> Session:
    """One that shows the way back of an average under wide windows, at its first step."""
    return shown_in(working_session, "average")


@pytest.fixture
def summing(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads that add up what several rows of windows give, from now on."""
    found, whole = [], core.backward_rows

    def watched(given: Array, *others: Any) -> Any:  # noqa: ANN401 - as the function itself
        first, last = others[3:5]
        if last > first:
            found.append(threading.current_thread())
        return whole(given, *others)

    monkeypatch.setattr(running, "backward_rows", watched)
    return found
