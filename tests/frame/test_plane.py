"""Planes that are made of other planes: a part of one, and the gap between two."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.plane import NOTHING_CHANGED, ArrayPlane, GapPlane, PartPlane, ProductPlane
from poolviz.maps.map import Map

ALL = slice(None)
BEFORE = Map.from_array(np.arange(42).reshape(6, 7))


@pytest.mark.parametrize("rows", [ALL, slice(1, 3), slice(2, 2), slice(0, 9, 2), slice(-2, None)])
@pytest.mark.parametrize("columns", [ALL, slice(3, 1), slice(1, 2)])
def test_a_part_reads_like_the_array_that_it_is(rows: slice, columns: slice) -> None:
    part = PartPlane(BEFORE.plane(0), 2, 1, (3, 4))
    assert part.dtype == BEFORE.dtype
    assert part.read(rows, columns).tolist() == BEFORE.values[0, 2:5, 1:5][rows, columns].tolist()


@pytest.mark.parametrize(
    ("cell", "changed"),
    [((3, 2), (1, 1, 1, 1)), ((2, 1), (0, 0, 1, 1)), ((1, 1), NOTHING_CHANGED), ((3, 5), NOTHING_CHANGED)],
)
def test_a_part_changes_where_the_whole_does(cell: tuple[int, int], changed: tuple[int, ...]) -> None:
    after = BEFORE.edited(0, *cell, -1)
    parts = [PartPlane(map_.plane(0), 2, 1, (3, 4)) for map_ in (BEFORE, after)]
    assert parts[1].changes_since(parts[0]) == changed


def test_what_changed_in_a_part_is_unknown_beside_anything_else() -> None:
    part = PartPlane(BEFORE.plane(0), 2, 1, (3, 4))
    for other in (BEFORE.plane(0), PartPlane(BEFORE.plane(0), 2, 2, (3, 4)), None):
        assert part.changes_since(other) is None
    assert part.changes_since(PartPlane(ArrayPlane(np.zeros((6, 7))), 2, 1, (3, 4))) is None


def test_a_gap_is_a_difference_in_float64_that_stays_locked() -> None:
    bytes_ = (ArrayPlane(np.array([row], np.uint8)) for row in ([1, 250], [2, 0]))
    gap = GapPlane(*bytes_)
    assert (gap.shape, gap.dtype.name) == ((1, 2), "float64")
    assert gap.read(ALL, ALL).tolist() == [[-1, 250]]
    assert not gap.read(ALL, ALL).flags.writeable
    same = GapPlane(*(ArrayPlane(np.array([[np.inf]])) for _ in range(2)))
    assert np.isnan(same.read(ALL, ALL)).all()


def test_a_gap_changes_where_either_side_does() -> None:
    later, other = BEFORE.edited(0, 1, 1, 99), BEFORE.edited(0, 4, 5, 99)
    gap = GapPlane(BEFORE.plane(0), BEFORE.plane(0))
    assert GapPlane(later.plane(0), BEFORE.plane(0)).changes_since(gap) == (1, 1, 1, 1)
    assert GapPlane(later.plane(0), other.plane(0)).changes_since(gap) == (1, 1, 4, 5)
    assert GapPlane(BEFORE.plane(0), BEFORE.plane(0)).changes_since(gap) == NOTHING_CHANGED
    assert gap.changes_since(BEFORE.plane(0)) is None
    assert gap.changes_since(GapPlane(ArrayPlane(np.zeros((6, 7))), BEFORE.plane(0))) is None


def test_products_are_those_of_their_factors() -> None:
    plane = ProductPlane(np.array([1, 0, 2]), np.array([3, 4]))
    assert plane.shape == (3, 2)
    assert plane.dtype == np.int64
    assert plane.read(slice(None), slice(None)).tolist() == [[3, 4], [0, 0], [6, 8]]
    assert not plane.read(slice(0, 1), slice(None)).flags.writeable
    assert plane.changes_since(ProductPlane(np.array([1, 0, 2]), np.array([3, 4]))) == NOTHING_CHANGED
    assert plane.changes_since(ProductPlane(np.array([1, 0, 2]), np.array([3, 5]))) is None
    assert plane.changes_since(ArrayPlane(np.eye(2))) is None


def test_a_plane_has_rows_and_columns() -> None:
    with pytest.raises(ValueError, match="this array has 1 dimensions"):
        ArrayPlane(np.zeros(3))
