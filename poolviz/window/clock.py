"""The one timer of the program: it runs only while something moves.

It measures the time that has really passed, so that a late tick skips steps instead of slowing down.
"""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

_TICK = 16  # milliseconds: as often as a usual screen can show
_LONGEST = 0.5  # a machine that slept must not race through everything when it wakes


class Moving(Protocol):
    """What has something to do as time goes by."""

    def advance(self, seconds: float) -> None:
        """Take in that so much time has passed."""


class Playing(Moving, Protocol):
    """A session, as the clock sees it."""

    @property
    def active(self) -> bool:
        """Whether time means anything to it now."""


class Animated(Moving, Protocol):
    """A stage, as the clock sees it."""

    @property
    def wants_ticks(self) -> bool:
        """Whether something on it is in motion."""


class Clock(QObject):
    """Hands elapsed time to the session and the stage; stops by itself when both are at rest."""

    def __init__(self, session: Playing, stage: Animated, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stage = stage
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether it ticks now."""
        return self._timer.isActive()

    def wind(self) -> None:
        """Start if something moves, stop if nothing does."""
        wanted = self._session.active or self._stage.wants_ticks
        if wanted and not self.running:
            self._last = time.perf_counter()
            self._timer.start()
        elif not wanted and self.running:
            self._timer.stop()

    def stop(self) -> None:
        """Rest, whatever moves."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        seconds, self._last = min(now - self._last, _LONGEST), now
        if self._session.active:
            self._session.advance(seconds)
        if self._stage.wants_ticks:
            self._stage.advance(seconds)
        self.wind()
