from __future__ import annotations

import numpy as np
import pytest

from poolviz.maps.patches import Patch
from poolviz.model.upstream import Pattern, Upstream


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("count", [[1, 2], [3, 4]]),
        ("ones", [[1, 1], [1, 1]]),
        ("only", [[0, 0], [1, 0]]),
        ("own", [[0, 0], [0, 0]]),
    ],
)
def test_patterns(pattern: Pattern, expected: list[list[float]]) -> None:
    assert Upstream(pattern, cell=(1, 0)).values((2, 2)).tolist() == expected


def test_random_is_the_same_for_the_same_seed_and_small() -> None:
    values = Upstream("random", seed=3).values((20, 20))
    assert (values == Upstream("random", seed=3).values((20, 20))).all()
    assert set(np.unique(values)) == {-2, -1, 0, 1, 2}
    assert (values != Upstream("random", seed=4).values((20, 20))).any()


def test_typed_numbers_are_cropped_and_filled() -> None:
    typed = Upstream().edited((2, 2), [Patch(0, 1, np.array([[-7]]))])
    assert typed.pattern == "own"
    assert typed.values((2, 2)).tolist() == [[1, -7], [3, 4]]
    assert typed.values((1, 3)).tolist() == [[1, -7, 0]]
    assert typed.values((3, 1)).tolist() == [[1], [3], [0]]
    assert Upstream().values((2, 2)).tolist() == [[1, 2], [3, 4]]


def test_only_this_cell_stays_inside_a_smaller_output() -> None:
    assert Upstream("only", cell=(3, 3)).values((2, 2)).tolist() == [[0, 0], [0, 1]]


def test_the_same_array_every_time_and_nobody_writes_into_it() -> None:
    upstream = Upstream()
    values = upstream.values((3, 3))
    assert values is upstream.values((3, 3))
    assert not values.flags.writeable
