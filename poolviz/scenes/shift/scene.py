"""Shift: the same map a few cells further, and what pooling makes of that."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.words import inside, say
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.editing import with_map_edited
from poolviz.model.scene import Compute, Gesture, Timeline, parameters_of, with_parameters
from poolviz.scenes.shift.controls import shift_controls
from poolviz.scenes.shift.curves import Curves
from poolviz.scenes.shift.frames import Frames
from poolviz.scenes.shift.parameters import FURTHEST, STEPS, ShiftParameters, step_at
from poolviz.scenes.shift.starts import start_of
from poolviz.scenes.shift.view import View


class Shift:
    """One map at rest and moved, side by side."""

    id = "shift"
    title = "Shift"
    order = 4
    tip = "Move the map a little and see which outputs change"

    def parameters(self) -> ShiftParameters:
        """Max and every 2nd pixel, zeros at the edge, one pool."""
        return ShiftParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """The window, the shift, and what is shown beside it."""
        return shift_controls(document, parameters_of(self, document))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """From Δx = −8 to +8, opened in the middle."""
        view = View(document, parameters_of(self, document), compute)
        return Timeline(
            STEPS, Frames(view, Curves(view)).frame, lambda cell: None, start=FURTHEST, asks=False
        )

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Change a cell of the map before it moves."""
        return with_map_edited(document, gesture) if gesture.cell.board == "input" else document

    def moved(self, document: Document, down: int, across: int) -> tuple[Document, int]:
        """Both ways at once: Δx is the step, Δy one of the scene's own numbers."""
        own: ShiftParameters = parameters_of(self, document)
        down, across = (max(-FURTHEST, min(by, FURTHEST)) for by in (down, across))
        if down != own.down:
            document = with_parameters(document, self, replace(own, down=down))
        return document, step_at(across)

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Add a method or take it away, or begin with another map."""
        own: ShiftParameters = parameters_of(self, document)
        if action == "average":
            after = replace(own, with_average=not own.with_average)
            return with_parameters(document, self, after), say("average")
        if action == "blur":
            after = replace(own, with_blur=not own.with_blur)
            return with_parameters(document, self, after), say("blur")
        start = start_of(action)
        spec = replace(
            document.spec,
            window=start.window,
            stride=start.window,
            padding=0,
            dilation=1,
            ceil_mode=False,
            adaptive=None,
            divisor_override=None,
        )
        document = replace(document, map=start.map, spec=spec, channel=0)
        return with_parameters(document, self, replace(own, edge=start.edge, down=0)), inside(start.map.name)
