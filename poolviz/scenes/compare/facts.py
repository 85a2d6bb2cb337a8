"""Facts beside the stage: what each row costs, how far the answers lie apart, and what has flowed back."""

from __future__ import annotations

from poolviz.frame.model import Fact
from poolviz.frame.numbers import plain, total
from poolviz.frame.words import say
from poolviz.model.sentences import said
from poolviz.scenes.compare.boards import short
from poolviz.scenes.compare.fitting import FRESH, error_on_fresh
from poolviz.scenes.compare.flow import Flow
from poolviz.scenes.compare.summary import summary
from poolviz.scenes.compare.view import View

REAL_LAYER = 3 * 3 * 64 * 64 + 64


def comparison(view: View) -> tuple[Fact, ...]:
    """What the rows cost and how far they lie apart."""
    return (_cost(), *_distances(view), *_notes(view))


def _cost() -> Fact:
    value = say("{count} parameters, pooling 0", count=REAL_LAYER)
    return Fact(say("A real 3×3 layer, 64 to 64 channels"), value)


def _distances(view: View) -> tuple[Fact, ...]:
    facts, apart = [], summary(view)
    if {"max", "average"} <= set(view.rows) and apart.gap is not None:
        facts.append(Fact(say("Max − average, up to"), _rough(apart.gap)))
    if not view.slides or apart.error is None:
        return tuple(facts)
    here, fresh = _rough(apart.error), error_on_fresh(view)
    off = say("{here} on this map", here=here)
    if fresh is not None:
        off = say(
            "{here} on this map, {fresh} on {count} fresh windows",
            here=here,
            fresh=_rough(fresh),
            count=FRESH,
        )
    facts.append(Fact(say("Kernel off from max, on average"), off))
    if fresh is not None and here == "0" != _rough(fresh):
        facts.append(Fact(say("Note"), _memory(view)))
    return tuple(facts)


def _memory(view: View) -> str:
    """Why no error on this map proves nothing."""
    windows, unknowns = view.geometry.windows, view.kernel.size + 1
    if windows <= unknowns:
        return say(
            "No error on this map is memory: {windows} windows, {unknowns} unknowns.",
            windows=windows,
            unknowns=unknowns,
        )
    return say("No error on this map, but fresh windows tell: no kernel is max.")


def _notes(view: View) -> tuple[Fact, ...]:
    notes = [said(remark) for remark in view.document.spec.remarks()]
    if view.rests and view.parameters.with_convolution:
        notes.insert(0, view.rests)
    return tuple(Fact(say("Note"), note) for note in notes)


def gradients(view: View, flow: Flow, index: int, arrived: dict[str, float]) -> tuple[Fact, ...]:
    """How much has been sent, how much of it has arrived by each row, and who has something to learn."""
    sent = say("{part} of {total}", part=total(flow.sent[index]), total=total(flow.sent[-1]))
    facts = [Fact(say("Sent so far"), sent, running=True)]
    facts += [
        Fact(say("Arrived: {row}", row=short(row)), total(arrived[row]), running=True) for row in view.rows
    ]
    if view.slides:
        learns = say("{count} numbers, pooling has none", count=view.kernel.size + 1)
        facts.append(Fact(say("This kernel learns"), learns))
    return (*facts, _cost(), *_notes(view))


def _rough(number: float) -> str:
    """A distance; what is only dust is 0."""
    return plain(round(number, 9))
