"""Maps never change, keep what they are given, and refuse in one sentence what is no map."""

from __future__ import annotations

import gc
import tracemalloc
import weakref

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.maps.patches import Patch

WORKED = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


def test_a_map_of_rows_has_one_channel() -> None:
    made = Map.from_array(WORKED, name="Worked example")
    assert (made.name, made.kind, made.shape, made.size, made.channels) == (
        "Worked example",
        "numbers",
        (1, 4, 4),
        (4, 4),
        1,
    )
    assert made.values.tolist() == [WORKED]
    assert repr(made) == "<Map “Worked example” 1 × 4 × 4 int64>"


@pytest.mark.parametrize("kind", ["u1", "i2", "u8", "f2", "f4", "f8", ">f4", ">i8"])
def test_types_are_kept_in_native_order(kind: str) -> None:
    made = Map.from_array(np.arange(6, dtype=kind).reshape(1, 2, 3))
    assert made.dtype == np.dtype(kind).newbyteorder("=")
    assert made.dtype.isnative
    assert made.values.tolist() == [[[0, 1, 2], [3, 4, 5]]]


def test_booleans_become_bytes_and_long_doubles_doubles() -> None:
    assert Map.from_array([[True, False]]).dtype == np.uint8
    assert Map.from_array(np.ones((2, 2), np.longdouble)).dtype == np.float64


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (5, "single number"),
        ([], "at least one number; an array of 0 has none"),
        (np.ones((2, 0, 3)), "at least one number; an array of 2 × 0 × 3 has none"),
        (np.ones((1, 1, 2, 2)), "4 dimensions"),
        ([[1j]], "complex"),
        ([["a"]], "no type of number"),
        (np.array([["2020-01-01"]], "M8[D]"), "no type of number"),
        (np.zeros(3, [("a", "f4")]), "no type of number"),
        ([[1, 2], [3]], "rows of the same length"),
        ([[None]], "plain numbers only"),
        ([[10**400]], "larger one"),
    ],
)
def test_what_is_no_map_is_refused(values: object, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        Map.from_array(values)  # type: ignore[arg-type]
    assert str(caught.value).endswith(".")
    assert ". " not in str(caught.value)


def test_python_s_large_integers_become_floats() -> None:
    assert Map.from_array([[2**70, 1]]).values.tolist() == [[[2.0**70, 1.0]]]


def test_the_caller_s_array_is_never_shared_while_it_can_be_written() -> None:
    array = np.zeros((1, 2, 2))
    window = array[:]
    window.flags.writeable = False
    first, second = Map.from_array(array), Map.from_array(window)
    array[...] = 5
    assert first.values.tolist() == second.values.tolist() == [[[0, 0], [0, 0]]]


def test_an_array_that_nobody_can_write_is_not_copied() -> None:
    array = np.zeros((3, 2, 2))
    array.flags.writeable = False
    assert np.shares_memory(Map.from_array(array).values, array)
    frozen = np.frombuffer(bytes(12), np.uint8).reshape(3, 4)
    assert np.shares_memory(Map.from_array(frozen).values, frozen)
    writable = np.frombuffer(bytearray(12), np.uint8).reshape(3, 4)
    writable.flags.writeable = False
    assert not np.shares_memory(Map.from_array(writable).values, writable)


def test_nothing_that_comes_out_can_be_written() -> None:
    made = Map.from_array(np.zeros((2, 300, 300))).edited(1, 100, 100, np.ones((100, 100)))
    outputs = (
        made.values,
        made.read(1, slice(None), slice(None)),
        made.read(0, slice(2), slice(2)),
        made.plane(1).read(slice(3), slice(3)),
    )
    for array in outputs:
        assert not array.flags.writeable
    with pytest.raises(AttributeError):
        made.name = "other"  # type: ignore[misc]


def test_a_map_equals_only_itself() -> None:
    assert Map.from_array([1]) != Map.from_array([1])
    assert len({Map.from_array([1]), Map.from_array([1])}) == 2


def test_values_are_python_numbers() -> None:
    assert type(Map.from_array([[1, 2]]).value(0, 0, 1)) is int
    half = Map.from_array(np.full((1, 200, 200), 0.5, np.float16)).edited(0, 150, 150, 0.25)
    assert type(half.value(0, 0, 0)) is float
    assert half.value(0, 150, 150) == 0.25


@pytest.mark.parametrize(("channel", "row", "column"), [(1, 0, 0), (-1, 0, 0), (0, 2, 0), (0, 0, -1)])
def test_a_cell_outside_is_refused(channel: int, row: int, column: int) -> None:
    made = Map.from_array([[1, 2], [3, 4]])
    with pytest.raises(IndexError, match="There is no"):
        made.value(channel, row, column)


def test_a_channel_outside_is_refused_everywhere() -> None:
    made = Map.from_array([[1]])
    everything = slice(None)
    with pytest.raises(IndexError, match="no channel 1; the map has 1"):
        made.read(1, everything, everything)
    with pytest.raises(IndexError, match="no channel 1"):
        made.plane(1)
    with pytest.raises(IndexError, match="no channel -1"):
        made.edited(-1, 0, 0, 1)


def test_reading_backward_is_refused() -> None:
    with pytest.raises(ValueError, match="read forward"):
        Map.from_array(WORKED).read(0, slice(None, None, -1), slice(None))


def test_blocks_and_masks_that_do_not_fit_are_refused() -> None:
    made = Map.from_array(WORKED)
    with pytest.raises(ValueError, match="3 dimensions"):
        made.edited(0, 0, 0, np.ones((1, 1, 1)))
    with pytest.raises(ValueError, match="no type of number"):
        made.edited(0, 0, 0, "seven")
    with pytest.raises(ValueError, match="size of its block, 1 × 2; this one is 2 × 1"):
        made.patched(0, [Patch(0, 0, np.ones((1, 2)), np.ones((2, 1), bool))])


def test_an_edit_that_changes_nothing_gives_the_same_version() -> None:
    made = Map.from_array([[1.0, np.nan], [0.0, 2.0]])
    assert made.edited(0, 0, 1, np.nan) is made
    assert made.edited(0, 5, 5, 7) is made
    assert made.edited(0, -1, 0, 7) is made
    assert made.patched(0, []) is made
    assert np.signbit(made.edited(0, 1, 0, -0.0).value(0, 1, 0))


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("u1", 255, "u1"),
        ("u1", 7.0, "u1"),
        ("u1", True, "u1"),
        ("u1", -1, "i2"),
        ("u1", 256, "i2"),
        ("i1", 200, "i2"),
        ("u2", -1, "i4"),
        ("i4", 2**31, "i8"),
        ("u4", -1, "i8"),
        ("u8", -1, "f8"),
        ("i8", 2**63, "f8"),
        ("i8", 2**70, "f8"),
        ("u1", 1.5, "f8"),
        ("u1", float("nan"), "f8"),
        ("i8", float("-inf"), "f8"),
        ("f2", 0.1, "f2"),
        ("f2", 70000.0, "f4"),
        ("f2", float("inf"), "f2"),
        ("f4", 0.1, "f4"),
        ("f4", 1e39, "f8"),
        ("f4", float("nan"), "f4"),
    ],
)
def test_a_map_grows_into_the_type_that_a_value_needs(kind: str, written: float, expected: str) -> None:
    before = Map.from_array(np.ones((1, 1, 2), kind))
    after = before.edited(0, 0, 1, written)
    assert after.dtype == np.dtype(expected)
    assert after.value(0, 0, 0) == 1
    assert after.value(0, 0, 1) == pytest.approx(float(written), rel=1e-3, nan_ok=True)
    assert (after.changes_since(before) is None) == (before.dtype != after.dtype)


def test_resizing_keeps_the_top_left() -> None:
    made = Map.from_array(np.arange(8, dtype=np.uint8).reshape(2, 2, 2), kind="picture")
    grown = made.resized(1, 3, fill=-1)
    assert grown.values.tolist() == [[[0, 1, -1]], [[4, 5, -1]]]
    assert grown.kind == "picture"
    assert grown.changes_since(made) is None
    for height, width in ((0, 3), (3, 0), (-1, 1)):
        with pytest.raises(ValueError, match="at least one row"):
            made.resized(height, width)


def test_the_parent_is_known_but_not_kept() -> None:
    first = Map.from_array(WORKED)
    second = first.edited(0, 0, 0, 9)
    assert first.parent is None
    assert second.parent is first
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None
    assert second.parent is None


def test_a_plane_stays_the_same_object_and_lets_its_map_go() -> None:
    made = Map.from_array(np.zeros((2, 3, 4), np.float32))
    plane = made.plane(1)
    assert made.plane(1) is plane
    assert made.plane(0) is not plane
    assert (plane.shape, plane.dtype) == ((3, 4), np.dtype(np.float32))
    gone = weakref.ref(made)
    gc.disable()  # by counting alone: a map may hold hundreds of megabytes
    try:
        del made, plane
        assert gone() is None
    finally:
        gc.enable()


def test_a_plane_tells_its_own_channel_s_changes() -> None:
    first = Map.from_array(np.zeros((2, 5, 5), np.int64))
    second = first.edited(0, 1, 2, 3).edited(1, 4, 4, 3)
    assert second.changes_since(first) is None
    assert second.plane(0).changes_since(first.plane(0)) == (1, 2, 1, 1)
    assert second.plane(1).changes_since(first.plane(1)) == (4, 4, 1, 1)
    assert second.plane(1).changes_since(second.plane(1)) == (0, 0, 0, 0)
    assert second.plane(1).changes_since(first.plane(0)) is None
    assert second.plane(1).changes_since(first) is None
    assert second.plane(0).changes_since(Map.from_array(WORKED).plane(0)) is None


def test_only_the_newest_assembled_array_is_kept_for_all_versions() -> None:
    base = Map.from_array(np.zeros((1, 2, 200)))
    first, second = base.edited(0, 0, 0, 1), base.edited(0, 0, 0, 2)
    held = first.values
    assert first.values is held
    kept = weakref.ref(second.values)
    assert kept() is second.values
    assert first.values is held
    gone = weakref.ref(held)
    del held
    assert gone() is None
    assert first.value(0, 0, 0) == 1
    assert first.values[0, 0, 0] == 1


def test_bytes_count_only_what_is_not_shared() -> None:
    base = Map.from_array(np.zeros((1, 256, 256), np.float32))
    one = base.edited(0, 10, 10, 1)
    assert base.nbytes == 0
    assert one.nbytes == 128 * 128 * 4
    assert one.edited(0, 120, 120, np.ones((20, 20))).nbytes == 4 * 128 * 128 * 4


def test_an_edit_of_a_large_map_costs_what_it_touches() -> None:
    large = Map.from_array(np.zeros((4096, 4096), np.float32))
    tracemalloc.start()
    try:
        edited = large.edited(0, 2000, 2000, np.ones((16, 16)))
        peak = tracemalloc.get_traced_memory()[1]
        part = edited.read(0, slice(1990, 2020), slice(1990, 2020))
        peak_of_reading = tracemalloc.get_traced_memory()[1] - peak
    finally:
        tracemalloc.stop()
    assert peak < 2 * 2**20
    assert peak_of_reading < 2**16
    assert part.sum() == 256
