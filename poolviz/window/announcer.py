"""Tells a screen reader what has just happened: when it stops, not on every tick of playing.

Readers before 2023 know no announcements, but say a new description of what has the focus. The stage bears
the same words, so these say them too, and any reader says them when the focus comes to the stage. A reader
that knows both says them once: the later of two equal messages cuts off the earlier.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from poolviz.session.state import State


class Announcer:
    """Says place, formula and caption once they are new; it says nothing if nobody listens."""

    def __init__(self, speaker: QWidget, bearer: QWidget) -> None:
        """``speaker`` announces; ``bearer`` has the focus while somebody steps."""
        self._speaker = speaker
        self._bearer = bearer
        self._said = ""
        self._verdict = ""

    def show_state(self, state: State) -> None:
        """Announce a step that came to rest, or a notice; how an answer was, also while it is explained."""
        prompt = state.frame.prompt
        verdict = "" if prompt is None else prompt.verdict
        is_judged, self._verdict = verdict not in ("", self._verdict), verdict
        if state.playing and not is_judged:
            return
        words = verdict if state.playing else _words(state)
        if words != self._said:
            self._said = words
            self._bearer.setAccessibleDescription(words)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._speaker, words))


def _words(state: State) -> str:
    if state.notice is not None:
        return state.notice.text
    frame = state.frame
    prompt = frame.prompt
    asked = () if prompt is None else (prompt.verdict or prompt.text,)
    told = () if frame.page is None else frame.page.paragraphs
    parts = (*asked, *told, frame.place, frame.formula_text, frame.caption.text)
    return ". ".join(part.rstrip(".") for part in parts if part)
