"""Facts beside the stage: the shift, what it did, and what could not be done."""

from __future__ import annotations

from poolviz.frame.model import Fact
from poolviz.frame.words import grouped, say
from poolviz.model.sentences import said
from poolviz.scenes.shift.curves import Curves
from poolviz.scenes.shift.measures import change_text
from poolviz.scenes.shift.methods import short
from poolviz.scenes.shift.view import Moment


def by(cells: int) -> str:
    """A distance with its sign.

    >>> by(1), by(-2), by(0)
    ('+1', '−2', '0')
    """
    return f"{cells:+d}".replace("-", "−") if cells else "0"


def facts(moment: Moment, curves: Curves) -> tuple[Fact, ...]:
    """The shift in numbers, each method's changed outputs, and notes."""
    view = moment.view
    found = [Fact(say("Δx, Δy"), f"{by(moment.across)}, {by(moment.down)}", running=True)]
    if view.jump is not None:
        found.append(Fact(say("One output to the next"), _jump(*view.jump)))
    for method in view.methods:
        compared = moment.compared[method]
        text = say("{part} of {total}", part=grouped(compared.count), total=grouped(compared.changed.size))
        label = say("Changed: {method}", method=short(method, view.chain))
        found.append(Fact(label, text, running=True))
    return (*found, *_scores(moment, curves), *_notes(moment, curves))


def _jump(down: int, across: int) -> str:
    if down == across:
        return say("{count} px", count=across)
    return say("{down} px down, {across} px across", down=down, across=across)


def _scores(moment: Moment, curves: Curves) -> tuple[Fact, ...]:
    if moment.view.parameters.under != "scores":
        return ()
    averaged, weighed = (
        curves.missing if curves.is_working else change_text(float(score[moment.step]))
        for score in curves.scores
    )
    return (
        Fact(say("Score by global average"), averaged, running=True),
        Fact(say("Score by flatten + FC"), weighed, running=True),
    )


def _notes(moment: Moment, curves: Curves) -> tuple[Fact, ...]:
    view, own = moment.view, moment.view.parameters
    notes = [said(remark) for remark in view.document.spec.remarks()]
    if len(view.chain) < own.rounds:
        notes.append(say("The map becomes too small: only {count} in a row fit.", count=len(view.chain)))
    if own.with_blur and not view.can_blur:
        notes.append(say("Blur rests: windows of a fixed output size have no stride."))
    if own.align and view.jump is None:
        notes.append(say("Nothing to align: windows of a fixed output size have no stride."))
    if own.under == "table" and not curves.can_be_had:
        notes.append(say("The window is too large to compare all shifts."))
    return tuple(Fact(say("Note"), note) for note in notes)
