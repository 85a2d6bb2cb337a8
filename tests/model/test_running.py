"""The gradient window by window: what has arrived, and the sums of its rows."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from poolviz.core import PoolSpec, backward_rows, pool_backward
from poolviz.maps.map import Map
from poolviz.model.running import RunningGradient, row_sums
from poolviz.session.haste import in_haste
from poolviz.session.memo import Memo


@pytest.mark.parametrize(
    "spec",
    [
        PoolSpec(mode="average", window=3, stride=1),
        PoolSpec(mode="average", window=3, stride=2, padding=1),
        PoolSpec(window=2, stride=3),
        PoolSpec(window=3, stride=1, dilation=2),
    ],
)
def test_after_every_window_it_holds_what_the_windows_so_far_sent(spec: PoolSpec) -> None:
    x = np.random.default_rng(3).integers(0, 9, (7, 6)).astype(float)
    upstream = np.arange(1.0, spec.geometry(x.shape).windows + 1).reshape(spec.output_size(x.shape))

    def send(given: NDArray[np.float64], first: int, last: int) -> tuple[int, NDArray[np.float64]]:
        return backward_rows(given, x, spec, None, first, last)

    whole = Map.from_array(pool_backward(upstream, x, spec))
    sums = partial(row_sums, Memo(), whole, spec)
    running = RunningGradient(spec.geometry(x.shape), upstream, whole.plane(0), sums, send)
    for index in (*range(upstream.size), 0, upstream.size - 1):
        patch, shown = running.after(index)
        so_far = np.where(np.arange(upstream.size).reshape(upstream.shape) <= index, upstream, 0)
        expected = pool_backward(so_far, x, spec)
        got = np.zeros_like(expected)
        got.ravel()[:shown] = running.whole.read(slice(None), slice(None)).ravel()[:shown]
        got[patch.row : patch.row + len(patch.values)] = patch.values
        np.testing.assert_allclose(got, expected, atol=1e-12)
        assert running.arrived(patch, shown) == pytest.approx(expected.sum())


def test_after_an_edit_the_sums_are_those_of_the_new_rows() -> None:
    memo, gradient = Memo(), Map.from_array(np.random.default_rng(4).standard_normal((600, 5)))
    edits = ((0, 0, 7.0), (599, 4, np.nan), (300, 2, np.inf), (300, 3, -np.inf), (256, 0, -1.5))
    for row, column, number in edits:
        row_sums(memo, gradient, "")
        gradient = gradient.edited(0, row, column, np.array([[number]]))
        with np.errstate(all="ignore"):
            expected = [np.sum(line) for line in gradient.values[0]]
        np.testing.assert_array_equal(row_sums(memo, gradient, ""), expected)


def test_gradients_of_one_map_follow_their_own_edits() -> None:
    memo = Memo()
    gradients = {name: Map.from_array(np.full((40, 5), float(len(name)))) for name in ("max", "average")}
    for name, gradient in gradients.items():
        row_sums(memo, gradient, name)
    for name, gradient in gradients.items():
        edited = gradient.edited(0, 7, 1, np.array([[100.0]]))
        with in_haste(1):  # only what differs is read
            sums = row_sums(memo, edited, name)
        assert sums[6:9].tolist() == [5.0 * len(name), 4.0 * len(name) + 100, 5.0 * len(name)]


def test_the_last_moment_is_kept_and_the_end_is_not_worked_out() -> None:
    x, spec = np.arange(48.0).reshape(8, 6), PoolSpec("average", window=(5, 3), stride=1)
    upstream = np.arange(16.0).reshape(4, 4)
    asked: list[tuple[int, int]] = []

    def send(given: NDArray[np.float64], first: int, last: int) -> tuple[int, NDArray[np.float64]]:
        asked.append((first, last))
        return backward_rows(given, x, spec, None, first, last)

    whole = Map.from_array(pool_backward(upstream, x, spec))
    running = RunningGradient(spec.geometry(x.shape), upstream, whole.plane(0), lambda: np.zeros(8), send)
    moment = running.after(6)
    count = len(asked)
    assert all(again is first for again, first in zip(running.after(6), moment, strict=True))
    assert len(asked) == count
    patch, shown = running.after(15)
    assert len(asked) == count
    np.testing.assert_array_equal(patch.values, whole.values[0][shown // 6 :])
    for other in (1, 2):
        running.after(other)
    assert running.after(6)[0] is not moment[0]  # that is enough
    np.testing.assert_array_equal(running.after(6)[0].values, moment[0].values)
