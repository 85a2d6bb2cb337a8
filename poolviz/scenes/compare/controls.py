"""What can be set in Compare, as data."""

from __future__ import annotations

from poolviz.frame.words import say
from poolviz.model.controls import ActionControl, ChoiceControl, Control, FloatControl, Option, ToggleControl
from poolviz.model.document import Document
from poolviz.model.layer import (
    divisor_controls,
    folded_controls,
    pass_control,
    tie_control,
    upstream_control,
    window_controls,
)
from poolviz.scenes.compare.fitting import MOST_TAPS
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.scenes.compare.presets import ONE_DETECTION, ONE_NOISY_PIXEL
from poolviz.scenes.compare.sliding import rests

_LARGEST_BIAS = 1e6


def compare_controls(document: Document, parameters: CompareParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; chips and passes say where they belong."""
    controls: tuple[Control, ...] = (
        pass_control(parameters.backward),
        *window_controls(document),
        *folded_controls(document),
        tie_control(document.spec),
        *divisor_controls(document.spec),
        *_rows(parameters),
        *(() if parameters.backward else _starts()),
    )
    if parameters.with_convolution and not rests(document):
        controls = (*controls, *_kernel(document, parameters))
    return (*controls, upstream_control(document)) if parameters.backward else controls


def _rows(own: CompareParameters) -> tuple[Control, ...]:
    difference = say("Show how far the answers lie apart, window by window")
    return (
        ToggleControl("with_max", say("Max"), own.with_max, say("Show the largest value of each window")),
        ToggleControl("with_average", say("Average"), own.with_average, say("Show the mean of each window")),
        ToggleControl(
            "with_convolution",
            say("Convolution"),
            own.with_convolution,
            say("Show what a kernel with this window and stride answers"),
        ),
        ToggleControl(
            "differences", say("Differences"), own.differences, difference, enabled=not own.backward
        ),
        ActionControl(
            "same_output",
            say("Same output of max"),
            say("Give every loser another number below its winner: max stays, the others do not"),
            enabled=own.with_max,
        ),
    )


def _starts() -> tuple[Control, ...]:
    """Maps that tell max from average, as chips on the stage."""
    detection = say("A single 9 among zeros: max keeps it, average dilutes it")
    noise = say("A single wrong 9 on smooth ground: max keeps it, too")
    return (
        ActionControl(ONE_DETECTION, say("Try one detection"), detection, board="stage"),
        ActionControl(ONE_NOISY_PIXEL, say("Try one noisy pixel"), noise, board="stage"),
    )


def _kernel(document: Document, own: CompareParameters) -> tuple[Control, ...]:
    """The kernel, its bias and, forward, its fit: chips above its answers, for the kernel is too narrow."""
    fits = document.spec.geometry(document.map.size).taps <= MOST_TAPS
    best = say("The kernel and bias that come nearest to max on this map, by least squares")
    too_large = say("Only for windows of up to {count} cells", count=MOST_TAPS)
    options = (
        Option("uniform", say("uniform"), say("Equal weights that sum to 1: average pooling")),
        Option("across", say("edge ↔"), say("Right half minus left half: upright edges")),
        Option("down", say("edge ↕"), say("Bottom half minus top half: level edges")),
        Option("top-left", say("top-left"), say("One cell of every window, the others unseen")),
        Option("own", say("own"), say("Your numbers: click a weight and type")),
    )
    board = "" if own.backward else "convolution"
    added = say("Added to every answer of the kernel")
    kernel = (
        FloatControl("bias", say("Bias"), own.bias, -_LARGEST_BIAS, _LARGEST_BIAS, 0.25, added),
        ChoiceControl("kernel", say("Kernel"), own.kernel, options, board=board),
    )
    if own.backward:
        return kernel
    return (
        *kernel,
        ActionControl("fit", say("fit max"), best if fits else too_large, enabled=fits, board=board),
    )
