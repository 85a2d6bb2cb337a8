"""What a step asks the room: what is left after a pool, what comes back, which way comes closest."""

from __future__ import annotations

from poolviz.frame.model import Asking
from poolviz.frame.words import say
from poolviz.scenes.unpool.boards import error_name
from poolviz.scenes.unpool.view import View

_LEFT = ("pooled", "kept", "pooled_label")


def asked(view: View, down: int, level: int | None) -> Asking:
    """The question of a step after the first, and the boards that are its answer."""
    label = view.parameters.look == "label"
    if level is None:
        return Asking((), _on_the_way_down(view, down, label=label), boards=_LEFT)
    back = *view.ways, *map(error_name, view.ways), "coarse", *(("skip",) if level == 0 else ())
    if level:
        question = say("What does each way put where numbers were thrown away?")
        if label:
            question = say("How fine is the answer one step further up?")
    else:
        question = say("Which way comes closest to the map, and where is each of them wrong?")
        if label:
            question = say("Where will the answer be wrong without the skip, and where with it?")
    return Asking((), question, boards=back)


def _on_the_way_down(view: View, down: int, *, label: bool) -> str:
    if label:
        return say("What becomes of the label in pool {number}?", number=down)
    if view.is_max:
        return say("Which numbers come through pool {number}?", number=down)
    return say("What does pool {number} leave of the map?", number=down)
