"""What the first thirty seconds tell a person: three things to try, each said until it was done.

A small state machine over published states, without Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from poolviz.frame.model import Caption
from poolviz.frame.words import say
from poolviz.session.state import State
from poolviz.window.commands import value_of


@dataclass(frozen=True)
class Hints:
    """Which of the first things a person has done.

    >>> Hints().untried
    ('Press Space to slide.', 'Click a number and type your own.', 'G: backward.')
    >>> Hints(slid=True, typed=True, sent_back=True).untried
    ()
    """

    slid: bool = False
    typed: bool = False
    sent_back: bool = False

    @property
    def untried(self) -> tuple[str, ...]:
        """The sentences for what has not been done yet."""
        steps = (
            (self.slid, say("Press Space to slide.")),
            (self.typed, say("Click a number and type your own.")),
            (self.sent_back, say("G: backward.")),
        )
        return tuple(sentence for done, sentence in steps if not done)

    def after(self, before: State | None, now: State) -> Hints:
        """What is done once ``now`` has followed ``before``; the same object if that is nothing new."""
        moved = before is not None and before.document is now.document and before.step != now.step
        learned = replace(
            self,
            slid=self.slid or now.playing or moved,
            typed=self.typed or _has_changed(now),
            sent_back=self.sent_back or _is_backward(now),
        )
        return self if learned == self else learned

    def welcome(self) -> Caption | None:
        """The very first line, in place of the caption; None as soon as anything was done."""
        if self.slid or self.typed or self.sent_back:
            return None
        return Caption(say("Start"), " ".join(self.untried))

    def first_line(self, state: State) -> Caption | None:
        """The welcome, in a scene where all of it can be done; the others have their own first words."""
        has_passes = value_of(state, "backward") is not None
        return self.welcome() if has_passes and state.frame.prompt is None else None

    def next_hint(self, state: State) -> str:
        """What to try next, beside the caption; empty when there is nothing more to say."""
        has_passes = value_of(state, "backward") is not None  # these are the first things of such a scene
        if self.welcome() is not None or state.frame.prompt is not None or not has_passes:
            return ""
        if state.cursor is not None:
            return ""  # while keys act on cells, the space bar does not slide
        at_end = state.step == state.timeline.length - 1
        if at_end and not self.sent_back and not state.playing:
            return say("Now send a gradient back: G")
        return " ".join(self.untried)


def _has_changed(state: State) -> bool:
    """Whether a cell is being changed, by whatever way."""
    return state.editing is not None or state.cursor is not None or state.wiggle is not None


def _is_backward(state: State) -> bool:
    return value_of(state, "backward") is True
