"""Changes of a whole map, all channels alike: shift, rotate, flip, noise, another size. All are pure.

Where there is nothing to do (a shift by 0, a full turn, no noise, the same size) the map itself comes back.
"""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.maps.numbers import real_numbers, type_for

Array = NDArray[Any]
Places = NDArray[np.intp]

Edge = Literal["zeros", "wrap", "repeat"]
"""What comes in at the edge: 0, what went out on the other side, or the last cell again."""

Axis = Literal["left-right", "top-bottom"]
"""What changes places in a flip: ↔ or ↕."""

Filler = Literal["zero", "value", "edge", "reflect", "wrap"]
"""What fills a larger map: 0, a number, the last cell again, its mirror image, or the map over again."""

# Noise is drawn for so many rows at once, so that a large map needs little memory beside its result.
_BAND = 256

# Far beyond what can be seen, and far below what the generator of random numbers can span.
_MOST_NOISE = 10**15


def shift(map: Map, rows: int, columns: int, edge: Edge = "zeros") -> Map:
    """Return the map moved down and to the right; negative numbers move it up and to the left.

    Args:
        map: what to move.
        rows: how many cells down.
        columns: how many cells to the right.
        edge: what comes in on the other side.

    >>> shift(Map.from_array([[1, 2, 3], [4, 5, 6]]), 0, 1, "wrap").values.tolist()
    [[[3, 1, 2], [6, 4, 5]]]
    """
    if (rows, columns) == (0, 0):
        return map
    places = [np.arange(length) - by for length, by in zip(map.size, (rows, columns), strict=True)]
    if edge == "wrap":
        sources = [place % len(place) for place in places]
    else:
        sources = [place.clip(0, len(place) - 1) for place in places]
    result = _gathered(map.values, *sources)
    if edge == "zeros":
        outside = [source != place for source, place in zip(sources, places, strict=True)]
        result[:, outside[0], :] = 0
        result[:, :, outside[1]] = 0
    return _like(map, result)


def rotate(map: Map, quarters: int) -> Map:
    """Return the map turned clockwise by quarters of a full turn; negative numbers turn it the other way.

    >>> rotate(Map.from_array([[1, 2, 3], [4, 5, 6]]), 1).values.tolist()
    [[[4, 1], [5, 2], [6, 3]]]
    """
    return _like(map, np.rot90(map.values, -quarters, axes=(1, 2))) if quarters % 4 else map


def flip(map: Map, axis: Axis) -> Map:
    """Return the map as in a mirror: left and right, or top and bottom change places.

    >>> flip(Map.from_array([[1, 2, 3], [4, 5, 6]]), "left-right").values.tolist()
    [[[3, 2, 1], [6, 5, 4]]]
    """
    return _like(map, np.flip(map.values, axis=2 if axis == "left-right" else 1))


def add_noise(map: Map, amount: float, seed: int) -> Map:
    """Return the map with noise: to every cell a number is added, evenly drawn from −amount … +amount.

    The same map, amount and seed always give the same noise. Whole numbers stay whole: what is added is
    whole, too. The grey levels of a picture stay within the range of their type.

    Args:
        map: what to add to.
        amount: the largest number to add, from 0 to 10¹⁵; for whole numbers only its whole part counts.
        seed: a whole number from 0 on.

    Raises:
        ValueError: an amount that is negative or too large, a negative seed, or an amount below 1 for
            whole numbers.

    >>> add_noise(Map.from_array([[10, 20, 30, 40]]), 2, seed=1).values.tolist()
    [[[10, 20, 31, 42]]]
    """
    if not 0 <= amount <= _MOST_NOISE:
        raise ValueError(
            say("The amount of noise is a number from 0 to 10¹⁵; {amount} is none.", amount=amount)
        )
    if seed < 0:
        raise ValueError(say("A seed is a whole number from 0 on; {seed} is below.", seed=seed))
    if amount == 0:
        return map
    random = np.random.default_rng(seed)
    if map.dtype.kind == "f":
        return _like(map, _noisy(map.values, amount, random))
    if amount < 1:
        raise ValueError(
            say(
                "The whole numbers of this map stay whole: "
                "noise needs an amount of 1 or more; {amount} is too small.",
                amount=amount,
            )
        )
    return _like(map, _noisy_whole(map, math.floor(amount), random))


def resize(map: Map, rows: int, columns: int, filler: Filler = "zero", value: float = 0) -> Map:
    """Return a map of another size: what fits stays at the top left, the rest is filled.

    Args:
        map: what to resize.
        rows: of the new map.
        columns: of the new map.
        filler: what a larger map is filled with.
        value: the number for the filler "value"; the type of the map grows if it must.

    Raises:
        ValueError: fewer than one row or one column, or a value that is no number.

    >>> resize(Map.from_array([[1, 2, 3]]), 2, 5, "reflect").values.tolist()
    [[[1, 2, 3, 2, 1], [1, 2, 3, 2, 1]]]
    """
    if rows < 1 or columns < 1:
        raise ValueError(
            say(
                "A map has at least one row and one column; {rows} × {columns} is too small.",
                rows=rows,
                columns=columns,
            )
        )
    if (rows, columns) == map.size:
        return map
    if filler in ("zero", "value"):
        return map.resized(rows, columns, value if filler == "value" else 0)
    sources = (_source(old, new, filler) for old, new in zip(map.size, (rows, columns), strict=True))
    return _like(map, _gathered(map.values, *sources))


def _source(old: int, new: int, filler: Filler) -> Places:
    """Return for each place of a new length the place of the old one whose number it takes."""
    places = np.arange(new)
    if filler == "edge":
        return np.minimum(places, old - 1)
    if filler == "wrap":
        return places % old
    # To and fro without saying the ends twice; a single cell is its own mirror image.
    there = places % max(1, 2 * (old - 1))
    return np.minimum(there, 2 * (old - 1) - there) if old > 1 else there


def _gathered(values: Array, rows: Places, columns: Places) -> Array:
    """Return a new array of chosen rows and columns; whole rows first, because they are copied at once."""
    result: Array = values.take(rows, axis=1)
    if not np.array_equal(columns, np.arange(values.shape[2])):
        result = result.take(columns, axis=2)
    return result


def _noisy(values: Array, amount: float, random: np.random.Generator) -> Array:
    result = np.empty_like(values)
    for part in _bands(values):
        # A map of low precision rounds, as it does for everything that is written into it.
        with np.errstate(over="ignore"):
            result[part] = values[part] + random.uniform(-amount, amount, values[part].shape)
    return result


def _noisy_whole(map: Map, amount: int, random: np.random.Generator) -> Array:
    values = map.values
    low, high = int(values.min()) - amount, int(values.max()) + amount
    # Held in a type that takes all sums; afterwards the type grows only if one really came out so large.
    result = values.astype(type_for(map.dtype, real_numbers([low, high])))
    for part in _bands(values):
        result[part] += random.integers(-amount, amount, values[part].shape, endpoint=True).astype(
            result.dtype
        )
    if map.kind == "picture":
        # Noise on a white sky must not turn bytes into wider numbers, nor white into whiter than white.
        bounds = np.iinfo(map.dtype)
        return result.clip(bounds.min, bounds.max).astype(map.dtype)
    if result.dtype.kind == "f":
        return result
    return result.astype(type_for(map.dtype, np.array([result.min(), result.max()])), copy=False)


def _bands(values: Array) -> list[tuple[int, slice]]:
    """Return parts of an array that cover it: channel by channel, a few rows each."""
    return [
        (channel, slice(top, top + _BAND))
        for channel in range(values.shape[0])
        for top in range(0, values.shape[1], _BAND)
    ]


def _like(map: Map, values: Array) -> Map:
    """Return a map of new numbers under the old name."""
    result = np.ascontiguousarray(values)
    result.flags.writeable = False
    return Map.from_array(result, map.name, map.kind, map.channel_names)
