"""What every frame of Shift is made from: the map before it moves, and one moment of its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from poolviz.core import shift
from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.model.document import Document
from poolviz.scenes.shift.measures import active_cells, changed_cells, relative_change
from poolviz.scenes.shift.methods import METHODS, Chain, apply, chain_of, jump_of
from poolviz.scenes.shift.parameters import ShiftParameters, across_at

_MOST_MARKED = 24  # outputs a side
_MOST_AT_EASE = 2  # methods


@dataclass(frozen=True, eq=False)
class View:
    """A document's one channel, at rest and moved; worked out when first asked."""

    document: Document
    parameters: ShiftParameters
    _last: dict[int, Moment] = field(default_factory=dict)

    @cached_property
    def input(self) -> Plane:
        """The map before it moves."""
        return self.document.map.plane(self.document.channel)

    @cached_property
    def values(self) -> Array:
        """Its numbers, (H, W)."""
        return self.input.read(slice(None), slice(None))

    @cached_property
    def chain(self) -> Chain:
        """Where the windows lie, pooling after pooling; shorter than wished if the map becomes too small."""
        return chain_of(self.document.spec, self.document.map.size, self.parameters.rounds)

    @property
    def can_blur(self) -> bool:
        """Whether there is a blur-pool: windows of a fixed output size have no stride."""
        return self.document.spec.adaptive is None

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """What is shown, in order."""
        own = self.parameters
        shown = (True, True, own.with_average, own.with_blur and self.can_blur)
        return tuple(method for method, wanted in zip(METHODS, shown, strict=True) if wanted)

    @cached_property
    def scale(self) -> Scale:
        """One scale for the map and all that is made of it, so that equal numbers look equal."""
        return self.document.scale

    @cached_property
    def is_large(self) -> bool:
        """Whether there are too many outputs for a mark on each that changed: differences tell instead."""
        return max(self.chain[-1].output) > _MOST_MARKED

    @cached_property
    def difference_scale(self) -> Scale:
        """Neutral at 0, full at half the range of the map, the same at every step."""
        half = (self.scale.high - self.scale.low) / 2
        return Scale(-half, half, "gradient")

    @property
    def is_crowded(self) -> bool:
        """Whether so many methods stand side by side that their words must be short."""
        return len(self.methods) > _MOST_AT_EASE

    @cached_property
    def jump(self) -> tuple[int, int] | None:
        """Cells of the map from one output to the next."""
        return jump_of(self.chain)

    @cached_property
    def _rested(self) -> dict[str, Plane]:
        return {
            method: ArrayPlane(apply(method, self.values, self.document.spec, self.chain))
            for method in self.methods
        }

    def rested(self, method: str) -> Plane:
        """A method's answers before the map moves, (H′, W′)."""
        return self._rested[method]

    def moment(self, step: int) -> Moment:
        """The map moved as at a step; the last one is kept, so that pointing at it costs nothing."""
        if step not in self._last:
            self._last.clear()
            self._last[step] = Moment(self, step)
        return self._last[step]


@dataclass(frozen=True, eq=False)
class Moment:
    """The map moved by some cells, and what each method makes of that."""

    view: View
    step: int

    @property
    def across(self) -> int:
        """Cells to the right."""
        return across_at(self.step)

    @property
    def down(self) -> int:
        """Cells down."""
        return self.view.parameters.down

    @property
    def rests(self) -> bool:
        """Whether the map is where it was."""
        return self.across == self.down == 0

    @cached_property
    def cells(self) -> tuple[int, int]:
        """The whole cells of the output that are in the shift, down and across: what "align" moves by."""
        return whole_cells(self.view, self.down, self.across)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the shift is some whole cells of the output, and not none."""
        jump = self.view.jump
        return bool(jump and not self.rests and self.down % jump[0] == 0 and self.across % jump[1] == 0)

    @cached_property
    def shifted(self) -> Plane:
        """The map after its move."""
        return ArrayPlane(shift(self.view.values, self.down, self.across, self.view.parameters.edge))

    @cached_property
    def _before(self) -> dict[str, Plane]:
        return {}

    def before(self, method: str) -> Plane:
        """A method's answers before the move, (H′, W′); aligned, if that is wanted."""
        rested = self.view.rested(method)
        if not self.view.parameters.align or self.cells == (0, 0):
            return rested
        if method not in self._before:
            self._before[method] = ArrayPlane(self._moved(whole(rested)))
        return self._before[method]

    @cached_property
    def _after(self) -> dict[str, Plane]:
        values, view = whole(self.shifted), self.view
        return {
            method: ArrayPlane(apply(method, values, view.document.spec, view.chain))
            for method in view.methods
        }

    def after(self, method: str) -> Plane:
        """A method's answers after the move, (H′, W′)."""
        return self._after[method]

    @cached_property
    def differences(self) -> dict[str, Plane]:
        """Each method's answers after the move minus those before, (H′, W′) float64."""
        with np.errstate(invalid="ignore"):
            return {
                method: ArrayPlane(whole(self.after(method)) - whole(self.before(method)).astype(np.float64))
                for method in self.view.methods
            }

    @cached_property
    def compared(self) -> dict[str, Comparison]:
        """How each method's answers differ."""
        return {
            method: Comparison.of(whole(self.before(method)), whole(self.after(method)))
            for method in self.view.methods
        }

    @cached_property
    def moves_along(self) -> bool:
        """Whether max gives its old answers, each some whole cells further: equivariance."""
        moved = self._moved(whole(self.view.rested("max")))
        return self.is_whole and not changed_cells(moved, whole(self.after("max"))).any()

    def _moved(self, answers: Array) -> Array:
        return aligned(self.view, answers, self.down, self.across)


def whole_cells(view: View, down: int, across: int) -> tuple[int, int]:
    """The whole cells of the output that are in a shift of the map."""
    if view.jump is None:
        return 0, 0
    return int(down / view.jump[0]), int(across / view.jump[1])


def aligned(view: View, answers: Array, down: int, across: int) -> Array:
    """Answers moved by the whole cells that are in a shift of the map; what comes in follows its edge."""
    return shift(answers, *whole_cells(view, down, across), view.parameters.edge)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Answers before and after a move."""

    changed: Array
    """Which of them differ, (H′, W′)."""
    change: float
    """‖a − b‖ / ‖a‖."""
    active: int
    """How many of them are not 0, before or after."""
    kept: int
    """How many of those are as they were."""

    @staticmethod
    def of(before: Array, after: Array) -> Comparison:
        """Compare two answers of one size.

        >>> Comparison.of(np.array([[0, 3, 4]]), np.array([[0, 0, 4]])).kept
        1
        """
        differs, active = changed_cells(before, after), active_cells(before, after)
        differs.flags.writeable = False
        count = int(np.count_nonzero(active))
        kept = int(np.count_nonzero(active & ~differs))
        return Comparison(differs, float(relative_change(before, after)), count, kept)


def whole(plane: Plane) -> Array:
    """All numbers of a plane."""
    return plane.read(slice(None), slice(None))
