"""Every number that comes back is the one that comes out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec
from poolviz.scenes.unpool.parameters import UnpoolParameters, kernel_of
from tests.scenes.unpool import slow_unpool as slow
from tests.scenes.unpool.showing_unpool import Array, document, frame, numbers, view
from tests.strategies import fitting, maps

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
SIX = np.array(
    [[3, 1, 4, 1, 5, 9], [2, 6, 5, 3, 5, 8], [9, 7, 9, 3, 2, 3], [8, 4, 6, 2, 6, 4], [3, 3, 8, 3, 2, 7]]
)


def test_nearest_repeats_and_max_unpool_puts_back() -> None:
    shown = frame(document(ROWS, rounds=1))
    assert numbers(shown, "nearest") == [[6, 6, 8, 8], [6, 6, 8, 8], [3, 3, 4, 4], [3, 3, 4, 4]]
    assert numbers(shown, "unpool") == [[0, 0, 0, 0], [0, 6, 0, 8], [3, 0, 0, 0], [0, 0, 0, 4]]


@pytest.mark.parametrize(
    ("spec", "rounds"),
    [
        ({}, 2),
        ({"window": 3, "stride": 2}, 1),
        ({"window": 3, "stride": 2, "padding": 1}, 2),
        ({"window": 2, "stride": 3}, 1),
        ({"window": 2, "stride": 1}, 3),
        ({"window": (1, 2), "stride": (1, 2), "ceil_mode": True}, 2),
        ({"padding": "same"}, 2),
        ({"window": 2, "dilation": 2, "stride": 2}, 1),
        ({"window": "global", "stride": None}, 1),
        ({"ties": "last"}, 2),
    ],
)
@pytest.mark.parametrize("mode", ["max", "average"])
@pytest.mark.parametrize("kernel", ["ones", "tent"])
def test_every_way_at_every_level(spec: dict[str, Any], rounds: int, mode: str, kernel: str) -> None:
    shown = document(SIX, {**spec, "mode": mode}, rounds=rounds, kernel=kernel, with_spread=True)
    _check(shown.spec, SIX, view(shown), kernel)


def test_every_way_where_every_window_sees_padding_alone() -> None:
    shown = document(np.zeros((1, 1)), {"window": 2, "padding": 1, "dilation": 2}, with_spread=True)
    _check(shown.spec, np.zeros((1, 1)), view(shown), "ones")


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_way_on_any_map(data: st.DataObject) -> None:
    divisor = data.draw(st.sampled_from([None, 1, 3]))
    spec, size = data.draw(fitting(adaptive=None, divisor_override=divisor))
    assume(spec.window != "global")
    x = data.draw(maps(size, ("int64", "float64"), special=False))
    x = x.reshape(-1, *size)[0]
    shown = document(x, {f: getattr(spec, f) for f in spec.__dataclass_fields__}, with_spread=True)
    _check(spec, x, view(shown), "ones")


def _check(spec: PoolSpec, x: Array, found: Any, kernel: str) -> None:  # noqa: ANN401 - a View
    rounds = found.rounds
    values, winners = slow.down(x, spec, rounds)
    first = found.chain[0]
    taps = kernel_of(UnpoolParameters(kernel=kernel), (first.rows.window, first.columns.window))
    for way in found.ways:
        if spec.mode != "max":
            winners = [np.zeros_like(level) for level in values[1:]]
        expected = slow.up(way, values, winners, spec, taps)
        for level in range(rounds):
            back = found.back(way, level).values[0]
            np.testing.assert_allclose(back, expected[rounds - level], rtol=1e-9, atol=1e-9)
        # NaN if no error is an ordinary number, as where every window sees padding alone.
        rmse = slow.rmse(expected[-1], x)
        assert found.rmse[way] == pytest.approx(rmse, rel=1e-9, abs=1e-9, nan_ok=True)


def test_a_kernel_of_ones_as_large_as_its_stride_is_nearest_and_said_to_be() -> None:
    shown = document(np.random.default_rng(0).normal(size=(8, 12)), rounds=2)
    found = view(shown)
    assert found.equals_nearest("transposed")
    assert np.array_equal(found.back("transposed", 0).values, found.back("nearest", 0).values)
    assert "ones: equals nearest" in [line.text for line in frame(shown).board("transposed").below]


@pytest.mark.parametrize(
    ("values", "spec", "own"),
    [
        (np.arange(25).reshape(5, 5), {}, {}),  # a row and a column are left over
        (ROWS, {"window": 3, "stride": 1}, {"rounds": 1}),
        (ROWS, {"padding": 1}, {"rounds": 1}),
        (ROWS, {}, {"kernel": "own", "weights": ((1.0, 1.0), (1.0, 2.0))}),
        (ROWS, {}, {"kernel": "tent"}),
    ],
)
def test_where_it_is_not_nearest_it_is_not_said(
    values: object, spec: dict[str, Any], own: dict[str, Any]
) -> None:
    shown = document(values, spec, **own)
    assert not view(shown).equals_nearest("transposed")
    assert not any("equals nearest" in line.text for line in frame(shown).board("transposed").below)


def test_own_weights_are_spread() -> None:
    shown = frame(document([[5]], {"window": 1, "stride": 1}, rounds=1, kernel="own", weights=((3.0,),)))
    assert numbers(shown, "transposed") == [[15.0]]


def test_spread_equals_nearest_only_where_each_cell_has_one_window() -> None:
    assert view(document(ROWS, {"mode": "average"})).equals_nearest("spread")
    assert not view(document(SIX, {"mode": "average"})).equals_nearest("spread")
    assert not view(document(ROWS)).equals_nearest("bilinear")


def test_tent_blends_where_windows_overlap_by_half() -> None:
    """A kernel of twice the stride that rises and falls is bilinear, but for the rim."""
    found = view(
        document(
            np.arange(64.0).reshape(8, 8), {"window": 4, "stride": 2, "padding": 1}, rounds=1, kernel="tent"
        )
    )
    inside = (slice(1, -1), slice(1, -1))
    back, smooth = (found.back(way, 0).values[0][inside] for way in ("transposed", "bilinear"))
    np.testing.assert_allclose(back, smooth)


@pytest.mark.parametrize("ties", ["first", "last", "column", "split"])
def test_kept_are_the_cells_that_survive(ties: str) -> None:
    x = np.random.default_rng(3).integers(0, 4, (9, 7))
    found = view(document(x, {"ties": ties, "window": 3, "stride": 2, "padding": 1}, rounds=2))
    _, winners = slow.down(x, found.document.spec, 2)
    kept = found.survivors(2).values[0]
    assert {(int(r), int(c)) for r, c in np.argwhere(kept)} == slow.survivors(winners, (9, 7))
    assert found.survivors(0).values.all()


def test_errors_are_what_comes_back_less_the_map() -> None:
    shown = frame(document(ROWS, rounds=1, look="back"))
    assert numbers(shown, "nearest_error") == [[5, 5, 6, 4], [1, 0, 1, 0], [0, 1, 3, 4], [2, 1, 1, 0]]
    scale = shown.board("nearest_error").scale
    assert (scale.low, scale.high) == (-7, 7)  # common to all: the largest error of max-unpool
