"""What a state is made of: its timeline, and its picture, which is awaited if it takes long."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from poolviz.frame.model import Cell, Frame
from poolviz.model.document import Document
from poolviz.model.scene import Scene, Timeline
from poolviz.session.beside import Beside
from poolviz.session.cursor import with_cursor, with_sketch
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.playback import Playback
from poolviz.session.practised import is_practice
from poolviz.session.state import State
from poolviz.session.waiting import (
    Waiting,
    differs_in_cells,
    hasty,
    is_waiting,
    takes_long,
    waiting,
    wish_for,
)
from poolviz.session.wishes import Wishes


class Making:
    """The half of a store that makes pictures. It publishes nothing."""

    def __init__(self, scenes: Mapping[str, Scene], document: Document, jobs: Jobs) -> None:
        """The first state of a document, with the picture that is shown first."""
        self.scenes = scenes
        self.jobs = jobs
        self._memo = Memo(eager=jobs.inline)
        self._beside = Beside(scenes, self._memo)
        self._begun: Document | None = None
        self._ready: tuple[Document, Timeline, Wishes] | None = None
        scene = scenes[document.scene]
        timeline = scene.timeline(document, self._memo)
        self._playback = Playback(timeline.start)
        frame = timeline.frame(timeline.start, None)
        working = self._awaited  # what the frame has asked for
        controls = scene.controls(document)
        self.state = State(document, timeline, frame, controls, step=timeline.start, working=working)
        self._bare = frame  # see Moment
        # The last state with a picture of its own, and what that has asked for.
        self._rested, self._resting = self.state, self._memo.wishes
        self._aimed: tuple[int, Cell | None] = (self.state.step, None)  # what the next one was wished for

    @property
    def scene(self) -> Scene:
        """The scene on show."""
        return self.scenes[self.state.document.scene]

    def _picture(self, state: State) -> Frame:
        if is_waiting(state):  # nothing is compared with what stands meanwhile
            return state.timeline.frame(state.step, None)
        return self._beside.picture(state)

    def _shown(self, state: State, bare: Frame | None = None) -> Frame:
        """The picture of a state (``bare``, if it is known already) with the cursor and the sketch on it."""
        frame = bare or self._picture(state)
        pointed = with_cursor(frame, state.cursor, state.pen)
        moved, at = state.wiggle and state.wiggle.cell, state.cursor and state.cursor.cell
        if (moved and moved == at) or is_waiting(state):
            pointed = replace(pointed, caption=frame.caption)  # what happens is told before where one is
        return with_sketch(pointed, state.sketch)

    def _timeline(self, after: State, step: int | None, *, late: bool) -> Timeline:
        """The timeline for a state, or (if ``late``) one that waits for it."""
        document, scene = after.document, self.scenes[after.document.scene]
        ready = self._ready[1] if self._ready is not None and self._ready[0] is document else None
        if ready is not None and not late:
            return ready
        if document is not self._seen:
            ready = None  # what its frames have asked for would not be asked for again
        self._ready = None
        long = takes_long(document, self._seen, scene) and not is_practice(self._seen, document, scene)
        if self.jobs.inline or not (late or long):
            return scene.timeline(document, self._memo)
        here = None if step is None else (step, 0)
        if here is None and document.scene == self._seen.scene and document is not self._begun:
            here = self._here
        return self._awaiting(after, here, ready)

    def _awaiting(self, after: State, here: tuple[int, int] | None, known: Timeline | None) -> Waiting:
        """What is shown of a state while its picture is made beside the program, which is wished for."""
        wish = wish_for(after, self.scenes[after.document.scene], self._memo, here, known)
        self._memo.wishes.add(wish)
        takes_edits = differs_in_cells(after.document, self._seen, self.scenes[after.document.scene])
        return waiting(self._bare, self.state.timeline, wish.title, takes_edits=takes_edits)

    @property
    def _haste(self) -> AbstractContextManager[None]:
        """Within, nothing is worked out that would hold up the window."""
        return nullcontext() if self.jobs.inline else hasty()

    @property
    def _seen(self) -> Document:
        """The last document whose own frames were shown."""
        return self._rested.document

    @property
    def _here(self) -> tuple[int, int]:
        """The step on show, and of how many."""
        return self._playback.step, self.state.timeline.length

    @property
    def _awaited(self) -> str:
        """What the frames wait for first."""
        wish = self._memo.wishes.first
        return "" if wish is None else wish.title
