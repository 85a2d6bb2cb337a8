"""Real maps flow through every kind of layer, and fit the sizes that are counted."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.core import PoolSpec, pool
from poolviz.model.rows import RowEntry
from poolviz.scenes.stack.flow import flow
from poolviz.scenes.stack.kernels import CHANNELS, kernels, names
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.presets import NETWORKS
from tests.scenes.stack.showing_stack import POOL, RELU, conv, own, view, without

PICTURE = np.random.default_rng(3).random((32, 32)).astype(np.float32)
KINDS = (
    conv(6),
    RELU,
    RowEntry("norm"),
    RowEntry("average", (2, 2, 0)),
    RowEntry("block", (8, 1)),
    RowEntry("block", (16, 2)),
    POOL,
    RowEntry("global"),
    RowEntry("full", (5,)),
)


@pytest.mark.parametrize("version", ["with", "without"])
@pytest.mark.parametrize("only", [None, 2])
def test_every_kind_of_layer_gives_maps_of_the_counted_size(version: str, only: int | None) -> None:
    parameters = own(*KINDS, side=32)
    stack = parameters.stack
    told: list[tuple[int, int]] = []
    found = flow(PICTURE, stack, version, only=only, check=lambda *done: told.append(done))
    assert told == [(done, len(stack.levels)) for done in range(1, len(stack.levels) + 1)]
    for level, maps in enumerate(found.levels):
        assert maps.shape[1:] == stack.version(level, version).size
        assert maps.dtype == np.float32
        assert not maps.flags.writeable
        assert len(maps) <= CHANNELS


@pytest.mark.parametrize("name", NETWORKS)
def test_real_networks_keep_something_to_see_to_the_end(name: str) -> None:
    parameters = StackParameters(preset=name)
    for own_ in (parameters, without(parameters)):
        shown = view(own_)
        for level in range(len(shown.stack.levels)):
            assert shown.plane(level).shape == shown.counted(level).size
            whole = [kind.kind for kind in shown.stack.levels[: level + 1]]
            if "full" not in whole:
                assert shown.plane(level).read(slice(None), slice(None)).any(), (name, level)


def test_pooling_and_relu_are_the_real_ones() -> None:
    found = flow(PICTURE, own(conv(8), RELU, POOL, side=32).stack, "with").levels
    assert found[0].min() == 0
    assert np.array_equal(found[1], pool(found[0], PoolSpec(), winners=False).values)
    signed = flow(PICTURE, own(conv(8), side=32).stack, "with").levels[0]
    assert signed.min() < 0
    assert np.array_equal(np.maximum(signed, 0), found[0])


def test_the_first_convolution_is_the_filter_by_hand() -> None:
    found = flow(PICTURE, own(conv(8, 3, 1, 0), side=32).stack, "with").levels[0]
    for channel in range(CHANNELS):
        by_hand = (PICTURE[4:7, 9:12].astype(np.float64) * kernels(3, 0)[channel]).sum()
        assert found[channel, 4, 9] == pytest.approx(by_hand, abs=1e-5)


def test_a_first_look_is_the_same_in_the_first_layer() -> None:
    stack = own(conv(8), RELU, POOL, side=32).stack
    whole, look = flow(PICTURE, stack, "with"), flow(PICTURE, stack, "with", only=5)
    assert np.array_equal(look.plane(1, 0), whole.plane(1, 5))
    assert np.array_equal(look.plane(1, 7), look.plane(1, 0)), "there is only one"


@pytest.mark.parametrize("window", [1, 2, 3, 5, 7, 11])
def test_kernels_fit_every_window(window: int) -> None:
    for depth in (0, 1, 9):
        assert kernels(window, depth).shape == (CHANNELS, window, window)
        assert np.isfinite(kernels(window, depth)).all()
    assert (names(window) == names(7)) == (window >= 5)
    assert kernels(window, 0).any()


@pytest.mark.parametrize("huge", [np.nan, np.inf, -np.inf, 1e300, -1e300])
def test_numbers_that_are_not_finite_go_through_in_silence(huge: float) -> None:
    values = np.ones((8, 8))
    values[:4] = huge
    values[0, 0] = -huge
    shown = view(own(*KINDS, side=32), values)
    assert all(shown.scale(level) is not None for level in range(len(shown.stack.levels)))
    assert not np.isfinite(shown.plane(0).read(slice(None), slice(None))).all()
