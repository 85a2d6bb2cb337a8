"""Maps on which shifting is plain, each with the windows and the edge that it is about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poolviz.core.shifting import Edge
from poolviz.frame.plane import Array
from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id

_NOISE = 32  # cells a side: enough for a share to come near what is expected


@dataclass(frozen=True)
class Start:
    """A map to begin with."""

    map: Map
    window: tuple[int, int]
    edge: Edge


def start_of(action: str) -> Start:
    """The start that an action asks for.

    Raises:
        KeyError: there is no such start.

    >>> start_of("pairs").map.values.tolist()
    [[[0, 0, 1, 1, 0, 0, 1, 1]]]
    """
    if action == "lone_pixel":
        return Start(Map.from_array(_lone_pixel(), say("Lone pixel")), (2, 2), "zeros")
    if action == "plus_sign":
        return Start(Map.from_array(_plus_sign(), say("Plus sign")), (2, 2), "zeros")
    if action == "pairs":
        return Start(Map.from_array([[0, 0, 1, 1, 0, 0, 1, 1]], say("Pairs")), (1, 2), "wrap")
    if action == "distinct_noise":
        return Start(Map.from_array(_noise(), say("Noise, no two alike")), (2, 2), "wrap")
    if action == "photograph":
        return Start(by_id("photograph").make(), (2, 2), "repeat")
    raise KeyError(action)


def _lone_pixel() -> Array:
    """A 9 at the first cell of its window: one step to the right stays inside, the next does not."""
    values = np.zeros((8, 8), np.int64)
    values[2, 2] = 9
    return values


def _plus_sign() -> Array:
    values = np.zeros((8, 8), np.int64)
    values[3, 2:5] = values[2:5, 3] = 5
    values[3, 3], values[1, 6], values[6, 6] = 9, 3, 4
    return values


def _noise() -> Array:
    """Every number from 1 on once, in any order: no ties, so that shares are those of theory."""
    order = np.random.default_rng(0).permutation(_NOISE * _NOISE)
    values: Array = order.reshape(_NOISE, _NOISE) + 1
    return values
