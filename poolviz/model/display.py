"""How the numbers of a map become colours: one place decides it for every scene and for the thumbnails."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from poolviz.frame.model import Palette, Scale
from poolviz.frame.scale import scale_between
from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.maps.ranges import channel_range, common_range

Range = Literal["auto", "symmetric", "fixed"]
Colours = Literal["auto", "values", "viridis", "cividis", "cet", "picture", "signed"]


@dataclass(frozen=True)
class Display:
    """What a person chose about colours.

    Raises:
        ValueError: with a sentence, for a fixed range that is none.
    """

    range: Range = "auto"
    """From the smallest to the largest number, the same on both sides of 0, or from ``low`` to ``high``."""
    low: float = 0.0
    high: float = 1.0
    common: bool = False
    """One range for all channels instead of one for each."""
    colours: Colours = "auto"
    """Which colours; "auto" are grey for a picture, two colours around 0 for signed maps, else our blue."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise ValueError(say("The ends of the colours must be ordinary numbers."))
        if self.low >= self.high:
            raise ValueError(
                say(
                    "Colours cannot run from {low} to {high}: the first number must be the smaller one.",
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                )
            )


def scale_of(map_: Map, channel: int, display: Display) -> Scale:
    """Which numbers the ends of the colours stand for on one channel, and which colours.

    By itself a picture of bytes keeps black at 0 and white at 255, and a map with negative numbers gets two
    colours around a neutral 0.

    >>> scale_of(Map.from_array([[-1, 3]]), 0, Display())
    Scale(low=-3.0, high=3.0, palette='signed')
    >>> scale_of(Map.from_array([[1, 3]]), 0, Display(colours="viridis"))
    Scale(low=1.0, high=3.0, palette='viridis')
    """
    low, high = common_range(map_) if display.common else channel_range(map_, channel)
    palette = _palette(map_, display, low)
    if display.range == "fixed":
        return Scale(display.low, display.high, palette)
    if display.range == "symmetric" or palette == "signed":
        largest = max(abs(low), abs(high)) if low <= high else 0.0
        return Scale(-(largest or 1.0), largest or 1.0, palette)
    if map_.kind == "picture" and map_.dtype == np.uint8:
        return Scale(0, 255, palette)
    return scale_between(low, high, palette)


def fixed(display: Display, scale: Scale) -> Display:
    """The display with the range held where it is now.

    >>> fixed(Display(), Scale(-2, 5)).low
    -2.0
    """
    return replace(display, range="fixed", low=float(scale.low), high=float(scale.high))


def for_another_map(display: Display) -> Display:
    """The display as another map takes it over: a range that was held was that of the old map's numbers."""
    return replace(display, range="auto") if display.range == "fixed" else display


def _palette(map_: Map, display: Display, low: float) -> Palette:
    if display.colours != "auto":
        return display.colours
    if map_.kind == "picture":
        return "picture"
    is_signed = low < 0 and not math.isinf(low)
    return "signed" if is_signed or display.range == "symmetric" else "values"
