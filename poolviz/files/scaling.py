"""Numbers as they are, or brought between 0 and 1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.frame.words import grouped, say
from poolviz.model.source import Scaling as Scale

__all__ = ["Scale", "scaled"]

Array = NDArray[Any]


def scaled(values: Array, scale: Scale) -> tuple[Array, tuple[str, ...]]:
    """Return numbers in the wanted scale, and what to say about it.

    Unsigned integers, as pictures have them, are divided by the largest that their type can hold. All other
    numbers are stretched, so that the smallest finite one becomes 0 and the largest 1; if all are the same,
    they become 0. The result is float32, or float64 for types of 64 bits.

    >>> scaled(np.array([0, 51, 255], np.uint8), "unit")[0].round(2).tolist()
    [0.0, 0.20000000298023224, 1.0]
    >>> scaled(np.array([-2.0, 0.0, 2.0]), "unit")[0].tolist()
    [0.0, 0.5, 1.0]
    """
    if scale == "raw":
        return values, ()
    kind = np.float64 if values.dtype.itemsize == 8 else np.float32
    if values.dtype.kind == "u":
        most = int(np.iinfo(values.dtype).max)
        return (values / kind(most)).astype(kind), (
            say("Divided by {most}, to lie between 0 and 1.", most=grouped(most)),
        )
    result: Array = values.astype(kind)
    finite = np.isfinite(result)
    low = float(np.min(result, where=finite, initial=np.inf)) if finite.any() else 0.0
    high = float(np.max(result, where=finite, initial=-np.inf)) if finite.any() else 0.0
    # Halves, because the difference of two large numbers may be too large for a number.
    span = high / 2 - low / 2
    np.divide(result, 2, out=result)
    np.subtract(result, low / 2, out=result)
    if span > 0:
        np.divide(result, span, out=result)
    return result, (say("Stretched from {low:.4g} … {high:.4g} to 0 … 1.", low=low, high=high),)
