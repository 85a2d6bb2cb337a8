"""The picture of a state: what the scene shows, veiled while the room is asked, and what is laid over it.

What was kept as A and what a wiggle began from are documents like any other. Their pictures come from the
same scene, looked at in the same way, and are compared with the one of now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from poolviz.frame.asking import veiled
from poolviz.frame.keeping import Kept, counterpart, differing, with_kept
from poolviz.frame.model import Board, Cell, Frame
from poolviz.frame.plane import Plane
from poolviz.frame.wiggling import Switch, wiggled
from poolviz.model.document import Document
from poolviz.model.gathering import read_of
from poolviz.model.scene import Scene, Timeline, parameters_of, view_fields
from poolviz.model.windows import Windows
from poolviz.model.wording import spec_words
from poolviz.session.memo import Memo
from poolviz.session.state import State, Wiggle


class Beside:
    """Makes pictures. It remembers the last other document of each kind, and what differs from it."""

    def __init__(self, scenes: Mapping[str, Scene], memo: Memo) -> None:
        self._scenes = scenes
        self._memo = memo
        self._others: dict[str, tuple[tuple[object, ...], Timeline]] = {}
        self._known: dict[str, tuple[Plane, Plane, Kept]] = {}

    def picture(self, state: State) -> Frame:
        """What the stage shows in a state, whatever its ``frame`` says."""
        frame = state.timeline.frame(state.step, own_cell(state.timeline, state.step, state.focus))
        if state.veiled:
            frame = veiled(frame)
        if state.wiggle is not None and not state.veiled:
            frame = self._with_wiggle(frame, state, state.wiggle)
        if state.kept is not None:
            frame = self._with_kept(frame, state, state.kept)
        else:
            self._known.clear()
            self._others.pop("kept", None)
        if state.wiggle is None:
            self._others.pop("wiggle", None)
        return frame

    def renew(self) -> None:
        """Ask the scenes anew: an answer that was still missing is there."""
        self._others.clear()

    def adopt(self, others: Mapping[str, tuple[Document, Timeline]]) -> None:
        """Take over what was worked out elsewhere of other documents, by their kind."""
        for kind, (document, timeline) in others.items():
            self._others[kind] = _key(document, self._scenes[document.scene]), timeline

    def _with_kept(self, frame: Frame, state: State, kept: Document) -> Frame:
        if not frame.results:
            return frame
        scene = self._scenes[state.document.scene]
        timeline = self._timeline("kept", looked_at_alike(kept, state.document, scene), scene)
        old = timeline.frame(min(state.step, timeline.length - 1), None)
        names = [name for name in frame.results if old.has(name)]
        found = {name: self._compared(name, old.board(name), frame.board(name)) for name in names}
        # Where several results stand on the stage, each has a rule of its own.
        what = spec_words(kept.spec, with_mode=len(names) == 1)
        return with_kept(frame, found, what, state.focus)

    def _compared(self, name: str, old: Board, now: Board) -> Kept:
        known = self._known.get(name)
        if known is None or known[0] is not old.plane or known[1] is not now.plane:
            known = (old.plane, now.plane, Kept(old, differing(old.plane, now.plane)))
            self._known[name] = known
        return known[2]

    def _with_wiggle(self, frame: Frame, state: State, wiggle: Wiggle) -> Frame:
        scene = self._scenes[state.document.scene]
        timeline = self._timeline("wiggle", looked_at_alike(wiggle.base, state.document, scene), scene)
        before = timeline.frame(min(state.step, timeline.length - 1), None)
        told = wiggled(frame, before, wiggle.cell, wiggle.amount, _switch(state, timeline, wiggle.cell))
        if state.focus not in (None, wiggle.cell):
            return replace(told, caption=frame.caption)  # another cell is asked about now
        return told

    def _timeline(self, kind: str, document: Document, scene: Scene) -> Timeline:
        """The scene's timeline for another document; the same one as long as nothing of that differs."""
        key, known = _key(document, scene), self._others.get(kind)
        if known is None or known[0] != key:
            known = self._others[kind] = key, scene.timeline(document, self._memo)
        return known[1]


def own_cell(timeline: Timeline, step: int, focus: Cell | None) -> Cell | None:
    """The cell that is pointed at, on a board of the scene's own; None where it has no such cell."""
    if focus is None or counterpart(focus) == focus:
        return focus
    cell, frame = counterpart(focus), timeline.frame(step, None)
    rows, columns = frame.board(cell.board).shape if frame.has(cell.board) else (0, 0)
    return cell if cell.row < rows and cell.column < columns else None


def others_of(state: State) -> Mapping[str, Document]:
    """The documents that the one of a state is compared with, by their kind."""
    kept, wiggle = state.kept, state.wiggle
    found = {"kept": kept, "wiggle": None if wiggle is None else wiggle.base}
    return {kind: document for kind, document in found.items() if document is not None}


def _key(document: Document, scene: Scene) -> tuple[object, ...]:
    """Equal for documents of which a scene shows the same."""
    own = parameters_of(scene, document)
    return document.map, document.spec, document.upstream, document.channel, document.display, scene, own


def looked_at_alike(one: Document, other: Document, scene: Scene) -> Document:
    """A document in another's scene and pass, on its channel as far as there is one."""
    own, theirs = parameters_of(scene, one), parameters_of(scene, other)
    own = replace(own, **{name: getattr(theirs, name) for name in view_fields(theirs)})
    return replace(
        one,
        scene=scene.id,
        channel=min(other.channel, one.map.channels - 1),
        parameters=MappingProxyType({**one.parameters, scene.id: own}),
    )


def _switch(state: State, before: Timeline, cell: Cell) -> Switch | None:
    """The first output that sees a cell and is won by another one than before."""
    now = state.timeline.won
    if before.won is None or now is None:
        return None
    document = state.document
    windows = Windows(document.map.plane(document.channel), document.spec.geometry(document.map.size))
    seeing = windows.seeing(cell)
    winners = read_of(now, seeing)
    differs = read_of(before.won, seeing) != winners
    if not differs.any():
        return None
    first = int(differs.argmax())
    return Switch(seeing[first], windows.cell(int(winners.flat[first])))
