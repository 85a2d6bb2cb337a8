"""A Moment: what a store holds beside its state, as it was before another state was begun."""

from __future__ import annotations

from typing import NamedTuple

from poolviz.frame.model import Frame
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.session.history import History
from poolviz.session.playback import Playback
from poolviz.session.wishes import Wishes


class Moment(NamedTuple):
    """Everything beside the state that building another one replaces."""

    playback: Playback
    history: History
    bare: Frame  # the last own one, without what is pointed at, the cursor and the sketch
    begun: Document | None  # the one to be shown from its start, as soon as it can be
    ready: tuple[Document, Timeline, Wishes] | None
    wishes: Wishes
