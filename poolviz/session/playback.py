"""Where playback stands: a frozen value and pure arithmetic. It knows no clock, only seconds that went by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from poolviz.session.state import SPEEDS


@dataclass(frozen=True)
class Playback:
    """The step on show, whether it moves, how many beats a second, and the part of a beat already gone."""

    step: int = 0
    playing: bool = False
    speed: float = 1.0
    carry: float = 0.0

    def sought(self, step: int, length: int) -> Playback:
        """At a step, held inside the timeline, and paused.

        >>> Playback(2, playing=True).sought(9, 4)
        Playback(step=3, playing=False, speed=1.0, carry=0.0)
        """
        return replace(self, step=max(0, min(step, length - 1)), playing=False, carry=0.0)

    def toggled(self, length: int) -> Playback:
        """Playing if it was paused and the other way round; from the end it starts again."""
        if self.playing:
            return replace(self, playing=False, carry=0.0)
        step = 0 if self.step >= length - 1 else self.step
        return replace(self, step=step, playing=length > 1, carry=0.0)

    def begun(self, length: int) -> Playback:
        """Playing from the start, if there is more than one step.

        >>> Playback(2).begun(3), Playback(2).begun(1)
        (Playback(step=0, playing=True, speed=1.0, carry=0.0), Playback(step=0, playing=False, speed=1.0, \
carry=0.0))
        """
        return replace(self, step=0, playing=length > 1, carry=0.0)

    def advanced(self, seconds: float, length: int, beat: int) -> Playback:
        """After some seconds: late ticks skip steps instead of slowing down; the end pauses.

        With a ``beat`` of a whole row, each beat ends at a row's last window.

        >>> Playback(0, playing=True).advanced(2.5, 9, 1)
        Playback(step=2, playing=True, speed=1.0, carry=0.5)
        """
        if not self.playing:
            return self
        gone = self.carry + seconds * self.speed
        beats = int(gone)
        if not beats:
            return replace(self, carry=gone)
        step = min(self.step + beats if beat == 1 else (self.step // beat + beats + 1) * beat - 1, length - 1)
        return replace(self, step=step, playing=step < length - 1, carry=gone - beats)

    def held(self, seconds: float) -> Playback:
        """After some seconds in which no step could be shown: they are made up for later, as late ticks are.

        >>> Playback(0, playing=True).held(2.5).advanced(0.5, 9, 1)
        Playback(step=3, playing=True, speed=1.0, carry=0.0)
        """
        return replace(self, carry=self.carry + seconds * self.speed) if self.playing else self

    def faster(self, by: int) -> Playback:
        """The next speed up (1) or down (−1), as far as there is one."""
        nearest = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - self.speed))
        return replace(self, speed=SPEEDS[max(0, min(nearest + by, len(SPEEDS) - 1))])
