"""The Store: holds what is open, builds the next state before it replaces anything, and publishes once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from poolviz.frame.model import Frame
from poolviz.model.document import Document
from poolviz.model.scene import Practising, Scene, Timeline
from poolviz.session.answers import Answers
from poolviz.session.beside import Beside, looked_at_alike, others_of
from poolviz.session.changes import is_view_only
from poolviz.session.cursor import kept, with_cursor, with_sketch
from poolviz.session.following import edited, lasting, sight, step_in, still_there
from poolviz.session.haste import TakesLongError
from poolviz.session.history import History
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.moment import Moment
from poolviz.session.patience import Patience
from poolviz.session.playback import Playback
from poolviz.session.practised import is_practice
from poolviz.session.record import Record
from poolviz.session.state import Refusal, State
from poolviz.session.waiting import Ready, differs_in_cells, hasty, question_of, takes_long, waiting, wish_for
from poolviz.session.wishes import Wish, Wishes

Listener = Callable[[State], None]
Refusals = Mapping[str, Refusal]
NONE_REFUSED: Refusals = MappingProxyType({})


class Store:
    """The mutable half of a session: one state, its listeners, and how one state follows another."""

    def __init__(self, scenes: Mapping[str, Scene], document: Document, jobs: Jobs | None = None) -> None:
        """A store on a document, at its first step."""
        self.scenes = scenes
        self.jobs = jobs or Jobs()
        self._memo = Memo(eager=self.jobs.inline)
        self._beside = Beside(scenes, self._memo)
        self._answers = Answers(self._answered, self._unanswered, inline=self.jobs.inline)
        self._patience = Patience()
        self._history = self._settled = History()  # now, and when a document was last at rest
        self._record = Record()
        self._listeners: list[Listener] = []
        scene = scenes[document.scene]
        timeline = scene.timeline(document, self._memo)
        start = timeline.start
        self._playback = Playback(start)
        frame = timeline.frame(start, None)
        working = self._awaited  # what the frame has asked for
        self.state = State(document, timeline, frame, scene.controls(document), step=start, working=working)
        self._bare, self._seen, self._rested = self.state.frame, document, timeline  # see Moment
        self._begun: Document | None = None
        self._ready: tuple[Document, Timeline, Wishes] | None = None
        self._answers.pursue(self._memo.wishes.first)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every state from now on; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def scene(self) -> Scene:
        """The scene on show."""
        return self.scenes[self.state.document.scene]

    @property
    def active(self) -> bool:
        """Whether time matters now: something plays, or a job is under way."""
        return self.state.playing or self._answers.is_busy or bool(self._title)

    def close(self) -> None:
        """Let listeners and worker go."""
        self._listeners.clear()
        self.jobs.close()
        self._answers.close()

    # -- one state after the other -----------------------------------------------------------------

    def _replace(
        self,
        after: Document,
        label: str,
        key: Hashable,
        *,
        values: Mapping[str, object] = MappingProxyType({}),
        **also: Any,  # noqa: ANN401 - fields of State
    ) -> None:
        """Publish a new document, and remember the old one unless only the view changed."""
        before = self.state.document
        view_only = bool(values) and is_view_only(before, self.scene, values)
        view_only = view_only or is_practice(before, after, self.scene)
        if after is not before:
            also |= self._counted(before, after)
        wiggle = self.state.wiggle
        if view_only and wiggle is not None:  # in both passes
            base = looked_at_alike(wiggle.base, after, self.scene)
            also = {"wiggle": replace(wiggle, base=base), **also}
        built = self._built(after, **also)
        if after is not before and not view_only:
            self._history = self._history.pushed(before, label, key)
            built = replace(built, undo_label=label, redo_label="", unsaved=True)
        self._send(built)

    def _counted(self, before: Document, after: Document) -> dict[str, Any]:
        """Count an answer, if one was checked; what there is to tell about it."""
        scene = self.scene
        outcome = scene.outcome(before, after) if isinstance(scene, Practising) else None
        notice = None if outcome is None else self._record.count(outcome)
        self._memo.progress = self._record.progress
        return {} if notice is None else {"notice": notice}

    def _publish(self, **also: Any) -> None:  # noqa: ANN401 - fields of State
        """One new state on the same document."""
        step, state = self._playback.step, self.state
        if step != state.step:
            state = replace(state, wiggle=None, notice=lasting(state.notice))
        after = replace(state, **{**self._now(), **also})
        if sight(after) != sight(self.state):
            bare = self._picture(after)
            self._bare = self._bare if after.focus or after.document is not self._seen else bare
            after = replace(after, cursor=kept(after.cursor, bare))  # a board may be smaller at another step
            after = replace(after, frame=self._shown(after, bare), working=self._awaited)
        self._send(after)

    def _built(
        self,
        document: Document,
        *,
        playback: Playback | None = None,
        history: History | None = None,
        **also: Any,  # noqa: ANN401 - fields of State
    ) -> State:
        """The state on another document, in time and history as given; it publishes nothing.

        It may raise: then everything is as before.
        """
        before = self._moment
        self._settled = self._history if self.state.document is self._seen else self._settled
        self._playback, self._history = playback or self._playback, history or self._history
        # Only what its own frames ask for is wanted.
        wishes = self._memo.wishes if document is self.state.document else Wishes()
        ready = self._ready if self._ready is not None and self._ready[0] is document else None
        self._memo.wishes = wishes.again() if ready is None else ready[2]
        begun = self._moment
        try:
            try:
                with hasty() if not (self.jobs.inline or ready) else nullcontext():
                    return self._made(document, **also)
            except TakesLongError:  # what an edit could be patched into is forgotten
                self._moment = begun._replace(wishes=wishes.again())
                return self._made(document, late=True, **also)
        except BaseException:
            self._moment = before
            raise

    @property
    def _moment(self) -> Moment:
        shown = self._bare, self._seen, self._rested
        return Moment(self._playback, self._history, *shown, self._begun, self._ready, self._memo.wishes)

    @_moment.setter
    def _moment(self, moment: Moment) -> None:
        self._playback, self._history, self._begun = moment.playback, moment.history, moment.begun
        self._bare, self._seen, self._rested = moment.bare, moment.seen, moment.rested
        self._ready, self._memo.wishes = moment.ready, moment.wishes

    def _made(self, document: Document, *, late: bool = False, **also: Any) -> State:  # noqa: ANN401 - fields of State
        state, scene = self.state, self.scenes[document.scene]
        if also.pop("begins", False):
            self._begun = document
        wanted = also.pop("step", None)
        if document is not state.document:
            also = {"wiggle": None, "notice": lasting(state.notice), **also}
        also = {"sketch": None, **also}
        after = replace(state, document=document, controls=scene.controls(document), **also)
        timeline, is_waiting = self._timeline(after, wanted, late=late)
        begins = document is self._begun and not is_waiting
        stays = not begins and (is_waiting or document.scene == self._seen.scene)
        if wanted is None:
            wanted = step_in(timeline, *self._here) if stays else timeline.start
        self._playback = replace(self._playback, step=min(wanted, timeline.length - 1))
        if timeline.story not in (None, state.timeline.story):
            self._playback = self._playback.begun(timeline.length)
        if not is_waiting:
            self._seen, self._begun, self._rested = document, None, timeline
        after = replace(after, timeline=timeline, **self._now())
        bare = self._picture(replace(after, focus=None))
        self._bare = self._bare if is_waiting else bare
        focus = still_there(after.focus, bare)
        built = replace(after, focus=focus, pinned=after.pinned and focus is not None)
        frame = self._picture(built) if focus else bare  # its boards may have other sizes
        built = replace(built, editing=edited(after.editing, frame), cursor=kept(after.cursor, frame))
        return replace(built, frame=self._shown(built, frame), working=self._awaited)  # by these frames

    def _picture(self, state: State) -> Frame:
        waits = state.document is not self._seen  # then nothing is compared with what stands meanwhile
        return state.timeline.frame(state.step, None) if waits else self._beside.picture(state)

    def _shown(self, state: State, bare: Frame | None = None) -> Frame:
        """The picture of a state (``bare``, if it is known already) with the cursor and the sketch on it."""
        frame = bare or self._picture(state)
        pointed = with_cursor(frame, state.cursor, state.pen)
        moved, at = state.wiggle and state.wiggle.cell, state.cursor and state.cursor.cell
        if (moved and moved == at) or state.document is not self._seen:
            pointed = replace(pointed, caption=frame.caption)  # what happens is told before where one is
        return with_sketch(pointed, state.sketch)

    def _timeline(self, after: State, step: int | None, *, late: bool) -> tuple[Timeline, bool]:
        """The timeline for a state, or (if ``late``) one that waits for it; and whether it is that."""
        document, scene = after.document, self.scenes[after.document.scene]
        if self._ready is not None and self._ready[0] is document:
            return self._ready[1], False
        self._ready = None
        long = takes_long(document, self._seen) and not is_practice(self._seen, document, scene)
        if self.jobs.inline or not (late or long):
            return scene.timeline(document, self._memo), False
        here = None if step is None else (step, 0)
        if here is None and document.scene == self._seen.scene and document is not self._begun:
            here = self._here
        wish = wish_for(document, scene, self._memo, here, others_of(after))
        self._memo.wishes.add(wish)
        takes_edits = differs_in_cells(document, self._seen)
        return waiting(self._bare, self.state.timeline.length, wish.title, takes_edits=takes_edits), True

    @property
    def _here(self) -> tuple[int, int]:
        """The step on show, and of how many."""
        return self._playback.step, self.state.timeline.length

    def _now(self) -> dict[str, Any]:
        """What a state always takes over from playback, history and jobs."""
        playback, history = self._playback, self._history
        return {
            "step": playback.step,
            "playing": playback.playing,
            "speed": playback.speed,
            "undo_label": history.undo_label,
            "redo_label": history.redo_label,
            "busy": self.jobs.title,
            "work": self._patience.after(self._title, 0.0).work(self._share),
            "working": self._awaited,
            "progress": self._record.progress,
        }

    @property
    def _awaited(self) -> str:
        """What the frames wait for first."""
        wish = self._memo.wishes.first
        return "" if wish is None else wish.title

    @property
    def _title(self) -> str:
        """What is worked on beside the program; "" is nothing."""
        return self.jobs.title or self._awaited

    @property
    def _share(self) -> float | None:
        return self.jobs.progress if self.jobs.title else self._answers.progress

    def _answered(self, wish: Wish, answer: object) -> None:
        """The same document, shown anew: its frames ask again and get their answer."""
        document = self.state.document
        if isinstance(answer, Ready) and wish.question == question_of(document):
            self._ready = document, answer.timeline, answer.wishes
            self._beside.adopt(answer.others)
        else:
            self._ready = None  # it was made without this answer
            self._memo.wishes.give(wish)
            self._memo.fulfil(wish.map, wish.question, answer)
            self._beside.renew()
        self._send(self._built(document))

    def _unanswered(self, wish: Wish, error: BaseException) -> None:
        self._do_without(wish)
        raise error  # told where all faults are

    def _do_without(self, wish: Wish) -> None:
        """Go on without an answer; without a timeline, go back to what was shown last."""
        self._memo.wishes.give_up(wish)
        if wish.question == question_of(self.state.document):
            self._history = self._history if self.state.document is self._seen else self._settled
            self._ready = self._seen, self._rested, self._memo.wishes.again()
            self._send(self._built(self._seen))
        else:
            self._send(self._built(self.state.document))  # it says that this will not come

    def _send(self, state: State) -> None:
        self.state = state
        with ExitStack() as told:  # from the last to the first, whatever goes wrong in one of them
            # Last, as what is worked on beside the program must not slow down the first picture.
            told.callback(lambda: self._answers.pursue(self._memo.wishes.first))
            for listener in reversed(self._listeners):
                told.callback(listener, state)
