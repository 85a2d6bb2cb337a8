"""The Store: holds what is open, builds the next state before it replaces anything, and publishes once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from poolviz.model.document import Document
from poolviz.model.scene import Practising, Scene
from poolviz.session.answers import Answers
from poolviz.session.beside import looked_at_alike
from poolviz.session.changes import is_view_only
from poolviz.session.cursor import kept
from poolviz.session.following import SHOWN, edited, lasting, sight, step_in, still_there
from poolviz.session.haste import TakesLongError
from poolviz.session.history import History
from poolviz.session.jobs import Jobs
from poolviz.session.making import Making
from poolviz.session.moment import Moment
from poolviz.session.patience import Patience
from poolviz.session.playback import Playback
from poolviz.session.practised import is_practice
from poolviz.session.record import Record
from poolviz.session.state import Refusal, State
from poolviz.session.waiting import Ready, Waiting, is_waiting
from poolviz.session.wishes import Wish, Wishes

Listener = Callable[[State], None]
Refusals = Mapping[str, Refusal]
NONE_REFUSED: Refusals = MappingProxyType({})


class Store(Making):
    """The mutable half of a session: one state, its listeners, and how one state follows another."""

    def __init__(self, scenes: Mapping[str, Scene], document: Document, jobs: Jobs | None = None) -> None:
        """A store on a document, at its first step."""
        super().__init__(scenes, document, jobs or Jobs())
        self._answers = Answers(self._answered, self._unanswered, inline=self.jobs.inline)
        self._patience = Patience()
        self._history = self._settled = History()  # now, and when a document was last at rest
        self._record = Record()
        self._listeners: list[Listener] = []
        self._answers.pursue(self._memo.wishes.first)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every state from now on; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

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
        self._send(after if sight(after) == sight(self.state) else self._looked(after))

    def _looked(self, after: State) -> State:
        """A state with its picture. If that takes long it is awaited; then the last one stays.

        One that is awaited already comes first: who goes on quickly sees something of the way.
        """
        try:
            with self._haste:
                bare = self._picture(after)
        except TakesLongError:
            self._memo.wishes = self._memo.wishes.again()  # what else was asked for has time
            here = after.step, after.timeline.length
            after = replace(after, timeline=self._awaiting(after, here, after.timeline))
            bare = self._picture(after)
        self._bare = self._bare if after.focus or is_waiting(after) else bare
        after = replace(after, cursor=kept(after.cursor, bare))  # a board may be smaller at another step
        return replace(after, frame=self._shown(after, bare), working=self._awaited)

    def _built(
        self,
        document: Document,
        *,
        playback: Playback | None = None,
        history: History | None = None,
        hastily: bool = True,
        **also: Any,  # noqa: ANN401 - fields of State
    ) -> State:
        """The state on another document, in time and history as given; it publishes nothing.

        What takes long is awaited, unless it is not to be made ``hastily``. It may raise: then everything is
        as before.
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
                with self._haste if hastily else nullcontext():
                    return self._made(document, **also)
            except TakesLongError:  # what an edit could be patched into is forgotten, or was never known
                self._moment = begun._replace(wishes=wishes.again())
                return self._made(document, late=True, **also)
        except BaseException:
            self._moment = before
            raise

    @property
    def _moment(self) -> Moment:
        begun = self._bare, self._begun, self._ready
        return Moment(self._playback, self._history, *begun, self._memo.wishes)

    @_moment.setter
    def _moment(self, moment: Moment) -> None:
        self._playback, self._history, self._bare = moment.playback, moment.history, moment.bare
        self._begun, self._ready, self._memo.wishes = moment.begun, moment.ready, moment.wishes

    def _made(self, document: Document, *, late: bool = False, **also: Any) -> State:  # noqa: ANN401 - fields of State
        state, scene = self.state, self.scenes[document.scene]
        if also.pop("begins", False):
            self._begun = document
        wanted = also.pop("step", None)
        if document is not state.document:
            also = {"wiggle": None, "notice": lasting(state.notice), **also}
        also = {"sketch": None, **also}
        after = replace(state, document=document, controls=scene.controls(document), **also)
        timeline = self._timeline(after, wanted, late=late)
        waits = isinstance(timeline, Waiting)
        begins = document is self._begun and not waits
        stays = not begins and (waits or document.scene == self._seen.scene)
        if wanted is None:
            wanted = step_in(timeline, *self._here) if stays else timeline.start
        self._playback = replace(self._playback, step=min(wanted, timeline.length - 1))
        if timeline.story not in (None, state.timeline.story):
            self._playback = self._playback.begun(timeline.length)
        self._begun = self._begun if waits else None
        after = replace(after, timeline=timeline, **self._now())
        bare = self._picture(replace(after, focus=None))
        self._bare = self._bare if waits else bare
        focus = still_there(after.focus, bare)
        built = replace(after, focus=focus, pinned=after.pinned and focus is not None)
        frame = self._picture(built) if focus else bare  # its boards may have other sizes
        built = replace(built, editing=edited(after.editing, frame), cursor=kept(after.cursor, frame))
        return replace(built, frame=self._shown(built, frame), working=self._awaited)  # by these frames

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
    def _title(self) -> str:
        """What is worked on beside the program; "" is nothing."""
        return self.jobs.title or self._awaited

    @property
    def _share(self) -> float | None:
        return self.jobs.progress if self.jobs.title else self._answers.progress

    def _answered(self, wish: Wish, answer: object) -> None:
        """The same document, shown anew: its frames ask again and get their answer."""
        document, hastily = self.state.document, True
        if isinstance(answer, Ready):
            if answer.timeline is self._rested.timeline:
                answer.wishes.join(self._resting)  # what its frames have asked for they do not ask for again
            self._ready = document, answer.timeline, answer.wishes
            self._beside.adopt(answer.others)
            # Where one has gone on meanwhile, the picture may take long once more.
            hastily = self._aimed != (self._playback.step, self.state.focus)
            if hastily and document is self._seen:
                self._pass(answer)
        else:
            self._ready = None  # it was made without this answer
            self._memo.wishes.give(wish)
            self._memo.fulfil(wish.map, wish.question, answer)
            self._beside.renew()
        self._send(self._built(document, hastily=hastily))

    def _pass(self, ready: Ready) -> None:
        """Let the picture that is there be seen on the way to another one, and be what stopping leads to."""
        passing = replace(self.state, timeline=ready.timeline, step=self._aimed[0], focus=None, pinned=False)
        with suppress(TakesLongError), self._haste:
            bare = self._picture(passing)
            passing = replace(passing, cursor=kept(passing.cursor, bare))
            passing = replace(passing, frame=self._shown(passing, bare))
            self._bare, self._rested, self._resting = bare, passing, ready.wishes

    def _unanswered(self, wish: Wish, error: BaseException) -> None:
        self._do_without(wish)
        raise error  # told where all faults are

    def _do_without(self, wish: Wish) -> None:
        """Go on without an answer; without a picture, go back to what was shown last, as it was."""
        if not is_waiting(self.state):
            self._memo.wishes.give_up(wish)
            self._send(self._built(self.state.document))  # it says that this will not come
            return
        rested = self._rested
        if self.state.document is not rested.document:
            self._history = self._settled
        self._playback = replace(self._playback, step=rested.step, playing=False, carry=0.0)
        self._begun, self._ready, self._memo.wishes = None, None, self._resting
        back = {name: getattr(rested, name) for name in SHOWN}
        self._send(replace(self.state, **{**back, **self._now()}))

    def _send(self, state: State) -> None:
        if not is_waiting(state):
            self._rested, self._resting = state, self._memo.wishes
        elif state.timeline is not self.state.timeline:
            self._aimed = state.step, state.focus
        self.state = state
        with ExitStack() as told:  # from the last to the first, whatever goes wrong in one of them
            # Last, as what is worked on beside the program must not slow down the first picture.
            told.callback(lambda: self._answers.pursue(self._memo.wishes.first))
            for listener in reversed(self._listeners):
                told.callback(listener, state)
