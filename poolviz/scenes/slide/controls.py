"""What can be set in Slide, as data."""

from __future__ import annotations

from poolviz.core import PoolSpec
from poolviz.frame.words import say
from poolviz.model.controls import (
    ActionControl,
    Control,
    FloatControl,
    ToggleControl,
)
from poolviz.model.document import Document
from poolviz.model.layer import (
    divisor_controls,
    folded_controls,
    mode_control,
    pass_control,
    tie_control,
    upstream_control,
    window_controls,
)
from poolviz.scenes.slide.view import SlideParameters


def slide_controls(document: Document, parameters: SlideParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; the chips and the pair of passes say where they belong."""
    passes = pass_control(parameters.backward)
    own = (
        *_mode(document),
        *window_controls(document),
        *folded_controls(document),
        *_rules(document.spec),
        *_looks(document, parameters),
    )
    return (passes, *own, upstream_control(document)) if parameters.backward else (passes, *own)


def _mode(document: Document) -> tuple[Control, ...]:
    spec = document.spec
    mode = mode_control(spec)
    if spec.mode != "lp":
        return (mode,)
    tip = say("1 adds up sizes, 2 is the length of a vector; the higher, the closer to max")
    return mode, FloatControl("p", say("Power p"), spec.p, 1.0, 64.0, 1.0, tip)


def _rules(spec: PoolSpec) -> tuple[Control, ...]:
    """What only one of the modes has to be told."""
    if spec.mode == "max":
        return (tie_control(spec),)
    return divisor_controls(spec) if spec.mode == "average" else ()


def _looks(document: Document, parameters: SlideParameters) -> tuple[Control, ...]:
    again = _can_pool_again(document)
    return (
        ToggleControl(
            "same_size",
            say("Output at the input's size"),
            parameters.same_size,
            say("Enlarge the output, so that it is seen to be coarser"),
        ),
        ToggleControl(
            "coverage", say("Coverage"), parameters.coverage, say("Show how many windows see each cell")
        ),
        ActionControl(
            "same_output",
            say("Same output"),
            say("Give every loser another number below its winner: the output stays"),
        ),
        ActionControl("pool_again", say("Pool again"), say("Make the output the input"), enabled=again),
    )


def _can_pool_again(document: Document) -> bool:
    """Whether this very specification fits its own output."""
    try:
        document.spec.output_size(document.output_size)
    except ValueError:
        return False
    return True
