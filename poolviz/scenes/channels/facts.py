"""Facts beside the stage: shapes, costs, and how small the classifier can be."""

from __future__ import annotations

from poolviz.frame.model import Fact
from poolviz.frame.numbers import plain, share, total
from poolviz.frame.words import grouped, say
from poolviz.scenes.channels.composite import invented
from poolviz.scenes.channels.painted import painted
from poolviz.scenes.channels.view import View

_BYTES = 4  # of a float32


def layer(view: View) -> tuple[Fact, ...]:
    """What the layer costs, and what a classifier behind it would have to learn."""
    channels, (height, width) = view.channels, view.document.map.size
    rows, columns = view.geometry.output
    before, after = channels * height * width, channels * rows * columns
    change = painted(view)
    moved = say("{moved} of {count}", moved=0 if change is None else change.moved, count=channels)
    return (
        Fact(say("Shape"), f"{height}×{width}×{channels} → {rows}×{columns}×{channels}"),
        Fact(say("Learnable parameters"), grouped(parameters(view))),
        Fact(say("Activations"), f"{grouped(before)} → {grouped(after)} ({share(after, before)})"),
        Fact(say("Memory, float32"), f"{memory(before)} → {memory(after)}"),
        *((Fact(say("Outputs moved by painting"), moved),) if change is not None else ()),
        *_invented(view),
        *head(view),
        *((Fact(say("Convolution"), view.rests),) if view.rests else ()),
    )


def _invented(view: View) -> tuple[Fact, ...]:
    """How many outputs of a colour picture have a colour that was nowhere in their window."""
    count = invented(view) if view.is_composed else None
    if count is None:
        return ()
    outputs = view.geometry.windows
    text = say("{part} of {total}", part=grouped(count), total=grouped(outputs))
    return (Fact(say("Outputs with a new colour"), text),)


def head(view: View) -> tuple[Fact, ...]:
    """The parameters of a classifier behind a global pooling, and of one behind flattening."""
    channels, classes = view.channels, view.parameters.classes
    rows, columns = view.geometry.output
    is_average = view.parameters.reading == "average"
    pooled = say("Global average") if is_average else say("Global maximum")
    count = say("{count} parameters", count=head_parameters(channels, classes))
    flat = say("{count} parameters", count=head_parameters(rows * columns * channels, classes))
    return (
        Fact(
            say("{pooled} + {channels} → {classes}", pooled=pooled, channels=channels, classes=classes), count
        ),
        Fact(say("Flatten {size} + FC", size=f"{rows}×{columns}×{channels}"), flat),
    )


def gradient(view: View, lost: float | None) -> tuple[Fact, ...]:
    """How the classifier's gradient comes back to the output, and what padding took of it on its way on."""
    padding = () if lost is None else (Fact(say("Lost on counted padding"), total(lost), running=True),)
    is_average = view.parameters.reading == "average"
    each = f"1/{grouped(view.geometry.windows)}" if is_average else "1"
    return (
        Fact(say("Rule"), say("equal shares") if is_average else say("the winner takes all")),
        Fact(say("Share of each number") if is_average else say("Share of the largest"), each),
        *padding,
        Fact(say("Parameter gradients"), say("none")),
        *head(view),
    )


def parameters(view: View) -> int:
    """What the layer would have to learn: nothing, or a weight a channel and cell in every filter."""
    if not view.mixes:
        return 0
    return view.channels**2 * view.geometry.taps + view.channels


def head_parameters(numbers: int, classes: int) -> int:
    """The weights and biases of a layer from so many numbers to so many classes.

    >>> head_parameters(8, 10), head_parameters(112 * 112 * 8, 10)
    (90, 1003530)
    """
    return numbers * classes + classes


def memory(numbers: int) -> str:
    """How much memory so many numbers take as float32.

    >>> memory(16), memory(401408), memory(2560)
    ('64 B', '1.53 MiB', '10 KiB')
    """
    size = numbers * _BYTES
    for unit, length in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if size >= length:
            return f"{plain(round(size / length, 2))} {unit}"
    return f"{size} B"
