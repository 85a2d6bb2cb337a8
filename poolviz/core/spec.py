"""What one pooling does: the specification that every other part of the core is given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from poolviz.core.adaptive import adaptive_axis
from poolviz.core.axis import Axis
from poolviz.core.checks import (
    SIDES,
    Pair,
    SpecError,
    at_most,
    flag,
    map_size,
    one_of,
    one_or_two,
    whole,
)
from poolviz.core.geometry import Geometry, output_count, same_padding
from poolviz.core.padding import (
    Padding,
    as_pair,
    checked_padding,
    is_none,
    padding_sides,
    refuse_deep_padding,
    remarks_on_padding,
)
from poolviz.core.sentences import Sentence

Mode = Literal["max", "average", "lp"]
Ties = Literal["first", "last", "column", "split"]

MODES = ("max", "average", "lp")
TIE_RULES = ("first", "last", "column", "split")
# More than any map has cells, and far less than where whole numbers of NumPy end.
_MOST = 2**31 - 1


@dataclass(frozen=True)
class PoolSpec:
    """One pooling, independent of any map.

    Args:
        mode: "max", "average" or "lp" (power sum: (Σ|x|ᵖ)^(1/p), not divided by the count).
        window: cells per side, an int or (height, width), or "global" for the whole map.
        stride: cells from one window to the next, an int or (down, right); None means the window's own
            size, as in PyTorch and Keras (ONNX and Flax mean 1).
        padding: cells added around the map: an int, (top and bottom, left and right), ((top, bottom),
            (left, right)), "valid" (none), "same" (⌈n / stride⌉ windows, the odd cell at the bottom and
            right) or "same_lower" (the odd cell at the top and left).
        dilation: distance between neighbouring taps of a window, an int or a pair.
        ceil_mode: keep a last window that overhangs the padded map.
        count_include_pad: average counts explicit padding as zeros (PyTorch); False counts only real cells
            (Keras, ONNX).
        divisor_override: average divides by this number instead.
        ties: which of several largest cells wins: "first" or "last" in row order, "column" (first in
            column order), or "split" (the first, but they share the gradient).
        p: the power of "lp", 1 or more.
        adaptive: output size, an int or a pair; window i of o then runs from ⌊i·n/o⌋ to ⌈(i + 1)·n/o⌉, and
            window, stride and ceil_mode play no part.

    Raises:
        SpecError: a setting cannot be; its `field` names the setting.

    >>> PoolSpec(window=3, stride=2).output_size((7, 8))
    (3, 3)
    """

    mode: Mode = "max"
    window: int | Pair | Literal["global"] = 2
    stride: int | Pair | None = None
    padding: Padding = 0
    dilation: int | Pair = 1
    ceil_mode: bool = False
    count_include_pad: bool = True
    divisor_override: int | None = None
    ties: Ties = "first"
    p: float = 2.0
    adaptive: int | Pair | None = None

    def __post_init__(self) -> None:
        for field, value in (
            ("mode", one_of(MODES, self.mode, "mode", Sentence("Mode"))),
            ("window", _window(self.window)),
            ("stride", _stride(self.stride)),
            ("padding", checked_padding(self.padding)),
            ("dilation", _dilation(self.dilation)),
            ("ceil_mode", flag(self.ceil_mode, "ceil_mode", Sentence("Ceil mode"))),
            (
                "count_include_pad",
                flag(self.count_include_pad, "count_include_pad", Sentence("Counting padding")),
            ),
            ("divisor_override", _divisor(self.divisor_override)),
            ("ties", one_of(TIE_RULES, self.ties, "ties", Sentence("The tie rule"))),
            ("p", _power(self.p)),
            ("adaptive", _adaptive(self.adaptive)),
        ):
            object.__setattr__(self, field, value)
        if self._windows is None:
            _refuse_contradictions(self)
        else:
            refuse_deep_padding(self.padding, self._windows, as_pair(self.dilation))

    @property
    def _windows(self) -> Pair | None:
        """The window's two sides, unless the map decides them."""
        return None if self.window == "global" or self.adaptive is not None else as_pair(self.window)

    def output_size(self, size: tuple[int, int]) -> Pair:
        """Height and width of the result on a map of `size` (H, W).

        Raises:
            SpecError: not one window fits.

        >>> PoolSpec(window=2, padding="same").output_size((3, 3))
        (2, 2)
        """
        return self.geometry(size).output

    def geometry(self, size: tuple[int, int]) -> Geometry:
        """Where all windows lie on a map of `size` (H, W).

        Raises:
            SpecError: not one window fits.

        >>> PoolSpec(window=3, padding=1).geometry((4, 4)).rows.start(0)
        -1
        """
        return _geometry(self, *map_size(size))

    def remarks(self) -> tuple[Sentence, ...]:
        """Sentences on settings that are legal here but refused elsewhere.

        >>> PoolSpec(window=3, padding=2).remarks()[0]
        "Padding of 2 is more than half the window's height of 3: ONNX allows it, PyTorch does not."
        """
        return () if self._windows is None else remarks_on_padding(self.padding, self._windows)


def _window(value: object) -> int | Pair | Literal["global"]:
    if value == "global":
        return "global"
    if isinstance(value, str):
        raise SpecError(
            "window",
            Sentence('Window must be a whole number, a pair, or "global", not "{value}".', value=value),
        )
    reason = Sentence("a window without cells has nothing to pool")
    return one_or_two(1, value, "window", Sentence("Window"), reason)


def _stride(value: object) -> int | Pair | None:
    if value is None:
        return None
    name = Sentence("Stride")
    stride = one_or_two(1, value, "stride", name, Sentence("the window would never move on"))
    at_most(_MOST, max(as_pair(stride)), "stride", name, Sentence("no map is as large as that"))
    return stride


def _dilation(value: object) -> int | Pair:
    return one_or_two(1, value, "dilation", Sentence("Dilation"), Sentence("1 is the next cell"))


def _adaptive(value: object) -> int | Pair | None:
    reason = Sentence("there must be a window")
    return (
        None if value is None else one_or_two(1, value, "adaptive", Sentence("Adaptive output size"), reason)
    )


def _divisor(value: object) -> int | None:
    if value is None:
        return None
    divisor = whole(value, "divisor_override", Sentence("The divisor"))
    if divisor == 0:
        raise SpecError(
            "divisor_override", Sentence("The divisor must not be 0: nothing can be divided by 0.")
        )
    name, reason = Sentence("The divisor"), Sentence("no window has as many cells as that")
    at_most(_MOST, divisor, "divisor_override", name, reason)
    return divisor


def _power(value: object) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not (math.isfinite(value) and value >= 1):  # type: ignore[arg-type, operator]
        raise SpecError(
            "p", Sentence("The power p must be a finite number of at least 1, not {value!r}.", value=value)
        )
    return float(value)  # type: ignore[arg-type]


def _refuse_contradictions(spec: PoolSpec) -> None:
    """The whole map and adaptive windows fit exactly: nothing lies around them or between their cells."""
    if spec.window == "global" and spec.adaptive is not None:
        raise SpecError(
            "adaptive",
            Sentence(
                "The whole map as one window and an adaptive output size exclude each other: choose one."
            ),
        )
    whole_map, adaptive = Sentence("The whole map as one window"), Sentence("Adaptive pooling")
    what = whole_map if spec.adaptive is None else adaptive
    if not is_none(spec.padding):
        raise SpecError(
            "padding",
            Sentence(
                "{what} fits the map exactly: padding must be 0, not {value!r}.",
                what=what,
                value=spec.padding,
            ),
        )
    if max(as_pair(spec.dilation)) > 1:
        raise SpecError(
            "dilation",
            Sentence(
                "{what} leaves no cell out: dilation must be 1, not {value!r}.",
                what=what,
                value=spec.dilation,
            ),
        )


# One keystroke asks for the same geometry many times.
@lru_cache(maxsize=32)
def _geometry(spec: PoolSpec, height: int, width: int) -> Geometry:
    return Geometry(_axis(spec, 0, height), _axis(spec, 1, width))


def _axis(spec: PoolSpec, which: int, size: int) -> Axis:
    if spec.adaptive is not None:
        return adaptive_axis(size, as_pair(spec.adaptive)[which])
    if spec.window == "global":
        return Axis(size, size, size, 0, 0, 1, 1)
    k, d = as_pair(spec.window)[which], as_pair(spec.dilation)[which]
    s = k if spec.stride is None else as_pair(spec.stride)[which]
    span = d * (k - 1) + 1
    if spec.padding in ("same", "same_lower"):
        output, low, high = same_padding(size, span, s, odd_first=spec.padding == "same_lower")
        return Axis(size, k, s, low, high, d, output)
    low, high = padding_sides(spec.padding)[which]
    output = output_count(size, span, s, low, high, spec.ceil_mode)
    if output < 1:
        room, side = size + low + high, SIDES[which]
        if d > 1:
            raise SpecError(
                "window",
                Sentence(
                    "A window of {window} with dilation {dilation} reaches over {span} in {side} and does "
                    "not fit: the map, with its padding, has {room}.",
                    window=k,
                    dilation=d,
                    span=span,
                    side=side,
                    room=room,
                ),
            )
        raise SpecError(
            "window",
            Sentence(
                "A window of {span} in {side} does not fit: the map, with its padding, has {room}. "
                "At most {room} would fit.",
                span=span,
                side=side,
                room=room,
            ),
        )
    return Axis(size, k, s, low, high, d, output)
