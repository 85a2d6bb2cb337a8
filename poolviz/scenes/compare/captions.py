"""One sentence that says what just happened, and where each of the three is used."""

from __future__ import annotations

import numpy as np

from poolviz.frame.model import Caption
from poolviz.frame.numbers import full, plain, signed
from poolviz.frame.plane import Array
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.scenes.compare.flow import Flow
from poolviz.scenes.compare.view import View


def forward(view: View, output: Position) -> Caption:
    """One window and its answers."""
    lead = say("One window, {count} answers", count=_count(len(view.rows)))
    if len(view.rows) == 1:
        lead = say("One window, one answer")
    values = view.windows.values(*output)
    if not values.size:
        return Caption(lead, say("This window sees no cell of the map: there is nothing to answer."))
    if not np.isfinite([values.min(), values.max()]).all():
        return Caption(
            lead, say("Not every cell of this window is a finite number, and the answers show it.")
        )
    return Caption(lead, _told(view, output, values))


def _told(view: View, output: Position, values: Array) -> str:
    if not {"max", "average"} <= set(view.rows):
        return _alone(view, output)
    most, mean = view.value("max", output), view.value("average", output)
    low, high = values.min(), values.max()
    if values.size > 1 and low == high:
        return say("Level ground: max and average agree. They part only where a window varies.")
    # One cell stands out above others that are all equal.
    if values.size > 2 and np.count_nonzero(values == low) == values.size - 1:
        return say(
            "One cell stands out: max keeps {most} whole, average dilutes it to {mean}. "
            "Good for a detection, bad for noise.",
            most=_number(most),
            mean=_number(mean),
        )
    if values.size == view.geometry.size[0] * view.geometry.size[1]:
        return say(
            "The window is the whole map: max says {most}, average {mean}. "
            "Networks end with such an average.",
            most=_number(most),
            mean=_number(mean),
        )
    return say(
        "Max keeps {most}: the default inside a network. Average says {mean}: used at its end, over the "
        "whole map. No single kernel is max.",
        most=_number(most),
        mean=_number(mean),
    )


def _alone(view: View, output: Position) -> str:
    """Where max and average are not side by side."""
    if "max" in view.rows:
        return say(
            "Max keeps {most}, the strongest response: the default inside a network.",
            most=_number(view.value("max", output)),
        )
    if "average" in view.rows:
        return say(
            "Average says {mean}, the general level: used at the end of a network, over the whole map.",
            mean=_number(view.value("average", output)),
        )
    return say(
        "The kernel answers {result}. With a stride it halves like pooling, but its weights are learned.",
        result=_number(view.value("convolution", output)),
    )


def backward(view: View, flow: Flow, index: int) -> Caption:
    """One gradient and where each of the three sends it."""
    output = view.windows.position(index)
    cells = len(view.windows.cells(*output))
    if not cells:
        return Caption(say("Backward"), say("This window sees no cell: its gradient has nowhere to go."))
    parts = []
    if "max" in view.rows:
        winners = len(flow.receivers(*output))
        parts.append(
            say("max sends it to one cell")
            if winners == 1
            else say("max splits it among {count}", count=winners)
        )
    if "average" in view.rows:
        parts.append(say("average to {count} in equal shares", count=cells))
    if view.slides:
        parts.append(say("the kernel to {count} by weight, and it alone has weights to learn", count=cells))
    amount = signed(flow.upstream[output])
    return Caption(
        say("Backward"), say("{amount} comes back: {parts}.", amount=amount, parts=", ".join(parts))
    )


def _count(rows: int) -> str:
    return say("three") if rows == 3 else say("two")


def _number(value: float) -> str:
    """With all its digits where they are few."""
    return full(value) if len(full(value)) <= 8 else plain(value)
