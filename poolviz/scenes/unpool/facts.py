"""Facts beside the stage: what is left, what is remembered, and what could not be done."""

from __future__ import annotations

import math

import numpy as np

from poolviz.frame.model import Fact
from poolviz.frame.numbers import ordinal, share
from poolviz.frame.words import grouped, say
from poolviz.maps.numbers import times
from poolviz.model.sentences import said
from poolviz.scenes.unpool.answers import Answers
from poolviz.scenes.unpool.costs import MAPS
from poolviz.scenes.unpool.labels import is_drawn
from poolviz.scenes.unpool.view import Size, View


def facts(view: View, answers: Answers) -> tuple[Fact, ...]:
    """The sizes down, the share of values that is left, the switches, the label, and notes."""
    whole, left = (math.prod(view.sizes[place]) for place in (0, -1))
    found = [
        Fact(
            " → ".join(map(_size, view.sizes[:-1])) + " →" if view.rounds else say("Size"),
            _size(view.sizes[-1]),
        ),
        Fact(
            say("{left} of {whole} values kept", left=grouped(left), whole=grouped(whole)),
            share(left, whole) if left != whole else say("all"),
        ),
    ]
    if view.switches:
        found.append(Fact(say("Switches remembered"), _sum(view.switches)))
    if view.parameters.look != "back":
        found += _label(view, answers)
    return (*found, *(Fact(say("Note"), note) for note in _notes(view)))


def _label(view: View, answers: Answers) -> list[Fact]:
    before, after = (_percent(answers.foreground[place]) for place in (0, -1))
    found = [Fact(say("Foreground, label pooled"), f"{before} → {after}")]
    if view.parameters.pooled_by == "max" and answers.foreground[-1] > answers.foreground[0]:
        found.append(Fact(say("Max"), say("makes the foreground grow")))
    if answers.threshold is None:
        found.append(Fact(say("Drawn label"), say("edit it with the brush")))
    else:
        found.append(Fact(say("Label by threshold"), say("draw on it with the brush")))
    if view.parameters.look == "label":
        found.append(Fact(say("Never pool"), say("can be exact, for every pixel keeps its place")))
        found.append(
            Fact(say("The other two"), say("a weight for each map of filters, fitted to this picture"))
        )
    layers = len(view.sizes)
    counted = say("{count} convolutions 3 × 3 of {maps} maps", count=layers, maps=MAPS)
    return [*found, Fact(say("Counted for"), counted)]


def _why_fewer(view: View) -> str:
    if view.becomes_too_large:
        return say("The output is larger than what can be undone here: {count} in a row.", count=view.rounds)
    return say("The map becomes too small: only {count} in a row fit.", count=view.rounds)


def _notes(view: View) -> list[str]:
    own, spec = view.parameters, view.document.spec
    notes = [said(remark) for remark in spec.remarks()]
    if view.ground.stride > 1:
        notes.append(
            say(
                "The map is large: every {nth} row and column is pooled and shown, {size} cells.",
                nth=ordinal(view.ground.stride),
                size=times(view.ground.size),
            )
        )
    if view.rounds < own.rounds:
        notes.append(_why_fewer(view))
    if not view.is_max:
        notes.append(say("Max-unpool rests: only max remembers which cell won, so there are no switches."))
    if not view.is_uniform:
        notes.append(say("Transposed convolution rests: windows differ in size, so no kernel fits them all."))
    elif view.takes_too_long:
        count = view.products
        notes.append(say("Transposed convolution rests: {count} products would take too long.", count=count))
    elif _overlaps(view) and own.kernel == "ones":
        notes.append(say("Windows overlap: ones add up there, and a checkerboard comes back."))
    if view.equals_nearest("transposed"):
        notes.append(say("A kernel of ones as large as its stride repeats each number: that is nearest."))
    lost = int(np.count_nonzero(~np.isfinite(view.ground.values))) if _is_float(view) else 0
    if lost:
        notes.append(
            say("Cells that are no ordinary numbers are left out of each RMSE: {count}.", count=lost)
        )
    if is_drawn(own) and own.drawn is not None and own.drawn.size != view.ground.size:
        notes.append(say("The label was drawn on a map of another size: it is cropped, or filled with 0."))
    return notes


def _overlaps(view: View) -> bool:
    return any(
        (axis.coverage() > 1).any() for geometry in view.chain for axis in (geometry.rows, geometry.columns)
    )


def _is_float(view: View) -> bool:
    return view.ground.map.dtype.kind == "f"


def _size(size: Size) -> str:
    """A size in short: one number for a square.

    >>> _size((28, 28)), _size((1, 9))
    ('28', '1 × 9')
    """
    return str(size[0]) if size[0] == size[1] else times(size)


def _sum(numbers: tuple[int, ...]) -> str:
    """A sum with its parts.

    >>> _sum((4, 1)), _sum((4,))
    ('4 + 1 = 5', '4')
    """
    parts = " + ".join(map(grouped, numbers))
    return f"{parts} = {grouped(sum(numbers))}" if len(numbers) > 1 else parts


def _percent(part: float) -> str:
    """A share in per cent; nothing and all are said only when they are exact.

    >>> _percent(0.314), _percent(0.0), _percent(0.0001), _percent(0.9999)
    ('31 %', '0 %', '1 %', '99 %')
    """
    rounded = round(100 * part)
    return f"{min(max(rounded, 1), 99) if 0 < part < 1 else rounded} %"
