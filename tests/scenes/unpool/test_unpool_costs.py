"""What labelling costs, counted weight by weight."""

from __future__ import annotations

from poolviz.scenes.unpool import costs

VGG = [(224, 224), (112, 112), (56, 56), (28, 28)]


def by_hand(sizes: list[tuple[int, int]], head: tuple[int, int]) -> int:
    """Every product of every convolution 3 × 3, then of the head: one weight a map."""
    products, given = 0, 1
    for rows, columns in sizes:
        products += rows * columns * 64 * given * 9
        given = 64
    return products + 64 * head[0] * head[1]


def test_never_pooling_has_every_layer_at_full_resolution() -> None:
    price = costs.never(VGG)
    assert price.multiply_adds == by_hand([VGG[0]] * 4, VGG[0])
    assert price.activations == 4 * 64 * 224 * 224 + 224 * 224


def test_down_and_up_has_one_at_each() -> None:
    price = costs.down_and_up(VGG)
    assert price.multiply_adds == by_hand(VGG, VGG[-1])
    maps = sum(64 * rows * columns for rows, columns in (*VGG, *VGG[1:]))
    assert price.activations == maps + 28 * 28 + 224 * 224


def test_a_skip_costs_a_second_head() -> None:
    below, price = costs.down_and_up(VGG), costs.with_skip(VGG)
    assert price.multiply_adds - below.multiply_adds == 64 * 224 * 224
    assert price.activations - below.activations == 224 * 224


def test_without_pools_there_is_one_layer() -> None:
    assert costs.never([(3, 5)]).multiply_adds == by_hand([(3, 5)], (3, 5))
