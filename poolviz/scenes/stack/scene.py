"""Stack: layers one after the other, what each sees of the picture, and what all of them cost."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.words import say
from poolviz.maps.presets import by_id
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.editing import with_map_edited
from poolviz.model.scene import Compute, Gesture, Timeline, parameters_of
from poolviz.scenes.stack.boards import INPUT
from poolviz.scenes.stack.controls import PHOTOGRAPH, stack_controls
from poolviz.scenes.stack.frames import Frames
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.view import View


class Stack:
    """A whole network, layer by layer."""

    id = "stack"
    title = "Stack"
    order = 5
    tip = "Stack layers: what each cell sees of the picture, and what it costs"

    def parameters(self) -> StackParameters:
        """Three blocks of convolution, ReLU and pool."""
        return StackParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """With pooling or without, the network, its layers, and what is looked at."""
        return stack_controls(document, parameters_of(self, document))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """Layer by layer, opened at the last one."""
        frames = Frames(View.of(document, parameters_of(self, document), compute))
        last = frames.length - 1
        return Timeline(frames.length, frames.frame, lambda cell: None, start=last, keeps_end=True)

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Change a pixel, where the picture is the open map itself."""
        own: StackParameters = parameters_of(self, document)
        is_itself = document.map.size == (own.side, own.side)
        return with_map_edited(document, gesture) if gesture.cell.board == INPUT and is_itself else document

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Open the photograph in place of a small map."""
        if action != PHOTOGRAPH:
            raise KeyError(action)
        return replace(document, map=by_id("photograph").make(), channel=0), say("photograph")
