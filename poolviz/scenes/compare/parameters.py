"""What only Compare knows: which rows are shown, and the kernel that is slid beside the poolings."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from poolviz.frame.plane import Array
from poolviz.frame.words import say

ROWS = ("max", "average", "convolution")
KINDS = ("uniform", "across", "down", "top-left", "own")

Weights = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class CompareParameters:
    """Which pass and which rows are shown, and the kernel with its bias.

    ``kernel`` names one of KINDS, which follows the window's size. ``weights`` are a person's own numbers,
    rows of equal length; they are cropped or filled with 0 when the window's size changes.

    Raises:
        ValueError: all three rows are off, or the kernel cannot be.
    """

    backward: bool = field(default=False, metadata={"view": True})
    with_max: bool = True
    with_average: bool = True
    with_convolution: bool = True
    differences: bool = False
    kernel: str = "uniform"
    bias: float = 0.0
    weights: Weights = ()
    losers: int = 0
    """How often the losers of max were drawn anew: the seed of the next draw."""

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        if not (self.with_max or self.with_average or self.with_convolution):
            raise ValueError(say("One of the three must stay, or there is nothing to look at."))
        if self.kernel not in KINDS:
            known = ", ".join(KINDS)
            raise ValueError(say("“{kind}” is no kernel; there are {known}.", kind=self.kernel, known=known))
        if len({len(row) for row in self.weights}) > 1:
            raise ValueError(say("The rows of a kernel must have the same length."))
        if not math.isfinite(self.bias):
            raise ValueError(say("The bias must be an ordinary number."))


def kernel_of(parameters: CompareParameters, window: tuple[int, int]) -> Array:
    """The weights for a window of that size, (kh, kw) float64, read-only.

    Own numbers begin as the uniform kernel.

    >>> kernel_of(CompareParameters(), (2, 2)).tolist()
    [[0.25, 0.25], [0.25, 0.25]]
    >>> kernel_of(CompareParameters(kernel="own", weights=((1.0, 2.0),)), (2, 1)).tolist()
    [[1.0], [0.0]]
    """
    own = parameters.kernel == "own" and parameters.weights
    kernel = _fitted(parameters.weights, window) if own else named(parameters.kernel, window)
    kernel.flags.writeable = False
    return kernel


def named(kind: str, window: tuple[int, int]) -> Array:
    """One of the kernels that have a name, (kh, kw).

    "uniform" takes the mean, "across" the right half minus the left, "down" the bottom half minus the top,
    "top-left" one cell of every window.

    >>> named("across", (2, 3)).tolist()
    [[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]]
    """
    rows, columns = window
    if kind == "across":
        return np.tile(_halves(columns), (rows, 1))
    if kind == "down":
        return np.tile(_halves(rows)[:, None], (1, columns))
    if kind == "top-left":
        corner = np.zeros(window)
        corner[0, 0] = 1.0
        return corner
    return np.full(window, 1 / (rows * columns))


def _halves(length: int) -> Array:
    """−1 before the middle, 1 after it, 0 on it."""
    halves: Array = np.sign(2 * np.arange(length) - (length - 1)).astype(np.float64)
    return halves + 0.0


def _fitted(weights: Weights, window: tuple[int, int]) -> Array:
    """A person's numbers in a window of another size: cropped, or filled with 0."""
    kernel, kept = np.zeros(window), np.array(weights)[: window[0], : window[1]]
    kernel[: kept.shape[0], : kept.shape[1]] = kept
    return kernel
