"""One sentence that says what pooling lost, and what came back."""

from __future__ import annotations

import math

from poolviz.frame.model import Caption
from poolviz.frame.numbers import plain
from poolviz.frame.words import grouped, say
from poolviz.scenes.unpool import touched
from poolviz.scenes.unpool.answers import Answers
from poolviz.scenes.unpool.view import View
from poolviz.scenes.unpool.ways import short

_HELPED = 0.9  # a skip that leaves more of the wrong pixels than this did not help


def caption(view: View, answers: Answers, down: int, level: int | None) -> Caption:
    """What just happened; an edit that moved nothing comes first."""
    if not view.rounds:
        return Caption(say("Nothing to undo"), _why_nothing(view))
    told = touched.told(view)
    if told is not None:
        return told
    if down == 0:
        return Caption(
            say("Down, then up"),
            say("Space: pool the map again and again, then try to bring it back."),
        )
    if level is None:
        return _down(view, down)
    if level:
        return _up(view, level)
    return _label(answers) if view.parameters.look == "label" else _back(view)


def _why_nothing(view: View) -> str:
    if view.becomes_too_large:
        return say("The output is larger than what can be undone here: the map is as it was.")
    return say("Not one window fits on the reduced map: it is as it was.")


def _down(view: View, down: int) -> Caption:
    before, after = (grouped(math.prod(view.sizes[number])) for number in (down - 1, down))
    lead = say("Pool {number} of {total}", number=down, total=view.rounds)
    if view.is_max:
        text = say(
            "{before} numbers become {after}. What loses in its window is thrown away; "
            "the switches remember where the winners sat.",
            before=before,
            after=after,
        )
    else:
        text = say(
            "{before} numbers become {after}. Each is diluted among its neighbours, and no switch "
            "remembers what was where.",
            before=before,
            after=after,
        )
    return Caption(lead, text)


def _up(view: View, level: int) -> Caption:
    lead = say("Up, step {number} of {total}", number=view.rounds - level, total=view.rounds)
    rows, columns = view.sizes[level]
    size = say("{rows} × {columns}", rows=rows, columns=columns)
    if view.parameters.look == "label":
        text = say(
            "{size} again, but no finer: the coarse answer is only repeated. What is where was lost below.",
            size=size,
        )
    else:
        text = say("{size} again, but every way can only guess what was thrown away.", size=size)
    return Caption(lead, text)


def _back(view: View) -> Caption:
    if view.parameters.look == "both":
        return Caption(
            say("An opinion about what to lose"),
            say(
                "Pooling is an opinion about what to lose. For one label a picture that helps; for one label "
                "a pixel it has to be undone. Coarse says what, fine says where: that is U-Net."
            ),
        )
    if view.document.spec.mode == "lp":
        return Caption(
            say("Back again"),
            say("A power sum grows with its window: what comes back is larger; no error is compared."),
        )
    ordinary = {way: error for way, error in view.rmse.items() if math.isfinite(error)}
    if not ordinary:
        return Caption(
            say("Back again"), say("The map holds no ordinary numbers: there is no error to tell.")
        )
    nearest = min(ordinary, key=lambda way: ordinary[way])
    if not ordinary[nearest]:
        text = say("Nothing was lost: {way} brings back the map as it was.", way=short(nearest))
    else:
        text = say(
            "Pooling is an opinion about what to lose. Closest comes {way}, RMSE {error}; none knows what "
            "was thrown away.",
            way=short(nearest),
            error=plain(ordinary[nearest]),
        )
    return Caption(say("Back again"), text)


def _label(answers: Answers) -> Caption:
    lead = say("Coarse says what, fine says where")
    found = answers.measured
    if "skip" not in found:
        if answers.view.compute.gave_up:
            text = say("The two heads are not fitted: it was stopped, or takes more room than there is.")
        else:
            text = say("The two heads are being fitted to this picture and its label.")
        return Caption(lead, text)
    coarse, skip = found["coarse"].wrong, found["skip"].wrong
    numbers = {"coarse": grouped(coarse), "skip": grouped(skip)}
    if not coarse:
        text = say("The coarse answer is right everywhere: this label follows the windows.")
    elif skip < _HELPED * coarse:
        text = say(
            "Down and up leaves {coarse} pixels wrong, with the skip {skip}: coarse says what, fine says "
            "where, and the borders come back. That is U-Net.",
            **numbers,
        )
    else:
        text = say(
            "Down and up leaves {coarse} pixels wrong, with the skip {skip}: nothing in the picture marks "
            "this border, so that fine maps cannot bring it back.",
            **numbers,
        )
    return Caption(lead, text)
