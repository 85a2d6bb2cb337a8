"""Undo pooling: what comes back after several pools, and what that means for a label a pixel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.frame.words import inside, say
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.editing import edited_map, with_map_edited
from poolviz.model.scene import Compute, Gesture, Timeline, parameters_of, with_parameters
from poolviz.scenes.unpool.controls import unpool_controls
from poolviz.scenes.unpool.frames import Frames
from poolviz.scenes.unpool.ground import stride_of
from poolviz.scenes.unpool.labels import edited_label
from poolviz.scenes.unpool.parameters import UnpoolParameters, kernel_of
from poolviz.scenes.unpool.view import View

_NUDGE = 0.25  # what one notch of the wheel adds to a weight


class UndoPooling:
    """Down by pooling, up again by every way there is."""

    id = "unpool"
    title = "Undo pooling"
    order = 6
    tip = "Pool several times and come back: what is lost, and what a label a pixel needs"

    def parameters(self) -> UnpoolParameters:
        """Three pools, all ways back and the label of every pixel."""
        return UnpoolParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """What is looked at, the windows, how often, the way up and the label."""
        return unpool_controls(document, parameters_of(self, document))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """The map, each pool and each step up; opened when all is back."""
        frames = Frames(View(document, parameters_of(self, document), compute))
        return Timeline(
            frames.length, frames.frame, lambda cell: None, start=frames.length - 1, keeps_end=True
        )

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Change a cell of the map, of the label or of the kernel."""
        board = gesture.cell.board
        if board == "input":
            return with_map_edited(document, _on_the_map(document.map, gesture))
        own = parameters_of(self, document)
        if board == "label":
            after = edited_label(own, document.map, document.channel, gesture)
        else:
            after = _with_weight(document, own, gesture) if board == "kernel" else own
        return document if after is own else with_parameters(document, self, after)

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Open a photograph, or wipe the label."""
        own: UnpoolParameters = parameters_of(self, document)
        if action == "photograph":
            map_ = by_id("photograph").make()
            after = replace(own, label="threshold", threshold=None, drawn=None)
            return with_parameters(replace(document, map=map_, channel=0), self, after), inside(map_.name)
        if action != "wipe":
            raise KeyError(action)
        size = View(document, own, compute).ground.size
        empty = Map.from_array(np.zeros(size, np.uint8), "label")
        after = replace(own, label="drawn", drawn=empty)
        return with_parameters(document, self, after), say("wipe the label")


def _on_the_map(map_: Map, gesture: Gesture) -> Gesture:
    """A gesture on the sheet that is shown, as one on the map itself."""
    stride = stride_of(map_)
    if stride == 1:
        return gesture
    cell, start = gesture.cell, gesture.start
    return replace(
        gesture,
        cell=cell._replace(row=cell.row * stride, column=cell.column * stride),
        start=start and start._replace(row=start.row * stride, column=start.column * stride),
        size=gesture.size * stride,
    )


def _with_weight(document: Document, own: UnpoolParameters, gesture: Gesture) -> UnpoolParameters:
    """The kernel is edited as a map is, so that a brush may draw in it too."""
    geometry = document.spec.geometry(document.map.size)
    before = Map.from_array(kernel_of(own, (geometry.rows.window, geometry.columns.window)))
    value = gesture.value * (_NUDGE if gesture.kind == "nudge" else 1.0)
    after = edited_map(before, 0, replace(gesture, value=value))
    if after is before:
        return own
    return replace(own, kernel="own", weights=tuple(map(tuple, after.values[0].tolist())))
