"""How colours look to eyes that lack one kind of cone, and how far apart two of them then are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.uint8]
Numbers = NDArray[np.float64]

# Linear red, green and blue as seen without one kind of cone, after Machado, Oliveira and Fernandes, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.0.
_SEEN: dict[str, Numbers] = {
    "all cones": np.eye(3),
    "no red cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue cones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
EYES = tuple(_SEEN)

# Oklab, after Ottosson, "A perceptual color space for image processing" (2020): distances in it go with
# how different colours look. Black and white are 1 apart; a difference of 0.02 is just seen side by side.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
APART = 0.085


def seen_by(eye: str, colours: Colours) -> Numbers:
    """Colours (n, 3) as an eye sees them, in Oklab.

    >>> seen_by("all cones", np.array([[255, 255, 255]], np.uint8)).round(3).tolist()
    [[1.0, 0.0, 0.0]]
    """
    part = colours.astype(np.float64) / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ _SEEN[eye].T, 0.0, 1.0)
    lab: Numbers = np.cbrt(seen @ _CONES.T) @ _LAB.T
    return lab
