"""What every frame of Shift is made from: the map before it moves, and one moment of its way."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, ArrayPlane, GapPlane, Plane
from poolviz.model.document import Document
from poolviz.model.last import Last
from poolviz.model.scene import Compute
from poolviz.scenes.shift.answers import Answers
from poolviz.scenes.shift.ground import Ground
from poolviz.scenes.shift.measures import Comparison, differ
from poolviz.scenes.shift.methods import METHODS, Chain, chain_of, jump_of
from poolviz.scenes.shift.parameters import ShiftParameters, across_at
from poolviz.scenes.shift.sweep import aligned, whole_cells

_MOST_MARKED = 24  # outputs a side
_MOST_AT_EASE = 2  # methods


@dataclass(frozen=True, eq=False)
class View:
    """A document's one channel, at rest and moved; worked out when first asked."""

    document: Document
    parameters: ShiftParameters
    compute: Compute
    _last: Last[Moment] = field(default_factory=Last, init=False)

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
    def ground(self) -> Ground:
        """The map with all that can come in from outside."""
        return Ground.under(self.document, self.parameters.edge, self.compute)

    @cached_property
    def answers(self) -> Answers:
        """The methods at work on it."""
        return Answers(self.ground, self.document.spec, self.chain, self.compute)

    @cached_property
    def _rested(self) -> dict[str, Plane]:
        return {method: self.answers.after(method, 0, 0) for method in self.methods}

    def rested(self, method: str) -> Plane:
        """A method's answers before the map moves, (H′, W′)."""
        return self._rested[method]

    def moment(self, step: int) -> Moment:
        """The map moved as at a step; the last one is kept, so that pointing at it costs nothing."""
        return self._last.of(step, lambda: Moment(self, step))


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
        return whole_cells(self.view.chain, (self.down, self.across))

    @cached_property
    def is_whole(self) -> bool:
        """Whether the shift is some whole cells of the output, and not none."""
        jump = self.view.jump
        return bool(jump and not self.rests and self.down % jump[0] == 0 and self.across % jump[1] == 0)

    @cached_property
    def shifted(self) -> Plane:
        """The map after its move."""
        return self.view.ground.moved(self.down, self.across)

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
        view = self.view
        return {method: view.answers.after(method, self.down, self.across) for method in view.methods}

    def after(self, method: str) -> Plane:
        """A method's answers after the move, (H′, W′)."""
        return self._after[method]

    @cached_property
    def differences(self) -> dict[str, Plane]:
        """Each method's answers after the move minus those before, (H′, W′) float64."""
        return {method: GapPlane(self.after(method), self.before(method)) for method in self.view.methods}

    @cached_property
    def compared(self) -> dict[str, Comparison]:
        """How each method's answers differ."""
        return {method: self._comparison(method) for method in self.view.methods}

    def _comparison(self, method: str) -> Comparison:
        self.view.compute.announce(math.prod(self.view.chain[-1].output))
        return Comparison.of(whole(self.before(method)), whole(self.after(method)))

    @cached_property
    def moves_along(self) -> bool:
        """Whether max gives its old answers, each some whole cells further: equivariance."""
        if not self.is_whole or not self._leaves_some:
            return False
        return not differ(self._moved(whole(self.view.rested("max"))), whole(self.after("max")))

    @property
    def is_out(self) -> bool:
        """Whether nothing of the map is in its frame any more."""
        size, moved = self.view.document.map.size, (self.down, self.across)
        return self.view.parameters.edge != "wrap" and any(
            abs(by) >= side for by, side in zip(moved, size, strict=True)
        )

    @property
    def _leaves_some(self) -> bool:
        """Whether any of the old answers is still among the new ones."""
        output = self.view.chain[-1].output
        return self.view.parameters.edge == "wrap" or all(
            abs(by) < side for by, side in zip(self.cells, output, strict=True)
        )

    def _moved(self, answers: Array) -> Array:
        view = self.view
        return aligned(answers, view.chain, (self.down, self.across), view.parameters.edge)


def whole(plane: Plane) -> Array:
    """All numbers of a plane."""
    return plane.read(slice(None), slice(None))
