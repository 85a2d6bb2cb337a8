"""What only Undo pooling knows: how often it pools, the ways back, and the label of every pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from poolviz.frame.plane import Array
from poolviz.frame.words import say
from poolviz.maps.map import Map

LOOKS = ("both", "back", "label")
KERNELS = ("ones", "tent", "own")
LABELS = ("threshold", "drawn")
MASK_POOLS = ("majority", "max")
MOST_ROUNDS = 6

Weights = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class UnpoolParameters:
    """What is looked at, how often the map is pooled, the kernel of the way back, and the label.

    ``look`` is one of LOOKS. ``kernel`` names one of KERNELS, which follows the window's size; ``weights``
    are a person's own numbers, cropped or filled with 0 when the window's size changes. Foreground is what
    lies above ``threshold`` (None: the middle of the map's range), or what was ``drawn``: 0 and 1, a map of
    one channel.

    Raises:
        ValueError: a word or a number that cannot be.
    """

    look: str = field(default="both", metadata={"view": True})
    rounds: int = 3
    kernel: str = "ones"
    weights: Weights = ()
    with_spread: bool = False
    label: str = "threshold"
    threshold: float | None = None
    drawn: Map | None = None
    pooled_by: str = "majority"

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        if not 1 <= self.rounds <= MOST_ROUNDS:
            raise ValueError(
                say(
                    "{value} pools in a row cannot be: there are 1 to {most}.",
                    value=self.rounds,
                    most=MOST_ROUNDS,
                )
            )
        for value, known in (
            (self.look, LOOKS),
            (self.kernel, KERNELS),
            (self.label, LABELS),
            (self.pooled_by, MASK_POOLS),
        ):
            if value not in known:
                raise ValueError(
                    say(
                        "“{value}” is no choice here; there are {known}.", value=value, known=", ".join(known)
                    )
                )
        if len({len(row) for row in self.weights}) > 1:
            raise ValueError(say("The rows of a kernel must have the same length."))
        if self.threshold is not None and not math.isfinite(self.threshold):
            raise ValueError(say("The threshold must be an ordinary number."))


def kernel_of(parameters: UnpoolParameters, window: tuple[int, int]) -> Array:
    """The weights of the transposed convolution for a window of that size, (kh, kw) float64, read-only.

    Own numbers begin as ones.

    >>> kernel_of(UnpoolParameters(), (1, 2)).tolist()
    [[1.0, 1.0]]
    >>> kernel_of(UnpoolParameters(kernel="own", weights=((1.0, 2.0),)), (2, 1)).tolist()
    [[1.0], [0.0]]
    """
    if parameters.kernel == "tent":
        kernel = np.outer(_tent(window[0]), _tent(window[1]))
    else:
        kernel = np.ones(window)
        if parameters.kernel == "own" and parameters.weights:
            kernel[...] = 0.0
            kept = np.array(parameters.weights)[: window[0], : window[1]]
            kernel[: kept.shape[0], : kept.shape[1]] = kept
    kernel.flags.writeable = False
    return kernel


def _tent(length: int) -> Array:
    """Rising to the middle and falling again: what blends neighbours linearly where windows overlap by half.

    >>> _tent(4).tolist()
    [0.25, 0.75, 0.75, 0.25]
    """
    distance = np.abs(np.arange(length) - (length - 1) / 2)
    tent: Array = 1.0 - distance / (math.ceil(length / 2) if length > 1 else 1.0)
    return tent
