"""Settings as people give them, turned into whole numbers and words; or one sentence why not."""

from __future__ import annotations

import math
import operator

import numpy as np

from poolviz.core.sentences import Sentence

Pair = tuple[int, int]

SIDES = (Sentence("height"), Sentence("width"))


class SpecError(ValueError):
    """A pooling setting that cannot be; `field` names the setting, the text is a sentence for people.

    `sentence` is the same text for those who translate it.

    >>> error = SpecError("stride", Sentence("Stride must be at least 1, not {value}.", value=0))
    >>> error.field, str(error)
    ('stride', 'Stride must be at least 1, not 0.')
    """

    def __init__(self, field: str, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def whole(value: object, field: str, name: Sentence) -> int:
    """`value` as an int; a fraction, a truth value or a word is refused in the name of `field`.

    >>> whole(2.0, "window", Sentence("Window"))
    2
    """
    if isinstance(value, float | np.floating) and math.isfinite(value) and value == int(value):
        return int(value)
    if not isinstance(value, int | np.integer) or isinstance(value, bool):
        raise SpecError(
            field,
            Sentence(
                "{name} must be a whole number, not {value!r}: it counts cells.", name=name, value=value
            ),
        )
    return operator.index(value)


def at_least(least: int, value: object, field: str, name: Sentence, reason: Sentence) -> int:
    """`value` as a whole number that is `least` or more, else a refusal that ends in `reason`."""
    number = whole(value, field, name)
    if number < least:
        raise SpecError(
            field,
            Sentence(
                "{name} must be at least {least}, not {value}: {reason}.",
                name=name,
                least=least,
                value=number,
                reason=reason,
            ),
        )
    return number


def at_most(most: int, number: int, field: str, name: Sentence, reason: Sentence) -> None:
    """Refuse a number that lies further from 0 than `most`, with a sentence that ends in `reason`."""
    if abs(number) > most:
        raise SpecError(
            field,
            Sentence("{name}: {value} is too much, {reason}.", name=name, value=number, reason=reason),
        )


def one_or_two(least: int, value: object, field: str, name: Sentence, reason: Sentence) -> int | Pair:
    """One number for both axes, or (height, width); each whole and `least` or more.

    One number stays one number, so that what was typed can be shown again.

    >>> one_or_two(1, [2, 3], "window", Sentence("Window"), Sentence(""))
    (2, 3)
    """
    if not isinstance(value, tuple | list):
        return at_least(least, value, field, name, reason)
    if len(value) != 2:
        raise SpecError(
            field,
            Sentence(
                "{name} takes one number or two (height, width), not {count}.", name=name, count=len(value)
            ),
        )
    first, second = (
        at_least(least, part, field, Sentence("{name} {side}", name=name, side=side), reason)
        for part, side in zip(value, SIDES, strict=True)
    )
    return first, second


def flag(value: object, field: str, name: Sentence) -> bool:
    """A plain yes or no."""
    if not isinstance(value, bool | np.bool_):
        raise SpecError(
            field,
            Sentence("{name} is either on or off (True or False), not {value!r}.", name=name, value=value),
        )
    return bool(value)


def one_of(choices: tuple[str, ...], value: object, field: str, name: Sentence) -> str:
    """`value` if it is one of the words in `choices`."""
    if not isinstance(value, str) or value not in choices:
        most, last = ", ".join(choices[:-1]), choices[-1]
        raise SpecError(
            field,
            Sentence(
                "{name} must be {most} or {last}, not {value!r}.",
                name=name,
                most=most,
                last=last,
                value=value,
            ),
        )
    return value


def map_size(size: tuple[int, int]) -> Pair:
    """Height and width of a map as two whole numbers of at least 1.

    Raises:
        ValueError: they are not.
    """
    try:
        height, width = (operator.index(side) for side in size)
    except (TypeError, ValueError):
        raise ValueError(f"The size of a map is two whole numbers (height, width), not {size!r}.") from None
    if height < 1 or width < 1:
        raise ValueError(f"A map needs at least one row and one column, not {height}×{width}.")
    return height, width
