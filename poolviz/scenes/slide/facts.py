"""Facts beside the stage: shapes, costs, what is left over, and how much gradient has arrived."""

from __future__ import annotations

import math

from poolviz.frame.model import Fact
from poolviz.frame.numbers import share, total
from poolviz.frame.words import grouped, say
from poolviz.model.sentences import said
from poolviz.scenes.slide.view import View


def layer_facts(view: View) -> tuple[Fact, ...]:
    """What this layer does to shape and cost."""
    channels, height, width = view.document.map.shape
    rows, columns = view.geometry.output
    before, after = channels * height * width, channels * rows * columns
    return (
        Fact(say("Shape"), f"{height}×{width}×{channels} → {rows}×{columns}×{channels}"),
        Fact(say("Learnable parameters"), "0"),
        Fact(say("Activations"), f"{grouped(before)} → {grouped(after)} ({share(after, before)})"),
        Fact(say("Left over"), left_over(view)),
        *(Fact(say("Note"), said(remark)) for remark in view.spec.remarks()),
    )


def gradient_facts(view: View, index: int, arrived: float) -> tuple[Fact, ...]:
    """What the backward pass does, and how much has arrived; the tick comes only at the end."""
    sent = view.sent(index)
    overlap = (say("Windows overlap: gradients"), say("add"))
    facts = [
        Fact(say("Rule"), _rule_words(view)),
        Fact(*overlap) if _overlap(view) else Fact(say("Overlap"), say("none")),
    ]
    if view.spec.mode == "lp":
        # Powers neither keep a gradient's total nor lose it to padding: there is nothing to tick off.
        facts.append(Fact(say("Arrived so far"), total(arrived), running=True))
    else:
        complete = index == view.windows - 1 and math.isclose(sent, arrived, rel_tol=1e-9, abs_tol=1e-9)
        routed = say("{part} of {total}", part=total(arrived), total=total(view.sent(view.windows - 1)))
        facts.append(Fact(say("Routed so far"), routed, good=complete, running=True))
        if view.padding_swallows:
            facts.append(Fact(say("Lost on counted padding"), total(sent - arrived), running=True))
    return (*facts, Fact(say("Parameter gradients"), say("none")))


def _rule_words(view: View) -> str:
    if view.spec.mode == "lp":
        return say("by share of the power")
    if not view.has_winners:
        return say("equal shares")
    return say("tied winners share") if view.spec.ties == "split" else say("the winner takes all")


def _overlap(view: View) -> bool:
    return bool(view.geometry.rows.coverage().max() > 1 or view.geometry.columns.coverage().max() > 1)


def left_over(view: View) -> str:
    """Which cells no window sees, in words."""
    unseen = view.geometry.unseen()
    if not unseen:
        return say("none")
    rows, columns = view.geometry.rows.left_over, view.geometry.columns.left_over
    parts = []
    if rows:
        parts.append(say("1 row") if rows == 1 else say("{count} rows", count=rows))
    if columns:
        parts.append(say("1 column") if columns == 1 else say("{count} columns", count=columns))
    if view.geometry.rows.has_gaps or view.geometry.columns.has_gaps:
        parts.append(say("gaps"))
    where = ", ".join(parts)
    cells = say("1 cell") if unseen == 1 else say("{count} cells", count=unseen)
    return say("{where}: {cells}", where=where, cells=cells)
