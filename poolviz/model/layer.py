"""Controls that every scene with a pooling window shares, as data."""

from __future__ import annotations

from poolviz.core import PoolSpec
from poolviz.core.padding import as_pair, padding_sides
from poolviz.frame.words import say
from poolviz.model.controls import (
    ChoiceControl,
    Control,
    IntControl,
    Option,
    PairControl,
    ToggleControl,
)
from poolviz.model.document import Document

_LARGEST = 4096


def pass_control(backward: bool) -> Control:
    """Forward or backward, on top of the stage."""
    return ChoiceControl(
        "backward",
        say("Pass"),
        backward,
        (
            Option(False, say("Forward →"), say("Slide the window: each answers one output")),
            Option(True, say("← Backward"), say("Send gradients back to the cells that made the output")),
        ),
        board="stage",
    )


def mode_control(spec: PoolSpec, *, enabled: bool = True) -> Control:
    """What is made of the numbers in a window."""
    return ChoiceControl(
        "mode",
        say("Mode"),
        spec.mode,
        (
            Option("max", say("Max"), say("Keep the largest value of each window")),
            Option("average", say("Average"), say("Keep the mean of each window")),
            Option("lp", say("Power"), say("Power sum (LP): between a sum and the largest value")),
        ),
        enabled=enabled,
    )


def window_controls(document: Document) -> tuple[Control, ...]:
    """Window, stride and padding."""
    spec = document.spec
    window = document.map.size if spec.window == "global" else as_pair(spec.window)
    stride = window if spec.stride is None else as_pair(spec.stride)
    (top, _), (left, _) = padding_sides(spec.padding)
    free = _is_free(document)
    numeric = not isinstance(spec.padding, str)
    windows = say("Cells that one output is made of: rows × columns")
    strides = say("Cells from one window to the next")
    paddings = say("Cells added around the map on each side")
    return (
        PairControl("window", say("Window"), window, 1, _LARGEST, windows, enabled=spec.adaptive is None),
        PairControl("stride", say("Stride"), stride, 1, _LARGEST, strides, enabled=free),
        PairControl("padding", say("Padding"), (top, left), 0, _LARGEST, paddings, enabled=free and numeric),
    )


def folded_controls(document: Document) -> tuple[Control, ...]:
    """Whole map, padding rule, dilation, ceil mode and a fixed output size."""
    spec, free = document.spec, _is_free(document)
    rule = spec.padding if isinstance(spec.padding, str) else "numbers"
    whole = say("One window as large as the map: global pooling")
    dilation = say("Distance between neighbouring taps of a window")
    ceil = say("Keep a last window that reaches beyond the map")
    return (
        ToggleControl("whole_map", say("Whole map"), spec.window == "global", whole, folded=True),
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
                Option("same_lower", say("same, lower"), say("The same, the odd cell at the top and left")),
            ),
            folded=True,
            enabled=free,
        ),
        PairControl(
            "dilation",
            say("Dilation"),
            as_pair(spec.dilation),
            1,
            _LARGEST,
            dilation,
            folded=True,
            enabled=free,
        ),
        ToggleControl("ceil_mode", say("Ceil mode"), spec.ceil_mode, ceil, folded=True, enabled=free),
        *_adaptive(document),
    )


def tie_control(spec: PoolSpec) -> Control:
    """Which of equal cells wins a maximum."""
    options = (
        Option("first", say("first in row order"), say("As PyTorch and TensorFlow")),
        Option("last", say("last in row order")),
        Option("column", say("first in column order"), say("As ConvNetJS")),
        Option("split", say("share the gradient"), say("All tied cells share it")),
    )
    return ChoiceControl(
        "ties", say("Ties"), spec.ties, options, say("Which of equal cells wins"), folded=True
    )


def divisor_controls(spec: PoolSpec) -> tuple[Control, ...]:
    """What an average divides by."""
    own = spec.divisor_override is not None
    counting = say("Average divides by padded cells too (PyTorch); off: by real cells only (Keras)")
    tip = say("Divide every window's sum by one number of your own")
    toggles = (
        ToggleControl(
            "count_include_pad",
            say("Count padding"),
            spec.count_include_pad,
            counting,
            folded=True,
            enabled=not own,
        ),
        ToggleControl("own_divisor", say("Own divisor"), own, tip, folded=True),
    )
    if spec.divisor_override is None:
        return toggles
    divisor = IntControl(
        "divisor_override", say("Divisor"), spec.divisor_override, -_LARGEST, _LARGEST, tip, folded=True
    )
    return (*toggles, divisor)


def upstream_control(document: Document) -> Control:
    """Patterns for the gradient at the output, as chips above the board "upstream"."""
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


def _is_free(document: Document) -> bool:
    """Whether windows lie as window and stride say, not as the map's or the output's size demands."""
    return document.spec.window != "global" and document.spec.adaptive is None


def _adaptive(document: Document) -> tuple[Control, ...]:
    spec = document.spec
    tip = say("Choose the output's size; windows follow and may differ (adaptive pooling)")
    toggle = ToggleControl(
        "fixed_output", say("Fixed output size"), spec.adaptive is not None, tip, folded=True
    )
    if spec.adaptive is None:
        return (toggle,)
    size = as_pair(spec.adaptive)
    return toggle, PairControl("adaptive", say("Output size"), size, 1, _LARGEST, tip, folded=True)
