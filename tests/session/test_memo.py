from __future__ import annotations

import gc
import weakref

import numpy as np

from poolviz.core import PoolSpec
from poolviz.maps.map import Map
from poolviz.model.upstream import Upstream
from poolviz.session.memo import Memo


def a_map(side: int = 4) -> Map:
    return Map.from_array(np.arange(side * side, dtype=float).reshape(side, side))


def test_the_same_question_gets_the_same_answer() -> None:
    memo, map_, upstream = Memo(), a_map(), Upstream()
    assert memo.pooled(map_, 0, PoolSpec()) is memo.pooled(map_, 0, PoolSpec())
    assert memo.gradient(map_, 0, PoolSpec(), upstream) is memo.gradient(map_, 0, PoolSpec(), upstream)
    assert memo.pooled(map_, 0, PoolSpec()) is not memo.pooled(map_, 0, PoolSpec(window=4))
    assert memo.pooled(map_, 0, PoolSpec()) is not memo.pooled(a_map(), 0, PoolSpec())


def test_answers_are_right() -> None:
    memo, map_ = Memo(), a_map()
    assert memo.pooled(map_, 0, PoolSpec()).values.tolist() == [[5, 7], [13, 15]]
    gradient = memo.gradient(map_, 0, PoolSpec(), Upstream("ones"))
    assert gradient.tolist() == [[0, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [0, 1, 0, 1]]
    assert not gradient.flags.writeable


def test_the_oldest_answers_are_forgotten_first() -> None:
    map_, specs = a_map(), [PoolSpec(), PoolSpec(window=3), PoolSpec(window=4)]
    memo = Memo(limit=100)  # two answers of 2 × 2 doubles do not fit beside each other with their winners
    first = memo.pooled(map_, 0, specs[0])
    memo.pooled(map_, 0, specs[1])
    memo.pooled(map_, 0, specs[2])
    assert memo.pooled(map_, 0, specs[0]) is first
    small = Memo(limit=1)
    first = small.pooled(map_, 0, specs[0])
    small.pooled(map_, 0, specs[1])
    assert small.pooled(map_, 0, specs[0]) is not first


def test_it_keeps_no_map_alive_by_itself() -> None:
    memo, map_ = Memo(limit=1), a_map()
    gone = weakref.ref(map_)
    memo.pooled(map_, 0, PoolSpec())
    memo.pooled(a_map(), 0, PoolSpec())  # pushes the first answer out
    del map_
    gc.collect()
    assert gone() is None
