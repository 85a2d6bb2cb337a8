"""What a random person sets a control to, possible or not."""

from __future__ import annotations

from random import Random

from poolviz.model.controls import (
    ChoiceControl,
    Control,
    FloatControl,
    IntControl,
    PairControl,
    RowsControl,
    ToggleControl,
)


def value_for(control: Control, random: Random) -> object:
    """Something to try; an action takes nothing."""
    if isinstance(control, ChoiceControl):
        return random.choice(control.options).value
    if isinstance(control, ToggleControl):
        return not control.value
    if isinstance(control, PairControl):
        return random.randint(-1, 5), random.randint(-1, 5)
    if isinstance(control, RowsControl):
        return tuple(random.sample(control.value, random.randint(0, len(control.value))))
    assert isinstance(control, IntControl | FloatControl), control
    return random.randint(-1, 5)
