"""How large the maps of exercises are and how they are pooled, by level."""

from __future__ import annotations

from typing import NamedTuple

from poolviz.core import PoolSpec
from poolviz.core.spec import Mode
from poolviz.exercises.chance import Chance
from poolviz.exercises.nouns import Level, Wishes

Size = tuple[int, int]


class Setting(NamedTuple):
    """How a map is pooled, and its height and width."""

    spec: PoolSpec
    size: Size


class _Choice(NamedTuple):
    """Settings of windows, and the sizes of maps that they suit: outputs that are few enough to fill in."""

    window: int
    stride: int
    sizes: tuple[Size, ...]
    padding: int = 0
    dilation: int = 1
    ceil_mode: bool = False


_CHOICES: dict[Level, tuple[_Choice, ...]] = {
    "even": (_Choice(2, 2, ((4, 4), (4, 4), (4, 6), (6, 4))),),
    "odd": (
        _Choice(2, 2, ((5, 5), (5, 7), (7, 5), (5, 4), (4, 5))),
        _Choice(3, 3, ((7, 7), (5, 7), (7, 5))),
    ),
    "overlap": (
        _Choice(2, 1, ((3, 3), (3, 4), (4, 3))),
        _Choice(3, 2, ((5, 5), (5, 7), (7, 5))),
        _Choice(3, 1, ((4, 4), (4, 5), (5, 4), (5, 5))),
    ),
    "padded": (
        _Choice(3, 2, ((4, 4), (5, 5), (5, 4)), padding=1),
        _Choice(2, 2, ((4, 4), (4, 3), (3, 4)), padding=1),
        _Choice(2, 1, ((4, 4), (3, 4), (5, 4)), dilation=2),
        _Choice(2, 2, ((5, 5), (3, 5), (5, 3)), ceil_mode=True),
        _Choice(2, 2, ((4, 4), (5, 5)), padding=1, dilation=2),
    ),
}


def setting(chance: Chance, level: Level, mode: Mode, wishes: Wishes) -> Setting:
    """One of the settings of a level; odd sizes where they are wished for.

    >>> spec, size = setting(Chance("1"), "odd", "max", Wishes())
    >>> spec.window, spec.stride, size
    (2, 2, (5, 5))
    """
    choice = chance.one_of(_CHOICES[level])
    counts = not choice.padding or chance.happens(50)
    spec = PoolSpec(
        mode=mode,
        window=choice.window,
        stride=choice.stride,
        padding=choice.padding,
        dilation=choice.dilation,
        ceil_mode=choice.ceil_mode,
        count_include_pad=counts,
    )
    return Setting(spec, chance.one_of(_odd(choice.sizes) if wishes.odd_sizes else choice.sizes))


def _odd(sizes: tuple[Size, ...]) -> tuple[Size, ...]:
    """The sizes that are odd both ways; where a choice has none, each side one cell more."""
    odd = tuple(size for size in sizes if size[0] % 2 and size[1] % 2)
    return odd or tuple((rows | 1, columns | 1) for rows, columns in sizes)
