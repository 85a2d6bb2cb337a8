"""A screen reader hears a step when it stops, and not on every tick."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from poolviz.window.main_window import MainWindow


@pytest.fixture
def heard(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def test_a_step_is_said_once(window: MainWindow, heard: list[str]) -> None:
    window.session.step_by(1)
    window.session.set_speed(2.0)
    assert len(heard) == 1
    assert heard[0].startswith("window 2 of 4. max(2, 4, 7, 8) = 8. ")


def test_playing_is_silent_until_it_stops(window: MainWindow, heard: list[str]) -> None:
    window.session.play_pause()
    window.session.advance(1.1)
    window.session.advance(1.1)
    assert heard == []
    window.session.pause()
    assert len(heard) == 1
    assert heard[0].startswith("window 3 of 4")


def test_a_notice_is_said(window: MainWindow, heard: list[str]) -> None:
    window.session.paste("one two")
    notice = window.session.state.notice
    assert notice is not None
    assert heard == [notice.text]


def test_the_stage_bears_the_words_for_readers_that_know_no_announcements(window: MainWindow) -> None:
    window.session.step_by(1)
    assert window.stage.accessibleDescription().startswith("window 2 of 4. max(2, 4, 7, 8) = 8. ")
    window.session.play_pause()
    window.session.advance(1.1)
    assert window.stage.accessibleDescription().startswith("window 2 of 4. ")
    window.session.pause()
    assert window.stage.accessibleDescription().startswith("window 3 of 4. ")
