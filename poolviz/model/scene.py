"""The Scene contract, the Timeline, and how scenes are found.

A scene is one file (or one folder) under ``poolviz.scenes`` with a module-level ``SCENE``. Adding one
touches no other file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType, ModuleType
from typing import Any, Literal, Protocol, TypeGuard, TypeVar, runtime_checkable

from numpy.typing import NDArray

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.shapes import Shape
from poolviz.model.answer import Answer
from poolviz.model.controls import Control
from poolviz.model.derived import Derivation
from poolviz.model.document import Document
from poolviz.model.example import Example
from poolviz.model.keys import SceneKey
from poolviz.model.progress import Outcome, Progress
from poolviz.model.task import Task
from poolviz.model.upstream import Upstream

Array = NDArray[Any]
Answered = TypeVar("Answered")


class Compute(Protocol):
    """What a scene may ask for; the session remembers the answers."""

    @property
    def progress(self) -> Progress:
        """How exercises were answered until now."""

    def pooled(self, map_: Map, channel: int, spec: PoolSpec) -> Answer:
        """One channel pooled; values (H′, W′)."""

    def gradient(self, map_: Map, channel: int, spec: PoolSpec, upstream: Upstream) -> Array:
        """∂L/∂input of one channel, (H, W)."""

    def gradient_map(self, map_: Map, channel: int, spec: PoolSpec, upstream: Upstream) -> Map:
        """The same as a map of one channel, which knows what an edit changed."""

    def derived(self, map_: Map, channel: int, question: Hashable, way: Derivation) -> Map:
        """What a scene works out of one channel itself, as a map of one channel.

        ``question`` names it, with everything else that it depends on.
        """

    def later(
        self, title: str, map_: Map, question: Hashable, work: Callable[[Task], Answered]
    ) -> Answered | None:
        """An answer that takes more than 50 ms: None while it is worked out beside the program.

        As soon as it is there the scene's timeline is made anew and shown, and asking again gives it.
        ``work`` is a pure function that calls ``task.check()`` every few milliseconds and touches nothing
        of a view; its result is frozen. ``question`` names the answer with all that it depends on besides
        the map; ``title`` says what is being worked on.
        """

    @property
    def gave_up(self) -> bool:
        """Whether a later answer of this document will not come; what is still missing is not awaited."""

    def announce(self, numbers: int) -> None:
        """To be told before a frame itself works out so many numbers, or what costs as much.

        Who has no time for that ends the frame here, and has it made beside the program.
        """

    def kept(self, map_: Map, question: Hashable, work: Callable[[], Answered | None]) -> Answered | None:
        """A small answer, soon had from larger ones, which it outlasts; None as long as ``work`` says so."""


BY_ROWS = 400  # more windows than this are played row by row


@dataclass(frozen=True, eq=False)
class Timeline:
    """A length and a lazy function from a step to a frame.

    A new ``story`` is played from its start as soon as it is there; None is none.

    ``beat`` is how many steps playing takes at once: 1, or a row of windows on a large map.
    ``step_of`` tells which step answers a cell, None if none does. ``start`` is the step that is shown when
    the scene is opened. ``won`` tells of a part of the outputs which cells of the map win them, as flat
    indices, −1 for none; None where nobody wins.
    One that ``keeps_end`` stays at its last step when a change gives it another length. One that never
    ``asks`` has no answer that could be hidden while the room is asked.
    """

    length: int
    frame: Callable[[int, Cell | None], Frame]
    step_of: Callable[[Cell], int | None]
    beat: int = 1
    start: int = 0
    story: Hashable = None
    won: Callable[[slice, slice], Array] | None = None
    keeps_end: bool = False
    asks: bool = True


@dataclass(frozen=True)
class Gesture:
    """What a person does to a board: set a number, nudge it, or draw a shape that ends at its cell.

    Cells that take an answer are also cleared and picked, and told that they are about to be typed into
    ("at").
    """

    kind: Literal["set", "nudge", "draw", "clear", "pick", "at"]
    cell: Cell
    value: float
    start: Cell | None = None  # where a shape begins; at its cell unless told
    size: int = 1  # cells across
    shape: Shape = "line"  # what is drawn; of no matter otherwise


@runtime_checkable
class Scene(Protocol):
    """One idea: frozen parameters, controls as data, a document turned into a timeline."""

    id: str
    title: str
    order: int
    tip: str

    def parameters(self) -> object:
        """The frozen parameters at the start.

        Fields whose metadata say ``view`` are no undo steps. With those that say ``begins`` something else
        begins: each change is an undo step of its own, and its timeline is shown from its start.
        """

    def controls(self, document: Document) -> tuple[Control, ...]:
        """What can be set now, in order."""

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """All steps of this scene for a document."""


@runtime_checkable
class Editable(Protocol):
    """A scene whose cells can be changed."""

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """The document after a gesture; the same one if the gesture meets nothing that can change."""


@runtime_checkable
class Labelled(Protocol):
    """A scene whose boards say which channel they show: an edit means that one, whichever is chosen."""

    def channel_on(self, board: str) -> int | None:
        """The channel of the map that a board shows; None if it shows something else."""


@runtime_checkable
class Movable(Protocol):
    """A scene whose map can be dragged over the stage.

    Its frames tell how far the map was ``moved``, and which boards are ``movable``: hold one and drag.
    """

    def moved(self, document: Document, down: int, across: int) -> tuple[Document, int]:
        """The document and the step at which the map lies so many cells from its place.

        What is too far goes as far as it can; the same document if it need not change.
        """


@runtime_checkable
class Choosable(Protocol):
    """A scene in which clicking on some cells, or on the bars of a chart, chooses something."""

    def chosen(self, document: Document, cell: Cell) -> Mapping[str, object]:
        """The fields that a click on a cell sets; none if the click is to hold the cell.

        A bar of a chart is a cell of that name in row 0, its position the column.
        """


@runtime_checkable
class Acting(Protocol):
    """A scene that offers actions."""

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """The document after an action, and the action's title for the undo menu."""


@runtime_checkable
class Practising(Protocol):
    """A scene in which something is practised. What came out is counted; undo takes no answer back."""

    def outcome(self, before: Document, after: Document) -> Outcome | None:
        """How an answer came out, if it was checked between these two documents."""


@runtime_checkable
class Keyed(Protocol):
    """A scene with keys of its own."""

    keys: tuple[SceneKey, ...]

    def can(self, document: Document, action: str) -> bool:
        """Whether the keys of an action do something now; others have their usual meaning then."""


@runtime_checkable
class Leading(Protocol):
    """A scene with actions that lead to an example in another scene."""

    def leads_to(self, document: Document, action: str) -> Example | None:
        """The example that an action shows; None if the action is an ordinary one."""


def parameters_of(scene: Scene, document: Document) -> Any:  # noqa: ANN401 - each scene has its own type
    """The scene's own parameters in a document, or its first ones."""
    return document.parameters.get(scene.id, scene.parameters())


def with_parameters(document: Document, scene: Scene, parameters: object) -> Document:
    """The document with other parameters for one scene; those of the others stay."""
    return replace(document, parameters=MappingProxyType({**document.parameters, scene.id: parameters}))


def view_fields(parameters: object) -> frozenset[str]:
    """Names of the parameters that only say what is looked at."""
    return frozenset(f.name for f in fields(parameters) if f.metadata.get("view"))  # type: ignore[arg-type]


def beginning_fields(parameters: object) -> frozenset[str]:
    """Names of the parameters with which something else begins."""
    return frozenset(f.name for f in fields(parameters) if f.metadata.get("begins"))  # type: ignore[arg-type]


def discover(package: ModuleType) -> Mapping[str, Scene]:
    """Every scene in a package, by id, in their order."""
    found = (
        importlib.import_module(f"{package.__name__}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
    )
    return collect(module.SCENE for module in found if hasattr(module, "SCENE"))


def collect(candidates: Iterable[object]) -> Mapping[str, Scene]:
    """Scenes by id, in order; TypeError for what does not keep the contract."""
    scenes = []
    for candidate in candidates:
        if not _is_scene(candidate):
            raise TypeError(f"{candidate!r} is not a scene: it lacks a part of the contract")
        scenes.append(candidate)
    return {scene.id: scene for scene in sorted(scenes, key=lambda scene: (scene.order, scene.id))}


def _is_scene(candidate: object) -> TypeGuard[Scene]:
    return isinstance(candidate, Scene)
