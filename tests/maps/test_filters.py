"""The filters find what their names say, and nothing in an even area."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from poolviz.maps.filters import BANK, EIGHT, Family, Filter, by_name, feature_maps, weights
from poolviz.maps.map import Map
from poolviz.model.task import StoppedError

Array = NDArray[Any]
EVERY = pytest.mark.parametrize("found", BANK, ids=lambda found: found.name)


def named(name: str) -> Filter:
    (found,) = (found for found in BANK if found.name == name)
    return found


def response(found: Filter, patch: Array) -> float:
    """Return what a filter answers to a patch of its own size."""
    return float((found.kernel * patch).sum())


def test_the_bank_is_as_large_as_a_first_layer() -> None:
    assert len(BANK) == 64
    assert len({found.name for found in BANK}) == 64
    kernels = weights(BANK).reshape(64, -1)
    assert len(np.unique(kernels.round(4), axis=0)) == 64


@EVERY
def test_kernels_are_small_odd_locked_and_balanced(found: Filter) -> None:
    rows, columns = found.kernel.shape
    assert rows == columns
    assert rows in (3, 5, 7)
    assert not found.kernel.flags.writeable
    assert found.kernel.sum() == pytest.approx(1 if found.family == "blur" else 0, abs=1e-6)
    assert found.kernel[found.kernel > 0].sum() == pytest.approx(1)


SIDES = {
    "edge, brighter on the right": (0, 1),
    "edge, brighter on the left": (0, -1),
    "edge, brighter below": (1, 0),
    "edge, brighter above": (-1, 0),
    "diagonal, brighter top right": (-1, 1),
    "diagonal, brighter bottom left": (1, -1),
    "diagonal, brighter bottom right": (1, 1),
    "diagonal, brighter top left": (-1, -1),
}


@pytest.mark.parametrize("name", SIDES)
def test_an_edge_answers_most_to_its_own_direction(name: str) -> None:
    down, across = np.indices((3, 3)) - 1
    ramps = {side: side[0] * down + side[1] * across for side in SIDES.values()}
    answers = {side: response(named(name), ramp / np.hypot(*side)) for side, ramp in ramps.items()}
    assert max(answers, key=lambda side: answers[side]) == SIDES[name]


def test_lines_and_spots() -> None:
    upright, level = np.zeros((3, 3)), np.zeros((3, 3))
    upright[:, 1] = level[1] = 1
    spot = upright * level
    assert response(named("upright line"), upright) == pytest.approx(1)
    assert response(named("upright line"), level) == pytest.approx(0)
    assert response(named("level line"), level) == pytest.approx(1)
    assert response(named("bright spot"), spot) == pytest.approx(1)
    assert response(named("dark spot"), 1 - spot) == pytest.approx(1)


def test_centre_and_surround() -> None:
    bright = named("bright centre, dark surround")
    assert bright.kernel[3, 3] == bright.kernel.max()
    assert bright.kernel[0, 3] < 0
    assert np.array_equal(bright.kernel, -named("dark centre, bright surround").kernel)
    assert np.allclose(bright.kernel, bright.kernel.T)
    assert np.allclose(bright.kernel, bright.kernel[::-1])


@pytest.mark.parametrize("wavelength", [3.5, 6.0])
@pytest.mark.parametrize("angle", range(8))
def test_a_gabor_filter_answers_most_to_stripes_at_its_angle(angle: int, wavelength: float) -> None:
    found = named(f"Gabor {angle * 22.5:g}°, waves of {wavelength:g}, line")
    down, across = np.indices((7, 7)) - 3
    answers = []
    for other in range(8):
        turn = math.pi * other / 8
        along = across * math.sin(turn) + down * math.cos(turn)
        answers.append(response(found, np.cos(2 * math.pi * along / wavelength)))
    assert int(np.argmax(answers)) == angle


def test_gabor_angles_run_against_the_clock_and_phases_are_told() -> None:
    # At 45° a stripe rises to the right: from the bottom left to the top right.
    rising = named("Gabor 45°, waves of 3.5, line").kernel
    assert rising[4, 2] > 0.1
    assert rising[2, 4] > 0.1
    assert rising[2, 2] < 0
    assert named("Gabor 90°, waves of 6, rising").kernel[3, 4] > 0
    assert named("Gabor 90°, waves of 6, falling").kernel[3, 4] < 0


def by_family(family: Family) -> tuple[Filter, ...]:
    return tuple(found for found in BANK if found.family == family)


def test_families() -> None:
    assert sum(len(by_family(family)) for family in ("edge", "diagonal", "line", "spot")) == 12
    assert len(by_family("Gabor")) == 48


def test_smaller_kernels_are_centred_in_zeros() -> None:
    pair = (*by_family("spot")[:1], *by_family("centre-surround")[:1])
    stacked = weights(pair)
    assert stacked.shape == (2, 1, 7, 7)
    assert np.array_equal(stacked[0, 0, 2:5, 2:5], pair[0].kernel)
    assert stacked[0, 0].sum() == pytest.approx(0)
    assert not stacked[0, 0, :2].any()
    with pytest.raises(ValueError, match="at least one filter"):
        weights(())


def slowly(plane: Array, kernel: Array) -> Array:
    rim = len(kernel) // 2
    padded = np.pad(plane.astype(np.float64), rim, mode="edge")
    rows, columns = plane.shape
    result = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            window = padded[row : row + len(kernel), column : column + len(kernel)]
            result[row, column] = max(0.0, float((window * kernel).sum()))
    return result


def test_a_map_behind_the_layer_is_its_responses_after_relu() -> None:
    values = np.random.default_rng(5).integers(0, 256, (9, 11)).astype(np.uint8)
    chosen = (*by_family("edge"), *by_family("blur"))
    made = feature_maps(Map.from_array(values, "Cat"), chosen)
    assert (made.name, made.kind, made.shape) == ("Cat, 6 filters", "numbers", (6, 9, 11))
    assert made.dtype == np.float32
    for channel, found in zip(made.values, chosen, strict=True):
        assert np.allclose(channel, slowly(values, found.kernel), atol=1e-3)


def test_the_whole_bank_is_the_default() -> None:
    made = feature_maps(Map.from_array(np.full((20, 20), 100.0)))
    assert (made.channels, made.dtype) == (64, np.dtype(np.float64))
    # An even area gives nothing, and blur gives it back, up to the edge.
    for channel, found in zip(made.values, BANK, strict=True):
        assert np.allclose(channel, 100 if found.family == "blur" else 0, atol=1e-4)


def test_channels_are_averaged_first() -> None:
    values = np.random.default_rng(6).random((3, 6, 6)).astype(np.float32)
    chosen = by_family("diagonal")
    several = feature_maps(Map.from_array(values), chosen)
    one = feature_maps(Map.from_array(values.mean(axis=0)), chosen)
    assert np.allclose(several.values, one.values, atol=1e-6)


def test_channels_of_huge_numbers_leave_the_range_in_silence() -> None:
    huge = Map.from_array(np.full((2, 4, 4), 1.7e308), "Huge")
    assert feature_maps(huge, EIGHT[:1]).shape == (1, 4, 4)


def test_channels_are_called_by_their_filters_also_after_an_edit() -> None:
    maps = feature_maps(Map.from_array(np.eye(9)), EIGHT)
    names = tuple(found.name for found in EIGHT)
    assert maps.channel_names == names
    assert len({found.family for found in EIGHT}) == 6
    assert maps.edited(0, 0, 0, 2).channel_names == names
    assert maps.edited(0, 0, 0, 1e300).channel_names == names  # in a larger type
    assert maps.resized(4, 4).channel_names == names
    assert by_name(names[3]) is EIGHT[3]


def test_as_many_names_as_channels() -> None:
    with pytest.raises(ValueError, match="2 names were given for 1 channels"):
        Map.from_array([[1]], channel_names=("red", "green"))


def test_progress_is_told_and_can_end_the_work() -> None:
    told: list[tuple[int, int]] = []

    def reached(done: int, total: int) -> None:
        told.append((done, total))
        if done > 1:
            raise StoppedError

    map_ = Map.from_array(np.arange(36.0).reshape(6, 6))
    with pytest.raises(StoppedError):
        feature_maps(map_, BANK, reached)
    assert told == [(0, 8), (1, 8), (2, 8)]


def test_work_on_a_large_map_can_be_ended_within_a_row_of_filters() -> None:
    """A second passed until eight filters lay over a photograph; so long the program outlived its window."""
    told: list[int] = []
    map_ = Map.from_array(np.random.default_rng(3).normal(size=(1, 300, 700)).astype(np.float32))
    made = feature_maps(map_, BANK[:3], lambda done, total: told.append(total - done))
    assert told == list(range(len(told), 0, -1))
    assert map_.size[0] * map_.size[1] / len(told) < 50_000
    for place, found in enumerate(BANK[:3]):
        alone = feature_maps(map_, [found])
        np.testing.assert_allclose(made.values[place], alone.values[0], rtol=1e-5, atol=1e-6)
    middle = feature_maps(Map.from_array(map_.values[:, 30:70]), BANK[:3]).values[:, 10:30]
    np.testing.assert_allclose(made.values[:, 40:60], middle, rtol=1e-5, atol=1e-6)
