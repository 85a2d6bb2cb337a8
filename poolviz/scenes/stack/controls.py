"""What can be set in Stack, as data."""

from __future__ import annotations

from poolviz.frame.words import say
from poolviz.model.controls import ActionControl, ChoiceControl, Control, IntControl, Option, RowsControl
from poolviz.model.document import Document
from poolviz.scenes.stack.entries import MOST_ROWS, kinds
from poolviz.scenes.stack.kernels import CHANNELS
from poolviz.scenes.stack.parameters import LARGEST_SIDE, MOST_BATCH, MOST_CHANNELS, StackParameters
from poolviz.scenes.stack.presets import NETWORKS, OWN
from poolviz.scenes.stack.table import LAYERS, counted_words

PHOTOGRAPH = "try_photograph"


def stack_controls(document: Document, own: StackParameters) -> tuple[Control, ...]:
    """The controls in the order of the panel; what the table counts stands above it."""
    return (
        *_starts(document, own),
        _versions(own),
        _preset(own),
        RowsControl(
            "layers",
            say("Layers"),
            own.layers,
            kinds(),
            MOST_ROWS,
            say("From the picture on; up and down choose, Alt moves, Insert adds, Delete removes"),
        ),
        _counted(own),
        *_picture(own),
        *_looking(own),
    )


def _versions(own: StackParameters) -> Control:
    options = (
        Option("with", say("With pooling"), say("All layers, as they stand in the list")),
        Option("without", say("Without"), say("The same layers, those of pooling left out")),
    )
    return ChoiceControl("shown", say("Version"), own.shown, options)


def _preset(own: StackParameters) -> Control:
    tips = {
        "blocks": say("Convolution 3×3, ReLU and pool 2×2, three times"),
        "LeNet-5": say("Two convolutions for digits of 32 × 32, with today's pooling"),
        "VGG-16": say("13 convolutions 3×3 in five rounds, then three fully connected layers"),
        "ResNet-18": say("A stem with max pooling, eight residual blocks, global average"),
        "ten": say("Ten convolutions 3×3 with 64 channels, and no pooling between them"),
    }
    titles = {
        "blocks": say("three blocks"),
        "LeNet-5": say("LeNet-5 (modern pooling)"),
        "ten": say("ten at full resolution"),
    }
    options = [Option(name, titles.get(name, name), tips[name]) for name in NETWORKS]
    if own.preset == OWN:
        options.append(Option(OWN, say("own"), say("Layers of your own")))
    return ChoiceControl("preset", say("Preset"), own.preset, tuple(options), say("A network to begin with"))


def _counted(own: StackParameters) -> Control:
    options = tuple(Option(name, label) for name, label in counted_words().items())
    tip = say("What the table counts")
    return ChoiceControl("counted", say("Counted"), own.counted, options, tip, board=LAYERS)


def _picture(own: StackParameters) -> tuple[Control, ...]:
    side = say("Rows and columns of the picture that the network is given")
    channels = say("Channels of the picture, for the counts")
    batch = say("Pictures at a time, for the bytes")
    return (
        IntControl("side", say("Picture side"), own.side, 1, LARGEST_SIDE, side, folded=True),
        IntControl("channels", say("Its channels"), own.channels, 1, MOST_CHANNELS, channels, folded=True),
        IntControl("batch", say("Batch"), own.batch, 1, MOST_BATCH, batch, folded=True),
    )


def _looking(own: StackParameters) -> tuple[Control, ...]:
    last = own.side - 1
    where = say("The point of the picture around which every layer is looked at")
    which = say("Which of the eight channels is shown of every layer")
    return (
        IntControl("row", say("Point, row"), own.row, 0, last, where, folded=True),
        IntControl("column", say("Point, column"), own.column, 0, last, where, folded=True),
        IntControl("kernel", say("Channel on show"), own.kernel, 1, CHANNELS, which, folded=True),
    )


def _starts(document: Document, own: StackParameters) -> tuple[Control, ...]:
    """The photograph, as a chip on the stage, while the open map is too small to be a picture."""
    if min(document.map.size) >= own.side:
        return ()
    tip = say("Open this map in place of the small one; undo brings that back")
    return (ActionControl(PHOTOGRAPH, say("Try it on: photograph"), tip, board="stage"),)
