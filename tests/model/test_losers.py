"""Other losers: the output, its winners and the gradient stay, whatever windows, rule and numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray

from poolviz.core import PoolSpec, SpecError, pool, pool_backward
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.losers import lowest_result, with_other_losers
from poolviz.session.memo import Memo

Array = NDArray[Any]

WHOLE = nps.arrays(np.int64, (5, 6), elements=st.integers(-3, 3))
NUMBERS = st.one_of(
    WHOLE,
    nps.arrays(np.uint8, (5, 6), elements=st.sampled_from([0, 1, 2, 254, 255])),
    nps.arrays(np.int8, (5, 6), elements=st.sampled_from([-128, -127, 0, 127])),
    nps.arrays(np.float32, (5, 6), elements=st.floats(width=32)),
    nps.arrays(
        np.float64,
        (5, 6),
        elements=st.sampled_from([np.nan, np.inf, -np.inf, -0.0, 0.0, 1.5, -2.25, 1e308, -1e308]),
    ),
)
SPECS = st.builds(
    PoolSpec,
    window=st.sampled_from([1, 2, 3, (2, 3), "global"]),
    stride=st.sampled_from([1, 2, (1, 2)]),
    padding=st.sampled_from([0, 1]),
    dilation=st.sampled_from([1, 2]),
    ties=st.sampled_from(["first", "last", "column", "split"]),
)


def tried(values: Array, spec: PoolSpec, seed: int = 0) -> Array | None:
    """The map with other losers; None if there is none that could change."""
    try:
        after = with_other_losers(Document(Map.from_array(values), spec=spec), Memo(), seed)
    except ValueError as error:
        if "no loser" not in str(error):
            raise
        return None
    new: Array = after.map.values[0]
    return new


def specs() -> st.SearchStrategy[PoolSpec]:
    return st.one_of(
        st.builds(lambda ties: PoolSpec(adaptive=(2, 4), ties=ties), st.sampled_from(["first", "split"])),
        st.just(0).flatmap(lambda _: SPECS),
    )


@settings(max_examples=150, deadline=None)
@given(NUMBERS, st.data(), st.integers(0, 5))
def test_output_winners_and_gradient_stay(values: Array, data: st.DataObject, seed: int) -> None:
    try:
        spec = data.draw(specs())
        spec.output_size(values.shape)
    except SpecError:
        return
    new = tried(values, spec, seed)
    if new is None:
        return
    assert new.dtype == values.dtype
    before, after = pool(values, spec), pool(new, spec)
    assert np.array_equal(before.values, after.values, equal_nan=values.dtype.kind == "f")
    assert np.array_equal(before.winners, after.winners)
    upstream = np.arange(1.0, before.values.size + 1).reshape(before.values.shape)
    # Where −∞ ties with −∞ nothing was rewritten, so that even split sends all shares where they went.
    assert np.array_equal(pool_backward(upstream, values, spec), pool_backward(upstream, new, spec))


@settings(max_examples=60, deadline=None)
@given(WHOLE, st.sampled_from([1, 2, 3]))
def test_every_loser_lies_below_all_its_windows(values: Array, stride: int) -> None:
    spec = PoolSpec(window=2, stride=stride)
    new = tried(values, spec)
    assert new is not None
    pooled, geometry = pool(values, spec), spec.geometry((5, 6))
    won = set(pooled.winners.ravel().tolist())
    for row in range(5):
        for column in range(6):
            seen = [
                int(pooled.values[r, c])
                for r in geometry.rows.seen_by(row)
                for c in geometry.columns.seen_by(column)
            ]
            if not seen or row * 6 + column in won:
                assert new[row, column] == values[row, column]
            else:
                assert new[row, column] < min(seen)


def test_a_seed_gives_the_same_losers_and_another_one_others() -> None:
    values = np.arange(36).reshape(6, 6)
    one, again, other = (tried(values, PoolSpec(window=3), seed) for seed in (1, 1, 2))
    assert one is not None
    assert again is not None
    assert other is not None
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_ties_are_losers_unless_they_share() -> None:
    values = np.full((2, 2), 7)
    new = tried(values, PoolSpec(window=2))
    assert new is not None
    assert new[0, 0] == 7
    assert (new.ravel()[1:] < 7).all()
    assert tried(values, PoolSpec(window=2, ties="split")) is None


def test_bytes_stay_bytes_and_infinity_leaves_no_room() -> None:
    assert tried(np.zeros((2, 2), np.uint8), PoolSpec()) is None
    assert tried(np.full((2, 2), -np.inf), PoolSpec()) is None
    new = tried(np.array([[np.nan, 1.0], [2.0, np.inf]]), PoolSpec())
    assert new is not None
    assert np.isnan(new[0, 0])


@pytest.mark.parametrize(("step", "decimals"), [(1.0, 0), (0.5, 1), (0.25, 2), (0.123, 3)])
def test_numbers_keep_their_few_decimals(step: float, decimals: int) -> None:
    new = tried(np.arange(16.0).reshape(4, 4) * step, PoolSpec(window=4))
    assert new is not None
    assert np.array_equal(np.round(new, decimals), new) is (decimals < 3)


def test_a_window_without_a_cell_says_nothing_of_any() -> None:
    spec = PoolSpec(window=(1, 2), stride=1, padding=((0, 0), (2, 2)), dilation=(1, 3))
    geometry = spec.geometry((1, 1))
    assert geometry.output == (1, 2)
    assert lowest_result(np.array([[-np.inf, -np.inf]]), geometry).tolist() == [[np.inf]]


def test_only_max_has_losers() -> None:
    document = Document(Map.from_array([[1, 2], [3, 4]]), spec=PoolSpec(mode="average"))
    with pytest.raises(ValueError, match="Only max lets losers change"):
        with_other_losers(document, Memo(), 0)


def test_the_lowest_result_leaves_nan_out() -> None:
    spec = PoolSpec(window=(1, 2), stride=1)
    results = np.array([[np.nan, 3.0, 1.0]])
    assert lowest_result(results, spec.geometry((1, 4))).tolist() == [[np.inf, 3.0, 1.0, 1.0]]
