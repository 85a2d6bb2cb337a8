"""What was already worked out, by map version and specification, bounded in bytes.

A question about a version of a map is answered from the last answer to the same question about another
version, if it is known what differs: only that is worked out again.
"""

from __future__ import annotations

import math
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import RLock
from typing import Any

from numpy.typing import NDArray

from poolviz.core import Patch, PoolSpec, pool, pool_backward, repool, repool_gradient
from poolviz.maps.map import Map
from poolviz.model.answer import Answer
from poolviz.model.derived import Derivation, Region, pooling_effort
from poolviz.model.progress import NO_PROGRESS
from poolviz.model.scene import Answered
from poolviz.model.task import Task
from poolviz.model.upstream import Upstream
from poolviz.session.haste import hurry
from poolviz.session.weight import weight
from poolviz.session.wishes import Wish, Wishes, asked_apart

Array = NDArray[Any]
_MOST = 256  # answers: small ones hold more than their numbers
_FEWEST = 2  # what comes out and its gradient: either would be worked out anew at every edit
_LIMIT = 128 * 1024 * 1024  # all results of both passes over 4096 × 4096 cells


@dataclass(frozen=True, eq=False)
class _Known:
    """An answer, the map version it is about, and the bytes that it holds alone."""

    map: weakref.ref[Map]
    answer: Any
    nbytes: int


class Memo:
    """Answers to the scenes' questions; the oldest are forgotten first. It keeps no map alive."""

    def __init__(self, limit: int = _LIMIT, *, eager: bool = True) -> None:
        """An empty memo that holds at most ``limit`` bytes, or two answers.

        An ``eager`` one works at once what others leave to a job.
        """
        self._wishes = Wishes()
        self.progress = NO_PROGRESS
        # Pictures that take long are made beside the program, and ask as well.
        self._lock = RLock()
        self._limit = limit
        self._eager = eager
        self._held = 0
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        # The newest answer to each question, whatever version it was about.
        self._latest: dict[Hashable, Hashable] = {}

    @property
    def wishes(self) -> Wishes:
        """What is asked for now: by the session, or by a worker on its own account."""
        return asked_apart() or self._wishes

    @wishes.setter
    def wishes(self, wishes: Wishes) -> None:
        self._wishes = wishes

    @property
    def gave_up(self) -> bool:
        """Whether something that was asked for will not come."""
        return self.wishes.gave_up

    def pooled(self, map_: Map, channel: int, spec: PoolSpec) -> Answer:
        """One channel pooled."""
        question = (channel, spec)
        found = self._find(question, map_)
        if isinstance(found, Answer):
            return found
        answer = self._patched_answer(question, map_, channel)
        if answer is None:
            hurry(pooling_effort(spec, map_.size))
            answer = _answered(map_, channel, spec)
        held = answer.numbers.nbytes or answer.values.nbytes
        winning = 0 if answer.winning is None else answer.winning.nbytes or answer.winners.nbytes
        self._keep(question, map_, answer, held + winning)
        return answer

    def gradient(self, map_: Map, channel: int, spec: PoolSpec, upstream: Upstream) -> Array:
        """∂L/∂input of one channel, (H, W), read-only."""
        whole: Array = self.gradient_map(map_, channel, spec, upstream).values[0]
        return whole

    def gradient_map(self, map_: Map, channel: int, spec: PoolSpec, upstream: Upstream) -> Map:
        """∂L/∂input of one channel as a map of its own."""
        question = (channel, spec, upstream)
        found = self._find(question, map_)
        if isinstance(found, Map):
            return found
        answer = self._patched_gradient(question, map_, channel)
        if answer is None:
            hurry(pooling_effort(spec, map_.size, backward=True))
            pooled = self.pooled(map_, channel, spec)
            given = upstream.values(spec.output_size(map_.size))
            plane = map_.plane(channel).read(slice(None), slice(None))
            # Winners of an origin are those of the map before it was edited.
            fresh = None if pooled.patched else pooled.origin
            answer = _as_map(pool_backward(given, plane, spec, fresh))
        self._keep(question, map_, answer, answer.nbytes or answer.values.nbytes)
        return answer

    def derived(self, map_: Map, channel: int, question: Hashable, way: Derivation) -> Map:
        """What a scene works out of one channel itself, as a map of one channel."""
        asked = (channel, question)
        found = self._find(asked, map_)
        if isinstance(found, Map):
            return found
        before, region = self._before(asked, map_, channel)
        if not isinstance(before, Map) or region is None:
            hurry(max(math.prod(map_.size), way.numbers))
            answer = _as_map(way.whole())
        elif region[2] and region[3]:
            whole = max(math.prod(map_.size), way.numbers)
            again = way.numbers_again
            hurry(_touched(whole, map_.size, region) if again is None else again(region))
            answer = before.edited(0, *way.again(region))
        else:
            answer = before
        self._keep(asked, map_, answer, answer.nbytes or answer.values.nbytes)
        return answer

    def later(
        self, title: str, map_: Map, question: Hashable, work: Callable[[Task], Answered]
    ) -> Answered | None:
        """An answer that takes long; None, and a wish, if nobody has worked it out yet."""
        asked = ("later", question)
        found: Answered | None = self._find(asked, map_)
        if found is not None:
            return found
        if self._eager:
            self.fulfil(map_, question, answer := work(Task()))
            return answer
        self.wishes.add(Wish(title, map_, question, work))
        return None

    def kept(self, map_: Map, question: Hashable, work: Callable[[], Answered | None]) -> Answered | None:
        """A small answer made from larger ones, which may be forgotten before it."""
        asked = ("kept", question)
        found: Answered | None = self._find(asked, map_)
        if found is None and (found := work()) is not None:
            self._keep(asked, map_, found, weight(found))
        return found

    def announce(self, numbers: int) -> None:
        """Somebody is about to work out so many numbers."""
        hurry(numbers)

    def fulfil(self, map_: Map, question: Hashable, answer: object) -> None:
        """Keep what was worked out elsewhere, for the next to ask."""
        self._keep(("later", question), map_, answer, weight(answer))

    def _patched_answer(self, question: Hashable, map_: Map, channel: int) -> Answer | None:
        """The latest answer with what differs worked out again; None if that is not known."""
        before, region = self._before(question, map_, channel)
        if not isinstance(before, Answer) or region is None:
            return None
        if not (region[2] and region[3]):
            return before
        spec = before.origin.spec
        reached = _reached(spec, map_.size, region, 1)
        hurry(_touched(pooling_effort(spec, map_.size), map_.size, reached))
        patch = repool(before.origin, region, map_.plane(channel).read, spec)
        winning = before.winning
        if winning is not None and patch.winners is not None:
            winning = winning.edited(0, patch.rows.start, patch.columns.start, patch.winners)
        return Answer(_patched(before.numbers, patch), winning, before.origin, patched=True)

    def _patched_gradient(
        self, question: tuple[int, PoolSpec, Upstream], map_: Map, channel: int
    ) -> Map | None:
        before, region = self._before(question, map_, channel)
        if not isinstance(before, Map) or region is None:
            return None
        _, spec, upstream = question
        if spec.mode == "average" or not (region[2] and region[3]):
            return before  # the gradient of an average does not depend on the map
        given = upstream.values(spec.output_size(map_.size))
        # Windows that see the region send anew, to cells that other windows see as well.
        reached = _reached(spec, map_.size, region, 2)
        hurry(_touched(pooling_effort(spec, map_.size, backward=True), map_.size, reached))
        patch = repool_gradient(given, region, map_.plane(channel).read, spec, map_.size)
        return _patched(before, patch)

    def _before(self, question: Hashable, map_: Map, channel: int) -> tuple[object, Region | None]:
        """The latest answer to a question, and where its map differs from this one."""
        with self._lock:
            known = self._known.get(self._latest.get(question))
        older = known.map() if known is not None else None
        # Another type of number may make another type of answer: that is no patch.
        if known is None or older is None or older.dtype != map_.dtype or older.size != map_.size:
            return None, None
        return known.answer, map_.plane(channel).changes_since(older.plane(channel))

    def _find(self, question: tuple[Hashable, ...], map_: Map) -> Any:  # noqa: ANN401 - what was kept
        key = (id(map_), *question)
        with self._lock:
            known = self._known.get(key)
            # An id may be used again after a map is gone: the weak reference tells.
            if known is None or known.map() is not map_:
                return None
            self._known.move_to_end(key)
            self._latest[question] = key
            return known.answer

    def _keep(self, question: tuple[Hashable, ...], map_: Map, answer: object, nbytes: int) -> None:
        key = (id(map_), *question)
        with self._lock:
            self._forget(key)
            self._known[key] = _Known(weakref.ref(map_), answer, nbytes)
            self._latest[question] = key
            self._held += nbytes
            while (self._held > self._limit and len(self._known) > _FEWEST) or len(self._known) > _MOST:
                self._forget(next(iter(self._known)))

    def _forget(self, key: Hashable) -> None:
        known = self._known.pop(key, None)
        if known is not None:
            self._held -= known.nbytes
            self._latest = {question: latest for question, latest in self._latest.items() if latest != key}


def _touched(numbers: int, size: tuple[int, int], region: Region) -> int:
    """What an edit of a region costs of so many numbers: all of them if it is the whole map."""
    return numbers * region[2] * region[3] // math.prod(size)


def _reached(spec: PoolSpec, size: tuple[int, int], region: Region, times: int) -> Region:
    """The region as large as it gets if all around it is as far as so many windows reach, within the map."""
    geometry = spec.geometry(size)
    beyond = (2 * times * (axis.span - 1) for axis in (geometry.rows, geometry.columns))
    rows, columns = (min(n, m + b) for n, m, b in zip(size, region[2:], beyond, strict=True))
    return region[0], region[1], rows, columns


def _answered(map_: Map, channel: int, spec: PoolSpec) -> Answer:
    """One channel pooled from nothing."""
    pooled = pool(map_.plane(channel).read(slice(None), slice(None)), spec, winners=True)
    winning = _as_map(pooled.winners) if spec.mode == "max" else None
    return Answer(_as_map(pooled.values), winning, pooled)


def _as_map(array: Array) -> Map:
    array.flags.writeable = False  # so that the map takes it as it is
    return Map.from_array(array, "result")


def _patched(before: Map, patch: Patch) -> Map:
    return before.edited(0, patch.rows.start, patch.columns.start, patch.values)
