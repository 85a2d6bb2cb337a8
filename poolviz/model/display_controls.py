"""The controls for colours, as data: the same for every scene."""

from __future__ import annotations

import math
import sys

from poolviz.frame.words import say
from poolviz.model.controls import ChoiceControl, Control, FloatControl, Option, ToggleControl
from poolviz.model.document import Document

DISPLAY = "display_"
"""What the names of these fields begin with."""
_LARGEST = 1e300


def display_controls(document: Document) -> tuple[Control, ...]:
    """Colour map, range, its ends, and one range for all channels; not enabled where they mean nothing.

    >>> from poolviz.maps.map import Map
    >>> [control.field for control in display_controls(Document(Map.from_array([[1]]))) if control.enabled]
    ['display_colours', 'display_range']
    """
    display = document.display
    is_fixed = display.range == "fixed"
    span = document.scale.high - document.scale.low
    low, high = say("The number with the first colour"), say("The number with the last colour")
    common = say("Equal numbers get equal colours in all channels")
    return (
        ChoiceControl(
            "display_colours", say("Colours"), display.colours, _colours(), say("Which colours numbers get")
        ),
        ChoiceControl(
            "display_range",
            say("Range"),
            display.range,
            (
                Option("auto", say("auto"), say("From the smallest to the largest number")),
                Option("symmetric", "±", say("As far below 0 as above, so that 0 is in the middle")),
                Option("fixed", say("fixed"), say("Between two numbers of your own")),
            ),
        ),
        FloatControl(
            "display_low",
            say("From"),
            display.low,
            -_LARGEST,
            _LARGEST,
            _step(span),
            low,
            enabled=is_fixed,
        ),
        FloatControl(
            "display_high", say("To"), display.high, -_LARGEST, _LARGEST, _step(span), high, enabled=is_fixed
        ),
        ToggleControl(
            "display_common",
            say("One range for all channels"),
            display.common,
            common,
            enabled=document.map.channels > 1 and not is_fixed,
        ),
    )


def _colours() -> tuple[Option, ...]:
    safe = say("Reads alike for colour-blind eyes")
    return (
        Option(
            "auto", say("to suit the map"), say("Grey for pictures, two colours for signed maps, else blue")
        ),
        Option("values", say("blue"), safe),
        Option("viridis", "viridis", safe),
        Option("cividis", "cividis", safe),
        Option("cet", "CET-CBL2", safe),
        Option("picture", say("grey"), safe),
        Option("signed", say("two colours, 0 between"), safe),
    )


def _step(span: float) -> float:
    """A power of ten, at most a tenth of the range, which may be wider than the largest number.

    >>> _step(9), _step(0.4), _step(300)
    (0.1, 0.01, 10.0)
    """
    return 10.0 ** (math.floor(math.log10(min(span, sys.float_info.max))) - 1)
