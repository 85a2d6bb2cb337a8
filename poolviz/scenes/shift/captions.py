"""One sentence that says what the shift did: each is said only where the numbers bear it out."""

from __future__ import annotations

import math

from poolviz.frame.model import Caption
from poolviz.frame.words import grouped, say
from poolviz.scenes.shift.curves import Curves
from poolviz.scenes.shift.measures import change_text, differ
from poolviz.scenes.shift.methods import short
from poolviz.scenes.shift.view import Moment, whole


def caption(moment: Moment, curves: Curves) -> Caption:
    """What happened to the answers, or to the score of a class if that is shown."""
    if moment.rests:
        return Caption(
            say("At rest"), say("Drag the map, or move it one pixel at a time with the arrow keys.")
        )
    if not differ(moment.view.values, whole(moment.shifted)):
        return Caption(say("Shift"), say("The moved map looks just like the map itself: nothing can change."))
    if moment.view.parameters.under == "scores":
        told = _scores(moment, curves)
        if told is not None:
            return told
    return _answers(moment)


def _scores(moment: Moment, curves: Curves) -> Caption | None:
    averaged, weighed = (float(score[moment.step]) for score in curves.scores)
    if not (math.isfinite(averaged) and math.isfinite(weighed)):
        return None
    shown = {"averaged": change_text(averaged), "weighed": change_text(weighed)}
    if shown["averaged"] == "1.00":
        text = say(
            "The class scores {averaged} of before by global average, {weighed} by flatten + FC: "
            "only FC has a weight of its own for every position.",
            **shown,
        )
    else:
        text = say(
            "The class scores {averaged} of before by global average: pool and edge can change it, "
            "position alone cannot. Flatten + FC, {weighed}, does notice position.",
            **shown,
        )
    return Caption(say("Class score"), text)


def _answers(moment: Moment) -> Caption:
    if moment.is_out:
        return Caption(
            say("Out of the frame"),
            say("Nothing of the map is left in its frame: what is pooled is its edge."),
        )
    unmoved = not differ(whole(moment.view.rested("max")), whole(moment.after("max")))
    if unmoved:
        return Caption(
            say("Invariance"),
            say("The map has moved, and max does not notice: every one of its outputs is as it was."),
        )
    if moment.moves_along:
        return Caption(say("Equivariance"), _along(moment))
    compared = moment.compared["max"]
    if moment.view.parameters.align and not compared.count:
        return Caption(say("Aligned"), say("Moved along by whole cells, the old maxima are the new ones."))
    text = say(
        "What crosses the border of a window counts elsewhere: {max} of {total} maxima change, "
        "and {pixel} of {total} by {method}.",
        max=grouped(compared.count),
        total=grouped(compared.changed.size),
        pixel=grouped(moment.compared["pixel"].count),
        method=short("pixel", moment.view.chain),
    )
    return Caption(say("Across borders"), text)


def _along(moment: Moment) -> str:
    cells = max(abs(by) for by in moment.cells)
    pixels = abs(moment.across or moment.down)
    if 0 not in moment.cells:
        return say("Shifted by whole strides both ways: the same maxima, some whole cells further.")
    if cells == 1:
        return say(
            "Shifted by {pixels} px, the way from one output to the next: the same maxima, one cell on.",
            pixels=pixels,
        )
    return say("Shifted by {pixels} px: the same maxima, {count} cells further.", pixels=pixels, count=cells)
