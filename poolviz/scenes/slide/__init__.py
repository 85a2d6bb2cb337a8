"""Slide: one pooling on one map, window by window, forward and backward."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.frame.model import Cell, Frame
from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.editing import with_map_edited, with_upstream_edited
from poolviz.model.losers import with_other_losers
from poolviz.model.scene import BY_ROWS, Compute, Gesture, Timeline, parameters_of, with_parameters
from poolviz.scenes.slide.backward import backward_frame
from poolviz.scenes.slide.controls import slide_controls
from poolviz.scenes.slide.forward import forward_frame
from poolviz.scenes.slide.view import SlideParameters, View, output_index


class Slide:
    """The scene that everything begins with."""

    id = "slide"
    title = "Slide"
    order = 1
    tip = "Slide a window over a map, forward and backward"

    def parameters(self) -> SlideParameters:
        """Forward, the output at its own size, no coverage."""
        return SlideParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """Everything about one operation on one map."""
        return slide_controls(document, parameters_of(self, document))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """One step a window, in reading order."""
        view = View(document, parameters_of(self, document), compute)
        draw = backward_frame if view.parameters.backward else forward_frame

        def frame(step: int, focus: Cell | None) -> Frame:
            return draw(view, step, focus)

        columns = view.geometry.output[1]
        return Timeline(
            view.windows,
            frame,
            lambda cell: output_index(view, cell),
            beat=columns if view.windows > BY_ROWS else 1,
            won=(lambda rows, columns: view.pooled.won(rows, columns)) if view.has_winners else None,
        )

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Change a cell of the input or of the upstream gradient."""
        if gesture.cell.board == "input":
            return with_map_edited(document, gesture)
        return with_upstream_edited(document, gesture) if gesture.cell.board == "upstream" else document

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Pool again, so that the output becomes the input; or the same output from other losers."""
        if action == "same_output":
            own: SlideParameters = parameters_of(self, document)
            after = with_other_losers(document, compute, own.losers)
            drawn = replace(own, losers=own.losers + 1)
            return with_parameters(after, self, drawn), say("same output")
        if action != "pool_again":
            raise KeyError(action)
        return _pooled_again(document, compute), say("pool again")


def _pooled_again(document: Document, compute: Compute) -> Document:
    old = document.map
    document.spec.output_size(document.output_size)
    values = np.stack([compute.pooled(old, c, document.spec).values for c in range(old.channels)])
    name = say("{name}, pooled", name=old.name)
    return replace(document, map=Map.from_array(values, name, old.kind))


SCENE = Slide()
