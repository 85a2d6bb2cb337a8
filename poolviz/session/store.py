"""The Store: holds what is open, builds the next state before it replaces anything, and publishes once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from poolviz.frame.asking import veiled
from poolviz.frame.model import Cell, Frame
from poolviz.model.document import Document
from poolviz.model.scene import Practising, Scene
from poolviz.session.changes import is_view_only
from poolviz.session.cursor import kept, with_cursor, with_sketch
from poolviz.session.history import History
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.playback import Playback
from poolviz.session.practised import is_practice
from poolviz.session.record import Record
from poolviz.session.state import Refusal, State
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
        self._answers = Jobs(inline=self.jobs.inline)
        self._answering: Wish | None = None
        self._history = History()
        self._record = Record()
        self._listeners: list[Listener] = []
        scene = scenes[document.scene]
        timeline = scene.timeline(document, self._memo)
        start = timeline.start
        self._playback = Playback(start)
        self.state = State(
            document, timeline, timeline.frame(start, None), scene.controls(document), step=start
        )
        self.state = replace(self.state, working=self._now()["working"])
        self._pursue()

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
        return self.state.playing or bool(self.jobs.title or self._answers.title)

    def close(self) -> None:
        """Let listeners and worker go."""
        self._listeners.clear()
        self.jobs.close()
        self._answers.close()

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
        built = self._built(after, **also)  # may raise: nothing has changed yet
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
        state = self.state
        after = replace(state, **self._now(), **also)
        if _sight(after) != _sight(state):
            after = replace(after, frame=_shown(after))
        self._send(after)

    def _built(self, document: Document, **also: Any) -> State:  # noqa: ANN401 - fields of State
        """The state on another document; it publishes nothing and may raise."""
        memo = self._memo
        before, memo.wishes = memo.wishes, Wishes()  # only what its own frames ask for is wanted
        try:
            return self._made(document, **also)
        except BaseException:
            memo.wishes = before
            raise

    def _made(self, document: Document, **also: Any) -> State:  # noqa: ANN401 - fields of State
        state, scene = self.state, self.scenes[document.scene]
        timeline = scene.timeline(document, self._memo)
        stays = document.scene == state.document.scene
        wanted = also.pop("step", self._playback.step if stays else timeline.start)
        step = min(wanted, timeline.length - 1)
        self._playback = replace(self._playback, step=step)
        if timeline.story not in (None, state.timeline.story):
            self._playback = self._playback.begun(timeline.length)
        frame = timeline.frame(self._playback.step, None)
        focus = _kept(state.focus, frame)
        fresh = {
            "document": document,
            "timeline": timeline,
            "controls": scene.controls(document),
            "focus": focus,
            "pinned": state.pinned and focus is not None,
            "editing": _edited(state.editing, frame),
            "cursor": kept(state.cursor, frame),
            "sketch": None,
        }
        built = replace(state, **{**fresh, **self._now(), **also})
        return replace(built, frame=_shown(built, None if focus else frame))

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
            "working": wish.title if (wish := self._memo.wishes.first) is not None else "",
            "progress": self._record.progress,
        }

    def _pursue(self) -> None:
        """Work on the first answer that the frames wait for; what nobody waits for any more is dropped."""
        wish, under_way = self._memo.wishes.first, self._answering
        if wish is not None and under_way is not None and wish.key == under_way.key:
            return
        self._answers.cancel()
        self._answering = wish
        if wish is not None:
            self._answers.start(wish.title, wish.work, self._answered, self._unanswered)

    def _answered(self, answer: object) -> None:
        """The same document, shown anew: its frames ask again and get their answer."""
        wish, self._answering = self._answering, None
        assert wish is not None, "an answer arrives for the wish that it was worked out for"
        self._memo.fulfil(wish.map, wish.question, answer)
        self._send(self._built(self.state.document))

    def _unanswered(self, error: BaseException) -> None:
        """The frames stay as they are without the answer; the fault is told where all faults are."""
        wish, self._answering = self._answering, None
        assert wish is not None, "a failure arrives for the wish that it was worked out for"
        self._memo.wishes.give_up(wish)
        self._publish()
        raise error

    def _send(self, state: State) -> None:
        self.state = state
        self._pursue()
        for listener in tuple(self._listeners):
            listener(state)


def _sight(state: State) -> tuple[object, ...]:
    """Everything but the document that decides what the stage shows."""
    pen = None if state.cursor is None else state.pen
    return state.step, state.focus, state.veiled, state.cursor, state.sketch, pen


def _shown(state: State, bare: Frame | None = None) -> Frame:
    """The scene's frame (``bare``, if it is known already) and what the session adds to it."""
    frame = bare or state.timeline.frame(state.step, state.focus)
    frame = veiled(frame) if state.veiled else frame
    return with_sketch(with_cursor(frame, state.cursor, state.pen), state.sketch)


def _edited(cell: Cell | None, frame: Frame) -> Cell | None:
    """A cell if it still can be typed into."""
    kept = _kept(cell, frame)
    return kept if kept is not None and frame.board(kept.board).editable else None


def _kept(cell: Cell | None, frame: Frame) -> Cell | None:
    """A cell if it still is there."""
    if cell is None or not frame.has(cell.board):
        return None
    rows, columns = frame.board(cell.board).shape
    return cell if cell.row < rows and cell.column < columns else None
