"""A stage for every test that asks for one; nothing may go wrong while it is painted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT, Theme

Shown = Callable[..., Stage]


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Items log what goes wrong in their paint methods, instead of ending the program."""
    yield
    wrong = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not wrong, [record.exc_text or record.getMessage() for record in wrong]


@pytest.fixture
def session() -> Session:
    """A session on the worked example, whose jobs are done at once."""
    return new_session(Jobs(inline=True))


@pytest.fixture
def show(qtbot: QtBot, session: Session) -> Shown:
    """A function that shows the session, or another one, on a new stage, as often as it is called."""

    def shown(
        theme: Theme = LIGHT, width: int = 1060, height: int = 716, other: Session | None = None
    ) -> Stage:
        shown_session = other or session
        stage = Stage(shown_session, theme)
        qtbot.addWidget(stage)
        stage.resize(width, height)
        shown_session.subscribe(stage.show_state)
        stage.show_state(shown_session.state)
        stage.show()
        QApplication.processEvents()
        return stage

    return shown
