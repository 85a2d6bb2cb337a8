"""From numbers to colours: 0xffRRGGBB through the ramp of a theme, and whether digits on it are dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.model import Palette, Scale
from poolviz.frame.plane import Array
from poolviz.views.contrast import contrast, luminance, rgb
from poolviz.views.qtgraph import lookup_table
from poolviz.views.theme import Theme

Pixels = NDArray[np.uint32]
_ENTRIES = 256
_BYTES = 256
_FAR = 1000.0  # times the span of the scale
_LEAST, _MOST = 1e-30, 1e30  # between them, both kinds of numbers have room for a multiplication
_NAN = _ENTRIES  # one entry past the ramp
_BLOCK = 1 << 17  # numbers mapped at a time, so that the work stays in the processor's cache


def _careful(values: Array, scale: Scale) -> NDArray[np.float64]:
    """Where numbers lie on the ramp if their differences may be too large or too small to be numbers."""
    numbers = values.astype(np.float64)
    half = scale.high / 2 - scale.low / 2
    if not 0 < half < math.inf:
        numbers[...] = (_ENTRIES - 1) / 2
        return numbers
    np.clip(numbers, scale.low, scale.high, out=numbers)
    return (numbers / 2 - scale.low / 2) / half * (_ENTRIES - 1)


@dataclass(frozen=True, eq=False)
class Ramp:
    """A palette of a theme, ready to map numbers."""

    pixels: Pixels  # one for each entry and one for NaN
    dark_digits: NDArray[np.bool_]

    def entries(self, values: Array, scale: Scale) -> NDArray[np.uint16]:
        """Which entry of the ramp each number meets; ±∞ meets the ends."""
        span = scale.high - scale.low
        # Half the width is twice as fast; it tells 256 colours apart unless all numbers are far from 0.
        is_coarse = values.dtype.itemsize <= 4 or max(abs(scale.low), abs(scale.high)) < _FAR * span
        with np.errstate(over="ignore"):  # what is too large for it is ∞, and meets the same end
            numbers: NDArray[np.floating[Any]] = values.astype(np.float32 if is_coarse else np.float64)
        is_nan = np.isnan(numbers)
        if not (span > _LEAST and max(abs(scale.low), abs(scale.high)) < _MOST):
            numbers = _careful(values, scale)
        else:
            # Infinities stay what they are; only NaN would come out of ∞ − ∞.
            with np.errstate(invalid="ignore", over="ignore"):
                np.subtract(numbers, scale.low, out=numbers)
                np.multiply(numbers, (_ENTRIES - 1) / span, out=numbers)
        has_nan = bool(is_nan.any())
        if has_nan:
            np.copyto(numbers, 0, where=is_nan)
        np.rint(numbers, out=numbers)
        np.minimum(np.maximum(numbers, 0, out=numbers), _ENTRIES - 1, out=numbers)
        entries = numbers.astype(np.uint16)
        if has_nan:
            np.copyto(entries, _NAN, where=is_nan)
        return entries

    def map(self, values: Array, scale: Scale) -> Pixels:
        """The colours of many numbers (rows, columns)."""
        if values.size <= _BLOCK:
            return self.pixels[self.entries(values, scale)]
        out = np.empty(values.shape, np.uint32)
        if values.dtype == np.uint8:  # a photograph: there are only so many numbers
            every = self.pixels[self.entries(np.arange(_BYTES, dtype=np.uint8), scale)]
            return np.take(every, values, out=out, mode="clip")
        step = max(1, _BLOCK // values.shape[1])
        for row in range(0, values.shape[0], step):
            part = slice(row, row + step)
            # "clip" writes straight into its place; the entries are inside anyway.
            np.take(self.pixels, self.entries(values[part], scale), out=out[part], mode="clip")
        return out


class _Itself(Ramp):
    """Numbers that are colours themselves: 0xrrggbb."""

    def entries(self, values: Array, scale: Scale) -> NDArray[np.uint16]:
        """No entry of a ramp: all meet the first."""
        return np.zeros(values.shape, np.uint16)

    def map(self, values: Array, scale: Scale) -> Pixels:
        """The colours that the numbers are."""
        return values.astype(np.uint32) | np.uint32(0xFF000000)


@lru_cache(maxsize=16)
def ramp_of(theme: Theme, palette: Palette) -> Ramp:
    """The ramp of a palette in a theme."""
    if palette == "rgb":
        return _Itself(np.zeros(1, np.uint32), np.ones(1, np.bool_))
    colours = np.vstack([lookup_table(theme.ramps[palette], _ENTRIES), np.array([rgb(theme.nan)], np.uint8)])
    red, green, blue = (colours[:, i].astype(np.uint32) for i in range(3))
    pixels = (np.uint32(0xFF000000) | red << 16 | green << 8 | blue).astype(np.uint32)
    pixels.flags.writeable = False
    dark = has_dark_digits(theme, colours)
    dark.flags.writeable = False
    return Ramp(pixels, dark)


def has_dark_digits(theme: Theme, colours: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether the theme's dark digits read better than its light ones on each colour (…, 3)."""
    ground = luminance(colours)
    dark, light = (_luminance_of(colour) for colour in (theme.digit_dark, theme.digit_light))
    better: NDArray[np.bool_] = contrast(ground, dark) >= contrast(ground, light)
    return better


def pixel(colour: str) -> int:
    """One colour as 0xffRRGGBB."""
    red, green, blue = rgb(colour)
    return 0xFF000000 | red << 16 | green << 8 | blue


def _luminance_of(colour: str) -> float:
    return float(luminance(np.array(rgb(colour), np.uint8)))
