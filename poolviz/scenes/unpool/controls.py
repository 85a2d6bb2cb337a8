"""What can be set in Undo pooling, as data."""

from __future__ import annotations

import math

from poolviz.frame.words import say
from poolviz.maps.ranges import channel_range
from poolviz.model.controls import (
    ActionControl,
    ChoiceControl,
    Control,
    FloatControl,
    IntControl,
    Option,
    ToggleControl,
)
from poolviz.model.document import Document
from poolviz.model.layer import divisor_controls, folded_controls, tie_control, window_controls
from poolviz.scenes.unpool.labels import is_drawn, threshold_of
from poolviz.scenes.unpool.parameters import MOST_ROUNDS, UnpoolParameters

_LARGEST = 1e300


def unpool_controls(document: Document, own: UnpoolParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; what is looked at stands on the stage."""
    look = own.look
    return (
        _looks(own),
        _photograph(),
        _mode(document),
        *window_controls(document),
        IntControl("rounds", say("Pools in a row"), own.rounds, 1, MOST_ROUNDS, say("Pool the result again")),
        *((_threshold(document, own),) if look == "label" else ()),
        *folded_controls(document),
        *_rules(document),
        _spread(document, own),
        *((_kernel(own),) if look == "back" and document.spec.adaptive is None else ()),
        *(_label(own) if look == "label" else ()),
    )


def _photograph() -> Control:
    tip = say("224 × 224, and its bright parts as the label")
    return ActionControl("photograph", say("Try a photograph"), tip, board="stage")


def _looks(own: UnpoolParameters) -> Control:
    options = (
        Option("both", say("Overview"), say("The ways back, and what they mean for a label a pixel")),
        Option(
            "back", say("Come back"), say("The ways back with their errors, what was kept, and the kernel")
        ),
        Option("label", say("Label every pixel"), say("Never pool, down and up, or down, up and skip")),
    )
    return ChoiceControl("look", say("Look at"), own.look, options, board="stage")


def _mode(document: Document) -> Control:
    options = (
        Option("max", say("Max"), say("Keep the largest value of each window")),
        Option("average", say("Average"), say("Keep the mean of each window")),
        Option("lp", say("Power"), say("Power sum (LP): between a sum and the largest value")),
    )
    return ChoiceControl("mode", say("Mode"), document.spec.mode, options)


def _kernel(own: UnpoolParameters) -> Control:
    """What the transposed convolution spreads, as chips above its weights."""
    options = (
        Option("ones", say("ones"), say("Each number to every cell of its window; overlaps add")),
        Option(
            "tent", say("tent"), say("Falling towards the edge of the window: blends where windows overlap")
        ),
        Option("own", say("own"), say("Your numbers: click a weight and type")),
    )
    return ChoiceControl("kernel", say("Kernel"), own.kernel, options, board="kernel")


def _rules(document: Document) -> tuple[Control, ...]:
    spec = document.spec
    if spec.mode == "max":
        return (tie_control(spec),)
    return divisor_controls(spec) if spec.mode == "average" else ()


def _spread(document: Document, own: UnpoolParameters) -> Control:
    tip = say("Each number to every cell of its window, the mean where windows overlap")
    can = document.spec.mode == "max"
    return ToggleControl(
        "with_spread", say("Average spread"), own.with_spread or not can, tip, folded=True, enabled=can
    )


def _threshold(document: Document, own: UnpoolParameters) -> Control:
    low, high = channel_range(document.map, document.channel)
    step = 10.0 ** _exponent(high - low) if 0 < high - low < math.inf else 1.0
    return FloatControl(
        "threshold",
        say("Label above"),
        threshold_of(own, document.map, document.channel),
        -_LARGEST,
        _LARGEST,
        step,
        say("Cells above this number are foreground"),
        enabled=not is_drawn(own),
    )


def _label(own: UnpoolParameters) -> tuple[Control, ...]:
    """Where the label comes from and how it is pooled, as chips above its boards."""
    labels = (
        Option("threshold", say("threshold"), say("Foreground is what lies above a number")),
        Option("drawn", say("drawn"), say("Take the brush and draw on the label: 0 wipes out")),
    )
    pools = (
        Option("majority", say("majority"), say("Foreground where at least half of the cells are")),
        Option("max", say("max"), say("Foreground where any cell is: max makes the foreground grow")),
    )
    wipe = say("All background, to draw a label of your own")
    return (
        ChoiceControl("label", say("Label by"), own.label, labels, board="label"),
        ActionControl("wipe", say("wipe"), wipe, board="label"),
        ChoiceControl("pooled_by", say("Label pooled by"), own.pooled_by, pools, board="pooled_label"),
    )


def _exponent(span: float) -> int:
    """The power of ten that is a tenth to a hundredth of a range.

    >>> _exponent(8), _exponent(255), _exponent(0.7)
    (-1, 1, -2)
    """
    return math.floor(math.log10(span)) - 1
