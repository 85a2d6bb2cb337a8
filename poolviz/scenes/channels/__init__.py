"""Channels: one window on all channels in step, and the one number of each that a classifier reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from poolviz.frame.model import Cell
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.editing import with_map_edited
from poolviz.model.scene import BY_ROWS, Compute, Gesture, Timeline, parameters_of
from poolviz.scenes.channels.backward import Backward
from poolviz.scenes.channels.boards import channel_of, chosen_by
from poolviz.scenes.channels.controls import channels_controls
from poolviz.scenes.channels.forward import Forward, pointed_window
from poolviz.scenes.channels.painted import remember
from poolviz.scenes.channels.parameters import ChannelsParameters
from poolviz.scenes.channels.presets import with_preset
from poolviz.scenes.channels.view import View


class Channels:
    """Depth is left alone by pooling, and mixed by convolution."""

    id = "channels"
    title = "Channels"
    order = 3
    tip = "All channels under the same window, and one number of each for a classifier"

    def parameters(self) -> ChannelsParameters:
        """Forward, a pooling, the global average and ten classes."""
        return ChannelsParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """The window, the layer, and what is read behind it."""
        return channels_controls(document, parameters_of(self, document))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """Forward one step a window and one for all the numbers read; backward one step a channel."""
        view = View(document, parameters_of(self, document), compute)
        if view.parameters.backward:
            back = Backward(view)
            return Timeline(back.length, back.frame, back.step_of)
        pictures, windows = Forward(view), view.geometry.windows
        return Timeline(
            pictures.length,
            pictures.frame,
            lambda cell: pointed_window(view, cell),
            beat=view.geometry.output[1] if windows > BY_ROWS else 1,
        )

    def channel_on(self, board: str) -> int | None:
        """The channel whose numbers a board shows."""
        return channel_of(board, "input")

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Change the channel whose board was touched, and choose it."""
        channel = self.channel_on(gesture.cell.board)
        if channel is None or channel >= document.map.channels:
            return document
        after = with_map_edited(replace(document, channel=channel), gesture)
        if after.map is document.map:
            return document
        remember(document.map, after.map)
        return after

    def chosen(self, document: Document, cell: Cell) -> Mapping[str, object]:
        """A click on a thumbnail, a bar, or another channel's board chooses that channel."""
        channel = chosen_by(document, cell)
        return {} if channel in (None, document.channel) else {"channel": channel}

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Open a map with many channels."""
        return with_preset(document, action)


SCENE = Channels()
