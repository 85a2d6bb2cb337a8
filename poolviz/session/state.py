"""State: the whole truth that a view may see, frozen and published once per change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from poolviz.files.entries import Entry
from poolviz.frame.model import Cell, Frame
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.progress import NO_PROGRESS, Progress
from poolviz.model.scene import Gesture, Timeline
from poolviz.model.source import Source
from poolviz.session.cursor import Cursor
from poolviz.session.patience import Work
from poolviz.session.pen import Pen, Shaping

SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)


@dataclass(frozen=True)
class Refusal:
    """A value that was typed and cannot be, and the sentence that says why."""

    typed: object
    sentence: str


@dataclass(frozen=True)
class Notice:
    """Something a person should know, shown once and without stopping anything."""

    text: str
    kind: Literal["info", "warning"] = "info"
    detail: str = ""
    passing: bool = False  # a warning about what is shown now, which is over once something else is


@dataclass(frozen=True)
class Choosing:
    """A file that holds several arrays, one of which a person is to choose."""

    path: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Wiggle:
    """A cell that is moved a little to see what follows: by how much, and the document before."""

    cell: Cell
    amount: float
    base: Document


def _no_refusals() -> Mapping[str, Refusal]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class State:
    """What is open, where its playback stands, and what the stage shows now."""

    document: Document
    timeline: Timeline
    frame: Frame
    controls: tuple[Control, ...]
    step: int = 0
    playing: bool = False
    speed: float = 1.0
    asking: bool = False  # every next step is a question first
    veiled: bool = False  # the answer of this step is still hidden
    focus: Cell | None = None  # the cell under the pointer, or the pinned one
    pinned: bool = False
    editing: Cell | None = None  # the cell that takes what is typed; the stage is then in edit
    cursor: Cursor | None = None  # where keys act on cells; the stage is then in edit, too
    pen: Pen = field(default_factory=Pen)
    shaping: Shaping = field(default_factory=Shaping)
    sketch: Gesture | None = None  # what would be drawn if the button were let go now
    kept: Document | None = None  # A: its results stand beside those of now
    wiggle: Wiggle | None = None
    undo_label: str = ""  # empty: nothing to undo
    redo_label: str = ""
    unsaved: bool = False
    busy: str = ""  # what a job is working on
    working: str = ""  # what the frame waits for; it says so itself
    work: Work | None = None  # either of them, once it has taken so long that people wonder
    progress: Progress = NO_PROGRESS  # how exercises were answered
    notice: Notice | None = None
    choice: Choosing | None = None  # a file waits until one of its arrays is chosen
    refused: Mapping[str, Refusal] = field(default_factory=_no_refusals)

    @property
    def title(self) -> str:
        """The name of what is open, for the window's title and the map menu."""
        return self.document.map.name

    @property
    def opened(self) -> Source | None:
        """The file that the map was read from, and how it was read."""
        return self.document.source
