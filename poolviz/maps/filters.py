"""A bank of real filters, as data: what the first convolution of a trained network finds in a picture.

Edges in both directions, diagonals, lines, spots, centre-surround, Gabor filters at eight angles, blur. They
are small kernels, laid over a map unturned, as a convolution layer does it.

Gabor's filters: D. Gabor, "Theory of communication" (1946). That trained networks learn such filters:
A. Krizhevsky et al., "ImageNet classification with deep convolutional neural networks" (2012), figure 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.core.convolution import conv2d
from poolviz.frame.words import say
from poolviz.maps.map import Map

Array = NDArray[Any]
Family = Literal["edge", "diagonal", "line", "spot", "centre-surround", "Gabor", "blur"]


@dataclass(frozen=True, eq=False)
class Filter:
    """One kernel, with the name that a channel made by it gets.

    The weights of a blur add up to 1. Those of all others add up to 0, so that an even area gives 0, and the
    positive ones to 1, so that no response goes beyond the range of the picture.
    """

    name: str
    family: Family
    kernel: Array
    """(k, k) of float32, k odd, read-only."""


def weights(filters: Sequence[Filter]) -> Array:
    """Return filters as the weights of one convolution layer, (filters, 1, k, k).

    Smaller kernels are centred in zeros.

    Raises:
        ValueError: no filter at all.

    >>> weights(BANK[:4]).shape
    (4, 1, 3, 3)
    """
    if not filters:
        raise ValueError("A bank needs at least one filter.")
    size = max(len(found.kernel) for found in filters)
    result = np.zeros((len(filters), 1, size, size), np.float32)
    for layer, found in zip(result, filters, strict=True):
        rim = (size - len(found.kernel)) // 2
        layer[0, rim : size - rim, rim : size - rim] = found.kernel
    result.flags.writeable = False
    return result


# Filters laid at a time, and over about so many cells: a few hundredths of a second, so that nobody waits for
# work that was stopped.
_TOGETHER = 8
_CELLS = 1 << 15


def _tell_nobody(done: int, total: int) -> None:
    """Nobody asked."""


def feature_maps(
    map: Map, filters: Sequence[Filter] = (), reached: Callable[[int, int], None] = _tell_nobody
) -> Map:
    """Return what a first layer makes of a map: one channel a filter, of the same height and width.

    A convolution that keeps the size, then ReLU, which turns negative responses into 0. The map's own edge
    is repeated around it: zeros there would answer every filter with a bright frame that outshines the
    picture. The channels of the map are averaged first. Numbers are float32, or float64 if the map's are.

    Args:
        map: what to filter, of any number of channels.
        filters: which filters, in the order of the channels; all of the bank if there is none.
        reached: told how many parts of the work are done, and of how many; what it raises ends the work.

    >>> from poolviz.maps.presets import by_id
    >>> feature_maps(by_id("edge").make(), BANK[:4]).shape
    (4, 8, 8)
    """
    filters = filters or BANK
    kind = np.float64 if map.dtype.itemsize == 8 and map.dtype.kind == "f" else np.float32
    with np.errstate(all="ignore"):  # huge numbers of several channels leave the range
        plane = map.values.mean(axis=0, dtype=kind)[np.newaxis]
    kernels = weights(filters)
    rim = kernels.shape[-1] // 2
    padded = np.pad(plane, ((0, 0), (rim, rim), (rim, rim)), mode="edge")
    responses = np.empty((len(kernels), *map.size), kind)
    parts = _parts(len(kernels), *map.size)
    for done, (some, rows) in enumerate(parts):
        reached(done, len(parts))
        around = padded[:, rows.start : rows.stop + 2 * rim]
        np.maximum(conv2d(around, kernels[some]), 0, out=responses[some, rows])
    responses.flags.writeable = False
    names = tuple(found.name for found in filters)
    return Map.from_array(
        responses, say("{name}, {count} filters", name=map.name, count=len(filters)), channel_names=names
    )


def _parts(count: int, rows: int, columns: int) -> list[tuple[slice, slice]]:
    """Which filters are laid over which rows, one after the other.

    >>> [(some.start, rows.start, rows.stop) for some, rows in _parts(9, 2, _CELLS)]
    [(0, 0, 1), (0, 1, 2), (8, 0, 1), (8, 1, 2)]
    """
    high = max(1, _CELLS // columns)
    return [
        (slice(first, first + _TOGETHER), slice(top, min(top + high, rows)))
        for first in range(0, count, _TOGETHER)
        for top in range(0, rows, high)
    ]


def _filter(name: str, family: Family, values: Array) -> Filter:
    kernel = values.astype(np.float64)
    if family == "blur":
        kernel = kernel / kernel.sum()
    else:
        kernel = kernel - kernel.mean()
        kernel = kernel / kernel[kernel > 0].sum()
    kernel = kernel.astype(np.float32)
    kernel.flags.writeable = False
    return Filter(name, family, kernel)


def _edges() -> list[Filter]:
    # Sobel's operator: a difference across the edge, smoothed along it.
    rising = np.outer([1, 2, 1], [-1, 0, 1])
    slanting = np.array([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]])
    return [
        _filter("edge, brighter on the right", "edge", rising),
        _filter("edge, brighter on the left", "edge", -rising),
        _filter("edge, brighter below", "edge", rising.T),
        _filter("edge, brighter above", "edge", -rising.T),
        _filter("diagonal, brighter top right", "diagonal", slanting),
        _filter("diagonal, brighter bottom left", "diagonal", -slanting),
        _filter("diagonal, brighter bottom right", "diagonal", slanting[::-1]),
        _filter("diagonal, brighter top left", "diagonal", -slanting[::-1]),
    ]


def _lines_and_spots() -> list[Filter]:
    across = np.outer([1, 1, 1], [-1, 2, -1])
    spot = np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])
    # A narrow Gaussian less a wide one: what cells of the retina answer to.
    surround = _gaussian(7, 1.0) / _gaussian(7, 1.0).sum() - _gaussian(7, 2.0) / _gaussian(7, 2.0).sum()
    return [
        _filter("upright line", "line", across),
        _filter("level line", "line", across.T),
        _filter("bright spot", "spot", spot),
        _filter("dark spot", "spot", -spot),
        _filter("bright centre, dark surround", "centre-surround", surround),
        _filter("dark centre, bright surround", "centre-surround", -surround),
        _filter("blur", "blur", np.outer([1, 2, 1], [1, 2, 1])),
        _filter("strong blur", "blur", _gaussian(7, 1.5)),
    ]


def _gabors() -> list[Filter]:
    return [
        _filter(
            f"Gabor {angle * 180 / 8:g}°, waves of {wavelength:g}, {phase}",
            "Gabor",
            _gabor(math.pi * angle / 8, wavelength, turn),
        )
        for wavelength in (3.5, 6.0)
        for angle in range(8)
        for phase, turn in (("line", 0.0), ("rising", -math.pi / 2), ("falling", math.pi / 2))
    ]


def _gabor(angle: float, wavelength: float, phase: float, size: int = 7) -> Array:
    """Return a wave under a Gaussian; its stripes run at the angle, counted from level against the clock."""
    down, across = _grid(size)
    # Perpendicular to the stripes; rows count downward.
    along = across * math.sin(angle) + down * math.cos(angle)
    wave: Array = np.cos(2 * math.pi * along / wavelength + phase) * _gaussian(size, 1.8)
    return wave


def _gaussian(size: int, width: float) -> Array:
    down, across = _grid(size)
    bell: Array = np.exp(-(down**2 + across**2) / (2 * width**2))
    return bell


def _grid(size: int) -> tuple[Array, Array]:
    places = np.arange(size) - (size - 1) / 2
    down, across = np.meshgrid(places, places, indexing="ij")
    return down, across


BANK: tuple[Filter, ...] = (*_edges(), *_lines_and_spots(), *_gabors())
"""64 filters, as many as the first layer of many networks has."""

# What is told apart at a glance, one of each kind.
EIGHT: tuple[Filter, ...] = tuple(
    found
    for name in (
        "edge, brighter below",
        "edge, brighter on the right",
        "bright spot",
        "dark spot",
        "upright line",
        "bright centre, dark surround",
        "diagonal, brighter top right",
        "strong blur",
    )
    for found in BANK
    if found.name == name
)


def by_name(name: str) -> Filter | None:
    """Return the filter of that name; None if there is none.

    >>> by_name("bright spot").kernel.shape, by_name("red")
    ((3, 3), None)
    """
    return next((found for found in BANK if found.name == name), None)
