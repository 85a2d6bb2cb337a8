"""What every frame of Stack is made from: the counts, the real maps, and who sees what."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core.sight import Sight
from poolviz.frame.cells import Block
from poolviz.frame.model import Scale
from poolviz.frame.plane import ArrayPlane, Plane
from poolviz.frame.scale import scale_between
from poolviz.frame.words import say
from poolviz.model.document import Document
from poolviz.model.scene import Compute
from poolviz.scenes.stack.counts import Counted, Stacked
from poolviz.scenes.stack.flow import Flow, flow
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.reduction import Reduction

Array = NDArray[Any]
Position = tuple[int, int]
PICTURE = -1
"""The number of the picture among the levels, which are counted from 0."""
_BRIGHT = 0.995  # of a map's cells are no brighter than the last colour
_FIRST_LOOK = 5e6  # multiply-adds that nobody has to wait for
_SHOWN = 1024  # pixels of a crop's side: more than a screen gives it


@dataclass(frozen=True)
class Target:
    """A cell that is asked what it sees: the level that it lies on, its row and its column."""

    level: int
    row: int
    column: int


@dataclass(frozen=True, eq=False)
class View:
    """A document's stack, worked out when first asked.

    ``refined`` are the real maps, None while they are worked out, or ``is_alone`` for good; a first look
    stands in.
    """

    document: Document
    parameters: StackParameters
    picture: Plane
    refined: Flow | None
    is_alone: bool
    _scales: dict[int, Scale] = field(default_factory=dict)
    _largest: dict[str, float] = field(default_factory=dict)

    @staticmethod
    def of(document: Document, own: StackParameters, compute: Compute) -> View:
        """A view whose real maps are wished for, if they are not there yet."""
        plane = document.map.plane(document.channel)
        if plane.shape == (own.side, own.side):
            picture: Plane = plane
        else:
            way = Reduction(plane, own.side).derivation
            picture = compute.derived(document.map, document.channel, ("picture", own.side), way).plane(0)
        values, stack = picture.read(slice(None), slice(None)), own.stack
        refined = compute.later(
            say("Sending the picture through the stack"),
            document.map,
            ("stack", own.layers, own.channels, own.side, own.shown, document.channel),
            lambda task: flow(values, stack, own.shown, check=task.reached),
        )
        return View(document, own, picture, refined, is_alone=refined is None and compute.gave_up)

    @cached_property
    def stack(self) -> Stacked:
        """The counts."""
        return self.parameters.stack

    @property
    def is_reduced(self) -> bool:
        """Whether the picture is the open map in another size."""
        return self.document.map.size != (self.parameters.side,) * 2

    def counted(self, level: int) -> Counted:
        """One level as it is shown: with pooling, or without."""
        return self.stack.version(level, self.parameters.shown)

    def largest(self, version: str) -> float:
        """The largest of what is counted in any level of a version; 1 if there is nothing."""
        if version not in self._largest:
            costs = (self.stack.version(level, version).cost for level in range(len(self.stack.levels)))
            counted = self.parameters.counted
            self._largest[version] = max((getattr(cost, counted) for cost in costs), default=0.0) or 1.0
        return self._largest[version]

    def plane(self, level: int) -> Plane:
        """The numbers of one level's map that is on show; the same object every time."""
        return self.picture if level == PICTURE else self._planes[level]

    @cached_property
    def _flow(self) -> Flow:
        if self.refined is not None:
            return self.refined
        values = self.picture.read(slice(None), slice(None))
        own = self.parameters
        return flow(values, self.stack, own.shown, only=own.kernel - 1, most=_FIRST_LOOK)

    @property
    def worked_out(self) -> int:
        """How many levels have maps already: a first look may not reach the last one."""
        return len(self._flow.levels)

    @cached_property
    def _planes(self) -> tuple[Plane, ...]:
        channel = self.parameters.kernel - 1
        known = [self._flow.plane(level, channel) for level in range(self.worked_out)]
        sizes = [self.counted(level).size for level in range(self.worked_out, len(self.stack.levels))]
        nothing = [np.broadcast_to(np.float32(0), size) for size in sizes]
        return tuple(ArrayPlane(values) for values in (*known, *nothing))

    def scale(self, level: int) -> Scale:
        """Which numbers the colours of a level stand for: each map has a range of its own."""
        if level == PICTURE:
            return self.document.scale
        if level not in self._scales:
            self._scales[level] = _scale(self._planes[level])
        return self._scales[level]

    # -- who sees what ---------------------------------------------------------------------------------

    def seen(self, target: Target, level: int) -> Block:
        """The cells of an earlier level, or of the picture, that a cell sees; some may lie outside."""
        far, near = self.counted(target.level), self.counted(level)
        top, tall = _between(far.rows, near.rows, target.row)
        left, wide = _between(far.columns, near.columns, target.column)
        return Block(top, left, tall, wide)

    def inside(self, block: Block, level: int) -> Block | None:
        """The part of a block that lies on a level's map; None if all of it lies in padding."""
        height, width = self.counted(level).size
        top, left = max(block.row, 0), max(block.column, 0)
        bottom, right = min(block.row + block.rows, height), min(block.column + block.columns, width)
        return Block(top, left, bottom - top, right - left) if top < bottom and left < right else None

    def nearest(self, level: int, point: tuple[float, float]) -> Target:
        """The cell of a level whose field lies about a point of the picture, as nearly as can be."""
        counted = self.counted(level)
        rows, columns = counted.size
        return Target(
            level, _nearest(counted.rows, rows, point[0]), _nearest(counted.columns, columns, point[1])
        )

    def middle(self, target: Target) -> tuple[float, float]:
        """The middle of what a cell sees of the picture, in rows and columns."""
        block = self.seen(target, PICTURE)
        return block.row + (block.rows - 1) / 2, block.column + (block.columns - 1) / 2

    def crop(self, target: Target) -> Array:
        """What a cell sees of the picture, with the zeros that padding puts outside of it.

        Of a field wider than a screen, which is mostly padding, only every so many-th pixel.
        """
        block = self.seen(target, PICTURE)
        every = -(-max(block.rows, block.columns) // _SHOWN)
        rows = np.arange(block.row, block.row + block.rows, every)
        columns = np.arange(block.column, block.column + block.columns, every)
        crop = np.zeros((len(rows), len(columns)), self.picture.dtype)
        height, width = self.picture.shape
        down, right = (rows >= 0) & (rows < height), (columns >= 0) & (columns < width)
        picture = self.picture.read(slice(None), slice(None))
        crop[np.ix_(down, right)] = picture[np.ix_(rows[down], columns[right])]
        return crop


def _between(far: Sight, near: Sight, cell: int) -> tuple[int, int]:
    """The first of the cells of a nearer level that a farther cell sees, and how many they are."""
    start = far.start + cell * far.jump - near.start
    return start // near.jump, (far.field - near.field) // near.jump + 1


def _nearest(sight: Sight, cells: int, point: float) -> int:
    wanted = (point - sight.start - (sight.field - 1) / 2) / sight.jump
    return min(max(round(wanted), 0), cells - 1)


def _scale(plane: Plane) -> Scale:
    """From 0 to nearly the largest number: a few bright cells at an edge must not leave the rest dark."""
    values = plane.read(slice(None), slice(None)).ravel()
    values = values[np.isfinite(values)]
    if not values.size:
        return scale_between(0.0, 1.0, "picture")
    if float(values.min()) < 0:
        largest = float(np.quantile(np.abs(values), _BRIGHT)) or 1.0
        return Scale(-largest, largest, "signed")
    return scale_between(0.0, float(np.quantile(values, _BRIGHT)), "picture")
