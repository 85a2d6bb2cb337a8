"""What can be set in Slide, as data."""

from __future__ import annotations

from poolviz.core.padding import as_pair, padding_sides
from poolviz.frame.words import say
from poolviz.model.controls import ActionControl, ChoiceControl, Control, Option, PairControl, ToggleControl
from poolviz.model.document import Document
from poolviz.scenes.slide.view import SlideParameters

_LARGEST = 4096


def slide_controls(document: Document, parameters: SlideParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; the chips and the pair of passes say where they belong."""
    passes = ChoiceControl(
        "backward",
        say("Pass"),
        parameters.backward,
        (
            Option(False, say("Forward →"), say("Slide the window: each answers one output")),
            Option(True, say("← Backward"), say("Send gradients back to the cells that made the output")),
        ),
        board="stage",
    )
    own = (*_windows(document), *_folded(document), *_looks(document, parameters))
    return (passes, *own, _chips(document)) if parameters.backward else (passes, *own)


def _windows(document: Document) -> tuple[Control, ...]:
    spec = document.spec
    window = document.map.size if spec.window == "global" else as_pair(spec.window)
    stride = window if spec.stride is None else as_pair(spec.stride)
    (top, _), (left, _) = padding_sides(spec.padding)
    numeric = not isinstance(spec.padding, str)
    part = spec.window != "global"
    return (
        ChoiceControl(
            "mode",
            say("Mode"),
            spec.mode,
            (
                Option("max", say("Max"), say("Keep the largest value of each window")),
                Option("average", say("Average"), say("Keep the mean of each window")),
            ),
        ),
        PairControl(
            "window",
            say("Window"),
            window,
            1,
            _LARGEST,
            say("Cells that one output is made of: rows × columns"),
        ),
        PairControl(
            "stride",
            say("Stride"),
            stride,
            1,
            _LARGEST,
            say("Cells from one window to the next"),
            enabled=part,
        ),
        PairControl(
            "padding",
            say("Padding"),
            (top, left),
            0,
            _LARGEST,
            say("Cells added around the map on each side"),
            enabled=part and numeric,
        ),
    )


def _folded(document: Document) -> tuple[Control, ...]:
    spec = document.spec
    part = spec.window != "global"
    rule = spec.padding if isinstance(spec.padding, str) else "numbers"
    return (
        ToggleControl(
            "whole_map",
            say("Whole map"),
            not part,
            say("One window as large as the map: global pooling"),
            folded=True,
        ),
        ChoiceControl(
            "padding_rule",
            say("Padding rule"),
            rule,
            (
                Option("numbers", say("as typed"), say("The number under Padding")),
                Option("valid", say("valid"), say("No padding")),
                Option(
                    "same", say("same"), say("Output ⌈size / stride⌉, the odd cell at the bottom and right")
                ),
                Option(
                    "same_lower",
                    say("same, lower"),
                    say("Output ⌈size / stride⌉, the odd cell at the top and left"),
                ),
            ),
            folded=True,
            enabled=part,
        ),
        PairControl(
            "dilation",
            say("Dilation"),
            as_pair(spec.dilation),
            1,
            _LARGEST,
            say("Distance between neighbouring taps of a window"),
            folded=True,
            enabled=part,
        ),
        ToggleControl(
            "ceil_mode",
            say("Ceil mode"),
            spec.ceil_mode,
            say("Keep a last window that reaches beyond the map"),
            folded=True,
            enabled=part,
        ),
        ToggleControl(
            "count_include_pad",
            say("Count padding"),
            spec.count_include_pad,
            say("Average divides by padded cells too (PyTorch); off: by real cells only (Keras)"),
            folded=True,
            enabled=spec.mode == "average",
        ),
    )


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
        ActionControl("pool_again", say("Pool again"), say("Make the output the input"), enabled=again),
    )


def _can_pool_again(document: Document) -> bool:
    """Whether this very specification fits its own output."""
    try:
        document.spec.output_size(document.output_size)
    except ValueError:
        return False
    return True


def _chips(document: Document) -> Control:
    return ChoiceControl(
        "upstream",
        say("Upstream gradient"),
        document.upstream.pattern,
        (
            Option("count", say("1 2 3…"), say("1, 2, 3, …: every number can be followed")),
            Option("ones", say("all 1"), say("1 for every output")),
            Option("only", say("only this cell"), say("1 for the output on show, 0 for the others")),
            Option("random", say("random"), say("Whole numbers from −2 to 2; again for others")),
        ),
        board="upstream",
    )
