"""Pictures that take long are worked out beside the program; the last one stays meanwhile."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import NamedTuple

from poolviz.frame.model import Caption, Cell, Frame
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.document import Document
from poolviz.model.scene import Labelled, Scene, Timeline
from poolviz.model.task import Task
from poolviz.session.beside import looked_at_alike, others_of, own_cell
from poolviz.session.following import step_in, still_there
from poolviz.session.haste import in_haste
from poolviz.session.memo import Memo
from poolviz.session.state import State
from poolviz.session.wishes import Wish, Wishes, asking_apart

_SOON = 1 << 21
"""So many numbers are worked out before anybody would notice."""


def takes_long(document: Document, shown: Document, scene: Scene) -> bool:
    """Whether a document's first frame may take more than 50 ms, after that of another one.

    A very large map does, unless only a part of it was edited: results are then patched, if they are
    still known.
    """
    map_ = document.map
    if math.prod(map_.shape) <= _SOON:
        return False
    if _setting(document, scene) != _setting(shown, scene) or document.upstream is not shown.upstream:
        return True
    changed = map_.changes_since(shown.map)
    return changed is None or changed.rows * changed.columns > _SOON


def differs_in_cells(document: Document, shown: Document, scene: Scene) -> bool:
    """Whether a document is the one on show with other numbers in its cells, which can be changed further."""
    if _setting(document, scene) != _setting(shown, scene):
        return False
    return (
        document.upstream.may_come_from(shown.upstream) and document.map.changes_since(shown.map) is not None
    )


def hasty() -> AbstractContextManager[None]:
    """Within, what takes longer than anybody would notice is refused: it is to be asked for by a wish."""
    return in_haste(_SOON)


def meant_channel(document: Document, scene: Scene) -> int | None:
    """The channel that an edit means; None where the boards of a scene tell that."""
    return None if isinstance(scene, Labelled) else document.channel


def _setting(document: Document, scene: Scene) -> tuple[Hashable, ...]:
    """What decides which cells there are and what a scene works out of them; parameters by identity."""
    own = document.parameters.get(document.scene)
    return document.scene, document.spec, meant_channel(document, scene), id(own)


class Waiting(Timeline):
    """One that shows the last picture at every step, until a picture of its own is there."""


def is_waiting(state: State) -> bool:
    """Whether the picture of a state is still being made, and the last one stays meanwhile."""
    return isinstance(state.timeline, Waiting)


class Ready(NamedTuple):
    """A timeline with a frame that is worked out, and those of what it is compared with, looked at alike."""

    timeline: Timeline
    others: Mapping[str, tuple[Document, Timeline]]
    # What its frame has asked for in its turn.
    wishes: Wishes


def wish_for(
    after: State,
    scene: Scene,
    memo: Memo,
    here: tuple[int, int] | None = None,
    known: Timeline | None = None,
) -> Wish:
    """The wish for the timeline of a state, with a frame worked out: its first one, or where one is ``here``.

    Also those of the documents that it is compared with, since they may have been forgotten. If the timeline
    is ``known``, only its frame is wanted.
    """
    document, others, focus = after.document, others_of(after), after.focus
    wishes = memo.wishes.again()

    def work(task: Task) -> Ready:
        with asking_apart(wishes):
            return made(task)

    def made(task: Task) -> Ready:
        timeline = known or scene.timeline(document, memo)
        task.check()
        first = timeline.start if here is None else step_in(timeline, *here)
        if first + 1 < timeline.length:  # before what is shown, which is then known last
            timeline.frame(first + 1, None)  # Shift pools anew for it; a step would have to wait for that
            task.check()
        frame = timeline.frame(first, None)
        cell = still_there(own_cell(timeline, first, focus), frame)
        if cell is not None:
            task.check()
            timeline.frame(first, cell)
        found = {}
        for kind, other in others.items():
            if kind == "kept" and not frame.results:  # nothing that could stand beside it
                continue
            task.check()
            alike = looked_at_alike(other, document, scene)
            beside = scene.timeline(alike, memo)
            beside.frame(min(first, beside.length - 1), None)
            found[kind] = alike, beside
        return Ready(timeline, found, wishes)

    title = say("Working on {size} numbers", size=times(document.map.shape))
    # Another step is another question: what was worked out for the last one is stale.
    return Wish(title, document.map, ("timeline", id(document), here, focus), work)


def waiting(frame: Frame, shown: Timeline, title: str, *, takes_edits: bool = False) -> Waiting:
    """The last picture, which says what goes on, at every step; it takes edits if these are its cells."""
    boards = tuple(replace(board, editable=board.editable and takes_edits) for board in frame.boards)
    words = Caption(say("Working"), f"{title}…")
    # It is as it is: nothing of it is compared with what was kept.
    picture = replace(frame, boards=boards, caption=words, asking=None, results=())

    def still(step: int, focus: Cell | None) -> Frame:
        return picture

    return Waiting(shown.length, still, lambda cell: None, shown.beat, story=shown.story)
