"""What the methods make of a moved map.

Where all windows lie on the map, moving it by the distance of the outputs gives the same answers in other
places. So each method answers the whole ground once for every phase, and a move only looks elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.core import PoolSpec, blur_pool
from poolviz.frame.plane import Array, ArrayPlane, PartPlane, Plane
from poolviz.maps.map import Map
from poolviz.model.derived import Derivation, Region, Written
from poolviz.model.scene import Compute
from poolviz.scenes.shift.ground import Ground
from poolviz.scenes.shift.methods import Chain, apply
from poolviz.scenes.shift.parameters import FURTHEST
from poolviz.scenes.shift.phases import Phase, fixed, ways

_ALL = slice(None)


@dataclass(frozen=True, eq=False)
class Answers:
    """The methods at work on one ground; ``chain`` holds the windows of the map itself, round by round."""

    ground: Ground
    spec: PoolSpec
    chain: Chain
    compute: Compute

    def after(self, method: str, down: int, across: int) -> Plane:
        """A method's answers to the map so many cells from its place, (H′, W′)."""
        if not self._in_phases(method):
            return self._directly(method, down, across)
        jumps = (way.jump for way in ways(self.chain))
        (top, row), (left, column) = (
            divmod(FURTHEST - by, jump) for by, jump in zip((down, across), jumps, strict=True)
        )
        answers = PartPlane(self._phase(method, row, column).plane(0), top, left, self.chain[-1].output)
        if method != "blur":
            return answers
        return self._with_ring(answers, down, across)

    def _with_ring(self, answers: PartPlane, down: int, across: int) -> Plane:
        """Answers of blur-pool, of which the outermost see the edge of the moved map; kept for each move."""
        moved, spec = self.ground.moved(down, across), fixed(self.spec, self.chain[0])

        def whole() -> Array:
            return _ringed(answers.read(_ALL, _ALL), moved.read(_ALL, _ALL), spec)

        def again(region: Region) -> Written:
            starts = FURTHEST - down, FURTHEST - across
            (top, bottom), (left, right) = (
                _span(way.reached(region[axis] - starts[axis], region[axis + 2], answers.shape[axis], 1))
                for axis, way in enumerate(ways(self.chain))
            )
            height, width = answers.shape
            is_inside = top > 0 and left > 0 and bottom < height and right < width
            known = answers.read(_ALL, _ALL) if is_inside else whole()
            return Written(top, left, known[top:bottom, left:right])

        question = ("ring", down, across, *self._about("blur"))
        return self.compute.derived(self.ground.map, 0, question, Derivation(whole, again)).plane(0)

    def _in_phases(self, method: str) -> bool:
        axes = [axis for geometry in self.chain for axis in (geometry.rows, geometry.columns)]
        if self.spec.adaptive is not None or not all(axis.inside for axis in axes):
            return False
        if method != "blur":
            return True
        # It looks at all windows one cell apart, and those may reach into padding where its outputs do not.
        # What it makes of the edge is worked out anew after each move; a second round would blur that in.
        is_bare = not any(axis.high for axis in axes)
        return is_bare and len(self.chain) == 1 and min(self.chain[0].output) > 1

    def _directly(self, method: str, down: int, across: int) -> Plane:
        """Answers worked out from nothing; those of the map at rest are kept."""

        def whole() -> Array:
            return apply(method, self.ground.moved(down, across).read(_ALL, _ALL), self.spec, self.chain)

        if down or across:
            return ArrayPlane(whole())
        most = max((geometry.windows for geometry in self.chain), default=0)
        way = Derivation(whole, lambda _: Written(0, 0, whole()), most, lambda _: most)
        return self.compute.derived(self.ground.map, 0, ("at rest", *self._about(method)), way).plane(0)

    def _phase(self, method: str, row: int, column: int) -> Map:
        """A method's answers to the whole ground from a row and a column on."""
        phase = Phase(self.ground.map, self.spec, self.chain, method, (row, column))
        question = ("phase", row, column, *self._about(method))
        return self.compute.derived(self.ground.map, 0, question, Derivation(phase.whole, phase.again))

    def _about(self, method: str) -> tuple[object, ...]:
        return method, self.spec, len(self.chain)


def _span(places: range) -> tuple[int, int]:
    return places.start, max(places.start, places.stop)


def _ringed(answers: Array, moved: Array, spec: PoolSpec) -> Array:
    """Answers of blur-pool with the outermost ones as the edges of the moved map, reflected, make them."""
    result = answers.copy()
    geometry = spec.geometry((moved.shape[0], moved.shape[1]))
    # Two outputs at each edge: the second one keeps the first from being reflected at the cut.
    (top, bottom), (left, right) = (
        (axis.stride + axis.span, (axis.output - 2) * axis.stride)
        for axis in (geometry.rows, geometry.columns)
    )
    result[:, 0] = blur_pool(moved[:, :left], spec)[:, 0]
    result[:, -1] = blur_pool(moved[:, right:], spec)[:, 1]
    result[0] = blur_pool(moved[:top], spec)[0]
    result[-1] = blur_pool(moved[bottom:], spec)[1]
    return result
