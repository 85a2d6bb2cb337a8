"""The Session: the one mutable object. One call publishes one state, or none if nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from types import MappingProxyType

from poolviz import scenes
from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.maps.presets import by_id
from poolviz.model.display_controls import display_controls
from poolviz.model.document import Document
from poolviz.model.scene import Acting, Choosable, Leading, beginning_fields, discover, parameters_of
from poolviz.model.sentences import told
from poolviz.session.changes import changed, undo_title
from poolviz.session.haste import TakesLongError
from poolviz.session.history import History
from poolviz.session.jobs import Jobs
from poolviz.session.playback import Playback
from poolviz.session.practised import with_practice_of
from poolviz.session.state import Refusal
from poolviz.session.store import NONE_REFUSED, Refusals
from poolviz.session.trier import Trier
from poolviz.session.waiting import is_waiting


class Session(Trier):
    """What is open, and every way to change it. Views call it once per wish and show what it publishes."""

    # -- fields ------------------------------------------------------------------------------------

    def change(self, **fields: object) -> None:
        """Set fields of the specification, of the scene's parameters or of the document.

        What cannot be stays as it was and is published as refused; the next change tries it again
        together with its own fields, or forgets it if its control takes nothing any more.
        """
        controls = (*self.state.controls, *display_controls(self.state.document))
        offered = {control.field for control in controls} - fields.keys()
        waiting = {name: refusal.typed for name, refusal in self.state.refused.items() if name in offered}
        after, tried = self._attempt({**waiting, **fields}), {**waiting, **fields}
        if isinstance(after, str) and waiting:
            after, tried = self._attempt(fields), fields
        if isinstance(after, str):
            typed = {name: Refusal(value, after) for name, value in fields.items()}
            self._publish(refused=MappingProxyType({**self.state.refused, **typed}))
            return
        begins = not beginning_fields(parameters_of(self.scene, after)).isdisjoint(fields)
        key = None if begins else ("fields", *fields)
        refused = self._still_refused(tried.keys(), offered, after)
        self._replace(after, undo_title(fields, controls), key, refused=refused, values=fields, begins=begins)

    def _attempt(self, values: Mapping[str, object]) -> Document | str:
        """The document with fields set, or the sentence that says why it cannot be."""
        try:
            return changed(self.state.document, self.scene, values, self.state.step)
        except ValueError as error:
            return told(error)

    def give_up(self, field: str | None = None) -> None:
        """Forget refused values: of one field, or all."""
        kept = {name: r for name, r in self.state.refused.items() if field is not None and name != field}
        if len(kept) != len(self.state.refused):
            self._publish(refused=MappingProxyType(kept))

    def act(self, action: str) -> None:
        """Do an action that the scene offers."""
        scene = self.scene
        example = scene.leads_to(self.state.document, action) if isinstance(scene, Leading) else None
        if example is not None:
            self.show_example(example)
        elif isinstance(scene, Acting):
            self._act(scene, action)

    def show_scene(self, scene_id: str) -> None:
        """Change to another scene: no undo step."""
        if scene_id != self.state.document.scene:
            document = replace(self.state.document, scene=scene_id)
            playback = Playback(speed=self._playback.speed)
            self._send(self._built(document, playback=playback, refused=NONE_REFUSED))

    # -- looking -----------------------------------------------------------------------------------

    def hover(self, cell: Cell | None) -> None:
        """The pointer is over a cell, or over none. Nothing happens while a cell is pinned or it plays."""
        if cell is not None and not self.state.frame.has(cell.board):
            cell = None  # a word may name a board that is not on the stage now
        cell = cell and self._whole(cell)
        if not self.state.pinned and not self.state.playing and cell != self.state.focus:
            self._publish(focus=cell)

    def pin(self, cell: Cell) -> None:
        """Hold a cell, so that the pointer may leave it; or choose what it stands for."""
        if self.choose(cell):
            return
        self._playback = replace(self._playback, playing=False)
        self._publish(focus=self._whole(cell), pinned=True)

    def choose(self, cell: Cell) -> bool:
        """Choose what a cell or a bar of a chart stands for in this scene; False if that is nothing new."""
        scene = self.scene
        fields = scene.chosen(self.state.document, cell) if isinstance(scene, Choosable) else {}
        if fields:
            self.change(**fields)
        return bool(fields)

    def unpin(self) -> None:
        """Let a held cell go."""
        if self.state.pinned:
            self._publish(focus=None, pinned=False)

    # -- time --------------------------------------------------------------------------------------

    def seek(self, step: int) -> None:
        """Show a step; playing pauses."""
        self._play(self._playback.sought(step, self.state.timeline.length))

    def step_by(self, steps: int) -> None:
        """Show the step so many steps on; playing pauses. While the room is asked, a step is asked first."""
        state = self.state
        if state.veiled and steps > 0:
            self._publish(veiled=False)
            return
        playback = self._playback.sought(state.step + steps, state.timeline.length)
        goes_on = steps > 0 and playback.step != state.step
        self._play(playback, veil=state.asking and goes_on and self._asks(playback.step))

    def _asks(self, step: int) -> bool:
        """Whether there is an answer to hide at a step; else a press of a key would change nothing."""
        timeline = self._rested.timeline
        if is_waiting(self.state):
            return timeline.asks
        try:
            with self._haste:
                return timeline.frame(step, None).asking is not None
        except TakesLongError:
            return timeline.asks  # nobody knows yet: a press too many gives nothing away

    def ask(self) -> None:
        """Begin to ask the room, or stop it and show what was hidden."""
        self._publish(asking=not self.state.asking, veiled=False)

    def play_pause(self) -> None:
        """Begin to play, or pause."""
        self._play(self._playback.toggled(self.state.timeline.length))

    def press_space(self) -> None:
        """Do what Space does in this scene: an action of its own, or play and pause."""
        action = self.action_of("Space")
        if action:
            self.act(action)
        else:
            self.play_pause()

    def pause(self) -> None:
        """Stop playing."""
        self._play(replace(self._playback, playing=False, carry=0.0))

    def set_speed(self, speed: float) -> None:
        """So many beats a second."""
        self._play(replace(self._playback, speed=speed))

    def faster(self, by: int = 1) -> None:
        """The next speed up, or down with −1."""
        self._play(self._playback.faster(by))

    def advance(self, seconds: float) -> None:
        """Let time go by. The only place that knows speed; it also takes in finished jobs."""
        if self.jobs.collect() or self._answers.collect():
            return  # its result was this call's one state
        self._patience = self._patience.after(self._title, seconds)
        timeline = self.state.timeline
        if is_waiting(self.state):  # each picture that takes long is shown before the next is begun
            is_next = self.state.document is self._seen
            self._play(self._playback.held(seconds) if is_next else self._playback)
        else:
            self._play(self._playback.advanced(seconds, timeline.length, timeline.beat))

    # -- history -----------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last change."""
        if self._history.done:
            self._return_to(*self._history.undo(self.state.document))

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._history.undone:
            self._return_to(*self._history.redo(self.state.document))

    def _return_to(self, history: History, document: Document) -> None:
        document = with_practice_of(document, self.state.document, self.scenes)
        self._send(self._built(document, history=history, refused=NONE_REFUSED))

    def _still_refused(self, tried: Set[str], offered: Set[str], after: Document) -> Refusals:
        """Of the refused values those that were not tried again, and whose controls still take something."""
        refused = {name: refusal for name, refusal in self.state.refused.items() if name not in tried}
        if refused:
            controls = (*self.scene.controls(after), *display_controls(after))
            resting = offered - {control.field for control in controls if control.enabled}
            refused = {name: refusal for name, refusal in refused.items() if name not in resting}
        return MappingProxyType(refused)

    def _play(self, playback: Playback, *, veil: bool | None = None) -> None:
        before, self._playback = self._playback, playback
        stays = playback.step == before.step and not playback.playing
        veiled = (self.state.veiled and stays) if veil is None else veil
        shown = (playback.step, playback.playing, playback.speed)
        same = shown == (before.step, before.playing, before.speed) and veiled == self.state.veiled
        work = self._patience.work(self._share)
        if same and self.state.busy == self.jobs.title and self.state.work == work:
            return
        moved = playback.step != before.step or playback.playing
        let_go = {"focus": None, "pinned": False, "editing": None} if moved else {}
        self._publish(**let_go, veiled=veiled)


def new_session(jobs: Jobs | None = None) -> Session:
    """A session as the program opens it: the worked example, max, 2 × 2, stride 2, window 1 answered."""
    found = discover(scenes)
    return Session(found, Document(by_id("worked-example").make(), spec=PoolSpec(window=2, stride=2)), jobs)
