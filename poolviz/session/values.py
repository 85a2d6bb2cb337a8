"""Which numbers the value picker offers: the range that is shown, in steps that suit it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from poolviz.frame.model import Scale
from poolviz.model.document import Document

_MOST_WHOLE = 1000
_STEPS = 100
_LEAST = math.ulp(0.0)  # a part of the smallest numbers would be no step at all


@dataclass(frozen=True)
class ValueRange:
    """The numbers from the lowest to the highest of a scale, so many steps apart.

    >>> from poolviz.frame.model import Scale
    >>> picked = ValueRange(Scale(0, 8), 1.0)
    >>> picked.steps, picked.value(3), picked.place(11)
    (8, 3.0, 8)
    """

    scale: Scale
    step: float

    @property
    def steps(self) -> int:
        """How many steps lead from the lowest number to the highest."""
        return max(round((self.scale.high - self.scale.low) / self.step), 1)

    def value(self, place: int) -> float:
        """The number at a place, 0 for the lowest; tidied, so that 0.3 is not 0.30000000000000004."""
        return tidy(self.scale.low + place * self.step, self.step)

    def place(self, value: float) -> int:
        """The place nearest to a number; one beyond the range is at its end."""
        if math.isnan(value):
            return 0
        place = (max(self.scale.low, min(value, self.scale.high)) - self.scale.low) / self.step
        return round(place)


def values_of(document: Document) -> ValueRange:
    """What the map that is shown suggests: whole numbers for whole numbers, else a hundredth of the range."""
    scale = document.scale
    span = scale.high - scale.low
    if document.map.dtype.kind in "iu" and 1 <= span <= _MOST_WHOLE:
        return ValueRange(scale, 1.0)
    if not (math.isfinite(span) and span > 0):
        return ValueRange(Scale(0.0, 1.0, scale.palette), 1.0)
    return ValueRange(scale, max(span / _STEPS, _LEAST))


def nudged(value: float, by: int, offered: ValueRange) -> float:
    """A number so many steps on; steps by key are round: 1 on a range of 8, 0.1 on one of 2."""
    span = offered.scale.high - offered.scale.low
    if offered.step >= 1:
        return tidy(value + by * offered.step, offered.step)
    step = max(10.0 ** math.floor(math.log10(span) - 1), _LEAST)
    return tidy(value + by * step, step)


def tidy(value: float, step: float) -> float:
    """A number without the digits that lie far below a step."""
    if not math.isfinite(value):
        return value
    return round(value, max(0, 2 - math.floor(math.log10(step))))
