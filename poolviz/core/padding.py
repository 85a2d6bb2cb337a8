"""The many ways to say how much is added around a map, and the limits of each."""

from __future__ import annotations

from typing import Literal, cast

from poolviz.core.checks import SIDES, Pair, SpecError, at_least, one_of
from poolviz.core.sentences import Sentence

PaddingWord = Literal["valid", "same", "same_lower"]
Padding = int | Pair | tuple[int | Pair, int | Pair] | PaddingWord

PADDING_WORDS = ("valid", "same", "same_lower")
_REASON = Sentence("it adds cells around the map")
_NAME = Sentence("Padding")


def checked_padding(value: object) -> Padding:
    """`value` as a Padding, in the form it was given.

    >>> checked_padding([1, 2]), checked_padding([[1, 0], [2, 2]])
    ((1, 2), ((1, 0), (2, 2)))
    """
    if isinstance(value, str):
        return cast(PaddingWord, one_of(PADDING_WORDS, value, "padding", Sentence("Padding in words")))
    if not isinstance(value, tuple | list):
        return at_least(0, value, "padding", _NAME, _REASON)
    if len(value) != 2:
        raise SpecError(
            "padding",
            Sentence(
                "{name} takes one number or two (height, width), not {count}.", name=_NAME, count=len(value)
            ),
        )
    rows, columns = (_one_axis(part) for part in value)
    return rows, columns


def _one_axis(value: object) -> int | Pair:
    if not isinstance(value, tuple | list):
        return at_least(0, value, "padding", _NAME, _REASON)
    if len(value) != 2:
        raise SpecError(
            "padding",
            Sentence("Padding of a side takes two numbers (before, after), not {count}.", count=len(value)),
        )
    low, high = (at_least(0, part, "padding", _NAME, _REASON) for part in value)
    return low, high


def as_pair(value: int | Pair) -> Pair:
    """The same number twice, or the pair itself.

    >>> as_pair(2), as_pair((2, 3))
    ((2, 2), (2, 3))
    """
    return (value, value) if isinstance(value, int) else value


def padding_sides(padding: Padding) -> tuple[Pair, Pair]:
    """Padding in numbers as ((top, bottom), (left, right)); the words count as none until the map is known.

    >>> padding_sides((1, 2)), padding_sides("valid")
    (((1, 1), (2, 2)), ((0, 0), (0, 0)))
    """
    if isinstance(padding, str):
        return (0, 0), (0, 0)
    rows, columns = (padding, padding) if isinstance(padding, int) else padding
    return as_pair(rows), as_pair(columns)


def is_none(padding: Padding) -> bool:
    """Whether this padding adds nothing, whatever the map."""
    return padding not in ("same", "same_lower") and not any(map(any, padding_sides(padding)))


def refuse_deep_padding(padding: Padding, windows: Pair, dilations: Pair) -> None:
    """Padding may reach span − 1 on each side: every undilated window then still sees a real cell.

    Raises:
        SpecError: it reaches further.
    """
    for side, around, k, d in zip(SIDES, padding_sides(padding), windows, dilations, strict=True):
        limit = d * (k - 1)
        if max(around) > limit:
            raise SpecError(
                "padding",
                Sentence(
                    "Padding of {value} is too much for a window of {span} in {side}: "
                    "at most {limit}, or a window could lie in the padding alone.",
                    value=max(around),
                    span=limit + 1,
                    side=side,
                    limit=limit,
                ),
            )


def remarks_on_padding(padding: Padding, windows: Pair) -> tuple[Sentence, ...]:
    """Sentences on padding that is legal here and in ONNX but refused by PyTorch: more than half the window.

    PyTorch's documentation speaks of half the effective window; its CPU kernels hold to ⌊k/2⌋.
    """
    return tuple(
        Sentence(
            "Padding of {value} is more than half the window's {side} of {size}: "
            "ONNX allows it, PyTorch does not.",
            value=max(around),
            side=side,
            size=k,
        )
        for side, around, k in zip(SIDES, padding_sides(padding), windows, strict=True)
        if max(around) > k // 2
    )
