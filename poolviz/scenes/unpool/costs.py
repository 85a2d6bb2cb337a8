"""What labelling every pixel costs: counted for a plain network with one convolution at each resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poolviz.core.layers import Convolution, Volume

MAPS = 64
"""Feature maps at each resolution."""

_CONVOLUTION = Convolution(MAPS, window=3, padding="same")
_HEAD = Convolution(1, window=1)


@dataclass(frozen=True)
class Price:
    """Numbers given out and multiplications, each with an addition, for one picture."""

    activations: int
    multiply_adds: int


def never(sizes: Sequence[tuple[int, int]]) -> Price:
    """As many convolutions as there are resolutions, all at the first, and a head on every pixel.

    >>> never([(4, 4), (2, 2)])
    Price(activations=2064, multiply_adds=600064)
    """
    whole = [sizes[0]] * len(sizes)
    return _priced(whole, [], sizes[0], answers=[sizes[0]])


def down_and_up(sizes: Sequence[tuple[int, int]]) -> Price:
    """A convolution at each resolution, pools between them, a head on the coarse cells, its answer enlarged.

    >>> down_and_up([(4, 4), (2, 2)]).multiply_adds
    156928
    """
    return _priced(sizes, sizes[1:], sizes[-1], answers=[sizes[-1], sizes[0]])


def with_skip(sizes: Sequence[tuple[int, int]]) -> Price:
    """The same, and a second head on the maps of full resolution, whose answer is added.

    >>> with_skip([(4, 4), (2, 2)]).multiply_adds - down_and_up([(4, 4), (2, 2)]).multiply_adds
    1024
    """
    below = down_and_up(sizes)
    head = _HEAD.multiply_adds(Volume(MAPS, sizes[0]))
    return Price(below.activations + _area(sizes[0]), below.multiply_adds + head)


def count_text(count: int) -> str:
    """A large count in three figures; its unit stays with it.

    >>> count_text(950), count_text(12945408).split(), count_text(999999).split()
    ('950', ['12.9', 'M'], ['1', 'M'])
    """
    for unit, name in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if count >= 0.9995 * unit:
            return f"{float(f'{count / unit:.3g}'):g}\u00a0{name}"
    return str(count)


def _priced(
    layers: Sequence[tuple[int, int]],
    pools: Sequence[tuple[int, int]],
    head: tuple[int, int],
    answers: Sequence[tuple[int, int]],
) -> Price:
    products = _HEAD.multiply_adds(Volume(MAPS, head))
    for number, size in enumerate(layers):
        products += _CONVOLUTION.multiply_adds(Volume(MAPS if number else 1, size))
    given = MAPS * sum(_area(size) for size in (*layers, *pools))
    return Price(given + sum(map(_area, answers)), products)


def _area(size: tuple[int, int]) -> int:
    return size[0] * size[1]
