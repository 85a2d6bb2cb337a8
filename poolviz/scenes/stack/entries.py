"""Rows of the control read as layers: what kinds there are, and what stands behind each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from poolviz.core import PoolSpec
from poolviz.core.checks import SpecError
from poolviz.core.layers import (
    Convolution,
    FullyConnected,
    GlobalAverage,
    Layer,
    Normalisation,
    Pooling,
    ReLU,
    Residual,
)
from poolviz.core.stack import StackError
from poolviz.frame.words import say
from poolviz.model.rows import Entries, RowEntry, RowKind, RowSetting

MOST_ROWS = 80
MOST_CHANNELS = 4096
_LARGEST = 224
CELLWISE = frozenset({"relu", "norm"})
"""Kinds of rows that work cell by cell: they belong to the row before them."""


def kinds() -> tuple[RowKind, ...]:
    """Every kind of layer that a person can stack, in words of the language in use.

    >>> [kind.label for kind in kinds()][:3]
    ['conv', 'ReLU', 'pool']
    """
    window = RowSetting("window", say("Window"), 1, _LARGEST, say("Rows and columns of the window"))
    stride = RowSetting("stride", say("Stride"), 1, _LARGEST, say("Cells from one window to the next"))
    padding = RowSetting("padding", say("Padding"), 0, _LARGEST, say("Zeros around the map on each side"))
    filters = RowSetting("channels", say("Channels"), 1, MOST_CHANNELS, say("Filters, each gives a channel"))
    outputs = RowSetting("outputs", say("Outputs"), 1, 65536, say("Numbers that come out"))
    convolving, pooling = (filters, window, stride, padding), (window, stride, padding)
    square = say("conv {window}×{window}, {channels}", window="{window}", channels="{channels}")
    pooled = (2, 2, 0)
    return (
        RowKind("conv", say("conv"), square, convolving, (64, 3, 1, 1), say("Add a convolution: it learns")),
        RowKind("relu", "ReLU", "ReLU", tip=say("Add a ReLU: what is below 0 becomes 0")),
        RowKind(
            "pool",
            say("pool"),
            say("pool {window}×{window}", window="{window}"),
            pooling,
            pooled,
            say("Add max pooling: 0 parameters"),
        ),
        RowKind(
            "average",
            say("average pool"),
            say("average {window}×{window}", window="{window}"),
            pooling,
            pooled,
            say("Add average pooling: 0 parameters"),
            rare=True,
        ),
        RowKind(
            "norm",
            say("normalisation"),
            say("normalisation"),
            tip=say("Add batch normalisation; a convolution right before it needs no bias"),
            rare=True,
        ),
        RowKind(
            "block",
            say("residual block"),
            say("block, {channels}", channels="{channels}"),
            (filters, stride),
            (64, 1),
            say("Add two 3×3 convolutions with normalisation, and a way past them"),
            rare=True,
        ),
        RowKind(
            "global",
            say("global average"),
            say("global average"),
            tip=say("Add the mean of each whole map: one number a channel"),
            rare=True,
        ),
        RowKind(
            "full",
            say("fully connected"),
            say("FC {outputs}", outputs="{outputs}"),
            (outputs,),
            (10,),
            say("Add a layer in which every output weighs every number"),
            rare=True,
        ),
    )


def layers_of(entries: Entries, channels: int) -> tuple[tuple[int, Layer], ...]:
    """The layers behind the rows, each with the place of its row; ``channels`` are those of the picture.

    Raises:
        StackError: a number cannot be; its ``layer`` is the place of the row.

    >>> [layer for _, layer in layers_of((RowEntry("pool", (2, 2, 0)), RowEntry("relu")), 3)]
    ... # doctest: +ELLIPSIS
    [Pooling(spec=PoolSpec(mode='max', ...)), ReLU()]
    """
    found: list[tuple[int, Layer]] = []
    for place, entry in enumerate(entries):
        after = entries[place + 1].kind if place + 1 < len(entries) else ""
        try:
            found += [(place, layer) for layer in _layers(entry, channels, bias=after != "norm")]
        except SpecError as error:
            raise StackError(place, error.field, error.sentence) from None
        channels = _channels(entry, channels)
    return tuple(found)


def _layers(entry: RowEntry, channels: int, *, bias: bool) -> Iterator[Layer]:
    numbers: list[int] = list(entry.numbers)  # type: ignore[arg-type]  # layers refuse what is no number
    match entry.kind:
        case "conv":
            filters, window, stride, padding = numbers
            yield Convolution(filters, window, stride, padding, bias=bias)
        case "relu":
            yield ReLU()
        case "norm":
            yield Normalisation()
        case "pool" | "average":
            window, stride, padding = numbers
            spec = PoolSpec("average", window=window, stride=stride, padding=padding)
            yield Pooling(replace(spec, mode="max") if entry.kind == "pool" else spec)
        case "block":
            yield _block(channels, *numbers)
            yield ReLU()
        case "global":
            yield GlobalAverage()
        case _:
            yield FullyConnected(numbers[0])


def _block(channels: int, filters: int, stride: int) -> Residual:
    """The basic block of He, Zhang, Ren and Sun (2015); the way past it changes shape where it has to."""
    main = (*_normalised(filters, 3, stride, 1), ReLU(), *_normalised(filters, 3, 1, 1))
    is_plain = stride == 1 and filters == channels
    return Residual(main, () if is_plain else _normalised(filters, 1, stride, 0))


def _normalised(filters: int, window: int, stride: int, padding: int) -> tuple[Layer, Layer]:
    return Convolution(filters, window, stride, padding, bias=False), Normalisation()


def _channels(entry: RowEntry, before: int) -> int:
    """How many channels a row gives; its first number, where it mixes channels."""
    mixes = entry.kind in ("conv", "block", "full")
    return int(entry.numbers[0]) if mixes else before
