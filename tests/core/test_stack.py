"""What a stack of layers sees and costs, against published counts and against real maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, SpecError, pool
from poolviz.core.convolution import conv2d
from poolviz.core.layers import (
    Convolution,
    FullyConnected,
    GlobalAverage,
    Layer,
    Normalisation,
    Pooling,
    ReLU,
    Residual,
    without_pooling,
)
from poolviz.core.stack import Cost, LayerRow, Measured, StackError, measure

Array = npt.NDArray[Any]

VGG_16 = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))


def vgg_16() -> tuple[Layer, ...]:
    """Simonyan and Zisserman 2014, configuration D."""
    layers: list[Layer] = []
    for channels, convolutions in VGG_16:
        layers += [Convolution(channels, 3, padding=1), ReLU()] * convolutions
        layers.append(Pooling())
    layers += [FullyConnected(4096), ReLU(), FullyConnected(4096), ReLU(), FullyConnected(1000)]
    return tuple(layers)


def plain(channels: int, window: int, stride: int, padding: int) -> list[Layer]:
    """A convolution as in a residual network: what it lacks in bias, the normalisation has."""
    return [Convolution(channels, window, stride, padding, bias=False), Normalisation()]


def resnet_18() -> tuple[Layer, ...]:
    """He, Zhang, Ren and Sun 2015: the stem, four stages of two blocks, strided transitions."""
    layers = [*plain(64, 7, 2, 3), ReLU(), Pooling(PoolSpec(window=3, stride=2, padding=1))]
    for channels, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        for step in (stride, 1):
            main = (*plain(channels, 3, step, 1), ReLU(), *plain(channels, 3, 1, 1))
            shortcut = tuple(plain(channels, 1, step, 0)) if step == 2 else ()
            layers += [Residual(main, shortcut), ReLU()]
    return (*layers, GlobalAverage(), FullyConnected(1000))


def of(measured: Measured, *kinds: type[Layer]) -> list[LayerRow]:
    return [row for row in measured.rows if isinstance(row.layer, kinds)]


def test_three_rounds_of_convolution_and_pooling() -> None:
    rows = measure([Convolution(8), Pooling()] * 3, 3, (64, 64)).rows
    assert [row.field for row in rows] == [(n, n) for n in (3, 4, 8, 10, 18, 22)]
    assert [row.jump for row in rows] == [(n, n) for n in (1, 2, 2, 4, 4, 8)]
    assert [row.adds for row in rows] == [(n, n) for n in (2, 1, 4, 2, 8, 4)]
    assert [row.start for row in rows] == [(0, 0)] * 6
    assert [row.output.size[0] for row in rows] == [62, 31, 29, 14, 12, 6]
    assert [row.place for row in rows] == [0, 1, 2, 3, 4, 5]


def test_vgg_16_has_the_published_counts() -> None:
    measured = measure(vgg_16(), 3, (224, 224))
    total = measured.total()
    assert total.parameters == 138_357_544
    # By hand: 9 weights for each pair of channels, at each place.
    expected, given, side = 0, 3, 224
    for channels, convolutions in VGG_16:
        for _ in range(convolutions):
            expected += 9 * given * channels * side**2
            given = channels
        side //= 2
    assert measured.total(Convolution).multiply_adds == expected == 15_346_630_656
    assert total.multiply_adds - expected == 25088 * 4096 + 4096 * 4096 + 4096 * 1000
    assert of(measured, FullyConnected)[0].cost.parameters == 102_764_544
    assert round(measured.total(Convolution).bytes / 2**20, 1) == 51.7
    assert [row.field[0] for row in of(measured, Pooling)] == [6, 16, 44, 100, 212]
    assert [row.output.size for row in of(measured, Pooling)] == [(n, n) for n in (112, 56, 28, 14, 7)]


def test_vgg_16_without_pooling() -> None:
    measured = measure(without_pooling(vgg_16()), 3, (224, 224))
    convolutions = measured.total(Convolution)
    assert round(convolutions.bytes / 2**20, 1) == 808.5
    assert round(convolutions.multiply_adds / 1e9) == 738
    assert round(of(measured, FullyConnected)[0].cost.parameters / 1e9) == 105
    assert of(measured, Convolution)[-1].field == (27, 27)


def test_resnet_18_has_the_published_counts() -> None:
    measured = measure(resnet_18(), 3, (224, 224))
    assert measured.total().parameters == 11_689_512
    assert round(measured.total().multiply_adds / 1e9, 2) == 1.81
    stages = of(measured, Residual)[1::2]
    assert [(row.output.channels, *row.output.size) for row in stages] == [
        *[(64, 56, 56), (128, 28, 28), (256, 14, 14), (512, 7, 7)]
    ]
    assert [row.jump[0] for row in stages] == [4, 8, 16, 32]
    assert stages[-1].field == (435, 435)
    assert sum(row.aside for row in measured.rows) == 6
    assert [row.place for row in measured.rows] == sorted(row.place for row in measured.rows)
    assert measured.rows[-1].output.channels == 1000


def test_a_head_on_global_average_against_one_on_everything() -> None:
    head = measure([GlobalAverage(), FullyConnected(10)], 8, (112, 112))
    flat = measure([FullyConnected(10)], 8, (112, 112))
    assert head.total().parameters == 90
    assert flat.total().parameters == 1_003_530
    assert head.rows[-1].output == flat.rows[-1].output
    assert head.rows[0].field == flat.rows[0].field == (112, 112)
    assert head.rows[0].output.numbers == 8
    assert head.rows[0].cost.multiply_adds == 0


def test_the_layer_that_a_pool_is_compared_with() -> None:
    assert measure([Convolution(64)], 64, (56, 56)).total().parameters == 36_928
    assert measure([Pooling()], 64, (56, 56)).total() == Cost(0, 64 * 28 * 28, 4 * 64 * 28 * 28, 0)


def test_groups_share_the_channels() -> None:
    depthwise = measure([Convolution(32, groups=32)], 32, (10, 10)).total()
    assert depthwise == Cost(32 * 10, 32 * 64, 4 * 32 * 64, 32 * 64 * 9)
    halves = measure([Convolution(6, (1, 3), groups=2, bias=False)], 4, (10, 10)).total()
    assert (halves.parameters, halves.multiply_adds) == (6 * 2 * 3, 6 * 2 * 3 * 10 * 8)


def test_bytes_are_those_of_the_batch_and_everything_else_of_one_picture() -> None:
    one = measure(vgg_16(), 3, (224, 224)).total()
    many = measure(vgg_16(), 3, (224, 224), batch=32, bytes_per_number=2).total()
    assert many == Cost(one.parameters, one.activations, one.activations * 32 * 2, one.multiply_adds)


def test_cell_by_cell_layers_change_neither_size_nor_field() -> None:
    rows = measure([Convolution(4, 5, 2), ReLU(), Normalisation()], 1, (9, 9)).rows
    assert len({(row.output, row.field, row.jump, row.start) for row in rows}) == 1
    assert [row.adds for row in rows[1:]] == [(0, 0), (0, 0)]
    assert [row.cost.parameters for row in rows] == [104, 0, 8]


def test_nothing_stacked_costs_nothing() -> None:
    measured = measure([], 3, (4, 4))
    assert measured.rows == ()
    assert measured.total() == Cost()


def test_a_shortcut_that_sees_more_widens_the_field() -> None:
    wide = Convolution(2, 5, padding=2)
    narrow = Convolution(2, 3, padding=((1, 1), (1, 1)))
    for ways in (((narrow,), (wide,)), ((wide,), (narrow,))):
        row = measure([Residual(*ways)], 2, (9, 9)).rows[-1]
        assert (row.field, row.start, row.adds) == ((5, 5), (-2, -2), (0, 0))


@st.composite
def stacks(draw: st.DrawFn, padded: bool) -> tuple[Layer, ...]:
    """Convolutions and pools whose windows leave no gaps."""
    layers: list[Layer] = []
    for _ in range(draw(st.integers(1, 4))):
        window = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
        stride = tuple(draw(st.integers(1, side)) for side in window)
        padding = tuple(draw(st.integers(0, side - 1)) if padded else 0 for side in window)
        if draw(st.booleans()):
            layers.append(Convolution(draw(st.integers(1, 3)), window, stride, padding))  # type: ignore[arg-type]
        else:
            spec = PoolSpec(mode="average", window=window, stride=stride, padding=padding)  # type: ignore[arg-type]
            layers.append(Pooling(spec))
    return tuple(layers)


def what_moves(layers: Sequence[Layer], size: tuple[int, int], cell: tuple[int, int]) -> Array:
    """Which cells at the end see one cell of the picture: where all weights are positive, those not 0."""
    x = np.zeros((2, *size))
    x[:, cell[0], cell[1]] = 1
    for layer in layers:
        if isinstance(layer, Convolution):
            ones = np.ones((layer.channels, len(x), *np.broadcast_to(layer.window, 2)))
            x = conv2d(x, ones, stride=layer.stride, padding=layer.padding)
        else:
            assert isinstance(layer, Pooling)
            x = pool(x, layer.spec).values
    moved: Array = x[0] > 0
    return moved


@given(st.data(), st.booleans())
@settings(deadline=None, max_examples=100)
def test_a_cell_sees_what_it_is_said_to_see(data: st.DataObject, padded: bool) -> None:
    layers = data.draw(stacks(padded))
    size = data.draw(st.tuples(st.integers(1, 24), st.integers(1, 24)))
    try:
        row = measure(layers, 2, size).rows[-1]
    except StackError:
        with pytest.raises(SpecError):
            what_moves(layers, size, (0, 0))
        return
    cell = data.draw(st.tuples(st.integers(0, size[0] - 1), st.integers(0, size[1] - 1)))
    moved = what_moves(layers, size, cell)
    assert moved.shape == row.output.size
    down = np.array([cell[0] in row.rows.of(i) for i in range(moved.shape[0])])
    right = np.array([cell[1] in row.columns.of(j) for j in range(moved.shape[1])])
    said = np.logical_and.outer(down, right)
    # Padding between layers hides cells that the field, counted in whole windows, still holds.
    assert np.array_equal(said & moved, moved) if padded else np.array_equal(said, moved)
    assert row.field == (len(row.rows.of(0)), len(row.columns.of(0)))
    assert row.start == (row.rows.of(0)[0], row.columns.of(0)[0])


@given(stacks(padded=True))
@settings(deadline=None, max_examples=100)
def test_costs_are_those_of_the_arrays(layers: tuple[Layer, ...]) -> None:
    # Four windows of 3 with stride 3 see 81 cells: on so many, every stack has somewhere to stand.
    measured = measure(layers, 2, (81, 82))
    given_, size = 2, (81, 82)
    for row in measured.rows:
        layer, numbers = row.layer, row.output.channels * math.prod(row.output.size)
        assert row.cost.activations == row.output.numbers == numbers
        if isinstance(layer, Convolution):
            weights = np.zeros((layer.channels, given_, *np.broadcast_to(layer.window, 2)))
            assert row.cost.parameters == weights.size + layer.channels
            assert row.cost.multiply_adds == weights.size * math.prod(row.output.size)
            found = conv2d(np.zeros((given_, *size)), weights, stride=layer.stride, padding=layer.padding)
            assert found.shape == (row.output.channels, *row.output.size)
        else:
            assert (row.cost.parameters, row.cost.multiply_adds) == (0, 0)
        given_, size = row.output.channels, row.output.size


def test_adaptive_windows_of_one_size_have_a_field() -> None:
    row = measure([Pooling(PoolSpec(adaptive=4))], 3, (8, 12)).rows[0]
    assert (row.output.size, row.field, row.jump) == ((4, 4), (2, 3), (2, 3))
