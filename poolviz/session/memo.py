"""What was already worked out, by map version and specification, bounded in bytes."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from numpy.typing import NDArray

from poolviz.core import Pooled, PoolSpec, pool, pool_backward
from poolviz.maps.map import Map
from poolviz.model.scene import locked
from poolviz.model.upstream import Upstream

Array = NDArray[Any]
_LIMIT = 512 * 1024 * 1024


class Memo:
    """Answers to the scenes' questions; the oldest are forgotten first. It keeps no map alive."""

    def __init__(self, limit: int = _LIMIT) -> None:
        """An empty memo that holds at most ``limit`` bytes, or one answer."""
        self._limit = limit
        self._held = 0
        self._answers: OrderedDict[Hashable, tuple[weakref.ref[Map], Any, int]] = OrderedDict()

    def pooled(self, map_: Map, channel: int, spec: PoolSpec) -> Pooled:
        """One channel pooled; values (H′, W′)."""
        plane = map_.plane(channel)
        answer: Pooled = self._remember(
            (id(map_), channel, spec),
            map_,
            lambda: pool(plane.read(slice(None), slice(None)), spec),
            lambda pooled: 2 * int(pooled.values.nbytes),
        )
        return answer

    def gradient(self, map_: Map, channel: int, spec: PoolSpec, upstream: Upstream) -> Array:
        """∂L/∂input of one channel, (H, W), read-only."""
        pooled = self.pooled(map_, channel, spec)

        def work() -> Array:
            values = map_.plane(channel).read(slice(None), slice(None))
            given = upstream.values(spec.output_size(map_.size))
            return locked(pool_backward(given, values, spec, pooled))

        answer: Array = self._remember(
            (id(map_), channel, spec, upstream), map_, work, lambda a: int(a.nbytes)
        )
        return answer

    def _remember(self, key: Hashable, map_: Map, work: Callable[[], Any], size: Callable[[Any], int]) -> Any:  # noqa: ANN401 - the two callers say what it is
        known = self._answers.get(key)
        # An id may be used again after a map is gone: the weak reference tells.
        if known is not None and known[0]() is map_:
            self._answers.move_to_end(key)
            return known[1]
        answer = work()
        self._forget(key)
        nbytes = size(answer)
        self._answers[key] = (weakref.ref(map_), answer, nbytes)
        self._held += nbytes
        while self._held > self._limit and len(self._answers) > 1:
            self._forget(next(iter(self._answers)))
        return answer

    def _forget(self, key: Hashable) -> None:
        known = self._answers.pop(key, None)
        if known is not None:
            self._held -= known[2]
