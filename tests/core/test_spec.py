"""What a specification accepts, what it refuses and in which words, and what it says of geometry."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from poolviz.core import PoolSpec, SpecError


@pytest.mark.parametrize(
    ("settings", "field", "words"),
    [
        ({"mode": "median"}, "mode", "Mode must be max, average or lp, not 'median'."),
        ({"window": 0}, "window", "Window must be at least 1, not 0: a window without cells"),
        ({"window": (2, 0)}, "window", "Window width must be at least 1, not 0"),
        ({"window": 2.5}, "window", "Window must be a whole number, not 2.5"),
        ({"window": True}, "window", "Window must be a whole number, not True"),
        ({"window": np.True_}, "window", "whole number"),
        ({"window": float("nan")}, "window", "whole number, not nan"),
        ({"window": "all"}, "window", '"global", not "all"'),
        ({"window": (1, 2, 3)}, "window", "one number or two (height, width), not 3"),
        ({"window": None}, "window", "whole number, not None"),
        ({"stride": 0}, "stride", "Stride must be at least 1, not 0: the window would never move on"),
        ({"stride": 10**20}, "stride", "Stride: 100000000000000000000 is too much, no map is as large"),
        ({"divisor_override": -(10**20)}, "divisor_override", "is too much, no window has as many cells"),
        ({"stride": (1, -1)}, "stride", "Stride width must be at least 1, not -1"),
        ({"padding": -1}, "padding", "Padding must be at least 0, not -1"),
        ({"padding": ((0, 0), (0, -2))}, "padding", "Padding must be at least 0, not -2"),
        ({"padding": 0.5}, "padding", "Padding must be a whole number, not 0.5"),
        ({"padding": 2}, "padding", "Padding of 2 is too much for a window of 2 in height: at most 1"),
        ({"window": 3, "dilation": 2, "padding": (0, 5)}, "padding", "window of 5 in width: at most 4"),
        ({"padding": "full"}, "padding", "Padding in words must be valid, same or same_lower, not 'full'"),
        ({"padding": (1, 1, 1)}, "padding", "Padding takes one number or two (height, width), not 3"),
        ({"padding": ((1, 1, 1), 0)}, "padding", "two numbers (before, after), not 3"),
        ({"dilation": 0}, "dilation", "Dilation must be at least 1, not 0"),
        ({"ceil_mode": 1}, "ceil_mode", "Ceil mode is either on or off (True or False), not 1"),
        ({"count_include_pad": None}, "count_include_pad", "Counting padding is either on or off"),
        ({"divisor_override": 0}, "divisor_override", "The divisor must not be 0"),
        ({"divisor_override": 1.5}, "divisor_override", "The divisor must be a whole number, not 1.5"),
        ({"ties": "any"}, "ties", "The tie rule must be first, last, column or split, not 'any'"),
        ({"p": 0.5}, "p", "The power p must be a finite number of at least 1, not 0.5"),
        ({"p": float("inf")}, "p", "not inf"),
        ({"p": True}, "p", "not True"),
        ({"p": "2"}, "p", "not '2'"),
        ({"adaptive": 0}, "adaptive", "Adaptive output size must be at least 1, not 0"),
        ({"adaptive": 2, "window": "global"}, "adaptive", "exclude each other"),
        (
            {"adaptive": 2, "padding": 1},
            "padding",
            "Adaptive pooling fits the map exactly: padding must be 0",
        ),
        (
            {"window": "global", "padding": "same"},
            "padding",
            "The whole map as one window fits the map exactly",
        ),
        ({"window": "global", "dilation": 2}, "dilation", "leaves no cell out: dilation must be 1, not 2"),
    ],
)
def test_a_refusal_names_its_field_and_gives_one_sentence(
    settings: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(SpecError) as refusal:
        PoolSpec(**settings)
    assert refusal.value.field == field
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert isinstance(refusal.value, ValueError)


def test_a_window_that_fits_nowhere_is_refused_with_its_limit() -> None:
    spec = PoolSpec(window=(2, 5), padding=(0, 1))
    with pytest.raises(
        SpecError, match="A window of 5 in width does not fit: the map, with its padding, has 4"
    ):
        spec.output_size((2, 2))
    with pytest.raises(SpecError) as refusal:
        PoolSpec(window=4).geometry((3, 9))
    assert refusal.value.field == "window"


def test_in_ceil_mode_it_may_overhang_by_less_than_its_stride() -> None:
    assert PoolSpec(window=5, stride=3, ceil_mode=True).output_size((3, 4)) == (1, 1)
    with pytest.raises(SpecError):
        PoolSpec(window=5, stride=2, ceil_mode=True).output_size((3, 4))


@pytest.mark.parametrize("size", [(0, 3), (3, -1), (3,), (1.5, 2), None, (2, 2, 2)])
def test_a_size_is_two_whole_numbers_of_at_least_one(size: Any) -> None:  # noqa: ANN401 - anything at all
    with pytest.raises(ValueError, match=r"map needs at least one row|two whole numbers"):
        PoolSpec().output_size(size)


@pytest.mark.parametrize(
    ("n", "settings", "expected"),
    [
        (9, {"window": 4, "stride": 4, "padding": 2, "ceil_mode": True}, 3),
        (32, {"window": 8, "stride": 4, "ceil_mode": True}, 7),
        (4, {"window": 3, "stride": 3, "ceil_mode": True}, 2),
        (2, {"window": 3, "stride": 3, "padding": 1, "ceil_mode": True}, 1),
        (4, {}, 2),
        (5, {}, 2),
        (5, {"ceil_mode": True}, 3),
        (224, {"window": 7, "stride": 2, "padding": "same"}, 112),
    ],
)
def test_output_sizes_that_were_checked_elsewhere(n: int, settings: dict[str, Any], expected: int) -> None:
    assert PoolSpec(**settings).output_size((n, n)) == (expected, expected)


def test_same_puts_the_odd_cell_last_and_same_lower_first() -> None:
    upper = PoolSpec(window=2, stride=2, padding="same").geometry((3, 3)).rows
    lower = PoolSpec(window=2, stride=2, padding="same_lower").geometry((3, 3)).rows
    assert (upper.low, upper.high, lower.low, lower.high) == (0, 1, 1, 0)
    wide = PoolSpec(window=7, stride=2, padding="same").geometry((224, 224)).rows
    assert (wide.low, wide.high) == (2, 3)


def test_same_does_not_depend_on_ceil_mode() -> None:
    for n in range(1, 12):
        for stride in (1, 2, 3, 5):
            spec = PoolSpec(window=3, stride=stride, padding="same", ceil_mode=True)
            assert spec.output_size((n, 1))[0] == -(-n // stride)


def test_what_was_given_is_kept_in_its_form() -> None:
    spec = PoolSpec(window=[3, 2], stride=2.0, padding=[[1, 0], [0, 1]], dilation=np.int64(1), p=3)  # type: ignore[arg-type]
    assert (spec.window, spec.stride, spec.padding, spec.dilation, spec.p) == (
        (3, 2),
        2,
        ((1, 0), (0, 1)),
        1,
        3.0,
    )
    assert type(spec.dilation) is int
    assert hash(spec) == hash(dataclasses.replace(spec))
    assert PoolSpec().stride is None
    assert PoolSpec(divisor_override=np.int8(-3)).divisor_override == -3  # type: ignore[arg-type]


def test_a_specification_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        PoolSpec().window = 3  # type: ignore[misc]


def test_a_changed_copy_is_checked_again() -> None:
    with pytest.raises(SpecError):
        dataclasses.replace(PoolSpec(window=3, padding=2), window=2)


def test_deep_padding_is_allowed_and_remarked_on() -> None:
    assert PoolSpec(window=3, padding=1).remarks() == ()
    assert PoolSpec(window=3, padding="same").remarks() == ()
    assert PoolSpec(window="global").remarks() == ()
    (remark,) = PoolSpec(window=3, padding=(2, 1)).remarks()
    assert remark.startswith("Padding of 2 is more than half the window's height of 3")


def test_the_whole_map_is_one_window_whatever_the_stride() -> None:
    geometry = PoolSpec(window="global", stride=2, padding="valid", ceil_mode=True).geometry((3, 5))
    assert geometry.output == (1, 1)
    assert list(geometry.columns.taps(0)) == [0, 1, 2, 3, 4]


def test_overhang_leftovers_and_gaps() -> None:
    ceil = PoolSpec(window=3, stride=3, ceil_mode=True).geometry((4, 6))
    assert (ceil.rows.overhang, ceil.columns.overhang) == (2, 0)
    floor = PoolSpec(window=3, stride=3).geometry((5, 6))
    assert (floor.rows.left_over, floor.columns.left_over) == (2, 0)
    assert not floor.rows.has_gaps
    assert floor.unseen() == 12
    assert floor.windows == 2
    apart = PoolSpec(window=1, stride=2).geometry((5, 4)).rows
    assert apart.has_gaps
    assert apart.left_over == 0
    holes = PoolSpec(window=2, stride=4, dilation=2).geometry((3, 3)).rows
    assert holes.coverage().tolist() == [1, 0, 1]
    assert holes.has_gaps


def test_adaptive_windows_overlap_and_differ_where_they_must() -> None:
    geometry = PoolSpec(adaptive=(3, 2)).geometry((5, 4))
    assert [list(geometry.rows.taps(i)) for i in range(3)] == [[0, 1], [1, 2, 3], [3, 4]]
    assert not geometry.rows.uniform
    assert geometry.columns.uniform
    assert (geometry.rows.overhang, geometry.rows.left_over, geometry.rows.has_gaps) == (0, 0, False)
    more = PoolSpec(adaptive=5).geometry((2, 2)).rows
    assert [list(more.real(i)) for i in range(5)] == [[0], [0], [0, 1], [1], [1]]


def test_taps_counts_and_sights_of_one_axis() -> None:
    axis = PoolSpec(window=3, stride=2, padding=1, ceil_mode=True).geometry((4, 4)).rows
    assert [axis.counted(i) for i in range(axis.output)] == [3, 3, 2]
    assert [axis.seen_by(x) for x in range(4)] == [(0,), (0, 1), (1,), (1, 2)]
    holes = PoolSpec(window=2, stride=1, dilation=2).geometry((4, 4)).rows
    assert [holes.seen_by(x) for x in range(4)] == [(0,), (1,), (0,), (1,)]
    adaptive = PoolSpec(adaptive=3).geometry((5, 5)).rows
    assert [adaptive.counted(i) for i in range(3)] == [2, 3, 2]
    assert adaptive.counted_counts().tolist() == adaptive.real_counts().tolist() == [2, 3, 2]
    assert [adaptive.seen_by(x) for x in range(5)] == [(0,), (0, 1), (1,), (1, 2), (2,)]
