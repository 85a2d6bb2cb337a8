"""Every preset is what its name says, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.maps.presets import DEEP_PRESETS, DEFAULT_SIZE, PRESETS, Preset, by_id, sample

ANY_SIZE = [preset for preset in PRESETS if preset.size is None]
EVERY = pytest.mark.parametrize("preset", PRESETS + DEEP_PRESETS, ids=lambda preset: preset.id)


def rows(made: Map) -> list[list[int]]:
    (channel,) = made.values.tolist()
    return list(channel)


def test_the_registry_names_each_once() -> None:
    ids = [preset.id for preset in PRESETS]
    assert ids == [
        "worked-example",
        "one-peak",
        "ties",
        "row",
        "ramp",
        "checkerboard",
        "edge",
        "blob",
        "random",
        "photograph",
    ]
    assert [preset.id for preset in DEEP_PRESETS] == ["colours", "filters", "noise"]
    assert len({preset.title for preset in PRESETS + DEEP_PRESETS}) == len(PRESETS) + 3
    assert all(by_id(preset.id) is preset for preset in PRESETS + DEEP_PRESETS)
    with pytest.raises(KeyError, match="no preset called “peak”; there are worked-example, one-peak"):
        by_id("peak")


@EVERY
def test_a_preset_makes_the_same_map_again(preset: Preset) -> None:
    first, second = preset.make(seed=3), preset.make(seed=3)
    assert np.array_equal(first.values, second.values)
    assert first.size == (preset.size or DEFAULT_SIZE)
    assert (first.channels == 1) == (preset in PRESETS)
    assert first.name.startswith(preset.title)
    assert first.kind == preset.kind


@EVERY
def test_only_seeded_presets_look_at_the_seed(preset: Preset) -> None:
    same = np.array_equal(preset.make(seed=1).values, preset.make(seed=2).values)
    assert same is not preset.seeded


@pytest.mark.parametrize("preset", ANY_SIZE, ids=lambda preset: preset.id)
@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1), (6, 11), (40, 30)])
def test_any_size_holds_small_whole_numbers(preset: Preset, size: tuple[int, int]) -> None:
    made = preset.make(size)
    assert made.size == size
    assert made.dtype == np.int64
    assert made.values.min() >= 0


@pytest.mark.parametrize("size", [(0, 4), (4, 0), (-1, 2)])
def test_no_rows_or_no_columns_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="at least one row and one column"):
        by_id("ramp").make(size)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="from 0 on; -1 is below"):
        by_id("random").make(seed=-1)


def test_the_maps_of_the_lessons() -> None:
    assert rows(by_id("worked-example").make()) == [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
    assert rows(by_id("one-peak").make((9, 9))) == [
        [3, 1, 0, 2, 1],
        [0, 2, 1, 0, 4],
        [1, 0, 9, 1, 0],
        [2, 1, 0, 1, 2],
        [0, 5, 1, 3, 0],
    ]


def test_the_one_peak_wins_every_window_of_three() -> None:
    values = by_id("one-peak").make().values[0]
    windows = np.lib.stride_tricks.sliding_window_view(values, (3, 3))
    assert (windows.max(axis=(2, 3)) == 9).all()
    assert (values == 9).sum() == 1


def test_the_patterns() -> None:
    assert rows(by_id("ramp").make((2, 3))) == [[0, 1, 2], [1, 2, 3]]
    assert rows(by_id("checkerboard").make((2, 3))) == [[0, 1, 0], [1, 0, 1]]
    assert rows(by_id("edge").make((2, 5))) == [[0, 0, 9, 9, 9], [0, 0, 9, 9, 9]]


@pytest.mark.parametrize("size", [(7, 9), (8, 8)])
def test_the_blob_is_round_and_highest_in_the_middle(size: tuple[int, int]) -> None:
    values = by_id("blob").make(size).values[0]
    assert np.array_equal(values, values[::-1])
    assert np.array_equal(values, values[:, ::-1])
    assert values.max() == values[size[0] // 2, size[1] // 2] == 9
    assert values[0, 0] == 0
    assert (np.diff(values[size[0] // 2, size[1] // 2 :]) <= 0).all()


def test_random_has_every_digit_and_names_its_seed() -> None:
    made = by_id("random").make((40, 40), seed=7)
    assert made.name == "Random, seed 7"
    assert set(made.values.ravel().tolist()) == set(range(10))


def test_the_photograph_is_grey_and_has_its_own_size() -> None:
    made = by_id("photograph").make((3, 3))
    assert (made.shape, made.dtype, made.kind) == ((1, 224, 224), np.dtype(np.uint8), "picture")
    assert made.values.min() < 20
    assert made.values.max() > 235
    assert made.values.std() > 30
    # Decoded once: opening it again costs nothing and shares its memory.
    assert np.shares_memory(made.values, by_id("photograph").make().values)


def test_the_photograph_behind_a_first_layer() -> None:
    made = by_id("filters").make()
    assert (made.shape, made.dtype, made.kind) == ((64, 224, 224), np.dtype(np.float32), "numbers")
    assert made.values.min() == 0
    assert (made.values.max(axis=(1, 2)) > 20).all()
    assert np.shares_memory(made.values, by_id("filters").make().values)


def test_noise_is_half_zero_and_names_its_seed() -> None:
    made = by_id("noise").make((40, 30), seed=3)
    assert (made.name, made.shape, made.dtype) == ("Noise, seed 3", (8, 40, 30), np.dtype(np.float32))
    assert 0.48 < (made.values == 0).mean() < 0.52


def test_a_sample_is_the_map_itself_or_something_quick_like_it() -> None:
    for preset in PRESETS + DEEP_PRESETS:
        shown, whole = sample(preset), preset.make()
        assert shown.size == whole.size
        assert shown.kind == whole.kind
        if preset.id != "filters":
            assert np.array_equal(shown.values, whole.values)
