"""A map behaves as a plain array that is copied whole at every edit would."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray

from poolviz.maps import tiles
from poolviz.maps.map import Map
from poolviz.maps.patches import Patch

Array = NDArray[Any]

# Around one, two and three tiles, so that borders are met.
SIZES = st.sampled_from([(1, 1), (5, 7), (127, 129), (128, 128), (130, 260), (1, 400), (300, 2)])


@st.composite
def edits(draw: st.DrawFn, channels: int, size: tuple[int, int]) -> tuple[int, Patch]:
    shape = draw(st.tuples(st.integers(1, 150), st.integers(1, 150)))
    row, column = (draw(st.integers(-length - 1, limit)) for length, limit in zip(shape, size, strict=True))
    values = np.full(shape, draw(st.integers(0, 9)), np.int64)
    seed = draw(st.none() | st.integers(0, 99))
    mask = None if seed is None else np.random.default_rng(seed).random(shape) < 0.5
    return draw(st.integers(0, channels - 1)), Patch(row, column, values, mask)


def write_slowly(array: Array, channel: int, patch: Patch) -> Array:
    result = array.copy()
    for (row, column), value in np.ndenumerate(patch.values):
        i, j = patch.row + row, patch.column + column
        inside = 0 <= i < array.shape[1] and 0 <= j < array.shape[2]
        if inside and (patch.mask is None or patch.mask[row, column]):
            result[channel, i, j] = value
    return result


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_version_keeps_its_numbers(data: st.DataObject) -> None:
    channels, size = data.draw(st.integers(1, 3)), data.draw(SIZES)
    versions = [Map.from_array(np.zeros((channels, *size), np.uint8))]
    arrays = [np.zeros((channels, *size), np.uint8)]
    for _ in range(data.draw(st.integers(1, 4))):
        # From any older version: undo, then another edit, as people do.
        start = data.draw(st.integers(0, len(versions) - 1))
        channel, patch = data.draw(edits(channels, size))
        versions.append(versions[start].patched(channel, [patch]))
        arrays.append(write_slowly(arrays[start], channel, patch))
    for version, array in zip(versions, arrays, strict=True):
        assert np.array_equal(version.values, array)
        assert version.dtype == array.dtype
        row, column = (data.draw(st.integers(0, length - 1)) for length in size)
        assert version.value(channels - 1, row, column) == array[channels - 1, row, column]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_said_to_be_unchanged_is(data: st.DataObject) -> None:
    channels, size = data.draw(st.integers(1, 2)), data.draw(SIZES)
    versions = [Map.from_array(np.zeros((channels, *size), np.int64))]
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(versions) - 1))
        channel, patch = data.draw(edits(channels, size))
        versions.append(versions[start].patched(channel, [patch]))
    old, new = data.draw(st.sampled_from(versions)), data.draw(st.sampled_from(versions))
    differs = old.values != new.values
    for channel in range(channels):
        block = new.plane(channel).changes_since(old.plane(channel))
        assert block is not None
        row, column, rows, columns = block
        assert 0 <= row <= row + rows <= size[0]
        assert 0 <= column <= column + columns <= size[1]
        outside = differs[channel].copy()
        outside[row : row + rows, column : column + columns] = False
        assert not outside.any()
    whole = new.changes_since(old)
    if whole is None:
        assert channels == 2
    else:
        outside = differs.copy()
        row, column, rows, columns = whole.block
        outside[whole.channel, row : row + rows, column : column + columns] = False
        assert not outside.any()


def test_a_change_is_no_larger_than_what_was_written() -> None:
    first = Map.from_array(np.zeros((1, 300, 300), np.int64))
    second = first.edited(0, 100, 200, np.ones((5, 7)))
    third = second.edited(0, 110, 190, 1)
    for version, older, block in (
        (second, first, (100, 200, 5, 7)),
        (third, second, (110, 190, 1, 1)),
        (third, first, (100, 190, 11, 17)),
        (first, third, (100, 190, 11, 17)),
        (third, third, (0, 0, 0, 0)),
    ):
        change = version.changes_since(older)
        assert change is not None
        assert change.block == block


def test_versions_that_left_a_common_one_know_what_differs() -> None:
    root = Map.from_array(np.zeros((1, 50, 50), np.int64)).edited(0, 0, 0, 1)
    left, right = root.edited(0, 10, 10, 1), root.edited(0, 20, 20, 1)
    change = left.changes_since(right)
    assert change is not None
    assert change.block == (10, 10, 11, 11)


def test_the_log_is_bounded() -> None:
    versions = [Map.from_array(np.zeros((1, 10, 10), np.int64))]
    for step in range(200):
        versions.append(versions[-1].edited(0, step % 10, 0, step + 1))
    newest = versions[-1]
    assert newest.changes_since(versions[0]) is None
    change = newest.changes_since(versions[-65])
    assert change is not None
    assert change.block == (0, 0, 10, 1)
    assert newest.changes_since(versions[-66]) is None


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_part_reads_as_from_an_array(data: st.DataObject) -> None:
    array = np.random.default_rng(data.draw(st.integers(0, 9))).integers(0, 9, (2, 300, 270))
    version = Map.from_array(array)
    for _ in range(data.draw(st.integers(0, 3))):
        row, column = data.draw(st.integers(0, 299)), data.draw(st.integers(0, 269))
        version = version.edited(1, row, column, np.full((40, 40), 7))
        array[1, row : row + 40, column : column + 40] = 7
    forward = [slice(part.start, part.stop, abs(part.step or 1)) for part in data.draw(parts())]
    assert np.array_equal(version.read(1, *forward), array[1, forward[0], forward[1]])
    assert np.array_equal(version.plane(0).read(*forward), array[0, forward[0], forward[1]])


def parts() -> st.SearchStrategy[tuple[slice, slice]]:
    return st.tuples(
        st.builds(slice, *[st.none() | st.integers(-320, 320)] * 2, st.none() | st.integers(1, 300)),
        st.builds(slice, *[st.none() | st.integers(-320, 320)] * 2, st.none() | st.integers(1, 300)),
    )


@settings(max_examples=40, deadline=None)
@given(
    nps.arrays(np.float64, (3, 4), elements=st.floats(width=64)),
    st.sampled_from(["u1", "i2", "i4", "i8", "u8", "f2", "f4", "f8"]),
)
def test_a_written_block_reads_back(block: Array, kind: str) -> None:
    # Into whole numbers exactly; into floats as exactly as the map's type allows.
    version = Map.from_array(np.zeros((1, 5, 5), kind)).edited(0, 1, 1, block)
    back = version.read(0, slice(1, 4), slice(1, 5))
    assert np.array_equal(back, block.astype(version.dtype), equal_nan=True)
    if np.dtype(kind).kind in "iu":
        assert np.array_equal(back.astype(np.float64), block, equal_nan=True)


def test_several_patches_make_one_version() -> None:
    first = Map.from_array(np.zeros((1, 3 * tiles.TILE, 3), np.uint8))
    patches = [Patch(row, 0, np.full((2, 2), row % 5 + 1)) for row in range(0, 300, 50)]
    second = first.patched(0, patches)
    assert second.parent is first
    change = second.changes_since(first)
    assert change is not None
    assert change.block == (0, 0, 252, 2)
    array = first.values
    for patch in patches:
        array = write_slowly(array, 0, patch)
    assert np.array_equal(second.values, array)
