"""Contrast of colours by the rule of the Web Content Accessibility Guidelines 2.2.

1.4.3 asks for 4.5 : 1 for text, 1.4.11 for 3 : 1 for marks and parts of controls.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.uint8]
Numbers = NDArray[np.float64]


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of a colour written in six hexadecimal digits after a "#"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colours: Colours) -> Numbers:
    """Relative luminance, 0 for black to 1 for white, of colours (…, 3).

    >>> luminance(np.array([[0, 0, 0], [255, 255, 255]], np.uint8)).round(6).tolist()
    [0.0, 1.0]
    """
    part = colours.astype(np.float64) / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    weighted: Numbers = linear @ np.array([0.2126, 0.7152, 0.0722])
    return weighted


def contrast(one: Numbers, other: Numbers | float) -> Numbers:
    """Contrast, 1 to 21, between two luminances.

    >>> float(contrast(np.array(0.0), 1.0))
    21.0
    """
    light, dark = np.maximum(one, other), np.minimum(one, other)
    ratio: Numbers = (light + 0.05) / (dark + 0.05)
    return ratio
