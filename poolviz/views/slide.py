"""Sliding marks from one frame to the next: decoration, for about an eighth of a second."""

from __future__ import annotations

from poolviz.frame.model import Frame
from poolviz.frame.tween import between, moves

SECONDS = 0.14


class Slide:
    """The way between the frame that was seen and the one that is true now."""

    def __init__(self) -> None:
        self._start: Frame | None = None
        self._end: Frame | None = None
        self._elapsed = 0.0

    @property
    def is_under_way(self) -> bool:
        """Whether there is some way left."""
        return self._start is not None

    def begin(self, before: Frame, after: Frame) -> Frame:
        """Slide to a frame from the one before, or from where an earlier slide is now; what to show."""
        seen = self._now() if self._end is before else before
        self._start, self._end, self._elapsed = seen, after, 0.0
        if not moves(seen, after):
            self.stop()
            return after
        return self._now()

    def advanced(self, seconds: float) -> Frame:
        """What to show so many seconds later; only while under way."""
        self._elapsed += seconds
        now = self._now()
        if self._elapsed >= SECONDS:
            self.stop()
        return now

    def stop(self) -> None:
        """Be there."""
        self._start = None

    def _now(self) -> Frame:
        assert self._end is not None
        if self._start is None:
            return self._end
        return between(self._start, self._end, self._elapsed / SECONDS)
