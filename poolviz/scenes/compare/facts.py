"""Facts beside the stage: what each row costs, how far the answers lie apart, and what has flowed back."""

from __future__ import annotations

import numpy as np

from poolviz.frame.model import Fact
from poolviz.frame.numbers import grouped, plain, signed
from poolviz.frame.words import say
from poolviz.scenes.compare.boards import short, title
from poolviz.scenes.compare.fitting import error_here, error_on_fresh
from poolviz.scenes.compare.flow import Flow
from poolviz.scenes.compare.view import View

REAL_LAYER = 3 * 3 * 64 * 64 + 64


def comparison(view: View) -> tuple[Fact, ...]:
    """What the rows cost and how far they lie apart."""
    return (*_costs(), *_distances(view), *_notes(view))


def _costs() -> tuple[Fact, ...]:
    return (
        Fact(say("Parameters of a real 3×3 layer, 64 → 64"), grouped(REAL_LAYER)),
        Fact(say("Parameters of pooling"), "0"),
    )


def _distances(view: View) -> tuple[Fact, ...]:
    facts = []
    if {"max", "average"} <= set(view.rows):
        gaps = view.difference("max", "average")
        finite = gaps[np.isfinite(gaps)]
        facts += [Fact(say("Max − average, at most"), _rough(finite.max()))] if finite.size else []
    if not view.slides:
        return tuple(facts)
    here, fresh = error_here(view), error_on_fresh(view)
    if here is not None:
        facts.append(Fact(say("Kernel off from max, on average: this map"), _rough(here)))
    if fresh is not None:
        facts.append(Fact(say("… on 1 000 fresh windows"), _rough(fresh)))
    if here is not None and fresh is not None and _rough(here) == "0" != _rough(fresh):
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
    notes = [*view.document.spec.remarks()]
    if view.rests and view.parameters.with_convolution:
        notes.insert(0, say("Convolution: {why}.", why=view.rests))
    return tuple(Fact(say("Note"), note) for note in notes)


def gradients(view: View, flow: Flow, index: int, arrived: dict[str, float]) -> tuple[Fact, ...]:
    """How much has been sent, how much of it has arrived by each row, and who has something to learn."""
    facts = [Fact(say("Sent so far"), _of(float(flow.sent[index]), float(flow.sent[-1])), running=True)]
    facts += [
        Fact(say("Arrived: {row}", row=short(row)), signed(_clean(arrived[row])), running=True)
        for row in view.rows
    ]
    if view.slides:
        facts.append(
            Fact(
                say("Numbers to learn: {row}", row=title(view, "convolution").lower()),
                grouped(view.kernel.size + 1),
            )
        )
    facts += [
        Fact(say("Numbers to learn: pooling"), "0"),
        Fact(say("… a real 3×3 layer, 64 → 64"), grouped(REAL_LAYER)),
    ]
    return (*facts, *_notes(view))


def _of(part: float, whole: float) -> str:
    return say("{part} of {total}", part=signed(_clean(part)), total=signed(_clean(whole)))


def _clean(number: float) -> float:
    """Without the dust of floating point."""
    return round(number, 9)


def _rough(number: float) -> str:
    """A distance; what is only dust is 0."""
    return plain(round(number, 9))
