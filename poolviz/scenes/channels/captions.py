"""The sentence under the stage: what happens to the channels."""

from __future__ import annotations

from poolviz.frame.model import Caption, Cell
from poolviz.frame.numbers import full, plain
from poolviz.frame.words import grouped, say
from poolviz.model.grid import Position
from poolviz.scenes.channels.boards import channel_of
from poolviz.scenes.channels.painted import Painted, painted
from poolviz.scenes.channels.view import View


def forward(view: View, output: Position, focus: Cell | None) -> Caption:
    """What this window gives; after painting, what that moved, while the brush or the window is there."""
    change = painted(view)
    if change is not None and _is_there(view, change, output, focus):
        return after_painting(view, change)
    if focus is not None and channel_of(focus.board, "input") is not None:
        return _at_a_cell(view, focus)
    if view.channels == 1:
        return Caption(
            say("One channel"),
            say("There is nothing to keep apart here: try a map with many channels."),
        )
    if view.mixes:
        return Caption(
            say("Convolution"),
            say(
                "Every output looks at the same window of all {count} channels: depth is where they mix.",
                count=view.channels,
            ),
        )
    if view.is_colour and view.document.spec.mode == "max":
        return Caption(
            say("Each colour by itself"),
            say("Red, green and blue may win in different cells: max per channel can invent colours."),
        )
    lead = say("{count} channels, one window", count=view.channels)
    return Caption(
        lead, say("Each channel is pooled by itself, with the same window: none looks at another.")
    )


def _is_there(view: View, change: Painted, output: Position, focus: Cell | None) -> bool:
    """Whether the pointer is on the painted channel, or, without one, the window on what was painted."""
    channel, row, column, tall, wide = change.region
    if focus is not None:
        return channel_of(focus.board, "input") == channel
    cells = view.windows(channel).cells(*output)
    return any(row <= r < row + tall for r in cells.rows) and any(
        column <= c < column + wide for c in cells.columns
    )


def after_painting(view: View, change: Painted) -> Caption:
    """How many outputs moved, which is what tells a pooling from a convolution."""
    number = change.region.channel + 1
    lead = say("Painted on channel {number}", number=number)
    if not change.moved:
        return Caption(lead, say("no output moved: no window answers with the cells that changed."))
    if view.mixes:
        return Caption(
            lead,
            say("all {count} outputs moved, for a convolution mixes the channels.", count=view.channels),
        )
    if view.channels == 1:
        return Caption(lead, say("its output moved."))
    return Caption(
        lead,
        say(
            "only output channel {number} moved. Switch the layer to a convolution and all {count} would.",
            number=number,
            count=view.channels,
        ),
    )


def _at_a_cell(view: View, cell: Cell) -> Caption:
    """Which outputs look at a cell of one channel."""
    channel = channel_of(cell.board, "input") or 0
    value = full(view.document.map.value(channel, cell.row, cell.column))
    lead = say("Cell ({row}, {column}) = {value}", row=cell.row, column=cell.column, value=value)
    if not view.windows(channel).seeing(cell):
        return Caption(lead, say("No window sees it, on any channel."))
    if view.mixes:
        return Caption(lead, say("All {count} outputs look at it.", count=view.channels))
    return Caption(lead, say("Only output channel {number} looks at it.", number=channel + 1))


def reading(view: View) -> Caption:
    """What global pooling leaves of the map."""
    size = f"{view.geometry.output[0]}×{view.geometry.output[1]}"
    if view.parameters.reading == "max":
        return Caption(
            say("Global maximum"),
            say(
                "Each {size} output becomes its largest number: {count} in all, wherever they stood.",
                size=size,
                count=view.channels,
            ),
        )
    return Caption(
        say("Global average"),
        say(
            "Each {size} output becomes its mean: {count} in all, where flattening would leave {flat}.",
            size=size,
            count=view.channels,
            flat=grouped(view.channels * view.geometry.windows),
        ),
    )


def backward(view: View, channel: int) -> Caption:
    """What one channel's number sends back."""
    lead = say("Back to {name}", name=view.name(channel))
    given, count = plain(view.upstream(channel)), view.geometry.windows
    if view.parameters.reading == "max":
        told = say("its largest number gets all of {given}; the others get 0.", given=given)
        return Caption(lead, f"{told} {_onward(view)}")
    told = say("each of its {count} numbers gets the same: {given} / {count}.", given=given, count=count)
    return Caption(lead, f"{told} {_onward(view)}")


def _onward(view: View) -> str:
    """How the layer hands a gradient on to the map."""
    if view.mixes:
        return say("The kernel hands each on to every channel, by its weights.")
    mode = view.document.spec.mode
    if mode == "max":
        return say("Max hands each on to the cell that won.")
    if mode == "average":
        return say("Average shares each among its window.")
    return say("Power sum (LP) hands each on by its derivative.")
