"""What can be set in Shift, as data."""

from __future__ import annotations

from poolviz.frame.words import say
from poolviz.model.controls import ActionControl, ChoiceControl, Control, IntControl, Option, ToggleControl
from poolviz.model.document import Document
from poolviz.model.layer import divisor_controls, folded_controls, window_controls
from poolviz.scenes.shift.parameters import FURTHEST, MOST_ROUNDS, ShiftParameters


def shift_controls(document: Document, own: ShiftParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; starts stand on the stage, curves are added at the chart."""
    return (
        *window_controls(document),
        *folded_controls(document),
        *divisor_controls(document.spec),
        _edge(own),
        IntControl("down", say("Δy"), own.down, -FURTHEST, FURTHEST, say("Cells down; negative is up")),
        IntControl(
            "rounds",
            say("Pools in a row"),
            own.rounds,
            1,
            MOST_ROUNDS,
            say("Pool the result again"),
        ),
        ToggleControl(
            "align",
            say("Align (equivariance)"),
            own.align,
            say("Move the answers from before by the whole strides in the shift, then compare"),
        ),
        _under(own),
        *_curves(document, own),
        *_starts(),
    )


def _edge(own: ShiftParameters) -> Control:
    options = (
        Option("zeros", say("zeros"), say("Zeros come in, what leaves is lost")),
        Option("wrap", say("wrap"), say("What leaves on one side comes in on the other")),
        Option("repeat", say("repeat"), say("The cells of the edge come in over and over")),
    )
    return ChoiceControl("edge", say("Edge"), own.edge, options, say("What comes in from outside the map"))


def _under(own: ShiftParameters) -> Control:
    options = (
        Option("nothing", say("curve only")),
        Option("scores", say("class score"), say("By global average, and by flatten + FC")),
        Option("table", say("all shifts"), say("The change of max for every Δx and Δy")),
    )
    tip = say("What stands under the curve")
    return ChoiceControl("under", say("Under the curve"), own.under, options, tip)


def _curves(document: Document, own: ShiftParameters) -> tuple[Control, ...]:
    """Chips above the curve that add a method, or take it away again."""
    can_blur = document.spec.adaptive is None
    mean = say("Add the mean of each window, or take it away")
    dense = say("Max at every cell, blurred by (1 2 1)/4, then thinned out: anti-aliased")
    none = say("Windows of a fixed output size have no stride to thin out by")
    average = say("− average") if own.with_average else say("+ average")
    blur = say("− blur") if own.with_blur and can_blur else say("+ blur")
    return (
        ActionControl("average", average, mean, board="curve"),
        ActionControl("blur", blur, dense if can_blur else none, enabled=can_blur, board="curve"),
    )


def _starts() -> tuple[Control, ...]:
    """Maps to begin with, as chips on the stage."""
    return (
        ActionControl("lone_pixel", say("lone pixel"), say("A single 9 among zeros"), board="stage"),
        ActionControl("plus_sign", say("plus sign"), say("A small figure and two lone cells"), board="stage"),
        ActionControl(
            "pairs", say("0 0 1 1 0 0 1 1"), say("Pools to 0 1 0 1; one step left, to 1 1 1 1"), board="stage"
        ),
        ActionControl(
            "distinct_noise",
            say("noise"),
            say("No two numbers alike: about a third of the maxima survive one step"),
            board="stage",
        ),
        ActionControl("photograph", say("photograph"), say("224 × 224, neighbours alike"), board="stage"),
    )
