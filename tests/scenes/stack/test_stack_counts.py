"""What a stack costs: the published counts of real networks, and small stacks counted one by one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core.layers import Pooling, without_pooling
from poolviz.core.stack import StackError, measure
from poolviz.model.rows import RowEntry
from poolviz.scenes.stack.captions import last_map
from poolviz.scenes.stack.counts import Stacked, stacked
from poolviz.scenes.stack.entries import layers_of
from poolviz.scenes.stack.facts import last_field
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.presets import NETWORKS
from tests.scenes.stack import slow
from tests.scenes.stack.showing_stack import POOL, RELU, conv, own, view


def of(name: str, batch: int = 1) -> Stacked:
    return StackParameters(preset=name, batch=batch).stack


def test_three_blocks_have_the_fields_and_jumps_of_the_book() -> None:
    levels = of("blocks").levels
    assert [level.counted.field for level in levels] == [3, 4, 8, 10, 18, 22]
    assert [level.counted.jump for level in levels] == [1, 2, 2, 4, 4, 8]
    assert [level.counted.adds for level in levels] == [
        ((cells, jump),) for cells, jump in ((2, 1), (1, 1), (2, 2), (1, 2), (2, 4), (1, 4))
    ]
    assert [level.counted.start for level in levels] == [-1, -1, -3, -3, -7, -7]
    assert round(of("blocks").totals["with"].activations / 1e6, 1) == 7.0
    assert of("blocks").version(5, "without").field == 7


def test_lenet_has_the_published_counts() -> None:
    total = of("LeNet-5").totals["with"]
    assert total.parameters == 61_706
    assert total.multiply_adds == 416_520
    assert [level.counted.size[0] for level in of("LeNet-5").levels] == [28, 14, 10, 5, 1, 1, 1]


def test_vgg_16_with_pooling_and_without() -> None:
    vgg = of("VGG-16")
    own_, bare = vgg.totals["with"], vgg.totals["without"]
    assert own_.parameters == 138_357_544
    convolutions = vgg.convolutions("with"), vgg.convolutions("without")
    assert [round(4 * cost.activations / 2**20) for cost in convolutions] == [52, 808]
    assert round(4 * convolutions[1].activations / 2**20, 1) == 808.5
    assert [round(cost.multiply_adds / 1e9, 1) for cost in convolutions] == [15.3, 738.1]
    first = next(level for level in vgg.levels if level.kind == "full")
    assert first.without is not None
    assert first.counted.cost.parameters == 102_764_544
    assert round(first.without.cost.parameters / 1e9) == 105
    assert bare.parameters > 700 * own_.parameters
    shown = view(StackParameters(preset="VGG-16"))
    assert (last_field(shown, "with"), last_field(shown, "without")) == (212, 27)
    assert last_map(shown) == 17


def test_resnet_18_has_the_published_counts() -> None:
    resnet = of("ResNet-18")
    assert resnet.totals["with"].parameters == 11_689_512
    assert round(resnet.totals["with"].multiply_adds / 1e9, 2) == 1.81
    assert [level.counted.size[0] for level in resnet.levels] == [
        *(112, 56, 56, 56, 28, 28, 14, 14, 7, 7),
        *(1, 1),
    ]
    assert [level.counted.jump for level in resnet.levels][:10] == [2, 4, 4, 4, 8, 8, 16, 16, 32, 32]
    assert resnet.levels[9].counted.field == 435


def test_ten_convolutions_at_full_resolution_keep_it() -> None:
    parameters = StackParameters(preset="ten")
    assert parameters.shown == "without"
    ten = parameters.stack
    shown = [level.without for level in ten.levels if level.without is not None]
    assert len(shown) == 10
    assert {counted.size for counted in shown} == {(224, 224)}
    assert ten.totals["without"].activations == 10 * 64 * 224 * 224
    weights = 3 * 64 * 9 + 9 * 64 * 64 * 9
    assert ten.totals["without"].multiply_adds == weights * 224 * 224
    assert ten.version(14, "without").field == 21


def test_halving_both_sides_quarters_the_activations() -> None:
    levels = of("ten").levels
    for before, after in pairwise(levels):
        if after.is_pool:
            assert before.counted.cost.activations == 4 * after.counted.cost.activations
            assert after.counted.cost.parameters == 0


def test_bytes_are_those_of_a_batch() -> None:
    one, many = of("blocks").totals["with"], of("blocks", batch=32).totals["with"]
    assert many.bytes == 32 * one.bytes == 32 * 4 * one.activations
    assert many.multiply_adds == one.multiply_adds


@pytest.mark.parametrize("name", NETWORKS)
def test_without_pooling_is_what_the_core_says(name: str) -> None:
    network = NETWORKS[name]
    layers = tuple(layer for _, layer in layers_of(network.layers, network.channels))
    for version, chosen in (("with", layers), ("without", without_pooling(layers))):
        total = measure(chosen, network.channels, (network.side,) * 2).total()
        assert of(name).totals[version].parameters == total.parameters
        assert of(name).totals[version].multiply_adds == total.multiply_adds
    assert sum(level.is_pool for level in of(name).levels) == sum(
        isinstance(layer, Pooling) for layer in layers
    )


@st.composite
def small_stacks(draw: st.DrawFn) -> tuple[RowEntry, ...]:
    """Rows that are legal or not; most are."""
    found: list[RowEntry] = []
    for _ in range(draw(st.integers(1, 5))):
        window = draw(st.integers(1, 3))
        stride, padding = draw(st.integers(1, window)), draw(st.integers(0, window - 1))
        kind = draw(st.sampled_from(["conv", "pool", "average", "relu", "norm"]))
        if kind == "conv":
            found.append(conv(draw(st.integers(1, 4)), window, stride, padding))
        else:
            found.append(RowEntry(kind, () if kind in ("relu", "norm") else (window, stride, padding)))
    return tuple(found)


@given(small_stacks(), st.integers(6, 12))
@settings(deadline=None, max_examples=60)
def test_every_number_is_that_of_the_slow_reference(stack: tuple[RowEntry, ...], side: int) -> None:
    expected, sight = slow.counted(stack, 2, side), slow.seen(stack, side)
    if any(row.size < 1 for row in expected):
        with pytest.raises(StackError, match=r"^Layer \d"):
            stacked(stack, 2, side, 1)
        return
    for level in stacked(stack, 2, side, 1).levels:
        own_, last = level.counted, level.places[-1]
        assert (own_.size[0], own_.output.channels) == (expected[last].size, expected[last].channels)
        assert own_.cost.parameters == sum(expected[place].parameters for place in level.places)
        assert own_.cost.multiply_adds == sum(expected[place].multiply_adds for place in level.places)
        cells = sight[last]
        assert own_.field == len(cells[0])
        assert own_.start == min(cells[0])
        if len(cells) > 1:
            assert own_.jump == min(cells[1]) - min(cells[0])


def test_a_convolution_before_a_normalisation_learns_no_bias() -> None:
    stack = own(conv(4), RowEntry("norm"), RELU, conv(4), POOL).stack
    assert stack.levels[0].counted.cost.parameters == 3 * 4 * 9 + 2 * 4
    assert stack.levels[1].counted.cost.parameters == 4 * 4 * 9 + 4


def test_what_works_cell_by_cell_joins_the_layer_before_it() -> None:
    stack = own(RELU, conv(4), RELU, POOL, RELU).stack
    assert [(level.kind, level.places) for level in stack.levels] == [
        *[("relu", (0,)), ("conv", (1, 2)), ("pool", (3, 4))]
    ]
    assert stack.levels[0].counted.cost.activations == 0
    assert own(POOL).stack.version(0, "without").field == 1
