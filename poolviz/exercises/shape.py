"""Shape and parameters: what a layer makes of maps of H × W × C, and how many numbers it learns."""

from __future__ import annotations

from poolviz.core import Convolution, FullyConnected, GlobalAverage, Layer, Pooling, PoolSpec, Volume
from poolviz.core.spec import Mode
from poolviz.exercises.chance import Chance
from poolviz.exercises.nouns import Level, Opened, Wishes
from poolviz.exercises.shaping import ShapeTask
from poolviz.frame.words import say

_MODES: tuple[Mode, ...] = ("max", "average")


class Shape:
    """Shape and parameters of a layer."""

    id = "shape"
    order = 5
    mistakes = (
        "a pool that learns",
        "channels pooled",
        "bias forgotten",
        "one channel weighed",
        "channels kept",
        "stride ignored",
        "floor for ceil",
        "ceil for floor",
        "padding forgotten",
        "dilation ignored",
    )

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Shape and parameters")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> ShapeTask:
        """A layer as networks have them, most often a pool."""
        count = chance.one_of((16, 32, 64, 64, 64, 128))
        half = chance.one_of((4, 7, 14, 16, 28, 56))
        side = 2 * half + (wishes.odd_sizes or level == "odd")
        layer = _layer(chance, level)
        spec = layer.spec if isinstance(layer, Pooling) else None
        return ShapeTask(layer, Volume(count, (side, side)), spec=spec)

    def on(self, chance: Chance, opened: Opened) -> ShapeTask:
        """The pooling that is open, on the maps that are open."""
        if opened.spec.adaptive is not None:
            raise ValueError(say("Adaptive pooling is given the output's size: there is nothing to ask."))
        rows, columns = opened.x.shape
        volume = Volume(opened.channels, (rows, columns))
        return ShapeTask(Pooling(opened.spec), volume, spec=opened.spec)


def _layer(chance: Chance, level: Level) -> Layer:
    """A layer of a level: a pool in half of the cases."""
    filters = chance.one_of((8, 32, 64, 128))
    ceil_mode = level != "even" and chance.happens(30)
    mode = chance.one_of(_MODES)
    is_pool = chance.happens(50)
    if level == "even":
        other = chance.one_of((GlobalAverage(), Convolution(filters, 1), FullyConnected(10)))
        return Pooling(PoolSpec(mode=mode, stride=2)) if is_pool else other
    if level == "odd":
        pool = PoolSpec(mode=mode, window=chance.between(2, 3), ceil_mode=ceil_mode)
        return Pooling(pool) if is_pool else Convolution(filters, 3, 2)
    if level == "overlap":
        pool = PoolSpec(mode=mode, window=3, stride=2, ceil_mode=ceil_mode)
        return Pooling(pool) if is_pool else Convolution(filters, chance.one_of((3, 5)))
    dilation = chance.between(1, 2)
    if is_pool:
        return Pooling(
            PoolSpec(mode=mode, window=3, stride=2, padding=1, dilation=dilation, ceil_mode=ceil_mode)
        )
    return Convolution(filters, 3, chance.between(1, 2), padding=1, dilation=dilation)


KIND = Shape()
