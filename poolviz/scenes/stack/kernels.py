"""The weights with which real maps flow through a stack: the filter bank's, not trained ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.maps.filters import BANK, Filter

Array = NDArray[Any]
CHANNELS = 8

# What the first layer of a trained network looks for, one of each kind.
_SMALL = (
    "edge, brighter on the right",
    "edge, brighter below",
    "diagonal, brighter top right",
    "diagonal, brighter bottom right",
    "upright line",
    "level line",
    "bright spot",
    "blur",
)
_LARGE = (
    "Gabor 0°, waves of 6, rising",
    "Gabor 90°, waves of 6, rising",
    "Gabor 45°, waves of 6, rising",
    "Gabor 135°, waves of 6, rising",
    "Gabor 90°, waves of 3.5, line",
    "Gabor 0°, waves of 3.5, line",
    "bright centre, dark surround",
    "strong blur",
)
_FROM_LARGE = 5  # windows of so many cells and more have room for the larger filters
_BALANCED = 1e-3  # the weights of a filter that answers 0 to an even area add up to less
_KEPT = 0.5  # of its own channel a deeper layer passes on so much, blurred: it adds to what was found


def names(window: int) -> tuple[str, ...]:
    """What the eight channels of a first layer look for.

    >>> len(names(3)), names(3)[-1]
    (8, 'blur')
    """
    return _LARGE if window >= _FROM_LARGE else _SMALL


@lru_cache(maxsize=64)
def kernels(window: int, depth: int) -> Array:
    """Eight kernels (8, window, window) of float32 for the ``depth``-th convolution, counted from 0.

    Smaller filters are centred in zeros, larger ones are cut to the window. Deeper layers find the same
    things in another order, in what the layers before them have found.

    >>> kernels(3, 0).shape, kernels(1, 2).shape
    ((8, 3, 3), (8, 1, 1))
    """
    chosen = [_filter(name) for name in names(window)]
    own = np.stack([_fitted(found.kernel, window) for found in chosen])
    if depth:
        passed = _fitted(_filter("blur").kernel, window)
        passed /= passed.sum()
        own = (1 - _KEPT) * np.roll(own, depth % CHANNELS, axis=0) + _KEPT * passed
    weighed: Array = own.astype(np.float32)
    weighed.flags.writeable = False
    return weighed


@lru_cache(maxsize=4)  # over a whole picture they are 13 MB each, and a network has few
def weights(size: tuple[int, int], channels: int, depth: int) -> Array:
    """Weights (8, channels, H, W) of a fully connected layer: any numbers, for nothing is trained here."""
    cells = channels * size[0] * size[1]
    normal = np.random.default_rng(depth).normal(size=(CHANNELS, channels, *size)) / np.sqrt(cells)
    given: Array = normal.astype(np.float32)
    given.flags.writeable = False
    return given


def _filter(name: str) -> Filter:
    return next(found for found in BANK if found.name == name)


def _fitted(kernel: Array, window: int) -> Array:
    """A kernel cut to a window, or centred in zeros.

    One that answers 0 to an even area still does so when it is cut; cut to a single cell it passes that on.
    """
    side = len(kernel)
    fitted = np.zeros((window, window))
    if window == 1:
        return np.ones((1, 1))
    if window < side:
        first = (side - window) // 2
        fitted += kernel[first : first + window, first : first + window]
        if abs(float(kernel.sum())) < _BALANCED:
            fitted -= fitted.mean()
        fitted /= np.abs(fitted).sum()
        return fitted
    first = (window - side) // 2
    fitted[first : first + side, first : first + side] = kernel
    return fitted
