"""Real maps through a stack: one channel of the open map, reduced to the picture that the network takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import PoolSpec, pool
from poolviz.core.convolution import conv2d
from poolviz.core.layers import Convolution, FullyConnected, GlobalAverage, Layer, Pooling, ReLU, Residual
from poolviz.core.padding import as_pair
from poolviz.scenes.stack.counts import Level, Stacked
from poolviz.scenes.stack.kernels import CHANNELS, kernels, weights

Array = NDArray[Any]
Check = Callable[[int, int], object]
_OWN = 0.6  # of what a convolution sees comes from its own channel, the rest from another one
_WHOLE = PoolSpec("average", window="global")


@dataclass(frozen=True, eq=False)
class Flow:
    """What each level of a stack gives: (channels, H, W) of float32, at most 8 channels, read-only.

    A first look may end before the last level.
    """

    levels: tuple[Array, ...]

    def plane(self, level: int, channel: int) -> Array:
        """One channel of a level, or of the nearest that there is."""
        maps = self.levels[level]
        plane: Array = maps[min(channel, len(maps) - 1)]
        return plane


@np.errstate(all="ignore")  # what is infinite in a picture goes through as any other number
def flow(
    picture: Array,
    stack: Stacked,
    shown: str,
    *,
    only: int | None = None,
    most: float = math.inf,
    check: Check | None = None,
) -> Flow:
    """Send a picture (H, W) through all levels; ``check`` is told how many of how many are done.

    With ``only`` one channel flows alone, whose convolutions see nothing of the others: a first look, for an
    eighth of the work. It ends where convolutions would take more than ``most`` multiply-adds.
    """
    x, depth, found = np.asarray(picture, np.float32)[np.newaxis], 0, []
    for done, level in enumerate(stack.levels):
        most -= _work(level, math.prod(stack.version(done, shown).size))
        if most < 0:
            break
        if not (level.is_pool and shown == "without"):
            for layer in level.layers:
                x, depth = _through(layer, x, depth, only)
        x.flags.writeable = False
        found.append(x)
        if check is not None:
            check(done + 1, len(stack.levels))
    return Flow(tuple(found))


def _work(level: Level, cells: int) -> int:
    """Multiply-adds for one channel of a level with so many cells."""
    layers = (
        one for layer in level.layers for one in (layer.main if isinstance(layer, Residual) else (layer,))
    )
    return sum(cells * math.prod(as_pair(one.window)) for one in layers if isinstance(one, Convolution))


def _through(layer: Layer, x: Array, depth: int, only: int | None) -> tuple[Array, int]:
    """What a layer gives, and how many layers with weights there were until now."""
    match layer:
        case Convolution():
            return _convolved(layer, x, depth, only), depth + 1
        case FullyConnected():
            given = weights((x.shape[1], x.shape[2]), len(x), depth)
            return np.einsum("ochw,chw->o", given, x)[:, np.newaxis, np.newaxis], depth + 1
        case Pooling():
            return np.asarray(pool(x, layer.spec, winners=False).values, np.float32), depth
        case GlobalAverage():
            return np.asarray(pool(x, _WHOLE).values, np.float32), depth
        case Residual():
            return _added(layer, x, depth, only)
        case ReLU():
            return np.maximum(x, 0), depth
        case _:
            return x, depth  # a trained normalisation is part of the convolution before it


def _added(layer: Residual, x: Array, depth: int, only: int | None) -> tuple[Array, int]:
    """What arrives by both ways; the way past the convolutions changes the maps as little as it can."""
    main, past = x, x
    for one in layer.main:
        main, depth = _through(one, main, depth, only)
    for one in layer.shortcut:
        if isinstance(one, Convolution):
            step = as_pair(one.stride)
            past = past[:, :: step[0], :: step[1]]
    if len(past) != len(main):
        past = np.broadcast_to(past[:1], main.shape)
    return main + past, depth


def _convolved(layer: Convolution, x: Array, depth: int, only: int | None) -> Array:
    """Each of eight kernels over its own channel and a little of another; each map by itself is quickest."""
    window, padding = as_pair(layer.window)[0], layer.padding
    own = kernels(window, depth)
    if len(x) == CHANNELS:
        x = _OWN * x + (1 - _OWN) * np.roll(x, 1 + depth % (CHANNELS - 1), axis=0)
    chosen = range(CHANNELS) if only is None else (only,)
    planes = [
        conv2d(
            x[min(place, len(x) - 1)][np.newaxis],
            own[channel][np.newaxis, np.newaxis],
            stride=layer.stride,
            padding=padding,
        )[0]
        for place, channel in enumerate(chosen)
    ]
    return np.asarray(planes, np.float32)
