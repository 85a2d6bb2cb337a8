"""Ranges: those of all finite numbers, found again after an edit without looking at the rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.frame.scale import finite_range
from poolviz.maps import ranges
from poolviz.maps.map import Map
from poolviz.maps.ranges import channel_range, common_range

NUMBERS = st.sampled_from([0.0, -3.5, 7.0, 1e300, np.nan, np.inf, -np.inf])
EDITS = st.lists(st.tuples(st.integers(0, 139), st.integers(0, 269), NUMBERS), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(EDITS, NUMBERS)
def test_after_any_edits_they_are_those_of_the_whole(
    edits: list[tuple[int, int, float]], ground: float
) -> None:
    map_ = Map.from_array(np.full((1, 140, 270), ground))
    for row, column, number in edits:
        channel_range(map_, 0)
        map_ = map_.edited(0, row, column, np.full((2, 3), number))
        assert channel_range(map_, 0) == finite_range(map_.plane(0))


def test_only_the_tiles_that_an_edit_touched_are_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[tuple[int, int]] = []
    measured = ranges._ends

    def counted(numbers: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        looked.append(numbers.shape)
        return measured(numbers, starts)

    monkeypatch.setattr(ranges, "_ends", counted)
    map_ = Map.from_array(np.arange(3.0 * 300 * 300).reshape(3, 300, 300))
    assert common_range(map_) == common_range(map_) == (0, 3 * 300 * 300 - 1)
    assert sum(rows * columns for rows, columns in looked) == 3 * 300 * 300
    looked.clear()
    edited = map_.edited(1, 130, 290, -7)
    assert common_range(edited) == (-7, 3 * 300 * 300 - 1)
    assert looked == [(128, 300 - 256)]
    with pytest.raises(IndexError):
        channel_range(map_, 3)
