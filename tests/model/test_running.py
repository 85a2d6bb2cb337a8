from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from poolviz.core import PoolSpec, backward_rows, pool_backward
from poolviz.frame.plane import ArrayPlane
from poolviz.model.running import RunningGradient


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

    running = RunningGradient(
        spec.geometry(x.shape), upstream, ArrayPlane(pool_backward(upstream, x, spec)), send
    )
    for index in (*range(upstream.size), 0, upstream.size - 1):
        patch, shown = running.after(index)
        so_far = np.where(np.arange(upstream.size).reshape(upstream.shape) <= index, upstream, 0)
        expected = pool_backward(so_far, x, spec)
        got = np.zeros_like(expected)
        got.ravel()[:shown] = running.whole.read(slice(None), slice(None)).ravel()[:shown]
        got[patch.row : patch.row + len(patch.values)] = patch.values
        np.testing.assert_allclose(got, expected, atol=1e-12)
        assert running.arrived(patch, shown) == pytest.approx(expected.sum())
