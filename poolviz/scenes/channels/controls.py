"""What can be set in Channels, as data."""

from __future__ import annotations

from poolviz.frame.words import say
from poolviz.model.controls import ActionControl, ChoiceControl, Control, IntControl, Option
from poolviz.model.document import Document
from poolviz.model.layer import (
    divisor_controls,
    folded_controls,
    mode_control,
    pass_control,
    tie_control,
    window_controls,
)
from poolviz.scenes.channels.parameters import MOST_CLASSES, ChannelsParameters
from poolviz.scenes.channels.presets import COLOURS, FILTERS, NOISE
from poolviz.scenes.channels.view import why_it_rests


def channels_controls(document: Document, own: ChannelsParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; passes and chips say where they belong."""
    spec = document.spec
    mode = mode_control(spec, enabled=own.layer == "pool")
    return (
        pass_control(own.backward),
        *(_starts() if document.map.channels == 1 else ()),
        mode,
        *window_controls(document),
        *folded_controls(document),
        *((tie_control(spec),) if spec.mode == "max" else ()),
        *(divisor_controls(spec) if spec.mode == "average" else ()),
        *_own(document, own),
    )


def _own(document: Document, own: ChannelsParameters) -> tuple[Control, ...]:
    rests = why_it_rests(document)
    layers = (
        Option("pool", say("Pool"), say("Each channel by itself")),
        Option(
            "convolution",
            say("Conv"),
            say("Fixed weights: half from the channel itself, half from all the others"),
        ),
    )
    readings = (
        Option("average", say("Global average"), say("The mean of each output channel")),
        Option("max", say("Global max"), say("The largest number of each output channel")),
    )
    reads = say("How each channel becomes the one number that a classifier reads")
    classes = say("How many classes the classifier behind it tells apart")
    return (
        ChoiceControl("layer", say("Layer"), own.layer, layers, rests, enabled=not rests),
        ChoiceControl("reading", say("Global"), own.reading, readings, reads),
        IntControl("classes", say("Classes"), own.classes, 1, MOST_CLASSES, classes),
    )


def _starts() -> tuple[Control, ...]:
    """Maps with many channels, as chips on the stage."""
    filters = say("Try it on: filters of a photograph")
    colours, noise = say("colour picture"), say("noise")
    tip = say("Open this map in place of the one with a single channel; undo brings that back")
    return (
        ActionControl(FILTERS, filters, tip, board="stage"),
        ActionControl(COLOURS, colours, tip, board="stage"),
        ActionControl(NOISE, noise, tip, board="stage"),
    )
